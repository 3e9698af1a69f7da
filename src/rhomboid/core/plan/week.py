"""The week: which part stands on which day."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from rhomboid.core.base.decision import Value
from rhomboid.core.plan.model import WEEKDAYS, DayPlan, Weekday

Facts = Mapping[str, Value]
_DAYS = len(WEEKDAYS)
#: Least distance between sessions that train the same muscles: 48 hours.
_APART_DAYS = 2


def available_days(facts: Facts) -> tuple[Weekday, ...]:
    """The days that suit, in order; every day when none were named."""
    chosen = facts.get("days")
    days = tuple(day for day in WEEKDAYS if isinstance(chosen, frozenset) and day in chosen)
    return days or WEEKDAYS


def session_days(days: tuple[Weekday, ...], wanted: int, *, apart: bool) -> tuple[Weekday, ...]:
    """At most `wanted` of the days, spread as evenly as they allow.

    With `apart`, no two lie within 48 hours, around the end of the week too; then there may be
    fewer than wanted. Among equal spreads the earliest in the week wins.
    """
    for count in range(min(wanted, len(days)), 0, -1):
        fitting = [
            choice
            for choice in combinations(days, count)
            if not apart or count == 1 or min(_gaps(choice)) >= _APART_DAYS
        ]
        if fitting:
            return max(fitting, key=lambda choice: min(_gaps(choice)))
    return ()


def walk_days(
    days: tuple[Weekday, ...], wanted: int, sessions: tuple[Weekday, ...]
) -> tuple[Weekday, ...]:
    """Days for walks, days without a session first."""
    free = [day for day in days if day not in sessions]
    busy = [day for day in days if day in sessions]
    chosen = set((free + busy)[:wanted])
    return tuple(day for day in WEEKDAYS if day in chosen)


def micro_days(days: tuple[Weekday, ...], wanted: int) -> tuple[Weekday, ...]:
    """Days for the two-minute movement; weekdays first, sessions do not stand in its way."""
    workdays = [day for day in days if day in WEEKDAYS[:5]]
    weekend = [day for day in days if day in WEEKDAYS[5:]]
    chosen = set((workdays + weekend)[:wanted])
    return tuple(day for day in WEEKDAYS if day in chosen)


def week(
    sessions: tuple[Weekday, ...], micro: tuple[Weekday, ...], walks: tuple[Weekday, ...]
) -> tuple[DayPlan, ...]:
    """Seven days from Monday; the review stands on Sunday."""
    return tuple(DayPlan(day, tuple(_parts(day, sessions, micro, walks))) for day in WEEKDAYS)


def _parts(
    day: Weekday,
    sessions: tuple[Weekday, ...],
    micro: tuple[Weekday, ...],
    walks: tuple[Weekday, ...],
) -> list[str]:
    parts = [("session", day in sessions), ("micro_dose", day in micro), ("walk", day in walks)]
    return [part for part, stands in parts if stands] + (["review"] if day == "sun" else [])


def _gaps(days: tuple[Weekday, ...]) -> list[int]:
    """Days from each chosen day to the next, around the end of the week."""
    places = [WEEKDAYS.index(day) for day in days]
    following = [*places[1:], places[0] + _DAYS]
    return [after - before for before, after in zip(places, following, strict=True)]
