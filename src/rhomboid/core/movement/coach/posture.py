"""How far trunk and head incline in one picture from the side.

A camera sees no C7 and no curve of the spine (XL-92, ER-64): what is given are the lines from hip
to shoulder, from shoulder to ear (a proxy with a zero of its own, ER-61) and from ear to eye. None
of them is right or wrong; they are compared with the person's own baseline alone.
"""

from __future__ import annotations

import math
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.sight_of import SEEN_FROM, inside
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.landmark import Landmark, of

Looks = Literal["left", "right"]
#: What could not be seen, and what therefore has no value.
NotSeen = Literal[
    "not_upright", "not_from_the_side", "cut_off", "shoulders", "hips", "ears", "eyes"
]
Line = Literal["trunk_deg", "head_deg", "gaze_deg"]
LINES: Final[tuple[Line, ...]] = ("trunk_deg", "head_deg", "gaze_deg")

#: Error of an angle in the plane of the picture (XL-92). Ear and eye are near to each other: in
#: real pictures that were mirrored, made smaller or cut, the face was up to 8 degrees off.
_LEAST_ERROR_DEG: Final[dict[Line, float]] = {"trunk_deg": 5.0, "head_deg": 5.0, "gaze_deg": 9.0}
#: What guessed points and a view that is not wholly from the side add at most.
_MORE_ERROR_DEG: Final = 5.0
#: Nobody sits or stands further from the upright than this: the picture lies on its side or on
#: its head. A face is never turned so far up or down.
_MOST_TRUNK_DEG, _MOST_HEAD_DEG, _MOST_GAZE_DEG = 75.0, 100.0, 65.0
#: A view that is turned further from the side than this is none.
_MOST_TURNED_DEG: Final = 40.0
#: The nose must stand before the ears by this share of the trunk to tell where a person looks.
_NOSE_BEFORE: Final = 0.05
#: Only a change beyond this is one (ER-61).
CHANGED_FROM_DEG: Final = 10.0


class Posture(msgspec.Struct, frozen=True, kw_only=True):
    """Inclinations in degrees, forward positive; `None` where something could not be seen.

    Attributes:
        trunk_deg, trunk_error_deg: hip to shoulder against the vertical.
        head_deg, head_error_deg: shoulder to ear against the vertical; a proxy.
        gaze_deg, gaze_error_deg: ear to eye against the horizontal, down positive.
        facing: where the person looks in the picture.
        turned_deg: how far the trunk is turned from a clean view from the side, 0 to 90.
        not_seen: why values are missing.
    """

    trunk_deg: float | None = None
    trunk_error_deg: float | None = None
    head_deg: float | None = None
    head_error_deg: float | None = None
    gaze_deg: float | None = None
    gaze_error_deg: float | None = None
    facing: Looks | None = None
    turned_deg: float | None = None
    not_seen: tuple[NotSeen, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether there is any value."""
        return any(getattr(self, line) is not None for line in LINES)


class Change(msgspec.Struct, frozen=True):
    """A difference from the baseline that is larger than what a camera may be wrong by.

    Attributes:
        line: which inclination.
        degrees: now less then; forward positive.
    """

    line: Line
    degrees: float


def inclinations(seen: Seen, aspect: float) -> Posture:
    """Read the inclinations of one person in one picture.

    Args:
        seen: the person, in heights of the picture.
        aspect: width of the picture by its height.
    """
    side = _near_side(seen)
    if not _is_seen(seen, side, "shoulder", aspect):
        return Posture(not_seen=_missing(seen, side, aspect))
    missing = _missing(seen, side, aspect)
    if "hips" not in missing and _lean_deg(seen.points, side) > _MOST_TRUNK_DEG:
        return Posture(not_seen=("not_upright",))
    turned = _turned_deg(seen.points)
    facing = _facing(seen.points)
    if turned > _MOST_TURNED_DEG or facing is None:
        return Posture(turned_deg=turned, not_seen=("not_from_the_side",))
    ahead = 1.0 if facing == "right" else -1.0
    reader = _Reader(seen, side, ahead, turned)
    ears = "ears" not in missing
    trunk = reader.upright("trunk_deg", "hip", "shoulder") if "hips" not in missing else _NONE
    head = reader.upright("head_deg", "shoulder", "ear") if ears else _NONE
    gaze = reader.level("gaze_deg", "ear", "eye") if ears and "eyes" not in missing else _NONE
    if abs(head[0] or 0.0) > _MOST_HEAD_DEG or abs(gaze[0] or 0.0) > _MOST_GAZE_DEG:
        return Posture(not_seen=("not_upright",))
    return Posture(
        trunk_deg=trunk[0],
        trunk_error_deg=trunk[1],
        head_deg=head[0],
        head_error_deg=head[1],
        gaze_deg=gaze[0],
        gaze_error_deg=gaze[1],
        facing=facing,
        turned_deg=turned,
        not_seen=missing,
    )


def of_both(one: Posture, other: Posture) -> Posture:
    """The posture from two readings of one picture, as it is and mirrored.

    Values are means, and half of what they differ by is added to the error. What only one reading
    has is taken from it.
    """
    for reading in (one, other):
        if "not_upright" in reading.not_seen:
            return reading
    if not other.is_read:
        return one
    if not one.is_read:
        return other
    if one.facing != other.facing:
        return Posture(turned_deg=one.turned_deg, not_seen=("not_from_the_side",))
    values: dict[str, float | None] = {}
    for line in LINES:
        named = _error_of(line)
        a, b = getattr(one, line), getattr(other, line)
        if a is None or b is None:
            known = other if a is None else one
            values |= {line: getattr(known, line), named: getattr(known, named)}
            continue
        off = _turn(b - a)
        values[line] = _turn(a + off / 2)
        values[named] = max(getattr(one, named), getattr(other, named)) + abs(off) / 2
    return msgspec.structs.replace(one, **values, not_seen=_both_missed(one, other))


def _both_missed(one: Posture, other: Posture) -> tuple[NotSeen, ...]:
    return tuple(part for part in one.not_seen if part in other.not_seen)


def _error_of(line: Line) -> str:
    return line.replace("_deg", "_error_deg")


def _turn(degrees: float) -> float:
    """An angle brought to -180 up to 180."""
    return (degrees + 180.0) % 360.0 - 180.0


def comparable(baseline: Posture, now: Posture) -> tuple[Line, ...]:
    """The lines that were read in both pictures."""
    return tuple(
        line
        for line in LINES
        if getattr(baseline, line) is not None and getattr(now, line) is not None
    )


def against(baseline: Posture, now: Posture) -> tuple[Change, ...]:
    """Changes from the person's own baseline, in the lines that can be compared.

    A change is larger than ten degrees (ER-61), and than what both readings may be wrong by.
    """
    changes = []
    for line in comparable(baseline, now):
        degrees = _turn(getattr(now, line) - getattr(baseline, line))
        errors = [getattr(posture, _error_of(line)) or 0.0 for posture in (baseline, now)]
        if abs(degrees) > max(CHANGED_FROM_DEG, math.hypot(*errors)):
            changes.append(Change(line, degrees))
    return tuple(changes)


_Value = tuple[float | None, float | None]
_NONE: Final[_Value] = (None, None)


class _Reader(msgspec.Struct, frozen=True):
    """Lines on the side that is nearer to the camera."""

    seen: Seen
    side: Side
    ahead: float
    turned_deg: float

    def upright(self, line: Line, low: str, high: str) -> _Value:
        """A line against the vertical."""
        dx, dy = self._line(low, high)
        return math.degrees(math.atan2(dx, -dy)), self._error(line, low, high)

    def level(self, line: Line, back: str, front: str) -> _Value:
        """A line against the horizontal, down positive."""
        dx, dy = self._line(back, front)
        return math.degrees(math.atan2(dy, dx)), self._error(line, back, front)

    def _line(self, begin: str, end: str) -> tuple[float, float]:
        points = self.seen.points
        dx, dy, _ = points[of(end, self.side)] - points[of(begin, self.side)]
        return float(dx) * self.ahead, float(dy)

    def _error(self, line: Line, *parts: str) -> float:
        """Grows with what is guessed and with how far the view is from the side."""
        visible = min(float(self.seen.visibility[of(part, self.side)]) for part in parts)
        guessed = min(max((1.0 - visible) / (1.0 - SEEN_FROM), 0.0), 1.0)
        turned = self.turned_deg / _MOST_TURNED_DEG
        return _LEAST_ERROR_DEG[line] + _MORE_ERROR_DEG * min(guessed + turned, 1.0)


def _near_side(seen: Seen) -> Side:
    """The side that is seen better; of two that are seen alike the nearer one."""

    def visible(side: Side) -> tuple[float, float]:
        parts = [of(part, side) for part in ("ear", "shoulder", "hip")]
        shown = float(np.round(seen.visibility[parts].mean(), 1))
        return shown, -float(seen.points[parts, 2].mean())

    return max(SIDES, key=visible)


def _is_seen(seen: Seen, side: Side, part: str, aspect: float) -> bool:
    place = of(part, side)
    return bool(seen.visibility[place] >= SEEN_FROM) and bool(inside(seen.points[place], aspect))


def _missing(seen: Seen, side: Side, aspect: float) -> tuple[NotSeen, ...]:
    parts: dict[str, NotSeen] = {
        "shoulder": "shoulders",
        "hip": "hips",
        "ear": "ears",
        "eye": "eyes",
    }
    hidden = [part for part in parts if not _is_seen(seen, side, part, aspect)]
    cut = any(not inside(seen.points[of(part, side)], aspect) for part in hidden)
    return (*(parts[part] for part in hidden), *(("cut_off",) if cut else ()))


def _turned_deg(points: Array) -> float:
    """How far the line of the shoulders is from pointing at the camera."""
    dx, _, dz = points[Landmark.LEFT_SHOULDER] - points[Landmark.RIGHT_SHOULDER]
    return math.degrees(math.atan2(abs(float(dx)), abs(float(dz))))


def _lean_deg(points: Array, side: Side) -> float:
    """From hip to shoulder against the upright, whichever way; 0 to 180."""
    dx, dy, _ = points[of("shoulder", side)] - points[of("hip", side)]
    return math.degrees(math.atan2(abs(float(dx)), -float(dy)))


def _facing(points: Array) -> Looks | None:
    ears = (points[Landmark.LEFT_EAR] + points[Landmark.RIGHT_EAR]) / 2
    shoulders = (points[Landmark.LEFT_SHOULDER] + points[Landmark.RIGHT_SHOULDER]) / 2
    hips = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2
    before = float(points[Landmark.NOSE, 0] - ears[0])
    trunk = float(np.hypot(*(shoulders - hips)[:2]))
    if abs(before) < _NOSE_BEFORE * trunk:
        return None
    return "right" if before > 0 else "left"
