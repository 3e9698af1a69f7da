"""Smoothing landmarks over time, and knowing from where the person is seen.

Works on one person, points (33, 3), or on b recordings side by side, points (b, 33, 3).
Smoothing is the One Euro filter (Casiez 2012, doi:10.1145/2207676.2208639): steady when still,
quick when moving. Speeds are in trunk lengths a second.
"""

from __future__ import annotations

import math
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.observe.scale import RATIOS
from rhomboid.core.movement.sight.landmark import Landmark

#: Hz while still, and Hz more for each trunk length a second; Hz of the speed itself.
MIN_CUTOFF_HZ: Final = 1.7
BETA_HZ: Final = 2.5
SPEED_CUTOFF_HZ: Final = 1.5
#: After a gap of this length smoothing begins anew.
GAP_S: Final = 0.7
#: How slowly the side that is seen changes, and where front and side part.
_VIEW_S: Final = 0.7
_FRONT_FROM, _SIDE_TO = 0.58, 0.46
#: Width of both hip landmarks by the trunk's length, from the front.
_HIPS: Final = 0.38


class Watched(msgspec.Struct, frozen=True):
    """A person after a frame.

    Attributes:
        t_s: time of the frame; a number or (b,).
        points, speed: smoothed, and its change in trunk lengths a second; (..., 33, 3).
        width: how much of the shoulders' and hips' width is seen, 0 from the side to 1; (...).
        ahead: which way the face and feet point in the picture, right positive; (...).
        left_right: left shoulder right of the right one (1, seen from the front) or not; (...).
        front: whether the person is seen from the front or back; (...).
    """

    t_s: Array
    points: Array
    speed: Array
    width: Array
    ahead: Array
    left_right: Array
    front: Mask

    @property
    def facing(self) -> Facing:
        """From where one person is seen."""
        if self.front:
            return "front" if self.left_right >= 0 else "back"
        return "right" if self.ahead >= 0 else "left"

    @property
    def toward(self) -> Array:
        """As in `readers.Sight`."""
        front = np.where(self.left_right >= 0, 1.0, -1.0)
        return np.asarray(np.where(self.front, front, np.where(self.ahead >= 0, 1.0, -1.0)))


def first(t_s: Array, points: Array) -> Watched:
    """A person in the first frame, or after a gap."""
    width, ahead, left_right = _view(points)
    zero = np.zeros_like(points)
    return Watched(
        t_s, points, zero, width, ahead, left_right, width >= (_FRONT_FROM + _SIDE_TO) / 2
    )


def watch(before: Watched, t_s: Array, points: Array) -> Watched:
    """A person after one more frame; `t_s` must be later than before."""
    dt = np.asarray(t_s - before.t_s)
    wide = dt[..., None, None]
    step = (points - before.points) / (_trunk(before.points)[..., None, None] * wide)
    speed = before.speed + _alpha(wide, SPEED_CUTOFF_HZ) * (step - before.speed)
    cutoff = MIN_CUTOFF_HZ + BETA_HZ * np.abs(speed)
    smooth = before.points + _alpha(wide, cutoff) * (points - before.points)
    width, ahead, left_right = _view(points)
    share = np.minimum(dt / _VIEW_S, 1.0)
    width = before.width + share * (width - before.width)
    ahead = before.ahead + share * (ahead - before.ahead)
    left_right = before.left_right + share * (left_right - before.left_right)
    front = (width >= _FRONT_FROM) | (before.front & (width > _SIDE_TO))
    return Watched(t_s, smooth, speed, width, ahead, left_right, front)


def _alpha(dt: Array, cutoff_hz: Array | float) -> Array:
    turn = dt * (2 * math.pi) * cutoff_hz
    return np.asarray(turn / (1 + turn))


def _trunk(points: Array) -> Array:
    """Length of the trunk in the picture, never 0; (...)."""
    up = (
        points[..., Landmark.LEFT_SHOULDER, :2]
        + points[..., Landmark.RIGHT_SHOULDER, :2]
        - points[..., Landmark.LEFT_HIP, :2]
        - points[..., Landmark.RIGHT_HIP, :2]
    )
    return np.asarray(np.maximum(np.hypot(up[..., 0], up[..., 1]) / 2, 1e-3))


def _view(points: Array) -> tuple[Array, Array, Array]:
    """Width seen, way ahead, and left-right of the shoulders; each (...)."""
    shoulders = points[..., Landmark.LEFT_SHOULDER, :2] - points[..., Landmark.RIGHT_SHOULDER, :2]
    hips = points[..., Landmark.LEFT_HIP, :2] - points[..., Landmark.RIGHT_HIP, :2]
    trunk = _trunk(points)
    wide = np.hypot(shoulders[..., 0], shoulders[..., 1]) / (trunk * RATIOS["shoulder_line"])
    low = np.hypot(hips[..., 0], hips[..., 1]) / (trunk * _HIPS)
    width = np.minimum(np.maximum(wide, low), 1.0)
    nose = (
        points[..., Landmark.NOSE, 0]
        - (points[..., Landmark.LEFT_EAR, 0] + points[..., Landmark.RIGHT_EAR, 0]) / 2
    )
    toes = points[..., Landmark.LEFT_FOOT_INDEX, 0] + points[..., Landmark.RIGHT_FOOT_INDEX, 0]
    heels = points[..., Landmark.LEFT_HEEL, 0] + points[..., Landmark.RIGHT_HEEL, 0]
    ahead = (nose * 2 + (toes - heels) / 4) / trunk
    return np.asarray(width), np.asarray(ahead), np.asarray(np.sign(shoulders[..., 0]))
