"""Tell the shape of a picture from the body in it, where nobody told.

Landmarks are shares of width and of height; in the wrong shape a body is too narrow or too wide.
Whether a person is seen from the front can be told in any shape: the nose is between the ears.
From the front shoulders are compared with the trunk, from the side the face and the feet.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.sight_of import SEEN_FROM
from rhomboid.core.movement.sight.landmark import Landmark

SHAPES: Final = {"16:9": 16 / 9, "4:3": 4 / 3, "1:1": 1.0, "3:4": 3 / 4, "9:16": 9 / 16}
#: How rare a shape is, in squares of standard deviations; decides where the body says little.
_RARITY: Final = {"16:9": 0.0, "4:3": 1.5, "1:1": 2.0, "3:4": 1.5, "9:16": 0.5}
#: Widths by the trunk's length as the pose model sees them, and how much they vary (logarithms).
_SHOULDERS: Final = (0.70, 0.10)
_NOSE_TO_EAR: Final = (0.20, 0.35)
_FOOT: Final = (0.40, 0.35)
#: How many frames are looked at, and how many of a view say something.
_MOST_FRAMES: Final = 300
_FEWEST_FRAMES: Final = 5

_SHOULDER_PAIR: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_HIP_PAIR: Final = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_EAR_PAIR: Final = (Landmark.LEFT_EAR, Landmark.RIGHT_EAR)
_FEET: Final = (
    (Landmark.LEFT_HEEL, Landmark.LEFT_FOOT_INDEX),
    (Landmark.RIGHT_HEEL, Landmark.RIGHT_FOOT_INDEX),
)


def likeliest_aspect(people: Array) -> tuple[float, str]:
    """Width by height, and its name.

    Args:
        people: landmarks in shares of the picture, shape (n, 33, 4).
    """
    every = people[:: max(1, len(people) // _MOST_FRAMES)]
    name = min(SHAPES, key=lambda name: _strangeness(every, SHAPES[name]) + _RARITY[name])
    return SHAPES[name], name


def _strangeness(people: Array, aspect: float) -> float:
    """How unlike a body it looks in a picture of that shape; sum of squares."""
    points = people[:, :, :2] * np.array([aspect, 1.0])
    shoulders, hips = points[:, _SHOULDER_PAIR], points[:, _HIP_PAIR]
    trunk = np.maximum(_length(shoulders.mean(axis=1) - hips.mean(axis=1)), 1e-6)
    nose, ears = points[:, Landmark.NOSE, 0], points[:, _EAR_PAIR, 0]
    front = (nose > ears.min(axis=1)) & (nose < ears.max(axis=1))
    if front.mean() > 1 / 2:
        widths = _length(shoulders[:, 0] - shoulders[:, 1]) / trunk
        return _off(widths, front, _SHOULDERS)
    cost = _off(np.abs(nose - ears.mean(axis=1)) / trunk, ~front, _NOSE_TO_EAR)
    for heel, toes in _FEET:
        shown = people[:, [heel, toes], 3].min(axis=1) >= SEEN_FROM
        cost += _off(_length(points[:, heel] - points[:, toes]) / trunk, shown, _FOOT) / len(_FEET)
    return cost


def _length(vectors: Array) -> Array:
    return np.asarray(np.linalg.norm(vectors, axis=-1))


def _off(values: Array, these: Mask, usual: tuple[float, float]) -> float:
    if these.sum() < min(_FEWEST_FRAMES, len(values)):
        return 0.0
    middle, spread = usual
    value = max(float(np.median(values[these])), 1e-3)
    return float(np.square(np.log(value / middle) / spread))
