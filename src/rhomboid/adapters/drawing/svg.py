"""SVG text: smooth paths and escaped labels."""

from __future__ import annotations

from html import escape

import numpy as np

from rhomboid.core.movement.rotation import Array

#: Coordinates are rounded to this many decimals of a pixel.
DECIMALS = 1


def number(value: float) -> str:
    """A coordinate as short as it can be."""
    text = f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    if text.startswith("0."):
        return text[1:]
    return text.replace("-0.", "-.", 1) if text.startswith("-0.") else text


def _numbers(values: Array) -> str:
    out = ""
    for value in values.ravel():
        text = number(float(value))
        out += text if not out or text.startswith("-") else " " + text
    return out


def _steps(points: Array) -> Array:
    """Points on the grid of the rounding, so that relative steps don't drift."""
    return np.asarray(np.round(points, DECIMALS))


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
    data = f"M{_numbers(start)}q" + "".join(_joined(_numbers(c), i) for i, c in enumerate(curves))
    return data + ("z" if closed else "")


def _joined(text: str, place: int) -> str:
    return text if place == 0 or text.startswith("-") else " " + text


def straight(points: Array, closed: bool = True) -> str:
    """Path data of straight lines through points of shape (n, 2)."""
    grid = _steps(points)
    rest = "".join(_joined(_numbers(d), i) for i, d in enumerate(np.diff(grid, axis=0)))
    return f"M{_numbers(grid[0])}l{rest}" + ("z" if closed else "")


def path(name: str, data: str) -> str:
    """A path whose colours come from the class `name`."""
    return f'<path class="{name}" d="{data}"/>' if data else ""


def text(value: str) -> str:
    """Text made safe between tags and in attributes."""
    return escape(value, quote=True)
