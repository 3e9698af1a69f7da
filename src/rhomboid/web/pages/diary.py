"""The diary: read by months, corrected, taken back, put back, added to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.app.recorder import ReportError
from rhomboid.web.pages.diary_view import (
    KINDS,
    day_views,
    events_of,
    last_of,
    month_name,
    words_of,
)
from rhomboid.web.rendering import frame, render
from rhomboid.wording import Wording

_NOTES = ("undone", "restored", "corrected", "added", "gone")


def show(request: HttpRequest) -> HttpResponse:
    """One month, newest day first; all kinds or one."""
    journal = bootstrap.journal()
    present = journal.present()
    w = frame(request).wording
    months = journal.timeline.months()
    first = _month(request.GET.get("month", ""), months, present.today)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    last = last_of(first)
    days = journal.timeline.span(first, last, kind or None)
    events = {} if kind else events_of(present.course, first, last, w)
    values = {
        "nav": "diary",
        "days": day_views(days, events, present.today, w),
        "headline": _headline(len(days), kind, first, months, w),
        "empty": not months,
        "kind": kind,
        "kinds": [(one, w.say(f"diary.kind.{one}")) for one in KINDS],
        "month": first,
        **_paging(first, months, w),
        **danger_values(present),
        **_note(request, w),
    }
    return render(request, "diary.html", values)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take a line back; it stays readable and can be put back."""
    return _change(request, "undone")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Put back a line that was taken back."""
    return _change(request, "restored")


def danger_values(present: Present) -> dict[str, Any]:
    """What stands above the diary when danger comes first."""
    disposition = present.assessment.triage.disposition
    return {
        "urgent": disposition if disposition in ("emergency", "same_day") else "",
        "asked": bool(present.hits),
    }


def to_line(root: str, on: date, note: str) -> HttpResponse:
    """Back to a line on its page, with a word about what was done."""
    month = f"{on:%Y-%m}"
    return HttpResponseRedirect(
        f"{reverse('diary')}?month={month}&note={note}&line={root}#l-{root}"
    )


def _change(request: HttpRequest, what: str) -> HttpResponse:
    reports = bootstrap.journal().reports
    try:
        line = reports.line(request.POST.get("line", ""))
    except ReportError as error:
        raise Http404 from error
    last = next(entry for entry in reversed(line.versions) if entry.kind != "undone")
    stands = line.in_force is not None
    note = what if stands is (what == "undone") else "gone"
    if note == "undone":
        reports.undo(line.root)
    elif note == "restored":
        reports.restore(line.root)
    return to_line(line.root, last.about.date(), note)


def _month(text: str, months: Sequence[date], today: date) -> date:
    """The month that was asked for, else the newest with a line, else this one."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return months[-1] if months else today.replace(day=1)


def _headline(count: int, kind: str, first: date, months: Sequence[date], w: Wording) -> str:
    month = month_name(first, w)
    if not months:
        return w.say("diary.page.headline.empty")
    if not count and kind:
        return w.say("diary.page.nothing_of_kind", month=month)
    if not count:
        return w.say("diary.page.headline.none", month=month)
    if kind:
        name = w.say(f"diary.kind.{kind}")
        return w.say("diary.page.headline.kind", kind=name, count=count, month=month)
    return w.say("diary.page.headline.some", count=count, month=month)


def _paging(first: date, months: Sequence[date], w: Wording) -> dict[str, Any]:
    earlier = next((one for one in reversed(months) if one < first), None)
    later = next((one for one in months if one > first), None)
    listed = sorted({*months, first}, reverse=True)
    return {
        "months": [(f"{one:%Y-%m}", month_name(one, w), one == first) for one in listed],
        "earlier": None if earlier is None else (f"{earlier:%Y-%m}", month_name(earlier, w)),
        "later": None if later is None else (f"{later:%Y-%m}", month_name(later, w)),
    }


def _note(request: HttpRequest, w: Wording) -> dict[str, Any]:
    note, root = request.GET.get("note", ""), request.GET.get("line", "")
    if note not in _NOTES:
        return {}
    try:
        line = bootstrap.journal().reports.line(root)
    except ReportError:
        return {}
    last = next(entry for entry in reversed(line.versions) if entry.kind != "undone")
    return {
        "note": note,
        "note_line": line.root,
        "note_text": words_of(last, w),
        "note_restore": line.in_force is None,
    }
