"""Where a body can touch the ground: points under the skin with their depth."""

from __future__ import annotations

import numpy as np

from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.proportions import ANKLE, C1, T7
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.body.skeleton import Leg, Skeleton

#: Heel and ball of the foot from the ankle: forward, and down to the sole.
HEEL, BALL = vector(-0.030, 0, -ANKLE), vector(0.085, 0, -ANKLE)
#: Half the thickness of the body, in statures, at the parts that can lie on the ground; of
#: pelvis and chest to the front, back and side.
_PELVIS, _CHEST = (0.054, 0.084, 0.094), (0.090, 0.040, 0.090)
_KNEE, _SHIN, _ELBOW, _WRIST, _HEAD = 0.034, 0.020, 0.024, 0.013, 0.058
_SHOULDER = 0.034


def sole(leg: Leg) -> Array:
    """Heel and ball of one foot, shape (2, 3)."""
    return np.array([leg.ankle + leg.foot_frame @ HEEL, leg.ankle + leg.foot_frame @ BALL])


def lowest_sole(body: Skeleton) -> float:
    """Height of the lowest point of both soles."""
    return float(min(sole(body.leg(side))[:, 2].min() for side in SIDES))


def lowest(body: Skeleton) -> float:
    """Height of the lowest point of the whole body."""
    trunk = body.trunk
    heights = [
        lowest_sole(body),
        _box_bottom(trunk.pelvis, trunk.pelvis_frame, _PELVIS),
    ]
    heights.append(_box_bottom(trunk.points[T7], trunk.thorax_frame, _CHEST))
    heights.append(float(trunk.points[C1][2] + trunk.head_frame[2, 2] * 0.02) - _HEAD)
    for side in SIDES:
        leg, arm = body.leg(side), body.arm(side)
        heights += [leg.knee[2] - _KNEE, leg.ankle[2] - _SHIN]
        heights += [arm.elbow[2] - _ELBOW, arm.wrist[2] - _WRIST, arm.shoulder[2] - _SHOULDER]
    return float(min(heights))


def _box_bottom(centre: Array, frame: Array, reach: tuple[float, float, float]) -> float:
    """Lowest height of an ellipsoid-like part that reaches front, back and sideways so far."""
    front, back, side = reach
    down = -frame[2]
    depth = front if down[0] > 0 else back
    return float(centre[2] - np.hypot(down[0] * depth, down[1] * side))
