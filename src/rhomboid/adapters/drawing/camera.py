"""Parallel projection of the world onto the page."""

from __future__ import annotations

import math

import numpy as np

from rhomboid.core.movement.body.rotation import Array, cross, unit, vector
from rhomboid.core.movement.motion.figure import View

#: Where the eye stands for each side of the person, degrees to the left from the front.
_AZIMUTH_DEG = {"front": 0.0, "left": 90.0, "back": 180.0, "right": 270.0}
#: Light from upper left, nearer the eye than the wall: right, up, towards the eye.
_LIGHT = (-0.52, 0.50, 0.69)


class Camera:
    """Projects points of the world, in statures, to the page, in pixels with y down.

    Attributes:
        toward: direction from the body to the eye.
        light: direction from the body to the light.
        scale: pixels of one stature.
    """

    def __init__(self, view: View, scale: float) -> None:
        azimuth = math.radians(_AZIMUTH_DEG[view.of] + view.turn_deg)
        tilt = math.radians(view.tilt_deg)
        flat = math.cos(tilt)
        self.toward = vector(math.cos(azimuth) * flat, math.sin(azimuth) * flat, math.sin(tilt))
        self.right = unit(cross(vector(0, 0, 1), self.toward))
        self.up = cross(self.toward, self.right)
        self.light = unit(_LIGHT[0] * self.right + _LIGHT[1] * self.up + _LIGHT[2] * self.toward)
        self.scale = scale
        self._page = scale * np.column_stack([self.right, -self.up])

    def page(self, points: Array) -> Array:
        """Points of shape (..., 3) on the page, shape (..., 2)."""
        return np.asarray(points @ self._page)

    def depth(self, points: Array) -> Array:
        """How near the eye points of shape (..., 3) are, shape (...)."""
        return np.asarray(points @ self.toward)
