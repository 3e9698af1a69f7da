"""Changes of load as a camera sees them: state and sample in, next state and one change out.

A change is a trunk or head that moved by more than ten degrees from where it rested and stayed in
the new place for five seconds (ER-54). What was not seen is unknown: never still, never a change.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.knowledge.desk import ShiftRules

ShiftKind = Literal["moved", "seat_left"]

_HALF_TURN_DEG: Final = 180.0
_S_PER_MIN: Final = 60.0
_S_PER_HOUR: Final = 3600.0


class Angle(msgspec.Struct, frozen=True):
    """An angle and its error.

    Attributes:
        deg: -180 to 180 degrees.
        error_deg: how far off it may be, 0 to 180 degrees.

    Raises:
        DeskError: if one of them is out of range or no number.
    """

    deg: float
    error_deg: float

    def __post_init__(self) -> None:
        if not -_HALF_TURN_DEG <= self.deg <= _HALF_TURN_DEG:
            raise DeskError("an angle", "-180 to 180 degrees", self.deg)
        if not 0 <= self.error_deg <= _HALF_TURN_DEG:
            raise DeskError("the error of an angle", "0 to 180 degrees", self.error_deg)


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """One look of the camera; they come every 2 to 10 seconds.

    Attributes:
        t_s: seconds on any clock that only counts on.
        trunk, head: `None` when it could not be seen.
        nobody: the picture is good and the seat is empty; no angle then.

    Raises:
        DeskError: if the time is no number, or an empty seat has an angle.
    """

    t_s: float
    trunk: Angle | None = None
    head: Angle | None = None
    nobody: bool = False

    def __post_init__(self) -> None:
        if not math.isfinite(self.t_s):
            raise DeskError("the time of a sample", "a number of seconds", self.t_s)
        if self.nobody and (self.trunk is not None or self.head is not None):
            raise DeskError("an empty seat", "without angles", "an angle")


class Shift(msgspec.Struct, frozen=True):
    """One change of load.

    Attributes:
        at_s: when the body was first seen in the new place.
        kind: `moved`, or `seat_left` (and come back to).
        trunk_deg, head_deg: by how much it moved, signed; `None` where that was not seen.
    """

    at_s: float
    kind: ShiftKind
    trunk_deg: float | None = None
    head_deg: float | None = None


class _Mean(msgspec.Struct, frozen=True):
    """Mean of angles seen in one place. The mean of their errors bounds the error of the mean."""

    deg: float
    error_deg: float
    count: int = 1


class _Place(msgspec.Struct, frozen=True):
    """Where the body is."""

    trunk: _Mean | None
    head: _Mean | None


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """Everything known after a sample.

    Attributes:
        rest: where the body rests; `None` when that is not known.
        tried: a new place that was not held long enough yet, since `tried_s`, seen for `held_s`.
        last_s: time of the last sample; `seen_s` of the last one that could be compared.
        empty_s: since when the seat is empty; `left` when for long enough.
        known_s: seconds in which the person was seen at the desk; `unknown_s` in which nothing was
            seen. An empty seat is neither.
        count: changes so far.
    """

    rest: _Place | None = None
    tried: _Place | None = None
    tried_s: float = 0.0
    held_s: float = 0.0
    last_s: float | None = None
    seen_s: float | None = None
    empty_s: float | None = None
    left: bool = False
    known_s: float = 0.0
    unknown_s: float = 0.0
    count: int = 0


def step(watch: Watch, sample: Sample, rules: ShiftRules) -> tuple[Watch, Shift | None]:
    """Take one sample.

    A sample that is not later than the one before changes nothing. A clock that jumped back by more
    than `unknown_after_s` begins anew and keeps what was counted.
    """
    if watch.last_s is not None and sample.t_s <= watch.last_s:
        if watch.last_s - sample.t_s <= rules.unknown_after_s:
            return watch, None
        watch = Watch(known_s=watch.known_s, unknown_s=watch.unknown_s, count=watch.count)
    if sample.nobody:
        return _empty(watch, sample.t_s, rules), None
    if watch.seen_s is None or sample.t_s - watch.seen_s > rules.unknown_after_s:
        watch = replace(watch, rest=None, tried=None)
    return _looked(watch, sample, rules)


def shifts_in(samples: Iterable[Sample], rules: ShiftRules) -> tuple[Shift, ...]:
    """The changes in a whole recording; the same as sample by sample."""
    watch, found = Watch(), []
    for sample in samples:
        watch, shift = step(watch, sample, rules)
        if shift is not None:
            found.append(shift)
    return tuple(found)


def changes_per_hour(watch: Watch, rules: ShiftRules) -> float | None:
    """Changes an hour of time seen; `None` when less was seen than `seen_least_min`."""
    if watch.known_s < rules.seen_least_min * _S_PER_MIN:
        return None
    return watch.count / (watch.known_s / _S_PER_HOUR)


def _empty(watch: Watch, t_s: float, rules: ShiftRules) -> Watch:
    """Nobody in the seat."""
    apart_s = 0.0 if watch.last_s is None else t_s - watch.last_s
    close = apart_s <= rules.apart_most_s
    since_s = watch.empty_s if watch.empty_s is not None and close else t_s
    left = watch.left or t_s - since_s >= rules.seat_left_s
    return replace(
        watch,
        rest=None if left else watch.rest,
        tried=None,
        last_s=t_s,
        empty_s=since_s,
        left=left,
        unknown_s=watch.unknown_s + (0.0 if close else apart_s),
    )


def _looked(watch: Watch, sample: Sample, rules: ShiftRules) -> tuple[Watch, Shift | None]:
    """The person is there, or cannot be seen."""
    t_s = sample.t_s
    apart_s = 0.0 if watch.last_s is None else t_s - watch.last_s
    from_rest = _apart(watch.rest, sample, rules)
    from_tried = _apart(watch.tried, sample, rules)
    fresh = watch.rest is None and watch.tried is None
    blind = sample.trunk is None and sample.head is None
    compared = from_rest is not None or from_tried is not None
    after_seen = watch.seen_s is not None and watch.seen_s == watch.last_s
    if blind or not (fresh or compared):
        unknown_s = watch.unknown_s + apart_s
        return replace(watch, last_s=t_s, empty_s=None, unknown_s=unknown_s), None
    seen_s = apart_s if after_seen and apart_s <= rules.apart_most_s else 0.0
    watch = replace(
        watch,
        last_s=t_s,
        seen_s=t_s,
        empty_s=None,
        known_s=watch.known_s + seen_s,
        unknown_s=watch.unknown_s + apart_s - seen_s,
    )
    if from_rest is False:
        return replace(watch, rest=_joined(watch.rest, sample), tried=None), None
    if from_tried is False:
        tried = _joined(watch.tried, sample)
        return _settled(replace(watch, tried=tried, held_s=watch.held_s + seen_s), rules)
    return replace(watch, tried=_joined(None, sample), tried_s=t_s, held_s=0.0), None


def _settled(watch: Watch, rules: ShiftRules) -> tuple[Watch, Shift | None]:
    """Count the new place once it was held; the first place of all is no change."""
    if watch.held_s < rules.held_s:
        return watch, None
    before, now = watch.rest, watch.tried
    rested = replace(watch, rest=now, tried=None, left=False)
    if before is None and not watch.left:
        return rested, None
    trunk_deg = head_deg = None
    if before is not None and now is not None:
        trunk_deg, head_deg = _moved(before.trunk, now.trunk), _moved(before.head, now.head)
    kind: ShiftKind = "seat_left" if watch.left else "moved"
    shift = Shift(watch.tried_s, kind, trunk_deg, head_deg)
    return replace(rested, count=watch.count + 1), shift


def _apart(place: _Place | None, sample: Sample, rules: ShiftRules) -> bool | None:
    """Whether the sample is in another place; `None` when no angle was seen in both."""
    if place is None:
        return None
    pairs = ((place.trunk, sample.trunk), (place.head, sample.head))
    apart = [
        abs(there.deg - here.deg) > max(rules.angle_deg, there.error_deg + here.error_deg)
        for there, here in pairs
        if there is not None and here is not None
    ]
    return any(apart) if apart else None


def _joined(place: _Place | None, sample: Sample) -> _Place:
    """The place with one more sample."""
    if place is None:
        return _Place(_mean(None, sample.trunk), _mean(None, sample.head))
    return _Place(_mean(place.trunk, sample.trunk), _mean(place.head, sample.head))


def _mean(mean: _Mean | None, angle: Angle | None) -> _Mean | None:
    if angle is None:
        return mean
    if mean is None:
        return _Mean(angle.deg, angle.error_deg)
    count = mean.count + 1
    return _Mean(
        mean.deg + (angle.deg - mean.deg) / count,
        mean.error_deg + (angle.error_deg - mean.error_deg) / count,
        count,
    )


def _moved(before: _Mean | None, now: _Mean | None) -> float | None:
    return None if before is None or now is None else now.deg - before.deg
