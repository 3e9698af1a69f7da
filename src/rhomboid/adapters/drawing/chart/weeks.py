"""Weeks as they are drawn: one by one, or merged to months when there are many."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from rhomboid.adapters.drawing.chart.scale import Days
from rhomboid.app.progress_data import WeekBar

_WEEK = timedelta(days=7)
#: More weeks than this are merged to months.
_MOST_WEEKS = 60
#: And so are weeks narrower than this, in pixels.
_LEAST_WEEK_PX = 5.0


class Slot(NamedTuple):
    """A week or a month.

    Attributes:
        left, right: its edges, in pixels.
        done: what was done in the week, or in a week of the month on average.
        planned: the same as planned; `None` when nothing was.
        current: whether today is in it.
    """

    left: float
    right: float
    done: float
    planned: float | None
    current: bool


def are_months(days: Days) -> bool:
    """Whether weeks are merged to months."""
    weeks = (days.end - days.start).days / 7
    return weeks > _MOST_WEEKS or days.day_px * 7 < _LEAST_WEEK_PX


def slots(days: Days, weeks: tuple[WeekBar, ...], today: date) -> list[Slot]:
    """The weeks within the drawing, or its months."""
    shown = [week for week in weeks if days.holds(week.monday)]
    if are_months(days):
        return _months(days, shown, today)
    return [
        Slot(
            days.x(week.monday),
            days.x(week.monday + _WEEK),
            week.done,
            week.planned,
            week.monday <= today < week.monday + _WEEK,
        )
        for week in shown
    ]


def _months(days: Days, weeks: list[WeekBar], today: date) -> list[Slot]:
    """A month has the weeks that begin in it."""
    found = []
    for (year, month), group in groupby(weeks, key=lambda w: (w.monday.year, w.monday.month)):
        members, first = list(group), date(year, month, 1)
        after = (first + timedelta(days=32)).replace(day=1)
        plans = [week.planned for week in members if week.planned is not None]
        found.append(
            Slot(
                days.x(days.within(first)),
                days.x(days.within(after)),
                sum(week.done for week in members) / len(members),
                sum(plans) / len(plans) if plans else None,
                first <= today < after,
            )
        )
    return found
