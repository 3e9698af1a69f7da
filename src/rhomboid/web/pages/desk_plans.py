"""Meetings and quiet hours on the page of the desk, and a calendar file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import IO, Any, Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.desk.plans import Plans
from rhomboid.app.recorder import ReportError
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.ergonomics.desk.busy import hours_read
from rhomboid.web.pages.desk import after
from rhomboid.web.pages.desk_came import came, sealed
from rhomboid.web.pages.desk_note import Said
from rhomboid.web.pages.desk_plans_view import calendar_words
from rhomboid.web.rendering import frame, render

_DAY: Final = timedelta(days=1)
_MOST_MB: Final = 20
_SHOWN: Final = 40
_COUNTS: Final = frozenset(("busy", "whole", "left"))


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, detail: str = "", **values: object) -> None:
        self.code, self.detail, self.values = code, detail, values
        super().__init__(code)


@require_POST
def plans(request: HttpRequest) -> HttpResponse:
    """Keep a meeting or quiet hours, or delete one."""
    known = bootstrap.journal().desk.plans
    forget = request.POST.get("forget", "")
    if forget:
        return after(request, Said("forgotten" if _forgotten(known, forget) else "gone"))
    pair = _pair(request.POST)
    if pair is None:
        return after(request, Said("times"))
    kind = "hours" if request.POST.get("kind") == "hours" else "meeting"
    try:
        if kind == "hours":
            known.tell_hours(*pair)
        else:
            known.tell(*_today(*pair))
    except ReportError as refused:
        return after(request, Said("full" if "delete one" in str(refused) else "times"))
    return after(request, Said(kind))


def _pair(told: Mapping[str, str]) -> tuple[time, time] | None:
    hours = hours_read(f"{told.get('from', '').strip()}-{told.get('until', '').strip()}")
    return hours[0] if len(hours) == 1 else None


def _today(start: time, end: time) -> tuple[datetime, datetime]:
    """These times today; an end before the begin is on the next day."""
    journal = bootstrap.journal()
    now = journal.now().astimezone(journal.desk.basis().zone)
    begin = now.replace(hour=start.hour, minute=start.minute, second=0, microsecond=0)
    until = begin.replace(hour=end.hour, minute=end.minute)
    return begin, until if until > begin else until + _DAY


def _forgotten(known: Plans, value: str) -> bool:
    hours = hours_read(value)
    if hours:
        return known.forget_hours(*hours[0])
    try:
        start = datetime.fromisoformat(value)
    except ValueError:
        return False
    return start.utcoffset() is not None and known.forget(start)


def calendar(request: HttpRequest) -> HttpResponse:
    """Read a calendar file, delete what was read, or say what is known."""
    if request.method != "POST":
        return _show(request, {"done": _done(request)})
    if "forget" in request.POST:
        bootstrap.journal().desk.plans.forget_calendar()
        return HttpResponseRedirect(f"{reverse('desk')}?note=forgotten#note")
    try:
        return _read(request)
    except _Refused as refused:
        sentence = frame(request).wording.say(
            f"desk.calendar.refused.{refused.code}", **refused.values
        )
        return _show(request, {"refused": sentence, "detail": refused.detail}, 422)


def _read(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("calendar")
    if not isinstance(upload, UploadedFile) or not upload.size:
        raise _Refused("none")
    zone = _zone(request.POST.get("zone", "").strip())
    journal = bootstrap.journal()
    name = str(upload.name or "file")[:_SHOWN]
    try:
        found = bootstrap.busy_times(cast(IO[bytes], upload.file), name, zone, journal.now())
    except RhomboidError as error:
        code = getattr(error, "code", "form")
        raise _Refused(code, str(error), size=_MOST_MB) from error
    journal.desk.plans.take_calendar(found.busy)
    counts = {"busy": len(found.busy.meetings), "whole": found.whole_days, "left": found.left}
    return HttpResponseRedirect(f"{reverse('desk_calendar')}?came={sealed(counts)}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or bootstrap.time_zone())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _Refused("zone", got=name[:_SHOWN]) from None


def _done(request: HttpRequest) -> list[str]:
    """What came of the file that was just read; nothing once it was deleted."""
    if bootstrap.journal().desk.plans.calendar_until() is None:
        return []
    w = frame(request).wording
    return [
        w.say(f"desk.calendar.done.{name}", count=count)
        for name, count in came(request).items()
        if name in _COUNTS and (count or name == "busy")
    ]


def _show(request: HttpRequest, values: dict[str, Any], status: int = 200) -> HttpResponse:
    w, journal = frame(request).wording, bootstrap.journal()
    whole = {
        "nav": "desk",
        "size": _MOST_MB,
        "zone": request.POST.get("zone") or bootstrap.time_zone(),
        "known": calendar_words(journal.desk.plans, journal.now(), w),
        **values,
    }
    return render(request, "desk_calendar.html", whole, status=status)
