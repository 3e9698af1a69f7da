"""Answers as they stand today, brought up to date by what the diary has told since."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from rhomboid.core.base.decision import Value
from rhomboid.core.course.course import Course
from rhomboid.core.outcomes.episodes import Episode

_WEEK_DAYS = 7
#: A fall is looked for this far back: half a year (RF-20).
_LOOK_BACK_DAYS = 182


def with_diary(
    answers: dict[str, Any], course: Course, today: date, episodes: tuple[Episode, ...]
) -> dict[str, Any]:
    """The answers with pain, course and length of the spell as the diary tells them.

    Pain told in the last seven days takes the place of the intake's; a recovered episode is
    `gone`; a new episode is as long as it has lasted. An answer that is newer than the diary
    stays.
    """
    current = dict(answers)
    last = course.history.last_pain_on(today, _WEEK_DAYS - 1)
    asked = course.answered_on.get("pain_average")
    if last is not None and (asked is None or last > asked):
        current.update(_pains(course, today, last))
    current.update(_spell(today, episodes, course.answered_on.get("course")))
    return current


def told_by_diary(course: Course, today: date) -> dict[str, Value]:
    """Findings that the diary holds beside the answers: how many days ago a fall was told."""
    first = today - timedelta(days=_LOOK_BACK_DAYS)
    falls = [on for on, day in course.history.span(first, today) if "fall_or_crash" in day.symptoms]
    return {"fall_days_ago": (today - falls[-1]).days} if falls else {}


def _pains(course: Course, today: date, last: date) -> dict[str, int]:
    first = today - timedelta(days=_WEEK_DAYS - 1)
    days = [day for _, day in course.history.span(first, today) if day.pain is not None]
    pains = [day.pain for day in days if day.pain is not None]
    worst = max((day.worst or 0 for day in days), default=0)
    now = course.history.day(last).pain or 0.0
    return {
        "pain_now": min(worst, _whole(now)),
        "pain_average": min(worst, _whole(sum(pains) / len(pains))),
        "pain_worst": worst,
    }


def _whole(score: float) -> int:
    return int(score + 0.5)


def _spell(today: date, episodes: tuple[Episode, ...], answered: date | None) -> dict[str, Any]:
    if not episodes:
        return {}
    newest = episodes[-1]
    if newest.recovered_on is not None:
        newer = answered is not None and answered > newest.recovered_on
        return {} if newer else {"course": "gone"}
    if newest.recurrence and (answered is None or answered < newest.began):
        return {"course": "same", "duration_days": max(0, (today - newest.began).days)}
    return {}
