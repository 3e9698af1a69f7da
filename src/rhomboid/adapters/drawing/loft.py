"""A part of the body as a stack of sections along a smooth line."""

from __future__ import annotations

from copy import copy

import numpy as np

from rhomboid.core.movement.body.rotation import Array

#: Points round each section; a multiple of four.
AROUND = 48
#: Their angles: 0 at the front, a quarter at the left.
PHI: Array = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
_COS, _SIN = np.cos(PHI), np.sin(PHI)


class Loft:
    """Sections with surface points and outward normals.

    Args:
        centres: shape (n, 3).
        frames: shape (n, 3, 3), the columns front, left and along.
        sections: half axes to the front, back, left and right, shape (n, 4).
        power: exponent of the sections; 2 is an ellipse, more is squarer.
        bump: added to the front coordinate, shape (n, AROUND).
    """

    def __init__(
        self,
        centres: Array,
        frames: Array,
        sections: Array,
        power: float = 2.3,
        bump: Array | None = None,
    ) -> None:
        self.centres, self.frames = centres, frames
        e = 2 / power
        x = np.sign(_COS) * np.abs(_COS) ** e
        y = np.sign(_SIN) * np.abs(_SIN) ** e
        fore = np.where(x > 0, x * sections[:, :1], x * sections[:, 1:2])
        side = np.where(y > 0, y * sections[:, 2:3], y * sections[:, 3:4])
        if bump is not None:
            fore = fore + bump
        self.points = (
            centres[:, None]
            + fore[..., None] * frames[:, None, :, 0]
            + side[..., None] * frames[:, None, :, 1]
        )
        self.normals = self._normals()

    def widened(self, share: float | Array) -> Loft:
        """The same part with sections `share` times as wide; its directions stay.

        `share` is one number, or an array of shape (n, 1, 1) with one for each section.
        """
        if np.all(share == 1):
            return self
        wide = copy(self)
        wide.points = self.centres[:, None] + (self.points - self.centres[:, None]) * share
        return wide

    def _normals(self) -> Array:
        p = self.points
        around = np.roll(p, -1, 1) - np.roll(p, 1, 1)
        along = np.gradient(p, axis=0)
        normals = np.empty_like(p)
        for i, (j, k) in enumerate(((1, 2), (2, 0), (0, 1))):
            normals[..., i] = around[..., j] * along[..., k] - around[..., k] * along[..., j]
        normals /= np.sqrt((normals**2).sum(-1, keepdims=True)) + 1e-12
        outward = np.sign(((p - self.centres[:, None]) * normals).sum((1, 2)))
        return np.asarray(normals * np.where(outward == 0, 1, outward)[:, None, None])


def rows_at(table: Array, places: Array) -> Array:
    """Rows of `table` (first column: place) at other places, along monotone cubics.

    Returns shape (len(places), columns - 1). Method of Fritsch and Carlson with weighted
    harmonic means, so that no bulge appears between two rows.
    """
    t, y = table[:, 0], table[:, 1:]
    at = np.clip(places, t[0], t[-1])
    h = np.diff(t)[:, None]
    d = np.diff(y, axis=0) / h
    slopes = np.zeros_like(y)
    a, b = d[:-1], d[1:]
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    same = a * b > 0
    safe_a, safe_b = np.where(same, a, 1.0), np.where(same, b, 1.0)
    slopes[1:-1] = np.where(same, (w1 + w2) / (w1 / safe_a + w2 / safe_b), 0.0)
    slopes[0], slopes[-1] = d[0], d[-1]
    i = np.clip(np.searchsorted(t, at, side="right") - 1, 0, len(t) - 2)
    hh = h[i]
    u = (at - t[i])[:, None] / hh
    return np.asarray(
        (2 * u**3 - 3 * u**2 + 1) * y[i]
        + (u**3 - 2 * u**2 + u) * hh * slopes[i]
        + (-2 * u**3 + 3 * u**2) * y[i + 1]
        + (u**3 - u**2) * hh * slopes[i + 1]
    )
