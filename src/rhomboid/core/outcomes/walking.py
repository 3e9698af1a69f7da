"""Walking of days and weeks as the diary tells it: measured and told, never counted twice."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.core.diary.bodies import Walk
from rhomboid.core.diary.walk_bodies import DeviceSteps, WalkDay
from rhomboid.core.knowledge.prescription import WalkingRules
from rhomboid.core.outcomes.day import Day
from rhomboid.core.outcomes.history import History

_WEEK_DAYS = 7


class DayWalked(msgspec.Struct, frozen=True, kw_only=True):
    """One day of walking.

    Attributes:
        day: the local day.
        known: whether anything was told or measured; otherwise the figures are missing, not 0.
        minutes: walked; what was told and what devices saw are not added unless
            no device was along.
        moderate_minutes: of them at a moderate cadence, as far as devices saw (WK-04).
        steps, distance_m: as devices saw them; `None` where none did.
        shares: steps of each device that count, the most first.
        told_minutes: what of `minutes` was told by hand or timed, as far as it counts.
        full: whether the day has the minutes that count as a day of walking.
        timed: whether its minutes are known: steps may be known without a time.
    """

    day: date
    known: bool = False
    minutes: float = 0.0
    moderate_minutes: float = 0.0
    steps: int | None = None
    distance_m: int | None = None
    shares: tuple[DeviceSteps, ...] = ()
    told_minutes: float = 0.0
    full: bool = False
    timed: bool = False


class WeekWalked(msgspec.Struct, frozen=True, kw_only=True):
    """Seven days.

    Attributes:
        days: each of them, known or not.
        full_days: days with enough minutes.
        target_days, target_min: what a week comes to in the end (WK-02): days, minutes a day.
        least_min: minutes from which a day counts.
    """

    days: tuple[DayWalked, ...]
    full_days: int
    target_days: int
    target_min: int
    least_min: int

    @property
    def minutes(self) -> float:
        """Minutes of the week, as far as they are known."""
        return sum(day.minutes for day in self.days)

    @property
    def moderate_minutes(self) -> float:
        """Moderate minutes of the week, as far as devices saw them."""
        return sum(day.moderate_minutes for day in self.days)

    @property
    def known_days(self) -> int:
        """On how many days anything was told or measured."""
        return sum(day.known for day in self.days)


def day_walked(on: date, day: Day, counts_from_min: float) -> DayWalked:
    """What one day of the diary holds of walking.

    Args:
        on: the day.
        day: what it holds.
        counts_from_min: minutes from which a day counts.
    """
    told = [report.body for report in day.reports if isinstance(report.body, Walk)]
    seen = day.walked
    if seen is None and not told:
        return DayWalked(day=on)
    unseen = sum(body.minutes for body in told if body.unseen)
    shared = sum(body.minutes for body in told if not body.unseen)
    measured = 0.0 if seen is None else seen.minutes
    minutes = max(measured, shared) + unseen
    return DayWalked(
        day=on,
        known=True,
        minutes=minutes,
        moderate_minutes=0.0 if seen is None else seen.moderate_minutes,
        steps=None if seen is None else seen.steps,
        distance_m=None if seen is None else seen.distance_m,
        shares=() if seen is None else seen.shares,
        told_minutes=unseen + (shared if shared > measured else 0),
        full=minutes >= counts_from_min,
        timed=bool(told) or (seen is not None and is_timed(seen)),
    )


def is_timed(seen: WalkDay) -> bool:
    """Whether devices told when steps were made; a total of the day alone says no minutes."""
    return seen.minutes > 0 or not seen.steps or seen.hidden_steps < seen.steps


def full_minutes(asked_min: int, percent: int) -> int:
    """Minutes from which a day counts as about what was asked; a shortened walk still does."""
    return max(1, asked_min * percent // 100)


def is_day_walked(on: date, day: Day, asked_min: int, percent: int) -> bool:
    """Whether a day counts as one with a walk.

    A walk that a person tells counts however short it was; what devices alone saw counts from a
    share of the minutes asked, so that the way to the kitchen is none.

    Args:
        on: the day.
        day: what it holds.
        asked_min: minutes of a walk that the programme asks.
        percent: share of them that suffices.
    """
    if any(isinstance(report.body, Walk) for report in day.reports):
        return True
    return day.walked is not None and day_walked(on, day, full_minutes(asked_min, percent)).full


def walked_on(
    history: History, until: date, asked_min: int, percent: int, most_days: int = 400
) -> date | None:
    """The last day up to `until` with a walk that is known, looking back `most_days` days."""
    for back in range(most_days + 1):
        on = until - timedelta(days=back)
        if is_day_walked(on, history.day(on), asked_min, percent):
            return on
    return None


def week_walked(
    history: History, monday: date, rules: WalkingRules, asked_min: int | None = None
) -> WeekWalked:
    """The seven days from a Monday on (or from any other day).

    Args:
        history: every day.
        monday: the first of the seven.
        rules: what a week comes to in the end.
        asked_min: minutes of a walk that the programme asks; while these are fewer than the least
            that counts in the end, they suffice.
    """
    least = min(rules.target_least_min, asked_min or rules.target_least_min)
    days = tuple(
        day_walked(on, history.day(on), least)
        for on in (monday + timedelta(days=place) for place in range(_WEEK_DAYS))
    )
    return WeekWalked(
        days=days,
        full_days=sum(day.full for day in days),
        target_days=rules.target_days,
        target_min=rules.target_min,
        least_min=least,
    )
