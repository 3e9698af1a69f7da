"""What is told on today's page: one tap each, saved at once, with the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.recorder import ReportError
from rhomboid.core.diary.entry import EntryError, EntryKind
from rhomboid.web.pages.today_notice import place_of
from rhomboid.web.rendering import frame, render

_MOMENTS = ("now", "morning", "evening")
_ANALYTES = {"vitamin_d_25oh": "vitamin_d", "b12_total": "vitamin_b12", "b12_active": "vitamin_b12"}


@require_POST
def pain(request: HttpRequest) -> HttpResponse:
    """One number from 0 to 10, for now or for the morning after a session."""
    moment = request.POST.get("moment", "now")
    score = _whole(request.POST.get("now", ""))
    if score is None or moment not in _MOMENTS:
        return refused(request, "pain")
    return _tell(request, "pain", {"now": score, "moment": moment})


@require_POST
def walk(request: HttpRequest) -> HttpResponse:
    """A walk in minutes, or why there is none today."""
    if "skipped" in request.POST:
        return _walk_skipped(request, request.POST["skipped"])
    minutes = _whole(request.POST.get("minutes", ""))
    if minutes is None:
        return refused(request, "walk")
    return _tell(request, "walk", {"minutes": minutes})


def _walk_skipped(request: HttpRequest, because: str) -> HttpResponse:
    if because != "pain":
        return _tell(request, "walk_skipped", {"because": because})
    score = _whole(request.POST.get("pain", ""))
    if score is None:
        return refused(request, "pain")
    return _tell(request, "walk_skipped", {"because": because, "pain": score})


@require_POST
def moved(_request: HttpRequest) -> HttpResponse:
    """A change of position; pressed twice it is one."""
    return saved(bootstrap.journal().desk.moved().id, "position_change")


@require_POST
def flare(request: HttpRequest) -> HttpResponse:
    """It is flaring up, or it is over."""
    return _tell(request, "flare", {"state": request.POST.get("state", "")})


@require_POST
def supplement(request: HttpRequest) -> HttpResponse:
    """What was prescribed was taken today; never a dose."""
    labs = bootstrap.journal().course().answers.get("labs")
    names = [row.get("analyte") for row in labs] if isinstance(labs, list) else []
    known = [_ANALYTES[name] for name in names if name in _ANALYTES]
    body = {"taken": True, "analyte": known[0] if known else "other"}
    return _tell(request, "supplement", body)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was just told; it stays readable in the diary."""
    entry = request.POST.get("entry", "")
    try:
        kind = bootstrap.journal().reports.line(entry).versions[0].kind
        bootstrap.journal().reports.undo(entry)
    except ReportError:
        return refused(request, "gone", status=409)
    place = place_of(kind)
    return HttpResponseRedirect(f"{reverse('today')}?undone={place}:{entry}#{place}")


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Put back what was just taken back."""
    entry = request.POST.get("entry", "")
    try:
        line = bootstrap.journal().reports.line(entry)
        if line.in_force is None:
            bootstrap.journal().reports.restore(entry)
    except ReportError:
        return refused(request, "gone", status=409)
    return saved(line.root, line.versions[0].kind)


def saved(root: str, kind: str) -> HttpResponse:
    """Back to today, where the entry is told with the way to take it back."""
    return HttpResponseRedirect(f"{reverse('today')}?saved={root}#{place_of(kind)}")


def refused(request: HttpRequest, what: str, status: int = 422) -> HttpResponse:
    """A sentence about what could not be taken; nothing was saved."""
    w = frame(request).wording
    values = {
        "nav": "today",
        "title": w.say(f"today.refused.{what}.title"),
        "text": w.say(f"today.refused.{what}.text"),
    }
    return render(request, "refused.html", values, status=status)


def _tell(request: HttpRequest, kind: EntryKind, body: Mapping[str, Any]) -> HttpResponse:
    try:
        entry = bootstrap.journal().reports.tell(kind, body)
    except EntryError:
        return refused(request, kind if kind in ("pain", "walk") else "other")
    return saved(entry.id, kind)


def _whole(text: str) -> int | None:
    try:
        return int(text.strip())
    except ValueError:
        return None
