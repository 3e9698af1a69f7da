"""Legs from joint angles, or reaching for a pinned foot."""

from __future__ import annotations

import math

import numpy as np

from rhomboid.core.movement.body.grip import Grip
from rhomboid.core.movement.body.pose import Limbs, Side
from rhomboid.core.movement.body.proportions import HIP_HALF_WIDTH, SHANK, THIGH
from rhomboid.core.movement.body.reach import aimed_frame, hinge_frames, two_bones
from rhomboid.core.movement.body.rotation import Array, about_vector, about_y, about_z, vector
from rhomboid.core.movement.body.skeleton import Leg, sign, to_side


def hip_turn(limbs: Limbs) -> Array:
    """Turn of the left thigh against the pelvis."""
    raised = vector(math.radians(limbs.hip_abduction_deg), -math.radians(limbs.hip_flexion_deg), 0)
    return np.asarray(about_vector(raised) @ about_z(limbs.hip_external_rotation_deg))


def leg(side: Side, limbs: Limbs, pelvis: tuple[Array, Array], grip: Grip) -> Leg:
    """The leg of one side on a pelvis (origin, frame).

    The knee of a pinned foot bends the way the foot is turned if the pin doesn't say.
    """
    origin, frame = pelvis
    hip = origin + frame @ vector(0, HIP_HALF_WIDTH * sign(side), 0)
    if grip.at is None:
        thigh_frame = frame @ to_side(side, hip_turn(limbs))
        shank_frame = thigh_frame @ about_y(limbs.knee_flexion_deg)
        knee = hip - thigh_frame[:, 2] * THIGH
        ankle = knee - shank_frame[:, 2] * SHANK
    else:
        bend = grip.bend if grip.bend is not None else frame @ vector(1, 0.12 * sign(side), 0)
        knee, ankle = two_bones(hip, grip.at, (THIGH, SHANK), bend)
        thigh_frame, shank_frame = hinge_frames(np.array([hip, knee, ankle]), bend, fold=-1)
    if grip.along is None:
        foot_frame = shank_frame @ about_y(-limbs.ankle_dorsiflexion_deg)
    else:
        up = grip.facing if grip.facing is not None else vector(0, 0, 1)
        foot_frame = aimed_frame(grip.along, up)
    return Leg(hip, knee, ankle, thigh_frame, shank_frame, foot_frame)
