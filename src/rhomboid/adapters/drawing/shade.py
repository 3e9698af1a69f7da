"""The one shade: the strip of each part that is turned away from the light."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen
from rhomboid.core.movement.body.rotation import Array

#: Steps across the visible side in which the border of the shade is looked for.
_STEPS = 16
#: A strip narrower than this on the page is left out, in pixels.
_NARROWEST = 1.2
#: So is one of less than this, in square pixels.
_SMALLEST = 12.0


def shades(
    seen: Seen,
    first: int = 0,
    last: int | None = None,
    below: float = 0.15,
    *,
    thin: bool = False,
) -> dict[int, Array]:
    """Outlines of the shaded strips along the edges 0 and 1, those that there are.

    Args:
        seen: the part.
        first: first row.
        last: last row, the loft's own by default.
        below: share of light under which the skin lies in the shade.
        thin: both strips, however narrow they are.
    """
    rows = slice(first, None if last is None else last + 1)
    front = seen.front
    u = np.linspace(0, 1, _STEPS + 1)
    steps = seen.edges[0][:, None] + u * front[:, None]
    dark = below - _values(seen, steps)
    strips = {}
    for edge, border in ((0, _border(dark)), (1, _border(dark[:, ::-1]))):
        share = (_smooth(border) * _length_seen(seen))[rows]
        if share.max() <= 0 and not thin:
            continue
        way = share if edge == 0 else 1 - share
        inner = seen.at((seen.edges[0] + _whole(way, rows, front) * front) % AROUND)[rows]
        outer = seen.sides[edge][rows]
        if thin or _is_strip(outer, inner):
            strips[edge] = np.concatenate([outer, inner[::-1]])
    return strips


def _is_strip(outer: Array, inner: Array) -> bool:
    """Whether a strip is wide enough at some place, and more than a speck."""
    width = np.linalg.norm(inner - outer, axis=1)
    steps = np.linalg.norm(np.diff(outer, axis=0), axis=1)
    area = float(((width[1:] + width[:-1]) / 2 * steps).sum())
    return bool(width.max() > _NARROWEST) and area > _SMALLEST


def _length_seen(seen: Seen) -> Array:
    """0 where a part points at the eye, 1 where most of its length is seen, shape (n,).

    A part seen end-on has no edge that a shade could follow.
    """
    way = np.linalg.norm(np.gradient(seen.axis, axis=0), axis=1)
    whole = np.linalg.norm(np.gradient(seen.loft.centres, axis=0), axis=1) * seen.scale
    u = np.clip((way / (whole + 1e-9) - 0.3) / 0.35, 0, 1)
    return np.asarray(u * u * (3 - 2 * u))


def _values(seen: Seen, steps: Array) -> Array:
    """Light at fractional steps round each row, shape as `steps`."""
    low = np.floor(steps).astype(int)
    u = steps - low
    rows = np.arange(len(steps))[:, None]
    return np.asarray(
        seen.lit[rows, low % AROUND] * (1 - u) + seen.lit[rows, (low + 1) % AROUND] * u
    )


def _border(dark: Array) -> Array:
    """How far the dark reaches in from the first column, as a share, shape (n,)."""
    bright = dark <= 0
    first = np.where(bright.any(1), bright.argmax(1), _STEPS)
    rows = np.arange(len(dark))
    k = np.maximum(first, 1)
    a, b = dark[rows, k - 1], dark[rows, k]
    part = np.where(a > b, a / np.where(a > b, a - b, 1.0), 1.0)
    return np.where(first == 0, 0.0, (k - 1 + np.clip(part, 0, 1)) / _STEPS)


def _smooth(share: Array) -> Array:
    for _ in range(3):
        padded = np.pad(share, 1, mode="edge")
        share = padded[:-2] / 4 + padded[1:-1] / 2 + padded[2:] / 4
    return share


def _whole(way: Array, rows: slice, like: Array) -> Array:
    """Shares of some rows in an array for all of them."""
    out = np.zeros_like(like)
    out[rows] = way
    return out
