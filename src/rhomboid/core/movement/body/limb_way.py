"""A limb on the way from one place to another, its bones as long as ever."""

from __future__ import annotations

import math

import numpy as np

from rhomboid.core.movement.body.proportions import FOREARM, SHANK, THIGH, UPPER_ARM
from rhomboid.core.movement.body.reach import two_bones
from rhomboid.core.movement.body.rotation import Array, between, cross, square_to, unit
from rhomboid.core.movement.body.skeleton import Arm, Leg

#: A middle joint nearer than this to the line through the ends bends the way its frame says.
_STRAIGHT = 1e-3


def arm_between(a: Arm, b: Arm, share: float) -> Arm:
    """The arm `share` (0 to 1) of the way between two arms on one trunk."""
    shoulder, wrist = _mix(a.shoulder, b.shoulder, share), _mix(a.wrist, b.wrist, share)
    ways = (
        _bend(np.array([a.shoulder, a.elbow, a.wrist]), -a.upper_frame[:, 0]),
        _bend(np.array([b.shoulder, b.elbow, b.wrist]), -b.upper_frame[:, 0]),
    )
    bend = _mix(*ways, share)
    elbow, wrist = two_bones(shoulder, wrist, (UPPER_ARM, FOREARM), bend, 1.0)
    upper, low = elbow - shoulder, wrist - elbow
    return Arm(
        shoulder=shoulder,
        elbow=elbow,
        wrist=wrist,
        upper_frame=_along(between(a.upper_frame, b.upper_frame, share), upper),
        elbow_frame=_along(between(a.elbow_frame, b.elbow_frame, share), low),
        forearm_frame=_along(between(a.forearm_frame, b.forearm_frame, share), low),
        hand_frame=between(a.hand_frame, b.hand_frame, share),
    )


def leg_between(a: Leg, b: Leg, share: float) -> Leg:
    """The leg `share` (0 to 1) of the way between two legs on one pelvis."""
    ways = (
        _bend(np.array([a.hip, a.knee, a.ankle]), a.thigh_frame[:, 0]),
        _bend(np.array([b.hip, b.knee, b.ankle]), b.thigh_frame[:, 0]),
    )
    goal = _mix(a.ankle, b.ankle, share)
    knee, ankle = two_bones(a.hip, goal, (THIGH, SHANK), _mix(*ways, share), 1.0)
    return Leg(
        hip=a.hip,
        knee=knee,
        ankle=ankle,
        thigh_frame=_along(between(a.thigh_frame, b.thigh_frame, share), knee - a.hip),
        shank_frame=_along(between(a.shank_frame, b.shank_frame, share), ankle - knee),
        foot_frame=between(a.foot_frame, b.foot_frame, share),
    )


def _mix(a: Array, b: Array, share: float) -> Array:
    return a * (1 - share) + b * share


def _bend(joints: Array, otherwise: Array) -> Array:
    """The direction the middle joint points to, square to the line through the ends."""
    axis = unit(joints[2] - joints[0])
    beside = joints[1] - joints[0]
    beside = beside - axis * float(beside @ axis)
    far = math.sqrt(float(beside @ beside))
    u = min(far / _STRAIGHT, 1.0)
    return np.asarray(u * beside / max(far, 1e-12) + (1 - u) * square_to(otherwise, axis))


def _along(frame: Array, bone: Array) -> Array:
    """The frame turned the shortest way so that its z axis runs up along the bone."""
    z = -unit(bone)
    x = square_to(frame[:, 0], z)
    return np.column_stack([x, cross(z, x), z])
