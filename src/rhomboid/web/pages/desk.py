"""The desk: counted and told, suggested and answered; plain forms, and the same for the script."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final, cast, get_args

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.desk.records import Answer, State, Ticked
from rhomboid.app.recorder import ReportError
from rhomboid.core.diary.entry import EntryError
from rhomboid.core.ergonomics.desk.events import SkipReason
from rhomboid.web.live.frames import LiveFrameError, read_frame
from rhomboid.web.pages.desk_note import Said, asked, note
from rhomboid.web.pages.desk_plans_view import plans_values
from rhomboid.web.pages.desk_view import (
    day_view,
    desk_values,
    line_words,
    prompt_view,
    quiet_words,
    title_words,
    week_view,
)
from rhomboid.web.rendering import frame, render

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
#: Work begins again at this hour.
_MORNING: Final = 6
#: More digits than the seconds of a day have.
_DIGITS: Final = 9
_REASONS: Final[tuple[SkipReason, ...]] = get_args(SkipReason)


class _Tick(msgspec.Struct, frozen=True):
    """What the script says of a moment."""

    lull_s: float | None = None
    camera: bool = False
    elsewhere: bool = False


def show(request: HttpRequest) -> HttpResponse:
    """The page; an emergency goes first."""
    journal = bootstrap.journal()
    if journal.present().assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    state = journal.desk.state()
    w = frame(request).wording
    values = desk_values(state, journal.knowledge, w)
    values["note"] = note(asked(request), journal, state, w)
    values |= plans_values(journal.desk.plans, state.now, w)
    values["prompt"] = prompt_view(state, journal.desk.suggested(), journal, w)
    return render(request, "desk.html", values)


@require_POST
def moved(request: HttpRequest) -> HttpResponse:
    """The person changed position, now or so many seconds ago (`ago_s`)."""
    journal, ago = bootstrap.journal(), request.POST.get("ago_s", "")
    about = None
    if ago.isascii() and ago.isdecimal() and 0 < int(ago[:_DIGITS]) <= _DAY.total_seconds():
        about = journal.now() - timedelta(seconds=int(ago[:_DIGITS]))
    entry = journal.desk.moved(about)
    return after(request, Said("moved", entry.id))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was just told."""
    try:
        bootstrap.journal().reports.undo(request.POST.get("entry", ""))
    except ReportError:
        return after(request, Said("undone_before"))
    return after(request, Said("undone"))


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What came of a suggestion."""
    told, root = request.POST.get("answer", ""), request.POST.get("prompt", "")
    found = _answer(told)
    if found is None:
        return after(request, Said("gone"))
    try:
        entry = bootstrap.journal().desk.answer(root, found)
    except (ReportError, EntryError):
        return after(request, Said("gone"))
    if found.snooze_min is not None:
        return after(request, Said("snoozed"))
    undone = entry.id if found.answer == "done" else ""
    return after(request, Said(found.reason or "done", undone))


def _answer(told: str) -> Answer | None:
    """An answer from the name of its button: `done`, `later-10`, `not-hurts`."""
    kind, _, value = told.partition("-")
    snooze = bootstrap.knowledge().strain.desk.snooze.minutes
    if told == "done":
        return Answer("done")
    if kind == "later" and value.isdecimal() and int(value) in snooze:
        return Answer("snoozed", snooze_min=int(value))
    reason = next((one for one in _REASONS if one == value), None)
    return Answer("skipped", reason) if kind == "not" and reason is not None else None


@require_POST
def quiet(request: HttpRequest) -> HttpResponse:
    """No suggestions for an hour or until tomorrow; or they may come again."""
    desk, now = bootstrap.journal().desk, bootstrap.journal().now()
    wanted = request.POST.get("until", "")
    if wanted not in ("hour", "tomorrow"):
        desk.be_quiet(None)
        return after(request, Said("loud"))
    until = now + _HOUR
    if wanted == "tomorrow":
        here = now.astimezone(desk.basis().zone)
        day = here if here.hour < _MORNING else here + _DAY
        until = day.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    desk.be_quiet(until)
    return after(request, Said("quiet"))


@require_POST
def every(request: HttpRequest) -> HttpResponse:
    """How long without a change until one is suggested."""
    told = request.POST.get("every", "")
    try:
        bootstrap.journal().desk.ask_every(int(told) if told.isdecimal() else 0)
    except ReportError:
        return after(request, Said("gone"))
    return after(request, Said("every"))


@require_POST
def tick(request: HttpRequest) -> HttpResponse:
    """A moment at the desk while the page counts."""
    try:
        told = msgspec.json.decode(request.body, type=_Tick)
        lull_s = None if told.lull_s is None else max(told.lull_s, 0.0)
    except msgspec.MsgspecError:
        return JsonResponse({"problem": "message"}, status=400)
    ticked = bootstrap.journal().desk.tick(
        lull_s=lull_s, camera=told.camera, capturing=told.elsewhere
    )
    return JsonResponse(_parts(request, ticked.state, ticked, camera=told.camera))


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What the camera of the page saw in one picture: landmarks, never the picture."""
    try:
        seen = bootstrap.journal().desk.look(read_frame(request.body))
    except LiveFrameError as error:
        return JsonResponse({"problem": error.code}, status=400)
    return JsonResponse({"who": seen.who, "moved": seen.shift is not None})


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """The page counts no more."""
    desk = bootstrap.journal().desk
    desk.stop()
    return JsonResponse(_parts(request, desk.state(), None))


def after(request: HttpRequest, said: Said) -> HttpResponse:
    """Back to the page, or what is new on it for the script."""
    if "application/json" not in request.headers.get("Accept", ""):
        return HttpResponseRedirect(f"{reverse('desk')}?{said.query}#note")
    w, journal = frame(request).wording, bootstrap.journal()
    state = journal.desk.state()
    told = note(said, journal, state, w)
    parts = _parts(request, state, None)
    return JsonResponse({**parts, "note": _html(request, "desk_note.html", note=told)})


def _parts(
    request: HttpRequest, state: State, ticked: Ticked | None, *, camera: bool = False
) -> dict[str, Any]:
    """What of the page may have changed."""
    w, journal = frame(request).wording, bootstrap.journal()
    suggested = ticked.suggested if ticked is not None else journal.desk.suggested()
    prompt = prompt_view(state, suggested, journal, w)
    plans = plans_values(journal.desk.plans, state.now, w)
    html = cast("Callable[..., str]", partial(_html, request))
    return {
        "title": title_words(state, w),
        "line": line_words(state, ticked, w, camera=camera),
        "counting": state.counting,
        "quiet": quiet_words(state, w),
        "day": html("desk_day.html", day=day_view(state, w)),
        "week": html("desk_week.html", bars=week_view(state, w)),
        "meetings": html("desk_meetings.html", meetings=plans["meetings"]),
        "hours": html("desk_hours.html", hours=plans["hours"]),
        "prompt": None
        if prompt is None
        else {
            "root": prompt.root,
            "html": html("desk_prompt.html", prompt=prompt),
            "notice": f"{prompt.title} {prompt.text}",
        },
    }


def _html(request: HttpRequest, template: str, **values: Any) -> str:
    around = frame(request)
    return render_to_string(template, {"frame": around, "w": around.wording, **values}, request)
