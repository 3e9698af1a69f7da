"""One outline through time: the same number of points at every moment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask

#: Points of an outline that changes its make on the way, and of a line that does.
_ROUND, _LINE = 26, 4


class Piece(NamedTuple):
    """One outline or line of the drawing.

    Attributes:
        name: the class that colours it.
        key: which outline it is.
        closed: an outline, or else an open line.
        straight: drawn with corners instead of a smooth line.
        points: control points at every sample, shape (samples, n, 2).
        shown: whether it is there, shape (samples,).
    """

    name: str
    key: str
    closed: bool
    straight: bool
    points: Array
    shown: Mask


def track(
    name: str, key: str, samples: Sequence[Array | None], *, closed: bool, straight: bool
) -> Piece:
    """Outlines of one thing at all samples, made alike; where it isn't, the nearest stands in."""
    shown = np.array([sample is not None for sample in samples])
    found = [sample for sample in samples if sample is not None]
    if len({len(sample) for sample in found}) > 1:
        found = [_round(x) if closed else _line(x) for x in found]
    there = np.flatnonzero(shown)
    nearest = np.abs(np.arange(len(samples))[:, None] - there[None]).argmin(1)
    points = np.array(found)[nearest]
    if closed:
        points = _aligned(points)
    return Piece(name, key, closed, straight, points, shown)


def _aligned(points: Array) -> Array:
    """Outlines turned on themselves so that each point moves as little as can be."""
    out = points.copy()
    n = points.shape[1]
    turns = (np.arange(n)[None] + np.arange(n)[:, None]) % n
    for i in range(1, len(points)):
        before, here = out[i - 1] - out[i - 1].mean(0), points[i] - points[i].mean(0)
        far = ((here[turns] - before) ** 2).sum((1, 2))
        out[i] = points[i][turns[int(far.argmin())]]
    return out


def _round(controls: Array) -> Array:
    """The smooth outline of other control points as `_ROUND` evenly spaced ones."""
    ends = (controls + np.roll(controls, -1, axis=0)) / 2
    start = np.roll(ends, 1, axis=0)
    u = np.array([0.0, 0.25, 0.5, 0.75])[None, :, None]
    curve = (1 - u) ** 2 * start[:, None] + 2 * u * (1 - u) * controls[:, None]
    ring = (curve + u**2 * ends[:, None]).reshape(-1, 2)
    return _evenly(np.vstack([ring, ring[:1]]), _ROUND + 1)[:-1]


def _line(points: Array) -> Array:
    return _evenly(points, _LINE)


def _evenly(line: Array, count: int) -> Array:
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    places = np.linspace(0, way[-1], count)
    return np.column_stack([np.interp(places, way, line[:, k]) for k in (0, 1)])
