"""Days by date, and what can be asked of a span of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from rhomboid.core.outcomes.day import EMPTY_DAY, Day

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
#: Days lie in blocks of 32: one more day copies a block, never ten years.
_BLOCK_BITS = 5
Blocks = Mapping[int, Mapping[int, Day]]


class History(msgspec.Struct, frozen=True):
    """Every day that holds a report.

    Attributes:
        blocks: ordinal of a day (`date.toordinal`) shifted right by five bits -> ordinal -> what
            the day holds.
    """

    blocks: Blocks = {}

    def day(self, on: date) -> Day:
        """What a day holds; an empty day where nothing was told."""
        return self._at(on.toordinal())

    def put(self, on: date, day: Day) -> History:
        """The history with one day replaced; an empty day is taken out."""
        ordinal = on.toordinal()
        key = ordinal >> _BLOCK_BITS
        block = {**self.blocks.get(key, {}), ordinal: day}
        if not day.reports:
            del block[ordinal]
        blocks = {**self.blocks, key: block}
        if not block:
            del blocks[key]
        return History(blocks)

    def days(self) -> Iterator[tuple[date, Day]]:
        """Every day that holds something, oldest first."""
        for key in sorted(self.blocks):
            block = self.blocks[key]
            for ordinal in sorted(block):
                yield date.fromordinal(ordinal), block[ordinal]

    def span(self, first: date, last: date) -> Iterator[tuple[date, Day]]:
        """Days from `first` to `last`, both included, that hold something, oldest first."""
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            day = self._at(ordinal)
            if day.reports:
                yield date.fromordinal(ordinal), day

    def pains(self, first: date, last: date) -> list[float]:
        """The day's pain (0-10) of each day from `first` to `last` on which it was told."""
        days = map(self._at, range(first.toordinal(), last.toordinal() + 1))
        return [day.pain for day in days if day.pain is not None]

    def _at(self, ordinal: int) -> Day:
        block = self.blocks.get(ordinal >> _BLOCK_BITS)
        return EMPTY_DAY if block is None else block.get(ordinal, EMPTY_DAY)

    def mean_pain(self, last: date, days: int = _WEEK_DAYS) -> float | None:
        """Mean pain (0-10) of the `days` days that end with `last`; `None` when none was told."""
        pains = self.pains(last - timedelta(days=days - 1), last)
        return sum(pains) / len(pains) if pains else None

    def usual_pain(self, before: date, days: int = _WEEK_DAYS) -> float | None:
        """Median pain (0-10) of the `days` days before a day; `None` when none was told."""
        pains = self.pains(before - timedelta(days=days), before - _DAY)
        if not pains:
            return None
        pains.sort()
        middle = len(pains) // 2
        return pains[middle] if len(pains) % 2 else (pains[middle - 1] + pains[middle]) / 2

    def last_pain_on(self, until: date, most_days: int = 400) -> date | None:
        """The last day up to `until` on which pain was told, looking back `most_days` days."""
        for back in range(most_days + 1):
            on = until - timedelta(days=back)
            if self.day(on).pain is not None:
                return on
        return None
