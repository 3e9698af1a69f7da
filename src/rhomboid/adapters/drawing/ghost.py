"""The start pose as a dotted line: the outline of its union, where the figure isn't in front."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask

#: Distance of the points along an outline, in pixels.
_STEP = 1.6
#: The ghost stops this near to the figure's own outline, in pixels: two lines there would blur.
_MARGIN = 3.0
#: Pieces that reach less far than this are left out, in pixels.
_SHORTEST = 9.0


def ghost(start: Sequence[Array], end: Sequence[Array]) -> list[Array]:
    """Open lines round the union of `start`, outside all of `end`, each of shape (n, 2)."""
    rings = [_dense(outline) for outline in start]
    figure = [_dense(outline) for outline in end]
    points = np.concatenate(rings)
    keep = np.ones(len(points), dtype=bool)
    owner = np.repeat(np.arange(len(rings)), [len(r) for r in rings])
    for i, ring in enumerate(rings):
        others = keep & (owner != i)
        keep[others] = ~_inside(points[others], ring)
    for ring in figure:
        keep[keep] = ~_inside(points[keep], ring)
    border = np.concatenate(figure)
    keep[keep] = ~_near(points[keep], border)
    lines: list[Array] = []
    for i, ring in enumerate(rings):
        lines += _runs(ring, keep[owner == i])
    return _linked(lines)


def _dense(outline: Array) -> Array:
    """Points of the closed quadratic B-spline with these control points, evenly dense."""
    ends = (outline + np.roll(outline, -1, axis=0)) / 2
    start = np.roll(ends, 1, axis=0)
    u = np.array([0.0, 0.25, 0.5, 0.75])[None, :, None]
    curve = (
        (1 - u) ** 2 * start[:, None] + 2 * u * (1 - u) * outline[:, None] + u**2 * ends[:, None]
    )
    ring = curve.reshape(-1, 2)
    closed = np.vstack([ring, ring[:1]])
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(closed, axis=0), axis=1))])
    count = max(int(way[-1] / _STEP), 8)
    places = np.linspace(0, way[-1], count, endpoint=False)
    return np.column_stack([np.interp(places, way, closed[:, k]) for k in (0, 1)])


def _inside(points: Array, ring: Array) -> Mask:
    """Which points lie inside a ring (rule of the nonzero winding is not needed here)."""
    out = np.zeros(len(points), dtype=bool)
    low, high = ring.min(0), ring.max(0)
    near = ((points > low) & (points < high)).all(1)
    if not near.any():
        return out
    p = points[near]
    a, b = ring, np.roll(ring, -1, axis=0)
    spans = (a[:, 1] > p[:, 1:2]) != (b[:, 1] > p[:, 1:2])
    rise = np.where(b[:, 1] == a[:, 1], 1e-9, b[:, 1] - a[:, 1])
    across = a[:, 0] + (p[:, 1:2] - a[:, 1]) * ((b[:, 0] - a[:, 0]) / rise)
    out[near] = (spans & (p[:, :1] < across)).sum(1) % 2 == 1
    return out


def _near(points: Array, border: Array) -> Mask:
    """Which points lie within the margin of a border point."""
    if not len(points):
        return np.zeros(0, dtype=bool)
    distance = (points[:, None, 0] - border[None, :, 0]) ** 2
    distance += (points[:, None, 1] - border[None, :, 1]) ** 2
    return np.asarray(distance.min(1) < _MARGIN**2)


def _runs(ring: Array, keep: Mask) -> list[Array]:
    """Unbroken pieces of a ring."""
    if not keep.any():
        return []
    if keep.all():
        return [np.vstack([ring, ring[:1]])]
    first = int(np.argmin(keep))
    ring, keep = np.roll(ring, -first, axis=0), np.roll(keep, -first)
    borders = np.flatnonzero(np.diff(np.concatenate([[False], keep, [False]]).astype(int)))
    return [ring[a:b] for a, b in borders.reshape(-1, 2) if b - a > 1]


def _linked(lines: list[Array]) -> list[Array]:
    """Lines whose ends meet joined to longer ones; short rests left out."""
    lines = list(lines)
    i = 0
    while i < len(lines):
        match = _next_to(lines, i)
        if match is None:
            i += 1
            continue
        j, piece = match
        lines[i] = np.vstack([lines[i], piece])
        del lines[j]
        i = i if j > i else i - 1
    return [_thinned(line) for line in lines if _extent(line) > _SHORTEST]


def _extent(line: Array) -> float:
    """Diagonal of the box round a line."""
    return float(np.linalg.norm(line.max(0) - line.min(0)))


def _thinned(line: Array) -> Array:
    """Every second point, and the last."""
    return np.vstack([line[:-1:2], line[-1:]]) if len(line) > 5 else line


def _next_to(lines: list[Array], i: int) -> tuple[int, Array] | None:
    """A line that begins or ends where line `i` ends, turned to go on from there."""
    end = lines[i][-1]
    for j, line in enumerate(lines):
        if j == i:
            continue
        for piece in (line, line[::-1]):
            if np.linalg.norm(piece[0] - end) < 2.2 * _STEP:
                return j, piece
    return None
