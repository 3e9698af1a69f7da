"""Arrows that tell which way a joint goes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.svg import path, smooth, straight
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.figure import Arrow, Figure

#: Moments on the way at which a joint is looked up.
_SHARES = (0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875)
#: The shortest arrow that can be read, and the size of its head, in statures.
_SHORTEST, _HEAD = 0.085, 0.032

#: Named points of the body from start to end.
Way = list[dict[str, Array]]


def ways(figure: Figure, start: Skeleton, end: Skeleton) -> Way:
    """Landmarks on the way from start to end, as densely as the figure's arrows need them."""
    between: Sequence[Skeleton] = ()
    if any(arrow.by is None for arrow in figure.arrows):
        between = [figure.between(share) for share in _SHARES]
    return [landmarks(body) for body in (start, *between, end)]


def arrow_line(arrow: Arrow, way: Way, camera: Camera) -> Array:
    """The line of an arrow from tail to tip, shape (n, 2)."""
    if arrow.by is None:
        line = camera.page(np.array([marks[arrow.of] for marks in way]))
    else:
        half = camera.scale * np.array(arrow.by) * (1, -1) / 2
        middle = camera.page(way[-1][arrow.of])
        line = np.array([middle - half, middle + half])
    line = line + camera.scale * np.array(arrow.shift) * (1, -1)
    return _cut(line, arrow.length, camera.scale)


def _cut(line: Array, share: float, scale: float) -> Array:
    """The middle `share` of a line, and never too short to read."""
    way = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    total = float(way[-1])
    if total * share < _SHORTEST * scale:
        middle = (line[0] + line[-1]) / 2
        along = (line[-1] - line[0]) / (np.linalg.norm(line[-1] - line[0]) + 1e-9)
        half = along * _SHORTEST * scale / 2
        return np.array([middle - half, middle + half])
    places = np.linspace(total * (1 - share) / 2, total * (1 + share) / 2, 7)
    return np.column_stack([np.interp(places, way, line[:, k]) for k in (0, 1)])


def arrow_head(line: Array, scale: float) -> Array:
    """The open head of an arrow, shape (3, 2)."""
    back = line[-1] - line[-2]
    along = back / (np.linalg.norm(back) + 1e-9) * _HEAD * scale
    across = np.array([-along[1], along[0]]) * 0.62
    return np.array([line[-1] - along + across, line[-1], line[-1] - along - across])


def draw_arrow(line: Array, scale: float) -> str:
    """An arrow with an open head as SVG."""
    head = straight(arrow_head(line, scale), False)
    return path("fg-move", smooth(line, closed=False)) + path("fg-head", head)
