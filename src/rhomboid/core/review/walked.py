"""What the diary knows of walks, as the review of walking needs it; unknown days are not empty."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import msgspec

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.day import Day
from rhomboid.core.outcomes.walking import day_walked, full_minutes, is_day_walked, walked_on
from rhomboid.core.plan.model import Walking
from rhomboid.core.review.model import Situation

WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


class Walked(msgspec.Struct, frozen=True):
    """Walks of the week and since walking was last changed.

    Attributes:
        days: days of the week with a walk, as far as they are known.
        full_days: those of them with about as many minutes as were asked.
        pain_skips: days of the week on which pain kept from walking.
        since_change: minutes of each walk since the last change; of a day that devices saw, the
            longest.
        full_since: days of the week since the last change with about as many minutes as asked.
        moderate: moderate minutes of each of these days that devices saw, oldest first.
        quiet_days: days since the last walk that is known; `None` where none is.
    """

    days: int
    full_days: int
    pain_skips: int
    since_change: tuple[int, ...]
    full_since: int
    moderate: tuple[float, ...]
    quiet_days: int | None

    @property
    def moderate_usual(self) -> int:
        """Median of the moderate minutes of a day."""
        return round(median(self.moderate)) if self.moderate else 0


def walked(situation: Situation, now: Walking, knowledge: Knowledge) -> Walked:
    """Look at the week and at the days since the last change."""
    today, history = situation.today, situation.history
    percent = knowledge.review.walking.full_percent
    full = full_minutes(now.minutes, percent)
    changed = situation.changed_on.get("walking", situation.began_on - _DAY)
    week = list(history.span(today - WEEK + _DAY, today))
    days = [on for on, day in week if is_day_walked(on, day, now.minutes, percent)]
    full_days = [(on, day) for on, day in week if day_walked(on, day, full).full]
    since = [day for on, day in full_days if on > changed]
    last = walked_on(history, today, now.minutes, percent)
    return Walked(
        days=len(days),
        full_days=len(full_days),
        pain_skips=sum(_kept_by_pain(day) and on not in days for on, day in week),
        since_change=tuple(_walks(history.span(changed + _DAY, today))),
        full_since=len(since),
        moderate=tuple(day.walked.moderate_minutes for day in since if day.walked is not None),
        quiet_days=None if last is None else (today - last).days,
    )


def _kept_by_pain(day: Day) -> bool:
    return any(skip.because == "pain" for skip in day.skips)


def _walks(days: Iterator[tuple[date, Day]]) -> Iterator[int]:
    """Minutes of each walk; a day that devices saw in pieces is one walk, the longest."""
    for _, day in days:
        if day.walked is None:
            yield from day.walks
        elif day.walks:
            yield max(day.walks)
