"""Local time and UTC, for many times at once."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from rhomboid.core.activity.samples import Floats, Ints

_DAY_S: Final = 86_400
#: Times outside of these years are no times of a phone or watch.
FIRST_S: Final = 631_152_000.0  # 1990-01-01
LAST_S: Final = 4_102_444_800.0  # 2100-01-01


def plausible(at_s: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which times can be times of a phone or watch; what is no number cannot."""
    return (at_s >= FIRST_S) & (at_s < LAST_S)


def offsets_s(at_s: Floats, zone: str) -> Ints:
    """Local time less UTC at each time.

    Args:
        at_s: plausible times, seconds since 1970 in UTC, shape (n,).
        zone: IANA name.
    """
    if not len(at_s):
        return np.zeros(0, np.int64)
    at, offset = _changes(zone, int(at_s.min() // _DAY_S), int(at_s.max() // _DAY_S) + 1)
    return offset[np.searchsorted(at, at_s, "right")]


def to_utc(local_s: Floats, zone: str) -> Floats:
    """UTC of local times that say nothing of their zone.

    An hour that a clock leaves out in spring is read as if it had not been put forward. Of an hour
    that comes twice in autumn the first is meant; the second from where the times, in the order of
    the file, go back inside of it.

    Args:
        local_s: local times as if they were UTC, seconds since 1970, shape (n,), in the order of
            the file, plausible.
        zone: IANA name.
    """
    if not len(local_s):
        return local_s
    first, last = int(local_s.min() // _DAY_S) - 1, int(local_s.max() // _DAY_S) + 2
    at, offset = _changes(zone, first, last)
    before, after = offset[:-1], offset[1:]
    place = np.searchsorted(at + np.maximum(before, after), local_s, "right")
    found: Floats = local_s - offset[place]
    for begins, was, became in zip(at.tolist(), before.tolist(), after.tolist(), strict=True):
        if became < was:
            rows = np.flatnonzero((local_s >= begins + became) & (local_s < begins + was))
            if len(rows) > 1:
                back = np.concatenate([[False], np.diff(local_s[rows]) < 0])
                found[rows[np.cumsum(back) > 0]] += was - became
    return found


@lru_cache(maxsize=64)
def _changes(zone: str, first_day: int, last_day: int) -> tuple[Floats, Ints]:
    """When the offset changes between two days, and the offsets before, between and after."""
    clock = ZoneInfo(zone)

    def offset(at_s: int) -> int:
        shift = datetime.fromtimestamp(at_s, UTC).astimezone(clock).utcoffset()
        return 0 if shift is None else round(shift.total_seconds())

    at: list[int] = []
    offsets = [offset(first_day * _DAY_S)]
    for day in range(first_day + 1, last_day + 1):
        now = offset(day * _DAY_S)
        if now != offsets[-1]:
            span = range((day - 1) * _DAY_S, day * _DAY_S + 1)
            at.append(span[bisect_left(span, True, key=lambda at_s: offset(at_s) == now)])
            offsets.append(now)
    return np.array(at, float), np.array(offsets, np.int64)
