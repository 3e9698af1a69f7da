"""Surfaces of head and hair, and the lines of the face."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.loft import PHI, Loft, rows_at
from rhomboid.adapters.drawing.sections import HEAD
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.proportions import C1
from rhomboid.core.movement.body.rotation import Array, about_y, cross, unit, vector
from rhomboid.core.movement.body.skeleton import Trunk, sign

#: Half the width of the nose, as the spread of its bump across the face.
_NOSE = 0.0085
#: Stations of the hair, and how far it stands off the skull at the side, back and front.
HAIR_STATIONS: Array = np.array(
    [-0.030, -0.012, 0.004, 0.020, 0.036, 0.052, 0.066, 0.078, 0.087, 0.0925, 0.0953]
)
_DOME_FROM, _DOME_TO = 0.046, 0.0965


def _origin(trunk: Trunk) -> Array:
    return np.asarray(trunk.points[C1] + trunk.head_frame @ vector(-0.004, 0, 0))


def _stack(trunk: Trunk, heights: Array) -> tuple[Array, Array]:
    """Centres and frames of a stack of sections; the jaw slopes down to the front."""
    pitch = np.interp(heights, [-0.04, -0.01, 0.03], [22, 12, 0])
    centres = _origin(trunk) + heights[:, None] * trunk.head_frame[:, 2]
    return centres, np.array([trunk.head_frame @ about_y(p) for p in pitch])


def head_loft(trunk: Trunk) -> Loft:
    """Chin to crown."""
    centres, frames = _stack(trunk, HEAD[:, 0])
    half = HEAD[:, 3:4]
    nose = np.where(np.cos(PHI) > 0, np.exp(-((np.sin(PHI) * half / _NOSE) ** 2)), 0.0)
    return Loft(centres, frames, HEAD[:, [1, 2, 3, 3]], 2.15, bump=nose * HEAD[:, 4:5])


def hair_loft(trunk: Trunk) -> Loft:
    """A cap a little larger than the skull."""
    z = HAIR_STATIONS
    rows = rows_at(HEAD, np.minimum(z, _DOME_FROM))
    over = np.clip((z - _DOME_FROM) / (_DOME_TO - _DOME_FROM), 0, 0.9995)
    dome = (1 - over**2.35) ** (1 / 2.1)
    side = np.interp(z, [-0.03, 0, 0.04, 0.1], [0.001, 0.0035, 0.0055, 0.0055])
    back = np.interp(z, [-0.03, 0, 0.04, 0.1], [0.002, 0.007, 0.010, 0.010])
    front = np.interp(z, [-0.03, 0.05, 0.065, 0.1], [0, 0.002, 0.006, 0.006])
    centres, frames = _stack(trunk, z)
    centres = centres - (0.002 + 0.006 * (1 - dome))[:, None] * trunk.head_frame[:, 0]
    sections = np.column_stack([rows[:, 0] + front, rows[:, 1] + back, rows[:, 2] + side])
    sections *= dome[:, None]
    return Loft(centres, frames, sections[:, [0, 1, 2, 2]], 2.15)


def bun_loft(trunk: Trunk) -> Loft:
    """The knot of hair at the back of the head."""
    radius = 0.0215
    out = trunk.head_frame @ unit(vector(-0.6, 0, 1))
    centre = _origin(trunk) + trunk.head_frame @ vector(-0.050, 0, 0.090)
    left = trunk.head_frame[:, 1]
    frame = np.column_stack([cross(left, out), left, out])
    u = np.linspace(-0.97, 0.97, 7)
    half = radius * np.sqrt(1 - u**2)
    return Loft(
        centre + (0.9 * radius * u)[:, None] * out,
        np.broadcast_to(frame, (7, 3, 3)),
        np.column_stack([half] * 4),
        2.0,
    )


def ear(trunk: Trunk, side: Side) -> Array:
    """Outline of an ear, shape (10, 3)."""
    s, frame = sign(side), trunk.head_frame
    centre = trunk.points[C1] + frame @ vector(-0.006, 0.0435 * s, 0.009)
    t = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    across = frame @ unit(vector(0.95, -0.32 * s, 0.12))
    along = frame @ unit(vector(-0.18, 0.22 * s, 1))
    wide = np.where(np.sin(t) > 0, 0.0098, 0.0072)
    return np.asarray(
        centre + np.outer(np.cos(t) * wide, across) + np.outer(np.sin(t) * 0.0175, along)
    )
