"""Boxes, rods and discs as the faces that are seen."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.outline import hull
from rhomboid.core.movement.rotation import Array, about_z, cross, square_to, unit, vector

#: Corners of a cube and, for each of its faces, their indices and the way it faces.
_CORNERS = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
_FACES = (
    ((0, 1, 3, 2), (-1, 0, 0)),
    ((4, 6, 7, 5), (1, 0, 0)),
    ((0, 4, 5, 1), (0, -1, 0)),
    ((2, 3, 7, 6), (0, 1, 0)),
    ((0, 2, 6, 4), (0, 0, -1)),
    ((1, 5, 7, 3), (0, 0, 1)),
)


def box(
    sides: tuple[tuple[float, float], ...], where: tuple[Array, float], camera: Camera
) -> list[Array]:
    """Faces of a box that are seen, each of shape (4, 2).

    Args:
        sides: from where to where it goes along x, y and z, before it is placed.
        where: its place on the floor, and its turn to the left in degrees.
        camera: the eye.
    """
    low = np.array([side[0] for side in sides])
    high = np.array([side[1] for side in sides])
    turn = about_z(where[1])
    corners = where[0] + (low + _CORNERS * (high - low)) @ turn.T
    page = camera.page(corners)
    return [
        page[list(face)]
        for face, normal in _FACES
        if float(turn @ np.array(normal, dtype=np.float64) @ camera.toward) > 0.01
    ]


def rod(start: Array, end: Array, radius: float, camera: Camera) -> list[Array]:
    """A thin rod as a strip on the page, shape (4, 2)."""
    a, b = camera.page(start), camera.page(end)
    way = b - a
    across = np.array([-way[1], way[0]]) / (np.linalg.norm(way) + 1e-9) * radius * camera.scale
    return [np.array([a + across, b + across, b - across, a - across])]


def disc_rod(start: Array, way: Array, size: tuple[float, float], camera: Camera) -> list[Array]:
    """A short cylinder from `start` along `way`: its hull and its near end.

    Args:
        start: middle of one end.
        way: direction of its axis.
        size: length and radius.
        camera: the eye.
    """
    axis = unit(way)
    helper = vector(0, 0, 1) if abs(float(axis[2])) < 0.9 else vector(1, 0, 0)
    x = square_to(helper, axis)
    y = cross(axis, x)
    t = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    circle = size[1] * (np.outer(np.cos(t), x) + np.outer(np.sin(t), y))
    near, far = start + circle, start + axis * size[0] + circle
    pages = camera.page(near), camera.page(far)
    end = pages[1] if float(axis @ camera.toward) > 0 else pages[0]
    return [hull(np.concatenate(pages)), end]
