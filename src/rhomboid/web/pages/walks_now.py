"""The timer of a walk: plain forms and the server's clock; the script only shows it running."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.present import Present
from rhomboid.app.recorder import ReportError
from rhomboid.app.walks.timer import MOST_MIN, WalkTimer
from rhomboid.core.diary.entry import EntryError
from rhomboid.web.pages.walks_now_view import begin_values, saved_values, walking_values
from rhomboid.web.rendering import frame, render

_SCORES: Final = range(11)


def show(request: HttpRequest) -> HttpResponse:
    """The walk under way, the one just ended, or a new one; an emergency goes first."""
    journal = bootstrap.journal()
    present = journal.present()
    if present.assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    w = frame(request).wording
    today, timer = journal.today(present), _timer()
    running = timer.running()
    values: dict[str, Any] = {"nav": "walks", "scores": _SCORES}
    if running is not None:
        values |= walking_values(running, journal.now(), today, journal.knowledge, w)
    elif request.GET.get("saved"):
        values |= saved_values(journal, request.GET["saved"], w)
    else:
        values |= begin_values(today, journal.knowledge, w)
        values["short"] = "short" in request.GET
        values["blocked"] = _danger_first(present)
    values["problem"] = "minutes" in request.GET
    return render(request, "walks_now.html", values)


@require_POST
def begin(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Begin, or go on with the walk under way."""
    _timer().begin()
    return HttpResponseRedirect(reverse("walks_now"))


@require_POST
def pause(request: HttpRequest) -> HttpResponse:
    """Pause, or go on."""
    _timer().pause(request.POST.get("walk", ""), _at(request))
    return HttpResponseRedirect(reverse("walks_now"))


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the walk; it is in the diary from then on."""
    told = request.POST.get("minutes")
    minutes = None if told is None else _whole(told)
    if told is not None and minutes is None:
        return HttpResponseRedirect(f"{reverse('walks_now')}?minutes=wrong")
    root = _timer().end(request.POST.get("walk", ""), _at(request), minutes)
    if root is None:
        return HttpResponseRedirect(f"{reverse('walks_now')}?short")
    return HttpResponseRedirect(f"{reverse('walks_now')}?saved={root}")


@require_POST
def after(request: HttpRequest) -> HttpResponse:
    """What is told of a walk that was ended: pain after it, no device along, or take it back."""
    reports, root = bootstrap.journal().reports, request.POST.get("entry", "")
    here = HttpResponseRedirect(f"{reverse('walks_now')}?saved={root}")
    try:
        line = reports.line(root)
        if line.in_force is None or line.in_force.kind != "walk":
            return HttpResponseRedirect(reverse("walks"))
        if "undo" in request.POST:
            reports.undo(root)
            return HttpResponseRedirect(reverse("walks"))
        reports.correct(root, {**line.in_force.body, **_more(request)})
    except (ReportError, EntryError):
        return here
    return here


def _danger_first(present: Present) -> bool:
    """Whether danger questions, or a doctor today, come before any walk."""
    disposition = present.assessment.triage.disposition
    return present.force.mode == "danger_questions" or disposition in ("emergency", "same_day")


def _more(request: HttpRequest) -> dict[str, Any]:
    if "unseen" in request.POST:
        return {"unseen": request.POST["unseen"] == "yes"}
    score = request.POST.get("pain_after", "")
    return {"pain_after": int(score) if score.isdecimal() else None}


def _timer() -> WalkTimer:
    return WalkTimer(bootstrap.journal().recorder)


def _whole(text: str) -> int | None:
    found = int(text) if text.strip().isdecimal() else 0
    return found if 1 <= found <= MOST_MIN else None


def _at(request: HttpRequest) -> datetime | None:
    """When a button was pressed, where the page could not say so at once: ms since 1970, UTC."""
    told = request.POST.get("at", "")
    try:
        return datetime.fromtimestamp(int(told) / 1000, UTC).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
