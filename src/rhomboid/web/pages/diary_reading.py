"""From a sent form to a report: each field by its own rule, and a sentence where it fails."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

import msgspec
from django.http import QueryDict

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.web.pages.diary_fields import MOST_GOALS, Spec, specs_of
from rhomboid.web.pages.diary_session import read_movements
from rhomboid.wording import Wording

_FIRST_YEAR = 2000
_SHOWN = 40
#: A form is sent a moment after its time was filled in.
_AHEAD = timedelta(minutes=1)
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::\d\d)?")


class Problem(msgspec.Struct, frozen=True):
    """What is wrong with one field, as a sentence."""

    field: str
    text: str


class Sent(msgspec.Struct, frozen=True):
    """A form as it was read.

    Attributes:
        body: the report; whole only when there are no problems.
        about: local time it is about; `None` where it could not be read.
        problems: what is wrong.
    """

    body: dict[str, Any]
    about: datetime | None
    problems: tuple[Problem, ...]


class _Refused(Exception):  # noqa: N818 - it never leaves this module
    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(code)


class Form(msgspec.Struct, frozen=True):
    """What a form is about.

    Attributes:
        kind: of report.
        before: the body that is corrected; empty for a new report. What no field asks for stays.
        now: local time.
    """

    kind: str
    before: Mapping[str, Any]
    now: datetime


def read_form(form: Form, data: QueryDict, knowledge: Knowledge, w: Wording) -> Sent:
    """Read what was sent of a form."""
    kind, before = form.kind, form.before
    specs = specs_of(kind, knowledge)
    body = {key: value for key, value in before.items() if key not in {s.name for s in specs}}
    problems: list[Problem] = []
    for spec in specs:
        try:
            value = _read(spec, data, before, knowledge)
        except _Refused as refused:
            problems.append(Problem(spec.name, _sentence(spec, refused, w)))
            continue
        if value is not None:
            body[spec.name] = value
    problems += _missing(kind, body, problems, w)
    about, wrong = read_when(data, form.now, w)
    return Sent(body, about, (*problems, *wrong))


def _missing(
    kind: str, body: Mapping[str, Any], problems: Iterable[Problem], w: Wording
) -> list[Problem]:
    """Kinds of which at least one of several fields must be told."""
    if any(problems):
        return []
    if kind == "pain" and not body.keys() & {"now", "worst", "average"}:
        return [Problem("now", w.say("diary.wrong.one_score"))]
    if kind == "measure" and not body.keys() & {"psfs", "pgic", "limited_days"}:
        return [Problem("pgic", w.say("diary.wrong.one_measure"))]
    if kind == "walk_skipped" and body["because"] == "pain" and "pain" not in body:
        return [Problem("pain", w.say("diary.wrong.skip_pain"))]
    return []


def _sentence(spec: Spec, refused: _Refused, w: Wording) -> str:
    field = w.say(f"diary.field.{spec.label or spec.name}")
    bounds = {"low": w.number(spec.low), "high": w.number(spec.high)}
    return w.say(f"diary.wrong.{refused.code}", field=field, **{**bounds, **refused.values})


def _read(spec: Spec, data: QueryDict, before: Mapping[str, Any], knowledge: Knowledge) -> Any:
    match spec.type:
        case "choices" | "places":
            return _several(spec, data, knowledge)
        case "tick":
            ticked = spec.name in data
            return ticked if ticked or spec.always else None
        case "goals":
            return _goals(data)
        case "movements":
            lines, problem = read_movements(data, before.get("movements", ()))
            if problem is not None:
                raise _Refused("number", **problem)
            return lines
        case _:
            return _one(spec, data.get(spec.name, "").strip())


def _one(spec: Spec, text: str) -> Any:
    if not text:
        if spec.required:
            raise _Refused("needed")
        return None
    match spec.type:
        case "scale" | "number":
            return whole(text, spec)
        case "decimal":
            return _decimal(text, spec)
        case "choice" | "select":
            if text not in spec.choices:
                raise _Refused("choice", got=_short(text))
            return int(text) if spec.words == "diary.pgic" else text
        case _:
            if len(text) > spec.high:
                raise _Refused("long", got=len(text))
            return text.replace("\r\n", "\n")


def whole(text: str, spec: Spec) -> int:
    """A whole number within the bounds of a field."""
    if not text.isdecimal() or len(text) > 7 or not spec.low <= int(text) <= spec.high:
        raise _Refused("number", got=_short(text))
    return int(text)


def _decimal(text: str, spec: Spec) -> float:
    try:
        value = float(text.replace(",", "."))
    except ValueError:
        value = spec.low - 1
    if not spec.low <= value <= spec.high:
        raise _Refused("decimal", got=_short(text))
    return value


def _several(spec: Spec, data: QueryDict, knowledge: Knowledge) -> list[str] | None:
    chosen = data.getlist(spec.name)
    places = spec.type == "places"
    known = knowledge.questions["places"].choices if places else spec.choices
    strange = [one for one in chosen if one not in known]
    if strange:
        raise _Refused("choice", got=_short(strange[0]))
    if spec.required and not chosen:
        raise _Refused("needed")
    return list(dict.fromkeys(chosen)) or None


def _goals(data: QueryDict) -> list[dict[str, Any]] | None:
    goals: list[dict[str, Any]] = []
    for number in range(1, MOST_GOALS + 1):
        activity = data.get(f"activity-{number}", "").strip()
        ability = data.get(f"ability-{number}", "").strip()
        if not activity and not ability:
            continue
        scored = ability.isdecimal() and int(ability) in range(11)
        if not activity or len(activity) > 80 or not scored:
            if activity and not ability:
                continue
            raise _Refused("goal", number=number)
        goals.append({"activity": activity, "ability": int(ability)})
    return goals or None


def read_when(data: QueryDict, now: datetime, w: Wording) -> tuple[datetime | None, list[Problem]]:
    """The local time a form names, or what is wrong with it."""
    day, clock = data.get("date", "").strip(), data.get("time", "").strip()
    try:
        on = datetime.strptime(day, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None, [Problem("when", w.say("diary.wrong.date", got=_short(day)))]
    if on.year < _FIRST_YEAR:
        return None, [Problem("when", w.say("diary.wrong.old", got=day))]
    found = _TIME.fullmatch(clock)
    if found is None:
        return None, [Problem("when", w.say("diary.wrong.time", got=_short(clock)))]
    moment = datetime.combine(on, time(int(found[1]), int(found[2]))).astimezone()
    if moment > now + _AHEAD:
        got = f"{day} {clock}"
        return None, [Problem("when", w.say("diary.wrong.future", got=got))]
    return moment, []


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
