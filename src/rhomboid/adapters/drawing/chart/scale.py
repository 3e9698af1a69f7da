"""Scales: days to pixels along the page, values to pixels up the page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

#: A drawing never shows less than this, so that a week doesn't fill the page.
_LEAST_DAYS = 28
#: Numbers at which an axis may end, times a power of ten.
_NICE = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)


class Days(NamedTuple):
    """The scale of time: whole weeks from Monday to Sunday.

    Attributes:
        start: the first day, a Monday.
        end: the day after the last one, a Monday.
        left, right: pixels at which they begin.
    """

    start: date
    end: date
    left: float
    right: float

    @property
    def day_px(self) -> float:
        """Width of a day in pixels."""
        return (self.right - self.left) / (self.end - self.start).days

    def x(self, day: date) -> float:
        """Pixel at which a day begins."""
        return self.left + (day - self.start).days * self.day_px

    def middle(self, day: date) -> float:
        """Pixel of a day's noon."""
        return self.x(day) + self.day_px / 2

    def holds(self, day: date) -> bool:
        """Whether a day lies on the scale."""
        return self.start <= day < self.end

    def within(self, day: date) -> date:
        """The day itself, or the nearer end of the scale."""
        return min(max(day, self.start), self.end)


def whole_weeks(first: date, today: date) -> tuple[date, date]:
    """First Monday and the Monday after the last week, four weeks apart at least.

    A short past leaves room to the right: what is yet to come.
    """
    start = monday(first)
    end = monday(max(today, first)) + timedelta(days=7)
    return start, max(end, start + timedelta(days=_LEAST_DAYS))


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


class Levels(NamedTuple):
    """A scale of values from 0 up.

    Attributes:
        most: the value at the top.
        top, base: pixels of `most` and of 0; `base` is the larger.
    """

    most: float
    top: float
    base: float

    def y(self, value: float) -> float:
        """Pixel of a value; what lies outside stays at the edge."""
        held = min(max(value, 0.0), self.most)
        return self.base - held / self.most * (self.base - self.top)


def nice_most(value: float) -> float:
    """The round number at which an axis for values up to `value` ends; 1 at least."""
    ten = 1.0
    while value > 10 * ten:
        ten *= 10
    return next(step * ten for step in _NICE if step * ten >= value)
