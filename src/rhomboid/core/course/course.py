"""The diary folded into the present: which answers, wishes and settings are in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from rhomboid.core.diary.entry import Entry
from rhomboid.core.plan.model import Swap


class Course(msgspec.Struct, frozen=True):
    """What is in force.

    Attributes:
        answers: question id -> answer as it was given.
        answered_on: question id -> local day on which it was given.
        settings: name -> value.
        swaps: movement -> the swap in force.
        adopted: the body of the newest adopted plan.
        adopted_at: when that was.
    """

    answers: Mapping[str, Any] = {}
    answered_on: Mapping[str, date] = {}
    settings: Mapping[str, str] = {}
    swaps: Mapping[str, Swap] = {}
    adopted: Mapping[str, Any] | None = None
    adopted_at: datetime | None = None

    def answers_on(
        self, today: date, asked_again: frozenset[str] = frozenset(), after_days: float = 28
    ) -> dict[str, Any]:
        """The answers as they read today: what lasted 3 days on Monday lasts 5 on Wednesday.

        Answers to the questions `asked_again` hold for `after_days` days and then count as not
        given, so that they are asked once more (RF-40).
        """
        answers = {
            key: value
            for key, value in self.answers.items()
            if key not in asked_again or (today - self.answered_on[key]).days < after_days
        }
        lasted = answers.get("duration_days")
        if isinstance(lasted, int | float):
            passed = (today - self.answered_on["duration_days"]).days
            answers["duration_days"] = lasted + max(0, passed)
        return answers


def fold(entries: Iterable[Entry]) -> Course:
    """Fold entries into the present; their order of arrival does not matter."""
    course = Course()
    for entry in sorted(entries, key=lambda entry: (entry.recorded_at, entry.id)):
        course = step(course, entry)
    return course


def step(course: Course, entry: Entry) -> Course:
    """The course after one more entry."""
    match entry.kind:
        case "answers":
            return _with_answers(course, entry)
        case "setting":
            settings = {**course.settings, str(entry.body["name"]): str(entry.body["value"])}
            return msgspec.structs.replace(course, settings=settings)
        case "swap":
            return msgspec.structs.replace(course, swaps=_swaps(course, entry.body))
        case "plan_adopted":
            return msgspec.structs.replace(course, adopted=entry.body, adopted_at=entry.recorded_at)


def _with_answers(course: Course, entry: Entry) -> Course:
    given: Mapping[str, Any] = entry.body.get("answers", {})
    withdrawn = frozenset(entry.body.get("withdrawn", ()))
    answers = {**course.answers, **given}
    days = {**course.answered_on, **dict.fromkeys(given, entry.about.date())}
    return msgspec.structs.replace(
        course,
        answers={key: value for key, value in answers.items() if key not in withdrawn},
        answered_on={key: day for key, day in days.items() if key not in withdrawn},
    )


def _swaps(course: Course, body: Mapping[str, Any]) -> dict[str, Swap]:
    swaps = dict(course.swaps)
    movement = str(body["movement"])
    if body.get("to") is None:
        swaps.pop(movement, None)
    else:
        swaps[movement] = Swap(movement, body["kind"], str(body["to"]))
    return swaps
