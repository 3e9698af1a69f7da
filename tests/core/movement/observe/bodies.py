"""What the frames of a skeleton say of the angles that its landmarks should show.

Worked out bone by bone from the frames, not from the landmarks, so that it can be wrong only
where the definition is.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.proportions import SHOULDER, SPINE, T4
from rhomboid.core.movement.body.rotation import Array, about_y, unit, vector
from rhomboid.core.movement.body.skeleton import Skeleton

#: Middle of the hip points above the hip joints, and of the shoulders from T4, in statures.
_HIPS_UP: Final = 0.010
_SHOULDERS: Final = vector(SHOULDER[0] - SPINE[T4, 0], 0, SHOULDER[2] - SPINE[T4, 1])
_LEAN_DEG: Final = math.degrees(math.atan2(SHOULDER[0], SHOULDER[2] - _HIPS_UP))


def _line(body: Skeleton) -> Array:
    """From mid hips to the middle of shoulders at rest."""
    trunk = body.trunk
    top = trunk.points[T4] + trunk.thorax_frame @ _SHOULDERS
    return np.asarray(top - trunk.pelvis - trunk.pelvis_frame[:, 2] * _HIPS_UP)


def _beside(left: Array, line: Array) -> Array:
    z = unit(line - left * float(line @ left))
    return np.asarray(np.column_stack([np.cross(left, z), left, z]) @ about_y(-_LEAN_DEG))


def chest_of(body: Skeleton) -> Array:
    """Left of the thorax, up of the trunk's line."""
    return _beside(body.trunk.thorax_frame[:, 1], _line(body))


def hips_of(body: Skeleton) -> Array:
    """Left of the pelvis, up of the trunk's line."""
    return _beside(body.trunk.pelvis_frame[:, 1], _line(body))


def _between(a: Array, b: Array) -> float:
    return math.degrees(math.acos(min(max(float(a @ b), -1.0), 1.0)))


def _swing(bone: Array, frame: Array, side: Side) -> tuple[float, float]:
    """Elevation from hanging and its plane, for a bone that points down its own -z."""
    down = frame.T @ -bone
    out = down[1] if side == "left" else -down[1]
    return (
        math.degrees(math.acos(min(max(-float(down[2]), -1.0), 1.0))),
        math.degrees(math.atan2(float(out), float(down[0]))),
    )


def truth(body: Skeleton) -> dict[str, float]:
    """Every angle of `angles.NAMES`; the plane of elevation from -180 to 180."""
    left = body.trunk.pelvis_frame[:, 1]
    rotation = math.atan2(-left[0], left[1])
    forward = vector(math.cos(rotation), math.sin(rotation), 0)
    hips, chest = hips_of(body), chest_of(body)
    up, head = hips[:, 2], chest.T @ body.trunk.head_frame
    shoulders = hips.T @ body.trunk.thorax_frame[:, 1]
    found = {
        "pelvis_list_deg": math.degrees(math.asin(left[2])),
        "pelvis_rotation_deg": math.degrees(rotation),
        "trunk_inclination_deg": math.degrees(
            math.atan2(float(up @ forward), float(up @ np.cross(forward, left)))
        ),
        "trunk_lateral_flexion_deg": math.degrees(math.atan2(-shoulders[2], shoulders[1])),
        "trunk_rotation_deg": math.degrees(math.asin(-shoulders[0])),
        "head_flexion_deg": math.degrees(math.atan2(head[0, 2], head[2, 2])),
        "head_lateral_flexion_deg": math.degrees(math.asin(min(max(head[1, 2], -1), 1))),
        "head_rotation_deg": math.degrees(math.atan2(head[1, 0], head[1, 1])),
    }
    for side in SIDES:
        found |= {f"{name} {side}": value for name, value in _limbs(body, side).items()}
    return found


def _limbs(body: Skeleton, side: Side) -> dict[str, float]:
    arm, leg = body.arm(side), body.leg(side)
    elevation, plane = _swing(arm.upper_frame[:, 2], chest_of(body), side)
    folded, across = _swing(leg.thigh_frame[:, 2], hips_of(body), side)
    return {
        "shoulder_elevation_deg": elevation,
        "shoulder_plane_deg": plane,
        "elbow_flexion_deg": _between(arm.upper_frame[:, 2], arm.elbow_frame[:, 2]),
        "hip_flexion_deg": folded * math.cos(math.radians(across)),
        "hip_abduction_deg": folded * math.sin(math.radians(across)),
        "knee_flexion_deg": _between(leg.thigh_frame[:, 2], leg.shank_frame[:, 2]),
        "ankle_dorsiflexion_deg": 90 - _between(leg.foot_frame[:, 0], leg.shank_frame[:, 2]),
    }
