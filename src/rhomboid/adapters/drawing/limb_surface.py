"""Surfaces of arms and legs: two bones and a smooth bend between them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.loft import Loft, rows_at
from rhomboid.adapters.drawing.sections import (
    ARM_STATIONS,
    FOREARM,
    LEG_STATIONS,
    SHANK,
    THIGH,
    UPPER_ARM,
)
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, between, smoothstep, unit
from rhomboid.core.movement.body.skeleton import Skeleton


class _Bone(NamedTuple):
    """One bone with its flesh: frames at both ends, sections and stations."""

    frames: tuple[Array, Array]
    table: Array
    stations: Array


class _Bend(NamedTuple):
    """How the flesh goes round the joint: its reach, and how far it is pushed outwards."""

    reach: float
    push: float


_ELBOW = _Bend(0.022, 0.75)
_KNEE = _Bend(0.030, 0.95)


def arm_loft(body: Skeleton, side: Side) -> Loft:
    """From above the shoulder joint to the wrist."""
    arm = body.arm(side)
    bones = (
        _Bone((arm.upper_frame, arm.elbow_frame), UPPER_ARM, ARM_STATIONS[0]),
        _Bone((arm.elbow_frame, arm.forearm_frame), FOREARM, ARM_STATIONS[1]),
    )
    return _limb(np.array([arm.shoulder, arm.elbow, arm.wrist]), bones, _ELBOW, side)


def leg_loft(body: Skeleton, side: Side) -> Loft:
    """From the hip joint to the ankle."""
    leg = body.leg(side)
    bones = (
        _Bone((leg.thigh_frame, leg.shank_frame), THIGH, LEG_STATIONS[0]),
        _Bone((leg.shank_frame, leg.shank_frame), SHANK, LEG_STATIONS[1]),
    )
    return _limb(np.array([leg.hip, leg.knee, leg.ankle]), bones, _KNEE, side)


def _limb(joints: Array, bones: tuple[_Bone, _Bone], bend: _Bend, side: Side) -> Loft:
    ways = joints[1:] - joints[:-1]
    lengths = np.linalg.norm(ways, axis=1)
    axes = ways / lengths[:, None]
    centres, frames, sections = [], [], []
    for lower, bone in enumerate(bones):
        rows = rows_at(bone.table, bone.stations)
        for station, row in zip(bone.stations, rows, strict=True):
            along = float((station - (not lower)) * lengths[lower])
            centre = joints[lower] + ways[lower] * station
            if lower:
                share = smoothstep(0.1, 0.95, min(float(station), 1.0))
                frame = between(*bone.frames, share) if share > 0 else bone.frames[0]
            else:
                frame = bone.frames[0]
            if abs(along) < bend.reach:
                centre = _round(joints[1], axes, along, bend)
                u = (along + bend.reach) / (2 * bend.reach)
                frame = between(bones[0].frames[0], bones[0].frames[1], u)
            centres.append(centre)
            frames.append(frame)
            sections.append(row)
    table = np.array(sections)
    if side == "right":
        table = table[:, [0, 1, 3, 2]]
    return Loft(np.array(centres), np.array(frames), table, 2.15)


def _round(joint: Array, axes: Array, along: float, bend: _Bend) -> Array:
    """A point of the rounded joint, `along` its bones from the joint itself."""
    r = bend.reach
    u = (along + r) / (2 * r)
    before, after = joint - r * axes[0], joint + r * axes[1]
    point = (1 - u) ** 2 * before + 2 * u * (1 - u) * joint + u * u * after
    outwards = axes[0] - axes[1]
    return np.asarray(point + bend.push * u * (1 - u) * r * outwards)


def sharpness_deg(joints: Array) -> float:
    """Angle between two bones, shape (3, 3) of joints: 0 is straight."""
    a, b = unit(joints[1] - joints[0]), unit(joints[2] - joints[1])
    return float(np.degrees(np.arccos(np.clip(a @ b, -1, 1))))
