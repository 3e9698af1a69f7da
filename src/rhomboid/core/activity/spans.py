"""Sets of time: spans in order and apart, and what lies in one set and not in another."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from rhomboid.core.activity.samples import Floats

#: Begins and ends in seconds, both of shape (n,), in order, apart, none of them empty.
Spans = tuple[Floats, Floats]

NO_TIME: Spans = (np.zeros(0), np.zeros(0))


def spans_of(pairs: Iterable[tuple[float, float]]) -> Spans:
    """The time that any of some spans covers; spans may overlap, empty ones count for nothing."""
    rows = np.array([pair for pair in pairs if pair[1] > pair[0]], float).reshape(-1, 2)
    return joined(rows[:, 0], rows[:, 1])


def joined(start_s: Floats, end_s: Floats) -> Spans:
    """The time that spans in any order cover."""
    keep = end_s > start_s
    rows = np.argsort(start_s[keep], kind="stable")
    start, reach = start_s[keep][rows], np.maximum.accumulate(end_s[keep][rows])
    if not len(start):
        return NO_TIME
    begins = np.concatenate([[True], start[1:] > reach[:-1]])
    ends = np.concatenate([begins[1:], [True]])
    return start[begins], reach[ends]


def within(times_s: Floats, spans: Spans) -> NDArray[np.bool_]:
    """Which times lie in a set; the end of a span lies outside of it."""
    start, end = spans
    if not len(start):
        return np.zeros(len(times_s), bool)
    holder = np.searchsorted(start, times_s, "right") - 1
    found: NDArray[np.bool_] = (holder >= 0) & (times_s < end[np.maximum(holder, 0)])
    return found


def both(one: Spans, other: Spans) -> Spans:
    """Time that lies in both sets."""
    return _picked(one, other, wanted=True)


def without(one: Spans, other: Spans) -> Spans:
    """Time of the first set that is not in the other."""
    return _picked(one, other, wanted=False)


def either(one: Spans, other: Spans) -> Spans:
    """Time that lies in at least one of two sets."""
    return joined(np.concatenate([one[0], other[0]]), np.concatenate([one[1], other[1]]))


def length_s(spans: Spans) -> float:
    """Seconds in a set."""
    return float((spans[1] - spans[0]).sum())


def _picked(one: Spans, other: Spans, *, wanted: bool) -> Spans:
    if not len(one[0]):
        return NO_TIME
    first = np.searchsorted(other[1], one[0][0], "right")
    last = np.searchsorted(other[0], one[1][-1], "left")
    other = (other[0][first:last], other[1][first:last])
    if not len(other[0]):
        return NO_TIME if wanted else one
    borders = np.unique(np.concatenate([*one, *other]))
    low, high = borders[:-1], borders[1:]
    middle = (low + high) / 2
    keep = within(middle, one) & (within(middle, other) == wanted)
    return joined(low[keep], high[keep])
