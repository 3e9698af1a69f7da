"""What the hands hold: bands, weights and the stick along the back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.shape import Shape
from rhomboid.adapters.drawing.solid import Drawn, cylinder, rod
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


class Held(NamedTuple):
    """What is held as shapes: behind the figure, and over it."""

    behind: list[Shape]
    over: list[Shape]

    def drawn(self) -> Drawn:
        """The same as SVG."""
        behind, over = ("".join(shape.svg() for shape in shapes) for shapes in self)
        pieces = [p for shapes in self for shape in shapes for p in shape.pieces.values()]
        return Drawn(behind, over, np.concatenate(pieces))


def held(item: Band | Weight | Pole, body: Skeleton, camera: Camera) -> Held:
    """A thing in or at the hands of a body."""
    if isinstance(item, Band):
        return _band(item, body, camera)
    return _weight(item, body, camera) if isinstance(item, Weight) else _pole(item, body, camera)


def _band(item: Band, body: Skeleton, camera: Camera) -> Held:
    """A taut line through its points."""
    marks = landmarks(body)
    line = camera.page(np.array([_place(point, marks) for point in item.points]))
    shape = Shape("fg-band", {"band": line}, closed=False, straight=True)
    return Held([], [shape]) if item.over else Held([shape], [])


def _place(point: Point, marks: Mapping[str, Array]) -> Array:
    return marks[point] if isinstance(point, str) else np.array(point, dtype=np.float64)


def _weight(item: Weight, body: Skeleton, camera: Camera) -> Held:
    """Two round weights, one at each end of the fist; the farther one behind the figure."""
    arm = body.left_arm if item.hand == "hand_left" else body.right_arm
    middle, axis = landmarks(body)[item.hand], arm.hand_frame[:, 0]
    if float(axis @ camera.toward) < 0:
        axis = -axis
    near, far = (
        Shape("fg-solid", dict(zip(("side", "end"), faces, strict=True)), straight=True)
        for faces in (cylinder(middle + w * _HANDLE, w, _WEIGHT, camera) for w in (axis, -axis))
    )
    if float(axis @ camera.toward) < _ACROSS:
        return Held([], [far, near])
    return Held([far], [near])


def _pole(item: Pole, body: Skeleton, camera: Camera) -> Held:
    """A stick that touches sacrum and head."""
    trunk = body.trunk
    low = trunk.pelvis + trunk.pelvis_frame @ _SACRUM
    high = trunk.points[C1] + trunk.head_frame @ _HEAD
    way = unit(high - low)
    stick = rod(low - way * item.below, high + way * item.above, _STICK, camera)
    return Held([Shape("fg-solid", {"pole": stick}, straight=True)], [])
