"""Outlines on the page: of a loft, and of a cloud of points."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.loft import AROUND, Loft
from rhomboid.core.movement.body.rotation import Array, Indices

_TURNS = np.linspace(0, 2 * np.pi, 72, endpoint=False)
#: Directions in which a hull looks for its corners, shape (72, 2).
_DIRECTIONS: Array = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])


class Seen:
    """A loft seen by a camera.

    Attributes:
        scale: pixels of one stature.
        points: on the page, shape (n, AROUND, 2).
        axis: centres on the page, shape (n, 2).
        facing, lit: share of each normal towards the eye and the light, shape (n, AROUND).
        edges: where the silhouette runs on its two sides, in steps round each section, each
            of shape (n,); the first lies left of the way along the loft.
        sides: the silhouette's points there, each of shape (n, 2).
    """

    def __init__(self, loft: Loft, camera: Camera) -> None:
        self.loft, self.scale = loft, camera.scale
        self.points = camera.page(loft.points)
        self.axis = camera.page(loft.centres)
        self.facing = loft.normals @ camera.toward
        self.lit = loft.normals @ camera.light
        across = self._across()
        reach = ((self.points - self.axis[:, None]) * across[:, None]).sum(-1)
        self.edges = (_peak(reach), _peak(-reach))
        self.sides = (self.at(self.edges[0]), self.at(self.edges[1]))

    def _across(self) -> Array:
        """Direction across the way on the page, smoothed along it, shape (n, 2)."""
        way = np.gradient(self.axis, axis=0)
        rows = np.arange(len(way))
        weight = np.exp(-0.5 * (rows[:, None] - rows[None]) ** 2.0)
        way = (weight @ way) / weight.sum(1, keepdims=True)
        way /= np.linalg.norm(way, axis=1, keepdims=True) + 1e-9
        return np.column_stack([way[:, 1], -way[:, 0]])

    def at(self, steps: Array, rows: Indices | None = None) -> Array:
        """Points of the page at `steps` round the given rows (all by default), shape (n, 2)."""
        at = np.arange(len(self.axis)) if rows is None else rows
        low = np.floor(steps).astype(int)
        u = (steps - low)[:, None]
        return np.asarray(
            self.points[at, low % AROUND] * (1 - u) + self.points[at, (low + 1) % AROUND] * u
        )

    def value(self, values: Array, steps: Array) -> Array:
        """Values of shape (n, AROUND) at `steps` round each row, shape (n,)."""
        rows = np.arange(len(values))
        low = np.floor(steps).astype(int)
        u = steps - low
        return np.asarray(
            values[rows, low % AROUND] * (1 - u) + values[rows, (low + 1) % AROUND] * u
        )

    @cached_property
    def front(self) -> Array:
        """Signed steps from the first edge to the second across the side that is seen."""
        steps = (self.edges[1] - self.edges[0]) % AROUND
        seen = self.value(self.facing, (self.edges[0] + steps / 2) % AROUND)
        return np.where(seen > 0, steps, steps - AROUND)


def _peak(reach: Array) -> Array:
    """Place of the maximum of each row, refined between the steps."""
    rows = np.arange(len(reach))
    j = reach.argmax(1)
    a, b, c = reach[rows, (j - 1) % AROUND], reach[rows, j], reach[rows, (j + 1) % AROUND]
    curve = a - 2 * b + c
    flat = np.abs(curve) < 1e-9
    off = np.where(flat, 0.0, 0.5 * (a - c) / np.where(flat, 1.0, curve))
    return np.asarray((j + np.clip(off, -0.5, 0.5)) % AROUND)


def tube(seen: Seen, first: int = 0, last: int | None = None, cap: float = 0.0) -> Array:
    """Outline of the rows from `first` to `last` (all by default), closed by nature.

    The first end bulges towards the eye as the section there does; so does the last, or it is
    rounded off by `cap` times its half width.
    """
    rows = np.arange(len(seen.axis))[first : None if last is None else last + 1]
    a, b = seen.sides[0][rows], seen.sides[1][rows]
    if _is_end_on(seen, rows):
        return hull(seen.points[rows].reshape(-1, 2))
    pieces = [a]
    if cap:
        pieces.append(_cap(seen, rows, cap))
    else:
        pieces.append(rim(seen, int(rows[-1])))
    pieces.append(b[::-1])
    pieces.append(rim(seen, int(rows[0]))[::-1])
    return np.concatenate(pieces)


def rim(seen: Seen, row: int) -> Array:
    """Points of one section between its edges on the side that is seen, shape (3, 2)."""
    front = seen.front[row]
    steps = seen.edges[0][row] + front * np.array([0.25, 0.5, 0.75])
    return seen.at(steps % AROUND, np.full(3, row))


def _cap(seen: Seen, rows: Indices, cap: float) -> Array:
    a, b = seen.sides[0][rows[-1]], seen.sides[1][rows[-1]]
    way = seen.axis[rows[-1]] - seen.axis[rows[-2]]
    way = way / (np.linalg.norm(way) + 1e-9) * np.linalg.norm(a - b) / 2 * cap
    return np.array([a * 0.62 + b * 0.38 + way, b * 0.62 + a * 0.38 + way])


def _is_end_on(seen: Seen, rows: Indices) -> bool:
    """Whether a tube points so much at the eye that its length doesn't exceed its width."""
    long = np.linalg.norm(seen.axis[rows[-1]] - seen.axis[rows[0]])
    wide = np.linalg.norm(seen.sides[0][rows] - seen.sides[1][rows], axis=1).max()
    way = np.linalg.norm(np.diff(seen.axis[rows], axis=0), axis=1).sum()
    return bool(max(long, way) < 0.8 * wide)


def hull(points: Array, most: int = 24) -> Array:
    """Convex hull of points of the page as `most` points evenly along it.

    Its corners are the points that reach farthest in each of `_DIRECTIONS`.
    """
    farthest = (points @ _DIRECTIONS.T).argmax(0)
    corners = farthest[np.concatenate([[True], farthest[1:] != farthest[:-1]])]
    return _evenly(points[corners], most)


def _evenly(ring: Array, count: int) -> Array:
    """`count` points at equal distances along a closed ring."""
    closed = np.vstack([ring, ring[:1]])
    way = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    places = np.linspace(0, way[-1], count, endpoint=False)
    return np.column_stack([np.interp(places, way, closed[:, k]) for k in (0, 1)])
