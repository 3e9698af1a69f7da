"""Taking a record of use in, on the page of the desk."""

from __future__ import annotations

from typing import IO, Any, Final, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.app.desk.use_records import TakenBeforeError
from rhomboid.app.recorder import ReportError
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary import strain_bodies
from rhomboid.core.ergonomics.desk.events import Use
from rhomboid.web.pages.desk_came import came, sealed
from rhomboid.web.rendering import frame, render

MOST_MB: Final = 16
_MB: Final = 1_000_000
_USES: Final[tuple[Use, ...]] = ("active", "away", "locked", "off")
_SHOWN: Final = 40


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, detail: str = "", **values: object) -> None:
        self.code, self.detail, self.values = code, detail, values
        super().__init__(code)


def take(request: HttpRequest) -> HttpResponse:
    """Take a file in, or say what came of it."""
    if request.method != "POST":
        undo = request.GET.get("undo", "") if _line(request) is not None else ""
        return _show(request, {"done": _done(request), "undo": undo})
    try:
        return _taken(request)
    except _Refused as refused:
        w = frame(request).wording
        sentence = w.say(f"desk.take.refused.{refused.code}", **refused.values)
        values = {"refused": sentence, "detail": refused.detail}
        return _show(request, values, 422)


def _taken(request: HttpRequest) -> HttpResponse:
    upload = request.FILES.get("record")
    if not isinstance(upload, UploadedFile) or not upload.size:
        raise _Refused("none")
    if upload.size > MOST_MB * _MB:
        raise _Refused("big", size=MOST_MB)
    zone = _zone(request.POST.get("zone", "").strip())
    means = _means(request.POST.get("means", ""))
    stream = cast(IO[bytes], upload.file)
    log = bootstrap.activity_log(stream, str(upload.name or "file")[:_SHOWN], zone, means)
    try:
        periods = list(log.periods())
    except RhomboidError as error:
        raise _Refused("file", str(error)) from error
    try:
        taken = bootstrap.journal().desk.take(periods)
    except TakenBeforeError as error:
        day = frame(request).wording.date(error.on)
        raise _Refused("zone_again", zone=error.zone, day=day) from error
    except ReportError as error:
        raise _Refused("ahead", str(error)) from error
    left = len(log.left.empty) + len(log.left.backwards)
    counts = sealed({"added": taken.added, "known": taken.known, "left": left})
    return HttpResponseRedirect(f"{reverse('desk_take')}?came={counts}&undo={taken.root}")


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or bootstrap.time_zone())
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _Refused("zone", got=name[:_SHOWN]) from None


def _means(text: str) -> dict[str, Use]:
    means: dict[str, Use] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, said = part.rpartition("=")
        use = next((use for use in _USES if use == said.strip().casefold()), None)
        if use is None or not name.strip():
            raise _Refused("means", got=part[:_SHOWN])
        means[name.strip()] = use
    return means


def _line(request: HttpRequest) -> strain_bodies.DeskImport | None:
    """The line of the record that was just taken in, while it counts."""
    entry = bootstrap.journal().desk.told(request.GET.get("undo", ""))
    if entry is None or entry.kind != "desk_import":
        return None
    return msgspec.convert(entry.body, strain_bodies.DeskImport)


def _done(request: HttpRequest) -> list[str]:
    """What came of the file that was just taken in; nothing once it was taken back."""
    counts, line = came(request), _line(request)
    if not {"added", "known", "left"} <= counts.keys() or (counts["added"] and line is None):
        return []
    w = frame(request).wording
    key = "some" if counts["added"] else "none"
    said = [w.say(f"desk.take.done.{key}", count=counts["added"], known=counts["known"])]
    if line is not None:
        first, last = w.date(line.first), w.date(line.last)
        said.append(w.say("desk.take.days", count=line.days, first=first, last=last))
    if counts["left"]:
        said.append(w.say("desk.take.left", count=counts["left"]))
    return said


def _show(request: HttpRequest, values: dict[str, Any], status: int = 200) -> HttpResponse:
    whole = {
        "nav": "desk", "size": MOST_MB, "zone": request.POST.get("zone") or bootstrap.time_zone(),
        "means": request.POST.get("means", ""), **values,
    }  # fmt: skip
    return render(request, "desk_take.html", whole, status=status)
