"""From points in space to joint angles: the way back from `body.pose`, as far as there is one."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.observe.angles import NAMES, WhyNot
from rhomboid.core.movement.observe.axes import TOGETHER, Axes, axes, directed, into, length
from rhomboid.core.movement.sight.landmark import of
from rhomboid.core.movement.sight.model import FOOT, HIP

_PLACE: Final = {name: place for place, name in enumerate(NAMES)}
_CODES: Final[tuple[WhyNot | None, ...]] = (
    None,
    "points_coincide",
    "no_direction",
    "on_its_side",
)
#: A direction around an axis is not counted for a limb within so many degrees of it.
_NEAR_AXIS_DEG: Final = 15.0
#: Nor is the turn of an upper arm with an elbow straighter than this, or that is raised higher.
_BENT_DEG, _HIGH_DEG = 25.0, 150.0
#: Nor pelvis rotation and inclination with the hips steeper than this.
_STEEP_DEG: Final = 75.0
#: Where the plane of elevation begins anew: in, behind the back, where no arm goes.
_PLANE_FROM_DEG: Final = -120.0
_FOOT: Final = FOOT["foot_index"] - FOOT["heel"]
_FOOT_DOWN_DEG: Final = float(np.degrees(np.arctan2(-_FOOT[2], _FOOT[0])))


class Observed(msgspec.Struct, frozen=True):
    """Angles of one body (k,) or of n (n, k), in the order of `angles.NAMES`.

    Attributes:
        values: degrees; always finite, 0 where not seen.
        codes: 0 where seen, else why not.
    """

    values: Array
    codes: Array

    def deg(self, name: str, side: Side | None = None) -> Array:
        """One angle; a number or shape (n,)."""
        value: Array = self.values[..., _PLACE[name if side is None else f"{name} {side}"]]
        return value

    def seen(self, name: str, side: Side | None = None) -> Mask:
        """Whether it is seen; a truth value or shape (n,)."""
        code = self.codes[..., _PLACE[name if side is None else f"{name} {side}"]]
        return np.asarray(code == 0)

    def why_not(self, name: str, side: Side | None = None) -> tuple[WhyNot | None, ...]:
        """Why it is not seen, frame by frame; `None` where it is."""
        code = self.codes[..., _PLACE[name if side is None else f"{name} {side}"]]
        return tuple(_CODES[int(one)] for one in np.atleast_1d(code))


class _Sheet:
    """Angles as they are found."""

    def __init__(self, count: int) -> None:
        self.values = np.zeros((count, len(NAMES)))
        self.codes = np.zeros((count, len(NAMES)))

    def put(self, name: str, value: Array, **unseen: Mask) -> None:
        """Write one angle; `unseen` says where it is not seen and why, the first reason holds."""
        place = _PLACE[name]
        code = np.zeros(len(value))
        for why, where in unseen.items():
            code = np.where((code == 0) & where, _CODES.index(why), code)
        self.values[:, place] = np.where(code == 0, value, 0.0)
        self.codes[:, place] = code


def observe(points: Array) -> Observed:
    """The angles of one body, shape (33, 3), or of n, shape (n, 33, 3).

    Points in any unit of length, in a world with x and y level and z up. Head, arms and thighs
    are read against the trunk's line: what `angles` says cannot be split is not split.
    """
    many = points if points.ndim == 3 else points[None]
    body, sheet = axes(many), _Sheet(len(many))
    _trunk(sheet, body)
    _head(sheet, body)
    for side in SIDES:
        _arm(sheet, body, many, side)
        _leg(sheet, body, many, side)
    if points.ndim == 3:
        return Observed(sheet.values, sheet.codes)
    return Observed(sheet.values[0], sheet.codes[0])


def _deg(y: Array, x: Array) -> Array:
    return np.asarray(np.degrees(np.arctan2(y, x)))


def _arcsine(value: Array) -> Array:
    return np.asarray(np.degrees(np.arcsin(np.clip(value, -1.0, 1.0))))


def _trunk(sheet: _Sheet, body: Axes) -> None:
    left, up, gone = body.hips[..., 1], body.hips[..., 2], ~body.whole
    list_deg, rotation = _arcsine(left[:, 2]), _deg(-left[:, 0], left[:, 1])
    steep = abs(list_deg) > _STEEP_DEG
    forward = np.stack(
        [np.cos(np.radians(rotation)), np.sin(np.radians(rotation)), np.zeros(len(left))], axis=-1
    )
    leaning = _deg((up * forward).sum(-1), (up * np.cross(forward, left)).sum(-1))
    sheet.put("pelvis_list_deg", list_deg, points_coincide=gone)
    sheet.put("pelvis_rotation_deg", rotation, points_coincide=gone, on_its_side=steep)
    sheet.put("trunk_inclination_deg", leaning, points_coincide=gone, on_its_side=steep)
    shoulders = into(body.hips, body.chest[..., 1])
    bend = _deg(-shoulders[:, 2], shoulders[:, 1])
    sheet.put("trunk_lateral_flexion_deg", bend, points_coincide=gone)
    sheet.put("trunk_rotation_deg", _arcsine(-shoulders[:, 0]), points_coincide=gone)


def _head(sheet: _Sheet, body: Axes) -> None:
    turn = np.einsum("nji,njk->nik", body.chest, body.head)
    gone = ~(body.whole & body.faced)
    lateral = _arcsine(turn[:, 1, 2])
    on_side = abs(lateral) > _STEEP_DEG
    for name, value in (
        ("head_flexion_deg", _deg(turn[:, 0, 2], turn[:, 2, 2])),
        ("head_rotation_deg", _deg(turn[:, 1, 0], turn[:, 1, 1])),
    ):
        sheet.put(name, value, points_coincide=gone, no_direction=on_side)
    sheet.put("head_lateral_flexion_deg", lateral, points_coincide=gone)


def _raised(limb: Array) -> tuple[Array, Array]:
    """Elevation from hanging, 0 to 180, and its plane: forward 0, outward 90."""
    x, y, z = np.moveaxis(limb, -1, 0)
    return _deg(np.hypot(x, y), -z), _deg(y, x)


def _outward(side: Side, vectors: Array) -> Array:
    """Vectors with their y to the outside of that side."""
    return vectors if side == "left" else vectors * np.array([1.0, -1.0, 1.0])


def _bend(above: Array, below: Array) -> Array:
    """Angle between two bones, 0 when they are in line."""
    cross = np.cross(above, below)
    return _deg(np.sqrt((cross**2).sum(-1)), (above * below).sum(-1))


def _arm(sheet: _Sheet, body: Axes, points: Array, side: Side) -> None:
    shoulder, elbow, wrist = (points[:, of(p, side)] for p in ("shoulder", "elbow", "wrist"))
    upper, fore = elbow - shoulder, wrist - elbow
    short = TOGETHER * length(body.line)
    no_upper = (length(upper) < short) | ~body.whole
    no_fore = (length(fore) < short) | (length(upper) < short)
    arm = _outward(side, into(body.chest, directed(upper)))
    elevation, plane = _raised(arm)
    flexion = _bend(upper, fore)
    around = abs(elevation - 90) > 90 - _NEAR_AXIS_DEG
    begun = (plane - _PLANE_FROM_DEG) % 360.0 + _PLANE_FROM_DEG
    sheet.put(f"shoulder_elevation_deg {side}", elevation, points_coincide=no_upper)
    sheet.put(f"shoulder_plane_deg {side}", begun, points_coincide=no_upper, no_direction=around)
    sheet.put(f"elbow_flexion_deg {side}", flexion, points_coincide=no_fore)
    forearm = _outward(side, into(body.chest, directed(fore)))
    loose = (flexion < _BENT_DEG) | (flexion > 180 - _BENT_DEG) | (elevation > _HIGH_DEG)
    sheet.put(
        f"shoulder_external_rotation_deg {side}",
        _turned(elevation, plane, arm, forearm),
        points_coincide=no_upper | no_fore,
        no_direction=loose,
    )


def _turned(elevation: Array, plane: Array, arm: Array, forearm: Array) -> Array:
    """Turn of an upper arm about its bone, outward positive, from where raising alone puts it."""
    p, e = np.radians(plane), np.radians(elevation)
    axis = np.stack([np.sin(p), -np.cos(p), np.zeros(len(p))], axis=-1)
    sine, cosine = np.sin(e)[:, None], np.cos(e)[:, None]

    def raised(v: Array) -> Array:
        along = (axis @ v)[:, None]
        return np.asarray(v * cosine + np.cross(axis, v) * sine + axis * along * (1 - cosine))

    across = forearm - arm * (forearm * arm).sum(-1, keepdims=True)
    front, out = raised(np.array([1.0, 0, 0])), raised(np.array([0, 1.0, 0]))
    return _deg((across * out).sum(-1), (across * front).sum(-1))


def _leg(sheet: _Sheet, body: Axes, points: Array, side: Side) -> None:
    hip, knee, ankle = (points[:, of(p, side)] for p in ("hip", "knee", "ankle"))
    offset = HIP if side == "left" else HIP * np.array([1.0, -1.0, 1.0])
    hip = hip - np.einsum("nij,j->ni", body.hips, offset) * body.scale[:, None]
    thigh, shank = knee - hip, ankle - knee
    foot = points[:, of("foot_index", side)] - points[:, of("heel", side)]
    short = TOGETHER * length(body.line)
    no_thigh = (length(thigh) < short) | ~body.whole
    no_shank = length(shank) < short
    elevation, plane = _raised(_outward(side, into(body.hips, directed(thigh))))
    p = np.radians(plane)
    folded = elevation > 180 - _NEAR_AXIS_DEG
    sheet.put(f"hip_flexion_deg {side}", elevation * np.cos(p), points_coincide=no_thigh)
    sheet.put(
        f"hip_abduction_deg {side}",
        elevation * np.sin(p),
        points_coincide=no_thigh,
        no_direction=folded,
    )
    sheet.put(f"knee_flexion_deg {side}", _bend(thigh, shank), points_coincide=no_thigh | no_shank)
    lift = _arcsine(-(directed(foot) * directed(shank)).sum(-1)) + _FOOT_DOWN_DEG
    sheet.put(
        f"ankle_dorsiflexion_deg {side}",
        lift,
        points_coincide=no_shank | (length(foot) < short),
    )
