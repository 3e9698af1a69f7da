"""Twelve weeks of somebody with a phone and a watch, as tables that a person could write."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

HEADER = "start,end,steps,source\n"
_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def table(first: date, days: int, *, seed: int = 1, chance: float = 0.6) -> str:
    """Steps by the minute: errands with the phone, walks with the watch, which overlap."""
    rng = random.Random(seed)
    return HEADER + "".join(
        line for n in range(days) for line in _day(first + n * _DAY, rng, chance, n / days)
    )


def long_table(first: date, rows: int) -> bytes:
    """A file that takes a while: a minute of steps on every line."""
    begin = datetime.combine(first, time())
    lines = (
        f"{begin + n * _MINUTE:%Y-%m-%d %H:%M},{begin + (n + 1) * _MINUTE:%Y-%m-%d %H:%M},"
        f"{80 + n % 40},Phone\n"
        for n in range(rows)
    )
    return (HEADER + "".join(lines)).encode()


def _day(on: date, rng: random.Random, chance: float, grown: float) -> Iterator[str]:
    if rng.random() < 0.15:
        return
    begin = datetime.combine(on, time(7, rng.randrange(20, 59)))
    yield from _minutes(begin, rng.randrange(4, 9), 84, "Phone", rng)
    noon = datetime.combine(on, time(12, rng.randrange(0, 30)))
    yield from _minutes(noon, rng.randrange(3, 7), 78, "Phone", rng)
    if rng.random() < chance:
        evening = datetime.combine(on, time(17, rng.randrange(0, 50)))
        length = rng.randrange(12, 18) + round(14 * grown)
        yield from _minutes(evening, length, 104, "Anna’s Watch", rng)
        yield from _minutes(evening + 2 * _MINUTE, length - 4, 101, "Phone", rng)


def _minutes(
    begin: datetime, length: int, cadence: int, source: str, rng: random.Random
) -> Iterator[str]:
    for n in range(length):
        start, end = begin + n * _MINUTE, begin + (n + 1) * _MINUTE
        yield (
            f"{start:%Y-%m-%d %H:%M},{end:%Y-%m-%d %H:%M},"
            f"{cadence + rng.randrange(-6, 7)},{source}\n"
        )
