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
NotSeen = Literal["not_from_the_side", "cut_off", "shoulders", "hips", "ears", "eyes"]
Line = Literal["trunk_deg", "head_deg", "gaze_deg"]

#: Error of an angle in the plane of the picture, and the largest that is still given (XL-92).
_LEAST_ERROR_DEG: Final = 5.0
_MOST_ERROR_DEG: Final = 10.0
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
    turned = _turned_deg(seen.points)
    facing = _facing(seen.points)
    if turned > _MOST_TURNED_DEG or facing is None:
        return Posture(turned_deg=turned, not_seen=("not_from_the_side",))
    ahead = 1.0 if facing == "right" else -1.0
    reader = _Reader(seen, side, ahead, turned)
    missing = _missing(seen, side, aspect)
    ears = "ears" not in missing
    trunk = reader.upright("hip", "shoulder") if "hips" not in missing else _NONE
    head = reader.upright("shoulder", "ear") if ears else _NONE
    gaze = reader.level("ear", "eye") if ears and "eyes" not in missing else _NONE
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


def against(baseline: Posture, now: Posture) -> tuple[Change, ...]:
    """Changes of more than ten degrees from the person's own baseline (ER-61)."""
    changes = []
    lines: tuple[Line, ...] = ("trunk_deg", "head_deg", "gaze_deg")
    for line in lines:
        then, here = getattr(baseline, line), getattr(now, line)
        if then is None or here is None:
            continue
        degrees = (here - then + 180.0) % 360.0 - 180.0
        if abs(degrees) > CHANGED_FROM_DEG:
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

    def upright(self, low: str, high: str) -> _Value:
        """A line against the vertical."""
        dx, dy = self._line(low, high)
        return math.degrees(math.atan2(dx, -dy)), self._error(low, high)

    def level(self, back: str, front: str) -> _Value:
        """A line against the horizontal, down positive."""
        dx, dy = self._line(back, front)
        return math.degrees(math.atan2(dy, dx)), self._error(back, front)

    def _line(self, begin: str, end: str) -> tuple[float, float]:
        points = self.seen.points
        dx, dy, _ = points[of(end, self.side)] - points[of(begin, self.side)]
        return float(dx) * self.ahead, float(dy)

    def _error(self, *parts: str) -> float:
        """Grows with what is guessed and with how far the view is from the side."""
        visible = min(float(self.seen.visibility[of(part, self.side)]) for part in parts)
        guessed = min(max((1.0 - visible) / (1.0 - SEEN_FROM), 0.0), 1.0)
        turned = self.turned_deg / _MOST_TURNED_DEG
        more = (_MOST_ERROR_DEG - _LEAST_ERROR_DEG) * (guessed + turned)
        return min(_LEAST_ERROR_DEG + more, _MOST_ERROR_DEG)


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


def _facing(points: Array) -> Looks | None:
    ears = (points[Landmark.LEFT_EAR] + points[Landmark.RIGHT_EAR]) / 2
    shoulders = (points[Landmark.LEFT_SHOULDER] + points[Landmark.RIGHT_SHOULDER]) / 2
    hips = (points[Landmark.LEFT_HIP] + points[Landmark.RIGHT_HIP]) / 2
    before = float(points[Landmark.NOSE, 0] - ears[0])
    trunk = float(np.hypot(*(shoulders - hips)[:2]))
    if abs(before) < _NOSE_BEFORE * trunk:
        return None
    return "right" if before > 0 else "left"
