"""Days by date, and what can be asked of a span of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from statistics import fmean, median

import msgspec

from rhomboid.core.outcomes.day import EMPTY_DAY, Day

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
#: Days by the first day of their month: one more day copies a month, never ten years.
Months = Mapping[date, Mapping[date, Day]]


class History(msgspec.Struct, frozen=True):
    """Every day that holds a report.

    Attributes:
        months: first day of a month -> day -> what it holds.
    """

    months: Months = {}

    def day(self, on: date) -> Day:
        """What a day holds; an empty day where nothing was told."""
        month = self.months.get(on.replace(day=1))
        return EMPTY_DAY if month is None else month.get(on, EMPTY_DAY)

    def put(self, on: date, day: Day) -> History:
        """The history with one day replaced; an empty day is taken out."""
        first = on.replace(day=1)
        month = {**self.months.get(first, {}), on: day}
        if not day.reports:
            del month[on]
        months = {**self.months, first: month}
        if not month:
            del months[first]
        return History(months)

    def days(self) -> Iterator[tuple[date, Day]]:
        """Every day that holds something, oldest first."""
        for first in sorted(self.months):
            month = self.months[first]
            for on in sorted(month):
                yield on, month[on]

    def span(self, first: date, last: date) -> Iterator[tuple[date, Day]]:
        """Days from `first` to `last`, both included, that hold something, oldest first."""
        on = first
        while on <= last:
            day = self.day(on)
            if day.reports:
                yield on, day
            on += _DAY

    def pains(self, first: date, last: date) -> list[float]:
        """The day's pain (0-10) of each day from `first` to `last` on which it was told."""
        return [day.pain for _, day in self.span(first, last) if day.pain is not None]

    def mean_pain(self, last: date, days: int = _WEEK_DAYS) -> float | None:
        """Mean pain (0-10) of the `days` days that end with `last`; `None` when none was told."""
        pains = self.pains(last - timedelta(days=days - 1), last)
        return fmean(pains) if pains else None

    def usual_pain(self, before: date, days: int = _WEEK_DAYS) -> float | None:
        """Median pain (0-10) of the `days` days before a day; `None` when none was told."""
        pains = self.pains(before - timedelta(days=days), before - _DAY)
        return float(median(pains)) if pains else None

    def last_pain_on(self, until: date, most_days: int = 400) -> date | None:
        """The last day up to `until` on which pain was told, looking back `most_days` days."""
        for back in range(most_days + 1):
            on = until - timedelta(days=back)
            if self.day(on).pain is not None:
                return on
        return None
