"""Landmarks as segments: vectors between points, with lengths and angles in the picture.

One matrix product gives every vector of a frame, or of a whole recording at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.landmark import COUNT, Landmark, of

#: A point as shares of landmarks.
_Mix = dict[Landmark, float]


def _mid(part: str) -> _Mix:
    return {of(part, "left"): 0.5, of(part, "right"): 0.5}


def _one(part: str, side: Side) -> _Mix:
    return {of(part, side): 1.0}


def _paired(side: Side) -> dict[str, tuple[_Mix, _Mix]]:
    """Segments of one side: from the first point to the second."""
    shoulder, hip, ear = _one("shoulder", side), _one("hip", side), _one("ear", side)
    elbow, wrist = _one("elbow", side), _one("wrist", side)
    knee, ankle = _one("knee", side), _one("ankle", side)
    return {
        "flank": (hip, shoulder),
        "upper_arm": (shoulder, elbow),
        "forearm": (elbow, wrist),
        "arm": (shoulder, wrist),
        "thigh": (hip, knee),
        "shank": (knee, ankle),
        "leg": (hip, ankle),
        "foot": (_one("heel", side), _one("foot_index", side)),
        "neck": (shoulder, ear),
        "cheek": (ear, {Landmark.NOSE: 1.0}),
    }


def _all() -> dict[str, tuple[_Mix, _Mix]]:
    middle = {
        "trunk": (_mid("hip"), _mid("shoulder")),
        "shoulder_line": (_one("shoulder", "right"), _one("shoulder", "left")),
        "hip_line": (_one("hip", "right"), _one("hip", "left")),
        "ear_line": (_one("ear", "right"), _one("ear", "left")),
        "eye_line": (_one("eye", "right"), _one("eye", "left")),
        "neck": (_mid("shoulder"), _mid("ear")),
        "face": (_mid("ear"), {Landmark.NOSE: 1.0}),
        "gaze": (_mid("shoulder"), {Landmark.NOSE: 1.0}),
        "wrist_line": (_one("wrist", "right"), _one("wrist", "left")),
        "knee_line": (_one("knee", "right"), _one("knee", "left")),
        "ankle_line": (_one("ankle", "right"), _one("ankle", "left")),
    }
    paired = {f"{name}_{side}": v for side in SIDES for name, v in _paired(side).items()}
    return middle | paired


_SEGMENTS: Final = _all()
INDEX: Final[dict[str, int]] = {name: i for i, name in enumerate(_SEGMENTS)}


def _matrix() -> Array:
    rows = np.zeros((len(_SEGMENTS), COUNT))
    for row, (begin, end) in zip(rows, _SEGMENTS.values(), strict=True):
        for landmark, share in end.items():
            row[landmark] += share
        for landmark, share in begin.items():
            row[landmark] -= share
    return rows


_MATRIX: Final = _matrix()


def landmarks_of(*segments: str) -> tuple[int, ...]:
    """The landmarks that these segments are made of."""
    return tuple(
        sorted({int(mark) for name in segments for mix in _SEGMENTS[name] for mark in mix})
    )


class Segments(msgspec.Struct, frozen=True):
    """All segments of one frame (s, 3) or of n frames (s, n, 3).

    Attributes:
        vectors: in heights of the picture; x right, y down, z away.
        lengths: in the picture, shape (s,) or (s, n).
        angles_deg: direction in the picture, 0 up, clockwise, -180 to 180, same shape.
    """

    vectors: Array
    lengths: Array
    angles_deg: Array

    def vector(self, name: str) -> Array:
        """One segment, shape (3,) or (n, 3)."""
        return np.asarray(self.vectors[INDEX[name]])

    def length(self, name: str) -> Array:
        """Its length in the picture; a number or shape (n,)."""
        value: Array = self.lengths[INDEX[name]]
        return value

    def angle(self, name: str) -> Array:
        """Its direction in the picture; a number or shape (n,)."""
        value: Array = self.angles_deg[INDEX[name]]
        return value


def segments(points: Array) -> Segments:
    """Segments of landmarks of shape (33, 3) or (n, 33, 3)."""
    vectors = (
        _MATRIX @ points if points.ndim == 2 else np.tensordot(_MATRIX, points, axes=([1], [1]))
    )
    x, y = vectors[..., 0], vectors[..., 1]
    return Segments(vectors, np.hypot(x, y), np.degrees(np.arctan2(x, -y)))


def some_segments(points: Array, names: Iterable[str]) -> Segments:
    """As `segments` for n frames, but only these are worked out; the others hold no meaning."""
    rows = [INDEX[name] for name in names]
    found = np.tensordot(_MATRIX[rows], points, axes=([1], [1]))
    shape = (len(_SEGMENTS), len(points))
    vectors, lengths, angles = np.zeros((*shape, 3)), np.zeros(shape), np.zeros(shape)
    x, y = found[..., 0], found[..., 1]
    vectors[rows], lengths[rows] = found, np.hypot(x, y)
    angles[rows] = np.degrees(np.arctan2(x, -y))
    return Segments(vectors, lengths, angles)


def turned_deg(degrees: Array) -> Array:
    """An angle or difference of angles brought to -180 up to 180."""
    return (degrees + 180.0) % 360.0 - 180.0
