"""From landmarks to the angles that RULA and REBA ask for, each as a span or not seen.

Seen from the side: trunk, neck, hips, knees, and the arms that are not hidden. Seen from the front:
side bends, arms that are lifted away from the body or overhead, elbows.
From in between: elbows and knees alone. Zero is the body model standing upright; people differ from
it, so no error is below 8 degrees, and that of the neck not below 12 (XL-92, ER-61).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.app.strain.watching.head import neck_flexion, neck_side_bend
from rhomboid.app.strain.watching.limbs import Line, between, forward, limb, point_error
from rhomboid.app.strain.watching.person import Followed
from rhomboid.core.ergonomics.exposure.angles import NAMES, SeenAngles
from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.proportions import SHOULDER
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.observe.scale import RATIOS
from rhomboid.core.movement.observe.segments import Segments, landmarks_of, segments, turned_deg
from rhomboid.core.movement.sight.model import HIP

#: Why an angle is not seen: the view does not show it, its points lie beyond the picture's edge or
#: behind something, its limb points at the camera.
Why = Literal["view", "cut_off", "covered", "toward_camera"]

#: Breadth that is seen: up to the first it is a view from the side, from the second on the front.
SIDE_TO, FRONT_FROM = 0.60, 0.85
_TRUNK_DEG: Final = 8.0
#: Hips beyond the edge are guessed well enough to measure a limb against (`Measure.by_trunk`).
_GUESSED_HIPS_DEG: Final = 12.0
#: The shoulder blade carries the arm along (`angles.TABLE`).
_BLADE_DEG: Final = 5.0
#: A camera may stand askew.
_ROLL_DEG: Final = 3.0
#: Breadth of shoulders by the trunk's length: nobody's is larger by more than this.
_BROADER: Final = 1.3
#: No upper arm goes further behind the body.
_BEHIND_DEG: Final = 60.0
#: The trunk's line in upright stance leans back by this.
LEAN_DEG: Final = -math.degrees(math.atan2(SHOULDER[0], SHOULDER[2] - HIP[2]))


class Seeing(msgspec.Struct, frozen=True):
    """What angles are read from; arrays of shape (n,) but for the person.

    Attributes:
        who: the person.
        lines: segments of all frames.
        side, front: from where the person is seen; neither is askew.
        turned: sine of the turn away from a clean view from the side.
        trunk: its length in the picture.
        leaning: its direction in the picture, forward positive, 0 upright, seen from the side.
        hips: whether both are shown.
    """

    who: Followed
    lines: Segments
    side: Mask
    front: Mask
    turned: Array
    trunk: Array
    leaning: Array
    hips: Mask

    def limb(self, name: str) -> Line:
        """A limb; how long it is can be told from a trunk alone that is seen from the side."""
        return limb(self.lines, name, np.where(self.side, 1.0, np.cos(np.radians(_lean(self)))))


class Read(msgspec.Struct, frozen=True):
    """What a person's landmarks say.

    Attributes:
        angles: each with its span.
        why_not: by angle, for each frame why it is not seen, shape (n,); empty where it is.
    """

    angles: SeenAngles
    why_not: Mapping[str, np.ndarray]


def read(who: Followed) -> Read:
    """Every angle of `exposure.angles.NAMES` in every frame."""
    at = seeing(who)
    found: dict[str, tuple[Rows, Mask, Mask, tuple[str, ...]]] = {}
    trunk, arms = ("trunk",), {side: at.limb(f"upper_arm_{side}") for side in SIDES}
    anywhere = np.ones(len(who.t_s), dtype=np.bool_)
    found["trunk_flexion_deg"] = (_trunk(at), at.side | at.front, anywhere, trunk)
    found["neck_flexion_deg"] = (
        neck_flexion(at.lines, who, (at.leaning, at.turned, _guessed(at))),
        at.side,
        anywhere,
        ("neck", "shoulder_line", "face"),
    )
    found["trunk_side_bend_deg"] = (_side_bend(at), at.front, anywhere, trunk)
    bend = neck_side_bend(at.lines, who)
    found["neck_side_bend_deg"] = (bend, at.front, anywhere, ("ear_line", "shoulder_line"))
    for side in SIDES:
        arm, fore = arms[side], at.limb(f"forearm_{side}")
        upper, lower = f"upper_arm_{side}", f"forearm_{side}"
        flexion = _upper_arm(at, arm)
        aimed = arm.has_direction | at.front
        shoulders = (upper, "shoulder_line")
        found[f"upper_arm_flexion_deg {side}"] = (flexion, at.side | at.front, aimed, shoulders)
        out = _abduction(at, arm, side)
        found[f"upper_arm_abduction_deg {side}"] = (out, at.front, anywhere, (upper,))
        found[f"elbow_flexion_deg {side}"] = (
            between(arm, fore),
            anywhere,
            anywhere,
            (upper, lower),
        )
    spans, why = {}, {}
    for name, (rows, view, aimed, needed) in found.items():
        spans[name], why[name] = _kept(at, rows, (view, aimed), needed)
    for name in ("hip_flexion_deg", "knee_flexion_deg"):
        spans[name], why[name] = _legs(at, name)
    return Read(SeenAngles({name: spans[name] for name in NAMES}), why)


def seeing(who: Followed) -> Seeing:
    """What angles are read from."""
    lines = segments(who.points)
    turned = np.minimum(who.width, 1.0)
    return Seeing(
        who=who,
        lines=lines,
        side=~who.front & (turned <= SIDE_TO),
        front=who.front & (turned >= FRONT_FROM),
        turned=np.minimum(turned, 0.95),
        trunk=lines.length("trunk") + 1e-9,
        leaning=turned_deg(lines.angle("trunk") * who.toward + LEAN_DEG),
        hips=np.asarray(who.shown[:, landmarks_of("hip_line")].all(-1)),
    )


def _kept(
    at: Seeing, rows: Rows, where: tuple[Mask, Mask], needed: tuple[str, ...]
) -> tuple[Rows, np.ndarray]:
    """A span where the view and the picture show it, else NaN and why."""
    marks = landmarks_of(*needed)
    view, aimed = where
    shown = at.who.shown[:, marks].all(-1)
    cut = ~at.who.inside[:, marks].all(-1)
    why = np.select(
        [~view, cut, ~shown, ~aimed], ["view", "cut_off", "covered", "toward_camera"], default=""
    )
    seen = why == ""
    return Rows(np.where(seen, rows.low, np.nan), np.where(seen, rows.high, np.nan)), why


def _around(value: Array, error: Array | float) -> Rows:
    return Rows(value - error, value + error)


def _guessed(at: Seeing) -> Array:
    """What hips that are not shown add to the error of what is measured against the trunk."""
    return np.where(at.hips, 0.0, _GUESSED_HIPS_DEG)


def _trunk(at: Seeing) -> Rows:
    """From the side the line from hips to shoulders; from the front what its shortening allows."""
    flat = np.sqrt(1 - at.turned**2)
    lean = np.radians(at.leaning)
    whole = np.degrees(np.arctan2(np.sin(lean), np.cos(lean) * flat))
    error = _TRUNK_DEG + np.abs(whole - at.leaning) / 2 + 10.0 * at.turned
    toward = _lean(at) + _TRUNK_DEG
    middle = np.where(at.side, (whole + at.leaning) / 2, 0.0)
    return _around(middle, np.where(at.side, error, toward))


def _lean(at: Seeing) -> Array:
    """From the front: how far the trunk may lean towards the camera or away, degrees."""
    broad = at.lines.length("shoulder_line") + 1e-9
    share = RATIOS["shoulder_line"] * at.trunk / (_BROADER * broad)
    return np.degrees(np.arccos(np.minimum(share, 1.0)))


def _side_bend(at: Seeing) -> Rows:
    """The trunk's line and that of the shoulders, whichever is further, to the left positive.

    A curved back leans less than its upper end is tilted.
    """
    error = _ROLL_DEG + point_error(at.trunk, at.trunk, 2)
    line = turned_deg(at.lines.angle("trunk") * at.who.toward)
    tilt = turned_deg((at.lines.angle("shoulder_line") - 90.0 * at.who.toward) * at.who.toward)
    off = point_error(at.lines.length("shoulder_line"), at.trunk) + _ROLL_DEG
    return Rows(np.minimum(line - error, tilt - off), np.maximum(line + error, tilt + off))


def _against_trunk(at: Seeing, line: Line) -> Array:
    """Error of a limb's direction against the trunk's, of points and of what blades carry along."""
    own = np.hypot(line.error, point_error(at.trunk, at.trunk, 2))
    return np.asarray(np.hypot(own, _BLADE_DEG))


def _upper_arm(at: Seeing, arm: Line) -> Rows:
    side, error = forward(arm, at.leaning, at.who.toward, at.turned)
    error = error + _against_trunk(at, arm) + _guessed(at)
    low, high = _from_the_front(at, arm)
    low = np.where(at.side, side - error, low)
    high = np.where(at.side, side + error, high)
    return Rows(np.clip(low, -180, 180), np.clip(high, -180, 180))


def _from_the_front(at: Seeing, arm: Line) -> tuple[Array, Array]:
    """Forward or back is not seen, but how far from hanging is; and no arm goes far behind."""
    off = np.abs(turned_deg(arm.angle - at.lines.angle("trunk")))
    error = arm.error + _BLADE_DEG + _guessed(at)
    found = []
    for share in (arm.least, arm.most):
        for seen in (np.maximum(off - error, 0), np.minimum(off + error, 180)):
            deep = np.sqrt(np.maximum(1 - share * share, 0))
            found.append(np.degrees(np.arctan2(deep, -share * np.cos(np.radians(seen)))))
    least, most = np.min(found, axis=0), np.max(found, axis=0)
    lean = _lean(at) + _TRUNK_DEG
    ahead = least - lean > _BEHIND_DEG
    return np.where(ahead, least - lean, -most - lean), most + lean


def _abduction(at: Seeing, arm: Line, side: Side) -> Rows:
    """From the front: how far the elbow is out from its shoulder, as an angle."""
    out = (1.0 if side == "left" else -1.0) * at.who.toward
    off = turned_deg(arm.angle - at.lines.angle("trunk") - 180.0)
    across = -np.sin(np.radians(off)) * out
    ends = [
        np.degrees(np.arcsin(np.clip(across * share, -1, 1))) for share in (arm.least, arm.most)
    ]
    deep = np.sqrt(np.maximum(1 - arm.least**2, 0))
    askew = np.degrees(np.arcsin(np.minimum(np.sqrt(1 - at.turned**2), 1.0))) * deep
    error = arm.error + _ROLL_DEG + askew
    return Rows(np.minimum(*ends) - error, np.maximum(*ends) + error)


def _legs(at: Seeing, name: str) -> tuple[Rows, np.ndarray]:
    """Of both legs: for the hips what either may be, for the knees the one that is bent more."""
    spans, whys = [], []
    for side in SIDES:
        thigh, shank = at.limb(f"thigh_{side}"), at.limb(f"shank_{side}")
        names: tuple[str, ...] = (f"thigh_{side}", f"shank_{side}")
        view, aimed = np.ones_like(at.side), thigh.has_direction
        rows = between(thigh, shank)
        if name == "hip_flexion_deg":
            value, error = forward(thigh, at.leaning, at.who.toward, at.turned)
            error = error + _against_trunk(at, thigh)
            rows, view, names = _around(value, error), at.side, (f"thigh_{side}", "trunk")
        span, why = _kept(at, rows, (view, aimed), names)
        spans.append(span)
        whys.append(why)
    lows, highs = np.array([s.low for s in spans]), np.array([s.high for s in spans])
    why = np.where((whys[0] == "") | (whys[1] == ""), "", whys[0])
    if name == "hip_flexion_deg":
        return Rows(np.fmin(*lows), np.fmax(*highs)), why
    # A knee that is hidden may be bent as far as it goes.
    hidden = np.isnan(highs).any(0) & ~np.isnan(highs).all(0)
    return Rows(np.fmax(*lows), np.where(hidden, 180.0, np.fmax(*highs))), why
