"""Boxes, rods and discs as the faces that are seen, and what is drawn of a prop."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.outline import hull
from rhomboid.adapters.drawing.svg import path, same_way, straight
from rhomboid.core.movement.body.rotation import Array, about_z, cross, square_to, unit, vector

#: Corners of a cube and, for each of its faces, their indices and the way it faces.
CORNERS = np.array([[i, j, k] for i in (0, 1) for j in (0, 1) for k in (0, 1)])
FACES = (
    ((0, 1, 3, 2), vector(-1, 0, 0)),
    ((4, 6, 7, 5), vector(1, 0, 0)),
    ((0, 4, 5, 1), vector(0, -1, 0)),
    ((2, 3, 7, 6), vector(0, 1, 0)),
    ((0, 2, 6, 4), vector(0, 0, -1)),
    ((1, 5, 7, 3), vector(0, 0, 1)),
)

#: From where to where along one axis, in statures.
Span = tuple[float, float]


class Drawn(NamedTuple):
    """A prop as SVG.

    Attributes:
        behind, over: what is drawn before the figure, and what after it.
        points: every point of it on the page, shape (n, 2), for the size of the picture.
    """

    behind: str
    over: str
    points: Array


class Box(NamedTuple):
    """A box on the floor: its spans, and the place and turn (to the left) of its origin."""

    x: Span
    y: Span
    z: Span
    place: tuple[float, float] = (0.0, 0.0)
    turn_deg: float = 0.0

    def faces(self, camera: Camera, *, top: bool = True) -> list[Array]:
        """The faces that are seen, each of shape (4, 2); if asked for, without the upper one."""
        spans = np.array([self.x, self.y, self.z])
        turn = about_z(self.turn_deg)
        corners = (spans[:, 0] + CORNERS * (spans[:, 1] - spans[:, 0])) @ turn.T
        page = camera.page(corners + vector(*self.place, 0))
        return [
            page[list(face)]
            for face, normal in FACES
            if float(turn @ normal @ camera.toward) > 0.01 and (top or normal[2] <= 0)
        ]

    def depth(self, camera: Camera) -> float:
        """How near the eye its middle is."""
        middle = np.array([sum(self.x), sum(self.y), sum(self.z)]) / 2
        placed = about_z(self.turn_deg) @ middle + vector(*self.place, 0)
        return float(camera.depth(placed))


def boxes(items: Sequence[Box], camera: Camera) -> Drawn:
    """Boxes from the farthest to the nearest, behind the figure."""
    faces = [box.faces(camera) for box in sorted(items, key=lambda box: box.depth(camera))]
    return Drawn("".join(map(filled, faces)), "", np.concatenate([f for fs in faces for f in fs]))


def filled(faces: Sequence[Array]) -> str:
    """Faces as one path; all run the same way round, so that none cuts a hole."""
    return path("fg-solid", "".join(straight(same_way(face)) for face in faces))


def solid(faces: Sequence[Array], *, over: bool = False) -> Drawn:
    """Faces of one thing behind the figure, or over it."""
    return _drawn(filled(faces), faces, over=over)


def lines(name: str, paths: Sequence[Array], *, over: bool = False) -> Drawn:
    """Straight lines of one class behind the figure, or over it."""
    data = path(name, "".join(straight(line, closed=False) for line in paths))
    return _drawn(data, paths, over=over)


def _drawn(svg: str, points: Sequence[Array], *, over: bool) -> Drawn:
    return Drawn("" if over else svg, svg if over else "", np.concatenate(points))


def rod(start: Array, end: Array, radius: float, camera: Camera) -> Array:
    """A thin rod as a strip on the page, shape (4, 2)."""
    a, b = camera.page(start), camera.page(end)
    way = b - a
    across = np.array([-way[1], way[0]]) / (np.linalg.norm(way) + 1e-9) * radius * camera.scale
    return np.array([a + across, b + across, b - across, a - across])


def cylinder(start: Array, way: Array, size: tuple[float, float], camera: Camera) -> list[Array]:
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
    ends = camera.page(start + circle), camera.page(start + axis * size[0] + circle)
    near = ends[1] if float(axis @ camera.toward) > 0 else ends[0]
    return [hull(np.concatenate(ends)), near]
