"""Where a signal that goes both ways has its middle: the mean of the first moments."""

from __future__ import annotations

from typing import Final

import msgspec

#: How long the middle is averaged, and by how many times the smallest excursion a value must be
#: off to end it earlier.
MIDDLE_S: Final = 1.0
_OFF: Final = 1.5


class Middle(msgspec.Struct, frozen=True, kw_only=True):
    """The middle so far.

    Attributes:
        since_s: when the first value came, `None` before it.
        value: mean of the values so far, in the unit of the signal.
        count: how many they are.
        settled: whether it stays as it is.
    """

    since_s: float | None = None
    value: float = 0.0
    count: int = 0
    settled: bool = False


def averaged(middle: Middle, t_s: float, value: float, least: float) -> Middle:
    """The middle after one more value; it stays once a second is over or the movement begins."""
    if middle.settled:
        return middle
    if middle.since_s is None:
        return Middle(since_s=t_s, value=value, count=1)
    if t_s - middle.since_s >= MIDDLE_S or abs(value - middle.value) >= _OFF * least:
        return msgspec.structs.replace(middle, settled=True)
    count = middle.count + 1
    mean = middle.value + (value - middle.value) / count
    return Middle(since_s=middle.since_s, value=mean, count=count)
