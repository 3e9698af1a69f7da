"""Turning points of a signal, and the repetitions that they make.

A zigzag keeps the highs and lows between which the signal went by at least a threshold. Which of
them are repetitions is judged against the person's own range so far, again at every turn: what
looked like a repetition in the beginning falls out when larger ones show that it was none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

import msgspec

#: Shares of the person's own range: a swing smaller than the first is no turn; a repetition that
#: reaches less than the second is half.
TURN_SHARE: Final = 0.4
WHOLE_SHARE: Final = 0.6
#: The own range is this quantile of the swings so far, without those that are smaller than
#: the other share of the largest.
_RANGE_QUANTILE: Final = 0.75
_FIDGET_SHARE: Final = 0.3


class Turn(msgspec.Struct, frozen=True):
    """A high or a low of the signal."""

    t_s: float
    value: float


class Zigzag(msgspec.Struct, frozen=True, kw_only=True):
    """Turns so far.

    Attributes:
        turns: highs and lows in turn, confirmed.
        rising: whether the signal is on its way up; `None` until it has moved.
        latest: the furthest point of the way it is on.
        other: the furthest point the other way, until it has moved.
    """

    turns: tuple[Turn, ...] = ()
    rising: bool | None = None
    latest: Turn | None = None
    other: Turn | None = None


def fed(zigzag: Zigzag, t_s: float, value: float, least: float) -> Zigzag:
    """The zigzag after one more value."""
    latest = zigzag.latest
    if latest is None:
        turn = Turn(t_s, value)
        return Zigzag(latest=turn, other=turn)
    if zigzag.rising is None:
        return _first_way(zigzag, Turn(t_s, value), least)
    ahead = value - latest.value if zigzag.rising else latest.value - value
    if ahead > 0:
        return Zigzag(turns=zigzag.turns, rising=zigzag.rising, latest=Turn(t_s, value))
    if -ahead >= least:
        return Zigzag(
            turns=(*zigzag.turns, latest), rising=not zigzag.rising, latest=Turn(t_s, value)
        )
    return zigzag


def _first_way(zigzag: Zigzag, now: Turn, least: float) -> Zigzag:
    """Until the signal has moved by `least`, both its highest and its lowest point are kept."""
    high, low = zigzag.latest or now, zigzag.other or now
    if now.value > high.value:
        high = now
    if now.value < low.value:
        low = now
    if high.value - low.value < least:
        return Zigzag(latest=high, other=low)
    rising = high.t_s >= low.t_s
    first, last = (low, high) if rising else (high, low)
    return Zigzag(turns=(first,), rising=rising, latest=last)


class Peak(msgspec.Struct, frozen=True, kw_only=True):
    """A repetition as its turns: the low before, the high, the low after."""

    before: Turn
    top: Turn
    after: Turn
    whole: bool

    @property
    def height(self) -> float:
        """From the deeper of both lows to the high."""
        return self.top.value - min(self.before.value, self.after.value)


def points_of(zigzag: Zigzag) -> tuple[Turn, ...]:
    """Confirmed turns and the point on its way."""
    if zigzag.rising is None or zigzag.latest is None:
        return ()
    return (*zigzag.turns, zigzag.latest)


def own_range(*zigzags: Zigzag) -> float:
    """The person's own range over one or two channels; 0 before anything has moved."""
    swings = sorted(
        abs(b.value - a.value) for zigzag in zigzags for a, b in pairwise(points_of(zigzag))
    )
    if not swings:
        return 0.0
    large = [swing for swing in swings if swing >= _FIDGET_SHARE * swings[-1]]
    return large[int(len(large) * _RANGE_QUANTILE)]


def peaks(zigzag: Zigzag, range_: float, least: float) -> tuple[Peak, ...]:
    """The repetitions among the turns, for a person whose own range is `range_`."""
    threshold = max(least, TURN_SHARE * range_)
    coarse = Zigzag()
    for point in points_of(zigzag):
        coarse = fed(coarse, point.t_s, point.value, threshold)
    points = points_of(coarse)
    found: list[Peak] = []
    for before, top, after in zip(points, points[1:], points[2:], strict=False):
        if top.value <= before.value:
            continue
        height = top.value - min(before.value, after.value)
        found.append(
            Peak(before=before, top=top, after=after, whole=height >= WHOLE_SHARE * range_)
        )
    return tuple(found)
