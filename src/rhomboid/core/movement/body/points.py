"""Named points of a body, for bands, arrows and later for what a camera would see."""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.body.contact import sole
from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.proportions import C1, C7, T4, T7, T10
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.body.skeleton import Skeleton, sign

#: From the wrist to the middle of a closed hand: towards the palm, and along the hand.
_TO_PALM, _TO_FIST = 0.010, 0.038


def landmarks(body: Skeleton) -> dict[str, Array]:
    """Points by name, each of shape (3,): `pelvis`, `T10`, ..., `wrist_left`, `hand_right`."""
    trunk = body.trunk
    head, high = trunk.points[C1], trunk.head_frame
    points = {
        "pelvis": trunk.pelvis,
        "T10": trunk.points[T10],
        "T7": trunk.points[T7],
        "T4": trunk.points[T4],
        "C7": trunk.points[C7],
        "head": head + high @ vector(0, 0, 0.03),
        "crown": head + high @ vector(0, 0, 0.09),
        "face": head + high @ vector(0.05, 0, 0.0),
    }
    for side in SIDES:
        arm, leg, s = body.arm(side), body.leg(side), sign(side)
        fist = vector(0, -_TO_PALM * s, -_TO_FIST)
        points |= {
            f"shoulder_{side}": arm.shoulder,
            f"elbow_{side}": arm.elbow,
            f"wrist_{side}": arm.wrist,
            f"hand_{side}": arm.wrist + arm.hand_frame @ fist,
            f"finger_{side}": arm.wrist + arm.hand_frame @ vector(0, 0, -0.10),
            f"hip_{side}": leg.hip,
            f"knee_{side}": leg.knee,
            f"ankle_{side}": leg.ankle,
            f"foot_{side}": np.asarray(sole(leg).mean(0)),
        }
    return points
