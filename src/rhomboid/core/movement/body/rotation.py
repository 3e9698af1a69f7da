"""Rotations of space as 3 x 3 matrices. Axes: x forward, y to the person's left, z up."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

#: Array of floats; the shape stands where one is used. Lengths in statures.
Array = NDArray[np.float64]

#: Yes or no for each point.
Mask = NDArray[np.bool_]
#: Places in an array.
Indices = NDArray[np.intp]

#: Mirrors left and right.
MIRROR: Array = np.diag([1.0, -1.0, 1.0])


def vector(x: float, y: float, z: float) -> Array:
    """A point or direction, shape (3,)."""
    return np.array([x, y, z], dtype=np.float64)


def unit(v: Array) -> Array:
    """The direction of `v`, length 1. `v` must not be zero."""
    return v / math.sqrt(float(v @ v))


def cross(a: Array, b: Array) -> Array:
    """Cross product of two vectors of shape (3,); several times as fast as numpy's."""
    return vector(
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def square_to(v: Array, axis: Array) -> Array:
    """The unit direction of what is left of `v` when its share along the unit `axis` is taken."""
    return unit(v - axis * float(v @ axis))


def about_x(angle_deg: float) -> Array:
    """Turn about the forward axis: left goes up."""
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]], dtype=np.float64)


def about_y(angle_deg: float) -> Array:
    """Turn about the left axis: up goes forward."""
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], dtype=np.float64)


def about_z(angle_deg: float) -> Array:
    """Turn about the upright axis: forward goes left."""
    c, s = math.cos(math.radians(angle_deg)), math.sin(math.radians(angle_deg))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=np.float64)


def about_vector(turn: Array) -> Array:
    """Turn about the direction of `turn` by its length in radians (Rodrigues)."""
    angle = math.sqrt(float(turn @ turn))
    if angle < 1e-9:
        return np.eye(3)
    x, y, z = turn / angle
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + math.sin(angle) * k + (1 - math.cos(angle)) * (k @ k))


def turn_vector(rotation: Array) -> Array:
    """The inverse of `about_vector` for turns of less than half a circle."""
    angle = math.acos(min(max((float(np.trace(rotation)) - 1) / 2, -1.0), 1.0))
    if angle < 1e-7:
        return np.zeros(3)
    r = rotation
    axis = vector(r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1])
    return axis / (2 * math.sin(angle)) * angle


def between(a: Array, b: Array, share: float) -> Array:
    """The rotation `share` (0 to 1) of the way from `a` to `b`."""
    return a @ about_vector(share * turn_vector(a.T @ b))


def smoothstep(low: float, high: float, x: float) -> float:
    """0 below `low`, 1 above `high`, and a smooth climb between."""
    u = min(max((x - low) / (high - low), 0.0), 1.0)
    return u * u * (3 - 2 * u)
