"""The guided session: begun, led movement by movement, kept set by set, ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from rhomboid import bootstrap
from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.app.session_steps import next_step
from rhomboid.app.sessions import Part, SessionEnd, SetError, UnderWay
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary import bodies
from rhomboid.core.diary.entry import EntryError
from rhomboid.web.pages.session_summary import summary_values
from rhomboid.web.pages.session_view import (
    SCORES,
    after_stop,
    answer_words,
    limit_words,
    plain_values,
    session_values,
)
from rhomboid.web.rendering import frame, render

_PARTS: dict[str, Part] = {"session": "session", "micro_dose": "micro_dose"}
_WHOLE = ("number", "reps", "hold_s", "pain")
_WORDS = ("session", "movement", "variant", "side", "event")
_MOST_AGO_S = 7 * 24 * 3600


class Told(NamedTuple):
    """A set as it was sent: its body, how long ago, and whether the script sent it."""

    body: dict[str, Any]
    ago_s: int
    by_script: bool


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Begin today's session or the two-minute one, or go on with the one under way."""
    journal = bootstrap.journal()
    present = journal.present()
    part = _PARTS.get(request.POST.get("part", "session"), "session")
    told = _score(request, "pain_before")
    before = _pain_today(present) if told is None else told
    try:
        journal.sessions.begin(present, part, before)
    except SetError as error:
        return _refused(request, error, back=reverse("today"))
    return HttpResponseRedirect(reverse("session"))


def show(request: HttpRequest) -> HttpResponse:
    """The session under way, where it stands; through, it leads to its end."""
    journal = bootstrap.journal()
    here = journal.sessions.under_way(journal.present())
    if here is None:
        return HttpResponseRedirect(reverse("today"))
    w = frame(request).wording
    values = session_values(here, journal, w, journal.course().settings.get("voice"))
    step = values["step"]
    if step is None:
        return HttpResponseRedirect(reverse("session_end"))
    plain = plain_values(here, step, request.GET.get("form", ""), journal)
    answer = _told_answer(request.GET.get("told", ""), here, journal, w)
    return render(request, "session.html", {**values, "plain": plain, "answer": answer})


@require_POST
def keep_set(request: HttpRequest) -> HttpResponse:
    """Keep one set: JSON from the script, or a form without it."""
    told = _read(request)
    if told is None:
        return _refused(request, SetError("shape", "a set must be readable"))
    journal = bootstrap.journal()
    try:
        journal.sessions.keep_set(told.body, told.ago_s)
    except (SetError, EntryError) as error:
        return _refused(request, error)
    if not told.by_script:
        return HttpResponseRedirect(reverse("session"))
    answer = _saved({})
    if journal.sessions.under_way(journal.present()) is None:  # a flare or danger since
        answer.headers["X-Session-Closed"] = reverse("today")
    return answer


def pain(request: HttpRequest) -> HttpResponse:
    """It hurts: the form for it, and what follows from the number."""
    journal = bootstrap.journal()
    here = journal.sessions.under_way(journal.present())
    if request.method != "POST":
        return _ask_pain(request, journal, here)
    told = _read(request)
    if told is None:
        return _refused(request, SetError("shape", "pain must be readable"))
    if not told.by_script and "pain" not in told.body:
        return _ask_pain(request, journal, here, missing=True)
    try:
        decision = journal.sessions.tell_pain(told.body, told.ago_s)
    except (SetError, EntryError) as error:
        return _refused(request, error)
    rule = decision.reasons[0].rule.removeprefix("during.")
    if told.by_script:
        return _saved({"advice": decision.outcome, "rule": rule})
    hurt = f"{told.body['movement']}" if decision.outcome == "stop" else ""
    return HttpResponseRedirect(f"{reverse('session')}?told={rule}:{hurt}")


def end(request: HttpRequest) -> HttpResponse:
    """Pain and effort at the end, then what came of it."""
    journal = bootstrap.journal()
    present = journal.present()
    here = journal.sessions.under_way(present)
    w = frame(request).wording
    if here is None:
        ended = journal.sessions.last_ended(present)
        if ended is None:
            return HttpResponseRedirect(reverse("today"))
        return render(request, "session_done.html", summary_values(ended, journal, w))
    if request.method != "POST":
        return render(request, "session_end.html", _end_values(request, here, journal))
    told = SessionEnd(
        pain_after=_score(request, "pain_after"),
        effort=_score(request, "effort"),
        sharp=tuple(request.POST.getlist("sharp")),
    )
    try:
        journal.sessions.end(present, request.POST.get("session", ""), told)
    except SetError as error:
        return _refused(request, error)
    return HttpResponseRedirect(reverse("session_end"))


def _end_values(request: HttpRequest, here: UnderWay, journal: Journal) -> dict[str, Any]:
    w = frame(request).wording
    planned = here.begun.planned
    step = next_step(planned, here.sets)
    told = {one.movement for one in here.sets if one.event != "skipped"}
    names = {line.movement: w.say(f"movements.{line.movement}.name") for line in planned}
    return {
        "session": here.session,
        "left": 0 if step is None else len(planned) - step.place,
        "done": [(movement, names[movement]) for movement in names if movement in told],
        "scores": SCORES,
        "answer": _told_answer(request.GET.get("told", ""), here, journal, w),
    }


def _ask_pain(
    request: HttpRequest, journal: Journal, here: UnderWay | None, *, missing: bool = False
) -> HttpResponse:
    step = None if here is None else next_step(here.begun.planned, here.sets)
    if here is None or step is None:
        return HttpResponseRedirect(reverse("session"))
    w = frame(request).wording
    values = {
        "session": here.session,
        "step": step,
        "variant": plain_values(here, step, request.GET.get("form", ""), journal)["variant"],
        "scores": SCORES,
        "limits": limit_words(journal.knowledge, w),
        "missing": missing,
    }
    return render(request, "session_pain.html", values, status=422 if missing else 200)


def _told_answer(told: str, here: UnderWay, journal: Journal, w: Any) -> str:
    """The answer to pain that was just told without script; nothing for anything else."""
    rule, _, movement = told.partition(":")
    words = answer_words(rule, limit_words(journal.knowledge, w), w)
    line = next((one for one in here.begun.planned if one.movement == movement), None)
    if not words or line is None:
        return words
    return f"{words} {after_stop(line, journal.knowledge, w)}"


def _pain_today(present: Present) -> int | None:
    """The newest rating of the moment that was told today."""
    told = [report.body for report in present.course.history.day(present.today).reports]
    scores = [body.now for body in told if isinstance(body, bodies.Pain) and body.now is not None]
    return scores[-1] if scores else None


def _score(request: HttpRequest, name: str) -> int | None:
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and int(value) in SCORES else None


def _read(request: HttpRequest) -> Told | None:
    """A set from JSON or from a form; `None` when it cannot be read."""
    if request.content_type == "application/json":
        return _read_json(request.body)
    body: dict[str, Any] = {name: request.POST[name] for name in _WORDS if request.POST.get(name)}
    minutes = request.POST.get("minutes", "").strip()
    given = {name: request.POST.get(name, "").strip() for name in _WHOLE}
    if minutes:
        given["hold_s"] = str(int(minutes) * 60) if minutes.isascii() and minutes.isdigit() else "?"
    for name, value in given.items():
        if not value:
            continue
        if not (value.isascii() and value.isdigit()):
            return None
        body[name] = int(value)
    if body.get("event") == "skipped":
        body = {name: body[name] for name in body if name not in ("reps", "hold_s")}
    if "sharp" in request.POST:
        body["sharp"] = True
    return Told(body, 0, by_script=False)


def _read_json(raw: bytes) -> Told | None:
    try:
        sent = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        return None
    if not isinstance(sent, dict):
        return None
    ago = sent.pop("ago_s", 0)
    ago_s = min(max(0, ago), _MOST_AGO_S) if isinstance(ago, int) else 0
    return Told({name: value for name, value in sent.items() if value is not None}, ago_s, True)


def _saved(more: Mapping[str, str]) -> HttpResponse:
    return JsonResponse({"saved": True, **more})


def _refused(request: HttpRequest, error: RhomboidError, back: str = "") -> HttpResponse:
    """Say what could not be kept and what would be."""
    w = frame(request).wording
    code = error.code if isinstance(error, SetError) else "shape"
    values = error.values if isinstance(error, SetError) else {}
    problem = w.say(f"session.refused.{code}", **values)
    status = 409 if code in ("nothing", "not_under_way", "ended") else 422
    if request.content_type == "application/json":
        return JsonResponse({"saved": False, "problem": problem}, status=status)
    context = {"problem": problem, "code": code, "back": back or reverse("session")}
    return render(request, "session_refused.html", context, status=status)
