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
_HIP_WIDTH: Final = 0.38
_SHOULDERS: Final = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
_HIPS: Final = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
#: The nose before the ears, and the toes before the heels, with their weights.
_AHEAD: Final = [
    Landmark.NOSE,
    Landmark.LEFT_EAR,
    Landmark.RIGHT_EAR,
    Landmark.LEFT_FOOT_INDEX,
    Landmark.RIGHT_FOOT_INDEX,
    Landmark.LEFT_HEEL,
    Landmark.RIGHT_HEEL,
]
_AHEAD_SHARES: Final = np.array([2.0, -1.0, -1.0, 0.25, 0.25, -0.25, -0.25])


class View(msgspec.Struct, frozen=True):
    """From where a person is seen in one frame, or over a while; each (...).

    Attributes:
        trunk: length of the trunk in the picture, never 0.
        width: how much of the shoulders' and hips' width is seen, 0 from the side to 1.
        ahead: which way the face and feet point in the picture, right positive for a person who
            is upright; across the trunk, so turned with it.
        left_right: 1 with the left shoulder right of the right one (from the front), else -1.
    """

    trunk: Array
    width: Array
    ahead: Array
    left_right: Array


class Watched(msgspec.Struct, frozen=True):
    """A person after a frame.

    Attributes:
        t_s: time of the frame; a number or (b,).
        points, speed: smoothed, and its change in trunk lengths a second; (..., 33, 3).
        view: over the last moments.
        front: whether the person is seen from the front or back; (...).
    """

    t_s: Array
    points: Array
    speed: Array
    view: View
    front: Mask

    @property
    def facing(self) -> Facing:
        """From where one person is seen."""
        if self.front:
            return "front" if self.view.left_right >= 0 else "back"
        return "right" if self.view.ahead >= 0 else "left"

    @property
    def toward(self) -> Array:
        """As in `readers.Sight`."""
        right = np.where(self.front, self.view.left_right >= 0, self.view.ahead >= 0)
        return np.asarray(right * 2.0 - 1.0)


def first(t_s: Array, points: Array) -> Watched:
    """A person in the first frame, or after a gap."""
    view = _view(points)
    front = view.width >= (_FRONT_FROM + _SIDE_TO) / 2
    return Watched(t_s, points, np.zeros_like(points), view, front)


def watch(before: Watched, t_s: Array, points: Array) -> Watched:
    """A person after one more frame; `t_s` must be later than before."""
    dt = t_s - before.t_s
    wide = dt[..., None, None]
    moved = points - before.points
    step = moved / (before.view.trunk[..., None, None] * wide)
    speed = before.speed + _alpha(wide, SPEED_CUTOFF_HZ) * (step - before.speed)
    smooth = before.points + _alpha(wide, MIN_CUTOFF_HZ + BETA_HZ * np.abs(speed)) * moved
    old, now = before.view, _view(points)
    share = np.minimum(dt / _VIEW_S, 1.0)
    view = View(
        now.trunk,
        old.width + share * (now.width - old.width),
        old.ahead + share * (now.ahead - old.ahead),
        old.left_right + share * (now.left_right - old.left_right),
    )
    front = (view.width >= _FRONT_FROM) | (before.front & (view.width > _SIDE_TO))
    return Watched(t_s, smooth, speed, view, front)


def _alpha(dt: Array, cutoff_hz: Array | float) -> Array:
    turn = dt * (2 * math.pi) * cutoff_hz
    return np.asarray(turn / (1 + turn))


def _view(points: Array) -> View:
    """From where a person is seen in one frame."""
    x, y = points[..., 0], points[..., 1]
    shoulder, hip = x[..., _SHOULDERS], x[..., _HIPS]
    high, low = y[..., _SHOULDERS], y[..., _HIPS]
    up_x, up_y = shoulder.sum(-1) - hip.sum(-1), high.sum(-1) - low.sum(-1)
    trunk = np.maximum(np.hypot(up_x, up_y) / 2, 1e-3)
    across = shoulder[..., 0] - shoulder[..., 1]
    wide = np.hypot(across, high[..., 0] - high[..., 1]) / RATIOS["shoulder_line"]
    narrow = np.hypot(hip[..., 0] - hip[..., 1], low[..., 0] - low[..., 1]) / _HIP_WIDTH
    width = np.minimum(np.maximum(wide, narrow) / trunk, 1.0)
    # Across the trunk, so that it holds for people who stoop, lie or are on hands and knees.
    ahead_x = (x[..., _AHEAD] * _AHEAD_SHARES).sum(-1)
    ahead_y = (y[..., _AHEAD] * _AHEAD_SHARES).sum(-1)
    ahead = (ahead_y * up_x - ahead_x * up_y) / (2 * trunk * trunk)
    return View(trunk, width, ahead, np.sign(across))
