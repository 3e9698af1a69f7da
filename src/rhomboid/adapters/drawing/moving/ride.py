"""What a piece does as a whole: how it is carried and turned while its shape hardly changes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rhomboid.core.movement.body.rotation import Array


class Ride(NamedTuple):
    """A turn and a place at every sample.

    Attributes:
        centres: where the middle is, in pixels, shape (samples, 2).
        angles_deg: how far it has turned clockwise on the page, shape (samples,).
        radius: distance of its farthest point from the middle.
    """

    centres: Array
    angles_deg: Array
    radius: float

    def local(self, points: Array) -> Array:
        """Points of shape (samples, n, 2) as somebody sees them who rides along."""
        angle = np.radians(self.angles_deg)[:, None]
        c, s = np.cos(angle), np.sin(angle)
        x, y = np.moveaxis(points - self.centres[:, None], 2, 0)
        return np.stack([c * x + s * y, c * y - s * x], axis=2)


def ride(points: Array) -> Ride:
    """The turn and place that fit points of shape (samples, n, 2) best at every sample.

    Least squares against the first sample; angles go on past half a circle without a jump.
    """
    centres = points.mean(1)
    around = points - centres[:, None]
    first = around[0]
    cosine = (around * first).sum((1, 2))
    sine = (first[:, 0] * around[..., 1] - first[:, 1] * around[..., 0]).sum(1)
    angles = np.unwrap(np.arctan2(sine, cosine))
    radius = float(np.sqrt((around**2).sum(2)).max())
    return Ride(np.rint(centres * 4) / 4, np.degrees(angles), radius)
