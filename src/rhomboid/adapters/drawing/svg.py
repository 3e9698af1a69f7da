"""SVG text: smooth paths and escaped labels."""

from __future__ import annotations

from functools import cache
from html import escape

import numpy as np

from rhomboid.core.movement.body.rotation import Array


def number(value: float) -> str:
    """A coordinate as short as it can be."""
    return _tenths(round(value * 10))


@cache
def _tenths(tenths: int) -> str:
    """A number of tenths as text, without a zero that says nothing."""
    sign = "-" if tenths < 0 else ""
    whole, rest = divmod(abs(tenths), 10)
    if rest == 0:
        return f"{sign}{whole}"
    return f"{sign}{whole or ''}.{rest}"


def _numbers(values: Array) -> str:
    """Numbers in a row; a minus parts as well as a space does."""
    texts = [_tenths(tenths) for tenths in np.rint(values.ravel() * 10).astype(int).tolist()]
    return " ".join(texts).replace(" -", "-")


def _steps(points: Array) -> Array:
    """Points on the grid of tenths of a pixel, so that relative steps don't drift."""
    return np.asarray(np.round(points, 1))


def same_way(outline: Array) -> Array:
    """A closed outline, shape (n, 2), turned so that it runs clockwise on the page."""
    x, y = outline[:, 0], outline[:, 1]
    area = float(x @ np.roll(y, -1) - y @ np.roll(x, -1))
    return outline if area >= 0 else outline[::-1]


def smooth(points: Array, closed: bool = True) -> str:
    """Path data of the quadratic B-spline with these control points, shape (n, 2).

    An open one starts at the first point and ends at the last.
    """
    if closed:
        ends = (points + np.roll(points, -1, axis=0)) / 2
        start, controls = ends[-1], points
    elif len(points) < 3:
        return straight(points, closed=False)
    else:
        controls = points[1:-1]
        ends = (controls + np.vstack([controls[1:], points[-1:]])) / 2
        ends[-1] = points[-1]
        start = points[0]
    start, controls, ends = _steps(start), _steps(controls), _steps(ends)
    here = np.vstack([start, ends[:-1]])
    curves = np.hstack([controls - here, ends - here])
    return f"M{_numbers(start)}q{_numbers(curves)}" + ("z" if closed else "")


def straight(points: Array, closed: bool = True) -> str:
    """Path data of straight lines through points of shape (n, 2)."""
    grid = _steps(points)
    return f"M{_numbers(grid[0])}l{_numbers(np.diff(grid, axis=0))}" + ("z" if closed else "")


def path(name: str, data: str) -> str:
    """A path whose colours come from the class `name`."""
    return f'<path class="{name}" d="{data}"/>' if data else ""


def text(value: str) -> str:
    """Text made safe between tags and in attributes."""
    return escape(value, quote=True)
