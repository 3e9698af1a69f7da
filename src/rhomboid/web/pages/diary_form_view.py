"""What the template of a form needs: each field with its label, value and choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.http import QueryDict

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.diary_fields import MOST_GOALS, Spec, specs_of
from rhomboid.web.pages.diary_reading import Problem
from rhomboid.web.pages.diary_session import MovementFields, movement_fields
from rhomboid.wording import Wording

_SPINE = "t"
_INPUT = {"number": "numeric", "decimal": "decimal"}


class Choice(msgspec.Struct, frozen=True):
    """One choice: value, label, whether it is taken."""

    id: str
    label: str
    taken: bool


class GoalField(msgspec.Struct, frozen=True):
    """One activity of the person with its score."""

    number: int
    activity: str
    ability: str


class Field(msgspec.Struct, frozen=True):
    """One field as it is drawn."""

    name: str
    type: str
    label: str
    value: str
    required: bool
    problem: str
    choices: tuple[Choice, ...] = ()
    spine: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    ends: str = ""
    inputmode: str = ""
    clearable: bool = False
    goals: tuple[GoalField, ...] = ()
    movements: tuple[MovementFields, ...] = ()


class Shown(msgspec.Struct, frozen=True):
    """What a form shows: the report as it stands, and what was sent if it was refused.

    Attributes:
        kind: of report.
        body: as it stands; empty for a new report.
        at: local time it is about.
        sent: what was sent and refused.
        problems: why.
        goals: the person's own activities, for new weekly questions.
    """

    kind: str
    body: Mapping[str, Any]
    at: datetime
    sent: QueryDict | None = None
    problems: tuple[Problem, ...] = ()
    goals: Sequence[str] = ()


def form_values(shown: Shown, knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    """Values for the template of a form."""
    told = {problem.field: problem.text for problem in shown.problems}
    sent = shown.sent
    return {
        "kind": shown.kind,
        "fields": [
            _field(spec, shown, told.get(spec.name, ""), knowledge, w)
            for spec in specs_of(shown.kind, knowledge)
        ],
        "date": f"{shown.at:%Y-%m-%d}" if sent is None else sent.get("date", ""),
        "time": f"{shown.at:%H:%M}" if sent is None else sent.get("time", ""),
        "when_problem": told.get("when", ""),
        "scores": range(11),
        "problems": shown.problems,
    }


def _field(spec: Spec, shown: Shown, problem: str, knowledge: Knowledge, w: Wording) -> Field:
    values = _values(spec, shown)
    value = values[0] if values else ""
    low, high = ("", "")
    if spec.type == "scale":
        low, high = (w.say(f"diary.field.ends.{spec.ends}.{end}") for end in ("low", "high"))
    choices, spine = _choices(spec, values, knowledge, w)
    return Field(
        name=spec.name,
        type=spec.type,
        label=w.say(f"diary.field.{spec.label or spec.name}"),
        value=value,
        required=spec.required,
        problem=problem,
        choices=choices,
        spine=spine,
        low=low,
        high=high,
        ends=spec.ends,
        inputmode=_INPUT.get(spec.type, ""),
        clearable=not spec.required and spec.default is None,
        goals=tuple(_goals(shown)) if spec.type == "goals" else (),
        movements=tuple(movement_fields(shown.body.get("movements", ()), shown.sent, w))
        if spec.type == "movements"
        else (),
    )


def _values(spec: Spec, shown: Shown) -> list[str]:
    """What stands in a field: what was sent, else the report, else what a new one begins with."""
    if shown.sent is not None:
        return shown.sent.getlist(spec.name)
    new = not shown.body
    value = shown.body.get(spec.name, spec.default if new or spec.type != "tick" else None)
    if spec.type == "tick":
        default = spec.default if spec.name not in shown.body else value
        return ["on"] if default else []
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _choices(
    spec: Spec, values: Sequence[str], knowledge: Knowledge, w: Wording
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    names = knowledge.questions["places"].choices if spec.type == "places" else spec.choices
    made = tuple(Choice(name, _choice_label(spec, name, w), name in values) for name in names)
    if spec.type != "places":
        return made, ()
    on_spine = [one.id.startswith(_SPINE) and one.id[1:].isdecimal() for one in made]
    muscles = tuple(one for one, spine in zip(made, on_spine, strict=True) if not spine)
    return muscles, tuple(one for one, spine in zip(made, on_spine, strict=True) if spine)


def _choice_label(spec: Spec, name: str, w: Wording) -> str:
    if not name:
        return w.say("diary.field.open")
    if spec.words == "movements":
        return w.say(f"movements.{name}.name")
    return w.say(f"{spec.words}.{name}")


def _goals(shown: Shown) -> list[GoalField]:
    goals = shown.body.get("psfs") or [{"activity": name} for name in shown.goals]
    rows = []
    for number in range(1, MOST_GOALS + 1):
        goal = goals[number - 1] if number <= len(goals) else {}
        activity, ability = str(goal.get("activity", "")), str(goal.get("ability", ""))
        if shown.sent is not None:
            activity = shown.sent.get(f"activity-{number}", "")
            ability = shown.sent.get(f"ability-{number}", "")
        rows.append(GoalField(number, activity, ability))
    return rows
