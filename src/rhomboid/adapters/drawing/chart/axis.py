"""Axes: values with a grid, and days, months or years, as many as have room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from rhomboid.adapters.drawing.chart.labels import Label, Room, text_width
from rhomboid.adapters.drawing.chart.scale import Days, Levels
from rhomboid.adapters.drawing.chart.words import AxisWords
from rhomboid.adapters.drawing.svg import number, path

_Name = Callable[[date], str]

#: From a tick to its label, and from a label to the next tick.
_AFTER_TICK, _BEFORE_TICK = 4.0, 6.0
#: From the axis to the baseline of what is written below it.
LABELS_BELOW = 20.0
_TICK = 6.0
#: From the plot to the numbers left of it; and what centres them on their line of the grid.
BESIDE_AXIS, HALF_DIGIT = 8.0, 4.5
#: Longest span with a label for each week.
_MOST_WEEKS = 9


class Mark(NamedTuple):
    """A place on the axis of time.

    Attributes:
        day: where it is.
        says: what stands there.
        short: what stands there if that has no room.
        strong: whether a year begins.
    """

    day: date
    says: str
    short: str
    strong: bool = False


def pain_axis(days: Days, levels: Levels, room: Room) -> str:
    """Grid lines from 0 to 10 by two, with their numbers."""
    return "".join(value_line(days, levels, value, room) for value in range(0, 11, 2))


def value_line(days: Days, levels: Levels, value: float, room: Room) -> str:
    """One line of the grid with its number to the left."""
    y = levels.y(value)
    room.takes(Label(days.left - BESIDE_AXIS, y + HALF_DIGIT, number(value), "end"))
    return path("grid", f"M{number(days.left)} {number(y)}H{number(days.right)}")


def base_line(days: Days, y: float) -> str:
    """The line on which a row stands."""
    return path("axis", f"M{number(days.left)} {number(y)}H{number(days.right)}")


def time_axis(days: Days, y: float, words: AxisWords, room: Room) -> str:
    """Ticks and labels of the finest steps that have room for all their labels."""
    marks = next(found for found in _steps(days, words) if _have_room(days, found))
    ticks = []
    for mark in marks:
        x = days.x(mark.day)
        ticks.append(f"M{number(x)} {number(y)}v{number(_TICK)}")
        label = Label(x + _AFTER_TICK, y + LABELS_BELOW, mark.says, strong=mark.strong)
        if not room.takes(label):
            room.takes(label._replace(says=mark.short))
    return path("axis", "".join(ticks))


def _steps(days: Days, words: AxisWords) -> Iterator[list[Mark]]:
    """Ever coarser marks; the last are so few that they always fit."""
    if (days.end - days.start).days <= 7 * _MOST_WEEKS:
        yield _weeks(days, words.day, 1)
        yield _weeks(days, words.day, 2)
    short = words.month_short
    for long, months in ((words.month, 1), (short, 1), (short, 3)):
        yield _months(days, (long, short), months)
    for years in (1, 2, 5, 10):
        yield _years(days, years)
    yield [_year(days.start)]


def _weeks(days: Days, name: _Name, every: int) -> list[Mark]:
    count = (days.end - days.start).days // 7
    mondays = (days.start + timedelta(days=7 * week) for week in range(0, count, every))
    return [Mark(monday, name(monday), name(monday)) for monday in mondays]


def _months(days: Days, names: tuple[_Name, _Name], every: int) -> list[Mark]:
    """First days of months; January says the year. A month cut off at the left has its name."""
    starts = [day for day in _month_starts(days) if (day.month - 1) % every == 0]
    marks = [_year(day) if day.month == 1 else _month(day, names) for day in starts]
    return _with_first(days, marks, _month(days.start, names))


def _years(days: Days, every: int) -> list[Mark]:
    starts = [day for day in _month_starts(days) if day.month == 1 and day.year % every == 0]
    return _with_first(days, [_year(day) for day in starts], _year(days.start))


def _month(day: date, names: tuple[_Name, _Name]) -> Mark:
    long, short = names
    return Mark(day, long(day), short(day))


def _year(day: date) -> Mark:
    return Mark(day, str(day.year), str(day.year), strong=True)


def _month_starts(days: Days) -> Iterator[date]:
    day = days.start.replace(day=1)
    while day < days.end:
        if day >= days.start:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _with_first(days: Days, marks: list[Mark], first: Mark) -> list[Mark]:
    """With the mark of what began before the drawing, if there is room for it."""
    if marks and not _have_room(days, [first, marks[0]]):
        return marks
    return [first, *marks]


def _have_room(days: Days, marks: list[Mark]) -> bool:
    return all(
        days.x(one.day) + _AFTER_TICK + text_width(one.says, one.strong) + _BEFORE_TICK
        <= days.x(other.day)
        for one, other in pairwise(marks)
    )
