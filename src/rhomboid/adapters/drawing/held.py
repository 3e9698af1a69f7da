"""What the hands hold: bands, weights and the stick along the back."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.solid import Drawn, cylinder, filled, lines, rod, solid
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.proportions import C1
from rhomboid.core.movement.body.rotation import Array, unit, vector
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.props import Band, Point, Pole, Weight

#: Of a dumb-bell: from the middle of the hand to a weight, its length and its radius.
_HANDLE, _WEIGHT = 0.027, (0.024, 0.021)
#: A dumb-bell seen from the side more than this is drawn wholly over the hand.
_ACROSS = 0.4
#: The stick's radius, and where it touches sacrum and head: behind and above their joints.
_STICK, _SACRUM, _HEAD = 0.008, vector(-0.090, 0, 0.02), vector(-0.078, 0, 0.05)


def band(item: Band, body: Skeleton, camera: Camera) -> Drawn:
    """A taut line through its points."""
    marks = landmarks(body)
    line = np.array([_place(point, marks) for point in item.points])
    return lines("fg-band", [camera.page(line)], over=item.over)


def _place(point: Point, marks: Mapping[str, Array]) -> Array:
    return marks[point] if isinstance(point, str) else np.array(point, dtype=np.float64)


def weight(item: Weight, body: Skeleton, camera: Camera) -> Drawn:
    """Two round weights, one at each end of the fist; the farther one behind the figure."""
    arm = body.left_arm if item.hand == "hand_left" else body.right_arm
    middle, axis = landmarks(body)[item.hand], arm.hand_frame[:, 0]
    if float(axis @ camera.toward) < 0:
        axis = -axis
    near, far = (cylinder(middle + way * _HANDLE, way, _WEIGHT, camera) for way in (axis, -axis))
    points = np.concatenate([*near, *far])
    if float(axis @ camera.toward) < _ACROSS:
        return Drawn("", filled(far) + filled(near), points)
    return Drawn(filled(far), filled(near), points)


def pole(item: Pole, body: Skeleton, camera: Camera) -> Drawn:
    """A stick that touches sacrum and head."""
    trunk = body.trunk
    low = trunk.pelvis + trunk.pelvis_frame @ _SACRUM
    high = trunk.points[C1] + trunk.head_frame @ _HEAD
    way = unit(high - low)
    return solid([rod(low - way * item.below, high + way * item.above, _STICK, camera)])
