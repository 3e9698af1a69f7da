"""The desk: counted and told, suggested and answered; plain forms, and the same for the script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from rhomboid.wording import Wording

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
#: Work begins again at this hour.
_MORNING: Final = 6
_REASONS: Final[tuple[SkipReason, ...]] = get_args(SkipReason)
#: What can be said after an act: code -> what its value is called in the words.
_NOTES: Final[Mapping[str, str]] = {
    "done": "",
    "bad_moment": "",
    "just_moved": "",
    "not_this": "",
    "hurts": "",
    "undone": "",
    "loud": "",
    "gone": "",
    "moved": "time",
    "quiet": "time",
    "snoozed": "count",
    "every": "count",
}


class _Tick(msgspec.Struct, frozen=True):
    """What the script says of a moment."""

    lull_s: float | None = None
    camera: bool = False


class _Said(msgspec.Struct, frozen=True):
    """What is said after an act: a code of `_NOTES`, its value, and a line to take back."""

    code: str
    value: str = ""
    undo: str = ""


def show(request: HttpRequest) -> HttpResponse:
    """The page; an emergency goes first."""
    journal = bootstrap.journal()
    if journal.present().assessment.ended == "emergency":
        return HttpResponseRedirect(reverse("emergency"))
    state = journal.desk.state()
    w = frame(request).wording
    values = desk_values(state, journal.knowledge, w)
    values["note"] = _note(_asked(request), w)
    values["prompt"] = prompt_view(state, journal.desk.suggested(), journal.knowledge, w)
    return render(request, "desk.html", values)


@require_POST
def moved(request: HttpRequest) -> HttpResponse:
    """The person changed position."""
    entry = bootstrap.journal().desk.moved()
    return _after(request, _Said("moved", f"{entry.about:%H:%M}", entry.id))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was just told."""
    try:
        bootstrap.journal().reports.undo(request.POST.get("entry", ""))
    except ReportError:
        return _after(request, _Said("gone"))
    return _after(request, _Said("undone"))


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """What came of a suggestion."""
    told, root = request.POST.get("answer", ""), request.POST.get("prompt", "")
    found = _answer(told)
    if found is None:
        return _after(request, _Said("gone"))
    try:
        entry = bootstrap.journal().desk.answer(root, found)
    except (ReportError, EntryError):
        return _after(request, _Said("gone"))
    if found.snooze_min is not None:
        return _after(request, _Said("snoozed", str(found.snooze_min)))
    undone = entry.id if found.answer == "done" else ""
    return _after(request, _Said(found.reason or "done", undo=undone))


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
        return _after(request, _Said("loud"))
    until = now + _HOUR
    if wanted == "tomorrow":
        here = now.astimezone(desk.basis().zone)
        day = here if here.hour < _MORNING else here + _DAY
        until = day.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    desk.be_quiet(until)
    return _after(request, _Said("quiet", f"{until:%H:%M}"))


@require_POST
def every(request: HttpRequest) -> HttpResponse:
    """How long without a change until one is suggested."""
    told = request.POST.get("every", "")
    try:
        bootstrap.journal().desk.ask_every(int(told) if told.isdecimal() else 0)
    except ReportError:
        return _after(request, _Said("gone"))
    return _after(request, _Said("every", told))


@require_POST
def tick(request: HttpRequest) -> HttpResponse:
    """A moment at the desk while the page counts."""
    try:
        told = msgspec.json.decode(request.body, type=_Tick)
        lull_s = None if told.lull_s is None else max(told.lull_s, 0.0)
    except msgspec.MsgspecError:
        return JsonResponse({"problem": "message"}, status=400)
    ticked = bootstrap.journal().desk.tick(lull_s=lull_s, camera=told.camera)
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


def _after(request: HttpRequest, said: _Said) -> HttpResponse:
    """Back to the page, or what is new on it for the script."""
    if "application/json" not in request.headers.get("Accept", ""):
        value = f":{said.value}" if said.value else ""
        undo_it = f"&undo={said.undo}" if said.undo else ""
        return HttpResponseRedirect(f"{reverse('desk')}?note={said.code}{value}{undo_it}#note")
    w = frame(request).wording
    parts = _parts(request, bootstrap.journal().desk.state(), None)
    return JsonResponse({**parts, "note": _html(request, "desk_note.html", note=_note(said, w))})


def _asked(request: HttpRequest) -> _Said | None:
    code, _, value = request.GET.get("note", "").partition(":")
    return _Said(code, value, request.GET.get("undo", "")) if code in _NOTES else None


def _note(said: _Said | None, w: Wording) -> dict[str, str] | None:
    if said is None:
        return None
    name = _NOTES[said.code]
    values: dict[str, Any] = {name: said.value} if name else {}
    if name == "count":
        values = {"count": int(said.value) if said.value.isdecimal() else 0}
    return {"text": w.say(f"desk.answered.{said.code}", **values), "undo": said.undo}


def _parts(
    request: HttpRequest, state: State, ticked: Ticked | None, *, camera: bool = False
) -> dict[str, Any]:
    """What of the page may have changed."""
    w, journal = frame(request).wording, bootstrap.journal()
    suggested = ticked.suggested if ticked is not None else journal.desk.suggested()
    prompt = prompt_view(state, suggested, journal.knowledge, w)
    html = cast("Callable[..., str]", partial(_html, request))
    return {
        "title": title_words(state, w),
        "line": line_words(state, ticked, w, camera=camera),
        "counting": state.counting,
        "quiet": quiet_words(state, w),
        "day": html("desk_day.html", day=day_view(state, w)),
        "week": html("desk_week.html", bars=week_view(state, w)),
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
