"""Lines in the picture as spans of angles: from noise, from what leaves the plane, from the view.

All arrays have shape (n,), angles are in degrees. A limb that is seen shorter than it is points
towards the camera or away; how much is known only as far as the lengths of people are.
"""

from __future__ import annotations

import math
from itertools import product
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.observe.scale import RATIOS
from rhomboid.core.movement.observe.segments import Segments, turned_deg

#: How far a point may lie beside its joint, in trunk lengths: 2.5 standard deviations of what is
#: assumed of the pose model (`sight.noise.BIAS`), and the noise that smoothing leaves.
POINT: Final = 0.095
#: Limbs by the model's, of the trunk's length: nobody's are shorter or longer.
_SHORT, _LONG = 0.85, 1.18
#: A limb that is seen shorter than this share of its length has no direction.
_NO_DIRECTION: Final = 0.2


class Line(msgspec.Struct, frozen=True):
    """One segment in n frames.

    Attributes:
        angle: direction in the picture, 0 up, clockwise.
        error: of that.
        least, most: share of its length that lies in the plane of the picture.
        has_direction: whether it is long enough in the picture.
    """

    angle: Array
    error: Array
    least: Array
    most: Array
    has_direction: Mask


def limb(segments: Segments, name: str, shorter: Array) -> Line:
    """A limb of `scale.RATIOS`.

    Args:
        segments: of all frames.
        name: of the limb.
        shorter: how much shorter the trunk may be seen than it is, 0 to 1; 1 from the side.
    """
    length, trunk = segments.length(name), segments.length("trunk") + 1e-9
    full = RATIOS[name] * trunk
    return Line(
        angle=segments.angle(name),
        error=point_error(length, trunk),
        least=np.minimum(np.maximum(length - POINT * trunk / 2, 0) * shorter / (_LONG * full), 1.0),
        most=np.minimum(length / (_SHORT * full), 1.0),
        has_direction=np.asarray(length > _NO_DIRECTION * full),
    )


def point_error(length: Array, trunk: Array, points: float = 1.0) -> Array:
    """Error of a line's direction from that of its ends; `points` at each end share it."""
    return np.degrees(np.arctan(POINT / math.sqrt(points) * trunk / np.maximum(length, 1e-9)))


def between(first: Line, second: Line) -> Rows:
    """The angle in space between two limbs, 0 when one continues the other."""
    off = np.abs(turned_deg(second.angle - first.angle))
    error = np.hypot(first.error, second.error)
    low, high = np.maximum(off - error, 0), np.minimum(off + error, 180)
    found = []
    for a, b, seen, way in product(_steps(first), _steps(second), (low, high), (-1, 1)):
        deep = way * np.sqrt(np.maximum((1 - a * a) * (1 - b * b), 0))
        cosine = a * b * np.cos(np.radians(seen)) + deep
        found.append(np.degrees(np.arccos(np.clip(cosine, -1, 1))))
    return Rows(np.min(found, axis=0), np.max(found, axis=0))


def _steps(line: Line) -> tuple[Array, Array, Array]:
    return line.least, (line.least + line.most) / 2, line.most


def forward(line: Line, trunk: Array, toward: Array, turned: Array) -> tuple[Array, Array]:
    """A limb forward of the trunk as the side shows it, from -90 up to 270.

    Args:
        line: arm or thigh.
        trunk: the trunk's direction in the picture, forward positive.
        toward: which way the person looks, 1 right.
        turned: sine of the turn away from a clean view from the side.

    Returns:
        The angle, and what the view adds to its error.
    """
    flexion = (180.0 - (line.angle * toward - trunk) + 90.0) % 360.0 - 90.0
    deep = np.sqrt(np.maximum(1 - line.least**2, 0))
    askew = np.degrees(np.arcsin(np.minimum(turned * deep, 0.95)))
    return flexion, askew + 30.0 * (1 - np.sqrt(1 - turned**2))
