"""Two bones that reach a point: inverse kinematics of arm and leg."""

from __future__ import annotations

import math

import numpy as np

from rhomboid.core.movement.body.rotation import Array, cross, square_to, unit

#: A limb is never drawn out to its last thousandth: the side it bends to would be lost.
_STRAIGHTEST = 0.9995


def two_bones(
    root: Array,
    target: Array,
    lengths: tuple[float, float],
    bend: Array,
    straightest: float = _STRAIGHTEST,
) -> Array:
    """Both joints beyond `root`, shape (2, 3): the middle one, bent towards `bend`, and the end.

    A target out of reach is approached along the straight line to it, up to the share
    `straightest` of both lengths.
    """
    first, second = lengths
    way = target - root
    distance = min(math.sqrt(float(way @ way)), (first + second) * straightest)
    axis = unit(way)
    along = (first * first - second * second + distance * distance) / (2 * distance)
    beside = math.sqrt(max(first * first - along * along, 0.0))
    middle = root + axis * along + square_to(bend, axis) * beside
    return np.array([middle, root + axis * distance])


def hinge_frames(joints: Array, bend: Array, fold: float) -> tuple[Array, Array]:
    """Frames of both bones that meet at a hinge.

    Args:
        joints: root, hinge and end, shape (3, 3).
        bend: direction the hinge points to; decides only when the limb is straight.
        fold: 1 if the end folds forward (elbow), -1 if it folds back (knee).
    """
    up = -unit(joints[1] - joints[0])
    low = -unit(joints[2] - joints[1])
    fore = -low * fold
    fore = fore - up * float(fore @ up)
    if float(fore @ fore) < 4e-4:
        fore = -bend * fold
    x = square_to(fore, up)
    y = cross(up, x)
    y_low = square_to(y, low)
    return np.column_stack([x, y, up]), np.column_stack([cross(y_low, low), y_low, low])


def aimed_frame(x: Array, up: Array) -> Array:
    """The frame with its x axis along `x` and its z axis as near to `up` as can be."""
    forward = unit(x)
    z = square_to(up, forward)
    return np.column_stack([forward, cross(z, forward), z])
