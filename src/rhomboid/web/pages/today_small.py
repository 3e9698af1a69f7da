"""The small pages beside today: something new, a spasm, the weekly measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from rhomboid import bootstrap
from rhomboid.core.course.course import Course
from rhomboid.core.diary.bodies import SetOffId, SymptomId
from rhomboid.core.diary.entry import EntryError, EntryKind
from rhomboid.web.pages.today_reports import saved
from rhomboid.web.rendering import render

SYMPTOMS: tuple[str, ...] = get_args(SymptomId)
SET_OFF: tuple[str, ...] = get_args(SetOffId)
_PGIC = tuple(range(1, 8))
_DAYS = tuple(range(8))
_SCORES = tuple(range(11))


def symptom(request: HttpRequest) -> HttpResponse:
    """Something new: ticked, kept, and followed by the danger questions."""
    ticked = request.POST.getlist("symptoms")
    if request.method == "POST" and ticked:
        try:
            bootstrap.journal().reports.tell("symptom", {"symptoms": ticked})
        except EntryError:
            return _form(request, "symptom", problem="symptom")
        return HttpResponseRedirect(reverse("intake_page", args=["danger"]))
    return _form(request, "symptom", problem="symptom" if request.method == "POST" else "")


def spasm(request: HttpRequest) -> HttpResponse:
    """A spasm: how strong, how long, what set it off."""
    if request.method != "POST":
        return _form(request, "spasm")
    body: dict[str, Any] = {"strength": _number(request.POST, "strength")}
    if request.POST.get("lasted_min", "").strip():
        body["lasted_min"] = _number(request.POST, "lasted_min")
    if request.POST.get("set_off"):
        body["set_off"] = request.POST["set_off"]
    return _take(request, "spasm", body)


def measures(request: HttpRequest) -> HttpResponse:
    """The weekly measures: the person's own goals, the change so far, limited days."""
    if request.method != "POST":
        return _form(request, "measures")
    goals = goals_of(bootstrap.journal().course())
    abilities = [
        {"activity": activity, "ability": score}
        for number, (activity, _) in enumerate(goals)
        if (score := _number(request.POST, f"goal-{number}")) is not None
    ]
    body: dict[str, Any] = {"psfs": abilities} if abilities else {}
    for name in ("pgic", "limited_days"):
        if (value := _number(request.POST, name)) is not None:
            body[name] = value
    return _take(request, "measure", body)


def goals_of(course: Course) -> list[tuple[str, object]]:
    """The person's goals with the ability they began with (0-10), in their own words."""
    goals = course.answers.get("goals")
    if not isinstance(goals, list):
        return []
    return [
        (str(goal["activity"]), goal.get("ability"))
        for goal in goals
        if isinstance(goal, Mapping) and goal.get("activity")
    ]


def _take(request: HttpRequest, kind: EntryKind, body: Mapping[str, Any]) -> HttpResponse:
    name = "measures" if kind == "measure" else kind
    try:
        entry = bootstrap.journal().reports.tell(kind, body)
    except EntryError:
        return _form(request, name, problem=name)
    return saved(entry.id, kind)


def _form(request: HttpRequest, name: str, problem: str = "") -> HttpResponse:
    values = {
        "nav": "today",
        "what": name,
        "problem": problem,
        "given": request.POST,
        "ticked": request.POST.getlist("symptoms"),
        "symptoms": SYMPTOMS,
        "set_off": SET_OFF,
        "scores": _SCORES,
        "pgic": _PGIC,
        "days": _DAYS,
        "goals": [
            {
                "name": f"goal-{number}",
                "activity": activity,
                "start": start,
                "given": request.POST.get(f"goal-{number}"),
            }
            for number, (activity, start) in enumerate(goals_of(bootstrap.journal().course()))
        ],
    }
    return render(request, f"today_{name}.html", values, status=422 if problem else 200)


def _number(data: QueryDict, name: str) -> int | str | None:
    """A whole number; what is none comes back as it was, to be refused by its type."""
    text = data.get(name, "").strip()
    try:
        return int(text) if text else None
    except ValueError:
        return text
