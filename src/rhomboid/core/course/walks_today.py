"""Today's walk: the programme's, shorter after a red day, and less offered after a long gap.

The programme itself stays: on a calmer day, or after a few walks, it is asked again as it was.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.course.course import Course
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.day import Day
from rhomboid.core.outcomes.history import History
from rhomboid.core.outcomes.walking import walked_on
from rhomboid.core.plan.model import Walking

_DAY = timedelta(days=1)


class WalkToday(msgspec.Struct, frozen=True):
    """A walk as it is asked today.

    Attributes:
        walking: the walks of the programme, with today's minutes.
        reason: why they are fewer than in the programme; `None` when they are not.
    """

    walking: Walking
    reason: Reason | None = None


def walk_today(course: Course, today: date, planned: Walking, knowledge: Knowledge) -> WalkToday:
    """The walk of a day: what the programme asks, or less where pain or a gap speaks for less.

    Args:
        course: the diary folded.
        today: the local day.
        planned: the walks of the programme.
        knowledge: the tables.
    """
    rules = knowledge.review.walking
    red = last_red(course, today, knowledge)
    if red is not None:
        on, pain = red
        findings = (Finding("pain", round(pain, 1), "0-10"), Finding("on", on.isoformat()))
        rule = "today.walk_red" if on == today else "today.walk_after_red"
        shorter = _shorter(planned, rules.red_day_percent, knowledge)
        return _told(planned, shorter, Reason(rule, ("WK-07", "EX-42"), findings))
    days = _gap_days(course.history, today, planned, knowledge)
    if days is not None:
        findings = (Finding("days", days, "d"), Finding("planned", planned.minutes, "min"))
        less = _shorter(planned, rules.again_percent, knowledge)
        return _told(planned, less, Reason("today.walk_again", ("WK-07",), findings))
    return WalkToday(planned)


def _told(planned: Walking, today: Walking, reason: Reason) -> WalkToday:
    """What is no less, at no other pace, needs no reason."""
    return WalkToday(today, None if today == planned else reason)


def red_pain(day: Day, knowledge: Knowledge) -> float | None:
    """The pain (0-10) that makes a day a red one (EX-42); `None` when it is none."""
    after = [session.pain_after for session in day.sessions]
    told = [score for score in (day.pain, day.walk_pain, *after) if score is not None]
    pain = max(told, default=0)
    return pain if pain > knowledge.pain_rules.value("amber_at_most") else None


def last_red(course: Course, today: date, knowledge: Knowledge) -> tuple[date, float] | None:
    """The red day that still shortens walks, with its pain; `None` after a calmer day.

    A calmer day is one on which pain was told and is green, or no more than was usual before the
    red day. Without such news the red day counts for a limited time.
    """
    history = course.history
    for back in range(knowledge.review.walking.deload_days + 1):
        on = today - timedelta(days=back)
        pain = red_pain(history.day(on), knowledge)
        if pain is not None:
            limit = _calm_at_most(course, on, knowledge)
            calmer = any(score <= limit for score in history.pains(on + _DAY, today))
            return None if calmer else (on, pain)
    return None


def _calm_at_most(course: Course, red_on: date, knowledge: Knowledge) -> float:
    """Pain up to which a day after a red one is calmer: green, or as usual and not red."""
    value = knowledge.pain_rules.value
    usual = course.history.usual_pain(red_on)
    if usual is None:
        usual = course.start_pain or 0.0
    return max(value("green_at_most"), min(usual, value("amber_at_most")))


def _gap_days(history: History, today: date, planned: Walking, knowledge: Knowledge) -> int | None:
    """Length of the gap that the next walk comes after; `None` after a few walks, or without one.

    Walks that were begun before count from the walk before the gap; who never walked begins at
    the start of the programme, which is low already.
    """
    rules = knowledge.review.walking
    later = today
    for _ in range(rules.again_walks):
        on = walked_on(history, later - _DAY, planned.minutes, rules.full_percent)
        if on is None:
            return None
        if (later - on).days >= rules.gap_days:
            return (later - on).days
        later = on
    return None


def _shorter(planned: Walking, percent: int, knowledge: Knowledge) -> Walking:
    """So much of the minutes, at any pace; never less than the least walk that is asked."""
    least = min(planned.minutes, knowledge.prescription.walking.start_least_min)
    minutes = max(least, planned.minutes * percent // 100)
    return msgspec.structs.replace(planned, minutes=minutes, brisk_min=0)
