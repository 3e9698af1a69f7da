"""From a submitted page to raw answers: only shape, no rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from django.http import QueryDict

from rhomboid.core.intake.errors import Problem
from rhomboid.core.intake.values import CANT_SAY
from rhomboid.core.knowledge.questions import Question

_DAYS_IN = {"days": 1.0, "weeks": 7.0, "months": 30.44, "years": 365.25}
DURATION_UNITS = tuple(_DAYS_IN)


class Submitted(msgspec.Struct, frozen=True):
    """Answers as they came, and what is missing."""

    answers: dict[str, Any]
    problems: tuple[Problem, ...]


def read_page(questions: Iterable[Question], data: QueryDict) -> Submitted:
    """Read the answers to every question of one page.

    With the button "I can't say", what is open becomes `cant_say`. What must be answered and is
    not becomes a problem; a question with choices and none ticked is answered with none.
    """
    answers: dict[str, Any] = {}
    problems: list[Problem] = []
    cannot_say = "cant_say" in data
    for question in questions:
        value = _read(question, data)
        if value is not None:
            answers[question.id] = value
        elif question.unsure_is_yes:
            problems.append(Problem("unanswered", question.id))
        elif question.required:
            problems.append(Problem("required", question.id))
        elif cannot_say or question.optional:
            answers[question.id] = CANT_SAY
        elif question.kind in ("choice", "scale", "yes_no"):
            problems.append(Problem("unanswered", question.id))
        else:
            answers[question.id] = CANT_SAY
    return Submitted(answers, tuple(problems))


def _read(question: Question, data: QueryDict) -> Any:
    match question.kind:
        case "choices":
            ticked = data.getlist(question.id)
            return None if not ticked and "cant_say" in data else ticked
        case "records":
            return _records(question, data)
        case "duration":
            return _duration(question, data)
        case "yes_no":
            group_is_no = question.group and data.get(f"none-{question.group}")
            return data.get(question.id) or ("no" if group_is_no else None)
        case _:
            return data.get(question.id, "").strip() or None


def _duration(question: Question, data: QueryDict) -> Any:
    number = data.get(question.id, "").strip().replace(",", ".")
    if not number:
        return None
    factor = _DAYS_IN.get(data.get(f"{question.id}-unit", "days"), 1.0)
    try:
        return round(float(number) * factor)
    except (ValueError, OverflowError):
        return number


def _records(question: Question, data: QueryDict) -> list[dict[str, Any]]:
    rows = [_record(question, index, data) for index in range(question.maximum_records)]
    return [row for row in rows if row]


def _record(question: Question, index: int, data: QueryDict) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for field in question.fields:
        name = f"{question.id}-{index}-{field.id}"
        value: Any = data.getlist(name) if field.kind == "choices" else data.get(name, "").strip()
        if value:
            record[field.id] = value
    return record
