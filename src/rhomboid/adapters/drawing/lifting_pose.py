"""How somebody stands whose hands are at one place: as upright as the arms allow."""

from __future__ import annotations

from functools import cache

import numpy as np

from rhomboid.core.movement.body.build import Rest
from rhomboid.core.movement.body.pin import Pin
from rhomboid.core.movement.body.pose import Pose, read_pose
from rhomboid.core.movement.body.proportions import ANKLE, SHANK, THIGH
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.stance import Stance

#: Shoulder from the hips along the trunk, in statures, and how much of the lean turns it.
_TO_SHOULDER, _TURNED = 0.277, 0.81
#: The arm is drawn from here to here, in statures, from shoulder to wrist.
_REACH = (0.15, 0.302)
#: From the wrist to the middle of the hand, and from there to the midline.
_TO_HAND, _HALF_GRIP = 0.042, 0.099
#: Knees bend at most so far, and the shanks with them, in degrees.
_KNEES, _SHANKS, _SHANK_SHARE = 115, 32.0, 0.34
#: Hips bend at most so far, in degrees.
_HIPS = 142.0


def standing(h: float, v: float) -> Stance:
    """The stance of somebody with both hands `h` before the ankles and `v` up, in statures."""
    along = _fingers(v)
    wrist = (h - along[0] * _TO_HAND, v - along[2] * _TO_HAND)
    lean, knees = _bent(*wrist)
    hands = Pin(
        limb="hands",
        at=(wrist[0], _HALF_GRIP, wrist[1]),
        bend=(-0.7, 0.55, -0.5),
        along=along,
        facing=(0, -1, 0),
    )
    feet = Pin(limb="feet", along=(1, 0.12, 0), facing=(0, 0, 1))
    return Stance(pose=_pose(lean, knees), pins=(hands, feet), rest=Rest(), moment="end")


def _fingers(v: float) -> tuple[float, float, float]:
    """Fingers point down to a low load, forward to one before the chest, up to a high one."""
    up = float(np.clip((v - 0.55) / 0.35, -1.0, 0.8))
    return (float(np.sqrt(1 - up * up * 0.85)), 0.0, up)


def _pose(lean: float, knees: float) -> Pose:
    shanks = _shanks(knees)
    angles = {
        "pelvis_tilt_deg": 0.72 * lean,
        "lumbar_flexion_deg": 0.16 * lean,
        "thoracic_flexion_deg": 0.12 * lean,
        "neck_flexion_deg": -0.18 * lean,
        "hip_flexion_deg": 0.72 * lean + knees - shanks,
        "knee_flexion_deg": knees,
        "ankle_dorsiflexion_deg": shanks,
        "hip_abduction_deg": 6.0,
        "grip_share": 0.45,
    }
    return read_pose("lift", angles)


def _shanks(knees: float) -> float:
    return min(_SHANKS, _SHANK_SHARE * knees)


@cache
def _shoulders() -> tuple[Array, Array, Array]:
    """Leans and knees of every stance, shape (n,) each, and where its shoulders are, (n, 2)."""
    lean, knees = (a.ravel() for a in np.meshgrid(np.arange(0, 111.0), np.arange(0, _KNEES + 1.0)))
    shanks = np.minimum(_SHANKS, _SHANK_SHARE * knees)
    can = 0.72 * lean + knees - shanks <= _HIPS
    lean, knees, shank = lean[can], knees[can], np.radians(shanks[can])
    thigh = np.radians(knees) - shank
    x = SHANK * np.sin(shank) - THIGH * np.sin(thigh)
    z = ANKLE + SHANK * np.cos(shank) + THIGH * np.cos(thigh)
    turn = np.radians(_TURNED * lean)
    x, z = x + _TO_SHOULDER * np.sin(turn) - 0.012, z + _TO_SHOULDER * np.cos(turn)
    return lean, knees, np.column_stack([x, z])


def _bent(x: float, z: float) -> tuple[float, float]:
    """Lean and knees with which the wrists reach a place with the least bending."""
    lean, knees, shoulders = _shoulders()
    far = np.hypot(*(shoulders - np.array([x, z])).T)
    low, high = _REACH
    wrong = np.maximum(far - high, 0) + np.maximum(low - far, 0)
    cost = (lean / 100) ** 2 + 0.7 * (knees / 100) ** 2 + 400 * wrong
    best = int(cost.argmin())
    return float(lean[best]), float(knees[best])
