"""Where the joints are and how the segments are turned."""

from __future__ import annotations

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import MIRROR, Array


class Arm(msgspec.Struct, frozen=True):
    """One arm. Points have shape (3,), frames (3, 3) with the segment's axes as columns.

    In hanging stance every frame is the world's: x forward, y left, z up along the bone. Of the
    hand, x points to the thumb.
    """

    shoulder: Array
    elbow: Array
    wrist: Array
    upper_frame: Array
    elbow_frame: Array
    forearm_frame: Array
    hand_frame: Array


class Leg(msgspec.Struct, frozen=True):
    """One leg; conventions as in `Arm`."""

    hip: Array
    knee: Array
    ankle: Array
    thigh_frame: Array
    shank_frame: Array
    foot_frame: Array


class Trunk(msgspec.Struct, frozen=True):
    """Pelvis, spine and head.

    Attributes:
        pelvis: middle between the hip joints.
        pelvis_frame: its frame.
        points: joints of the spine as in `proportions.SPINE`, shape (9, 3).
        frames: frames below and above each of them, shape (10, 3, 3); the first is the pelvis's.
    """

    pelvis: Array
    pelvis_frame: Array
    points: Array
    frames: Array

    @property
    def thorax_frame(self) -> Array:
        return np.asarray(self.frames[6])

    @property
    def head_frame(self) -> Array:
        return np.asarray(self.frames[9])


class Skeleton(msgspec.Struct, frozen=True):
    """A body in one pose, in statures."""

    trunk: Trunk
    left_arm: Arm
    right_arm: Arm
    left_leg: Leg
    right_leg: Leg

    def arm(self, side: Side) -> Arm:
        return self.left_arm if side == "left" else self.right_arm

    def leg(self, side: Side) -> Leg:
        return self.left_leg if side == "left" else self.right_leg


def sign(side: Side) -> float:
    """1 for the left side, -1 for the right: the direction of the side along y."""
    return 1.0 if side == "left" else -1.0


def to_side(side: Side, v: Array) -> Array:
    """A vector of shape (3,) or frame (3, 3) given for the left, on `side`."""
    if side == "left":
        return v
    return MIRROR @ v if v.ndim == 1 else MIRROR @ v @ MIRROR
