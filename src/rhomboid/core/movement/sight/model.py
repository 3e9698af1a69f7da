"""The 33 landmarks of a body: where the pose model puts its points on a skeleton.

Assumed of BlazePose, which was taught from marks that people set by eye on pictures: shoulders,
elbows, wrists, knees and ankles lie in the joints; the hips lie a little outside and above the
hip joints; the hand has the knuckles of little and index finger and the last but one joint of the
thumb; the foot has the back of the heel and the base of the big toe. Lengths in statures, in the
world's frame: x forward, y to the left, z up. A person may differ from the model in breadth and
length of limbs.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.proportions import C1
from rhomboid.core.movement.body.rotation import Array, Indices, vector
from rhomboid.core.movement.body.skeleton import Skeleton, sign, to_side
from rhomboid.core.movement.sight.landmark import COUNT, Landmark, of

#: From the joint between skull and neck, in the head's frame; sides are given for the left.
NOSE: Final = vector(0.064, 0, 0.002)
FACE: Final = {
    "eye_inner": vector(0.050, 0.010, 0.024),
    "eye": vector(0.048, 0.018, 0.024),
    "eye_outer": vector(0.043, 0.027, 0.024),
    "ear": vector(-0.004, 0.042, 0.010),
}
MOUTH: Final = vector(0.050, 0.014, -0.022)
#: From the wrist, in the left hand's frame.
HAND: Final = {
    "pinky": vector(-0.022, 0, -0.046),
    "index": vector(0.014, 0, -0.053),
    "thumb": vector(0.030, -0.010, -0.034),
}
#: From the ankle, in the foot's frame.
FOOT: Final = {"heel": vector(-0.032, 0, -0.028), "foot_index": vector(0.100, 0, -0.032)}
#: From the left hip joint, in the pelvis's frame.
HIP: Final = vector(0, 0.010, 0.010)


class Build(msgspec.Struct, frozen=True, kw_only=True):
    """How a person's body differs from the model's; 1 is the model's.

    Attributes:
        shoulders, hips: breadth.
        arms, legs: length.
    """

    shoulders: float = 1.0
    hips: float = 1.0
    arms: float = 1.0
    legs: float = 1.0


MODEL: Final = Build()


def model_points(body: Skeleton, person: Build = MODEL) -> Array:
    """The landmarks of a body in statures, shape (33, 3)."""
    points = np.empty((COUNT, 3))
    head, frame = body.trunk.points[C1], body.trunk.head_frame
    points[Landmark.NOSE] = head + frame @ NOSE
    for side in SIDES:
        for part, place in FACE.items():
            points[of(part, side)] = head + frame @ to_side(side, place)
        mouth = Landmark.MOUTH_LEFT if side == "left" else Landmark.MOUTH_RIGHT
        points[mouth] = head + frame @ to_side(side, MOUTH)
        _put_arm(points, body, side, person)
        _put_leg(points, body, side, person)
    return points


def _put_arm(points: Array, body: Skeleton, side: Side, person: Build) -> None:
    arm, trunk = body.arm(side), body.trunk
    across = trunk.thorax_frame[:, 1]
    root = arm.shoulder
    wide = abs(float((root - trunk.points[5]) @ across)) * (person.shoulders - 1)
    at = root + across * wide * sign(side)
    points[of("shoulder", side)] = at
    points[of("elbow", side)] = at + (arm.elbow - root) * person.arms
    points[of("wrist", side)] = at + (arm.wrist - root) * person.arms
    for part, place in HAND.items():
        reach = arm.wrist + arm.hand_frame @ to_side(side, place) - root
        points[of(part, side)] = at + reach * person.arms


def _put_leg(points: Array, body: Skeleton, side: Side, person: Build) -> None:
    leg, frame = body.leg(side), body.trunk.pelvis_frame
    root = leg.hip
    wide = abs(float((root - body.trunk.pelvis) @ frame[:, 1])) * (person.hips - 1)
    at = root + frame[:, 1] * wide * sign(side)
    points[of("hip", side)] = at + frame @ to_side(side, HIP)
    points[of("knee", side)] = at + (leg.knee - root) * person.legs
    points[of("ankle", side)] = at + (leg.ankle - root) * person.legs
    for part, place in FOOT.items():
        reach = leg.ankle + leg.foot_frame @ to_side(side, place) - root
        points[of(part, side)] = at + reach * person.legs


def _partner(mark: Landmark) -> Landmark:
    name = mark.name
    other = name.replace("LEFT", "RIGHT") if "LEFT" in name else name.replace("RIGHT", "LEFT")
    return Landmark[other]


#: For each landmark the one of the other side.
PARTNER: Final[Indices] = np.array([int(_partner(mark)) for mark in Landmark], dtype=np.intp)


def mirrored_points(points: Array) -> Array:
    """The landmarks of the same body with left and right in each other's place, (..., 33, 3)."""
    return np.asarray(points[..., PARTNER, :] * np.array([1.0, -1.0, 1.0]))
