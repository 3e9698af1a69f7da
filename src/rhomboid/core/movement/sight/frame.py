"""Frames as the coach reads them, and whole recordings as arrays.

Picture coordinates: x to the right and y down as the camera sees them (never mirrored), z away
from the camera, all three in heights of the picture, so that angles are true. MediaPipe gives
x and z in widths: `from_normalised` converts.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.landmark import COUNT


class Seen(msgspec.Struct, frozen=True):
    """One person in one frame.

    Attributes:
        points: shape (33, 3), in heights of the picture; never NaN.
        visibility: shape (33,), 0 to 1.
    """

    points: Array
    visibility: Array


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One frame.

    Attributes:
        t_s: seconds since the recording or the set began; never smaller than the frame before.
        people: who is seen, the likeliest first; empty when nobody is.
        aspect: width of the picture by its height.
        light: mean brightness of the picture, 0 to 1, where it is known.
    """

    t_s: float
    people: tuple[Seen, ...]
    aspect: float = 16 / 9
    light: float | None = None


class Recording(msgspec.Struct, frozen=True, kw_only=True):
    """A whole recording of one person as arrays.

    Attributes:
        t_s: shape (n,), not decreasing.
        points: shape (n, 33, 3), in heights of the picture; NaN where nobody is seen.
        visibility: shape (n, 33), 0 where nobody is seen.
        aspect: width of the picture by its height.
    """

    t_s: Array
    points: Array
    visibility: Array
    aspect: float = 16 / 9

    def __len__(self) -> int:
        return len(self.t_s)

    def frame(self, index: int) -> Frame:
        """One frame of it, as the streaming coach reads it."""
        points = self.points[index]
        people: tuple[Seen, ...] = ()
        if np.isfinite(points).all():
            people = (Seen(points, self.visibility[index]),)
        return Frame(t_s=float(self.t_s[index]), people=people, aspect=self.aspect)


def from_normalised(landmarks: Array, aspect: float) -> Seen:
    """MediaPipe's landmarks, shape (33, 4): x, y, z, visibility, x and z in picture widths."""
    points = landmarks[:, :3] * np.array([aspect, 1.0, aspect])
    return Seen(points, np.clip(landmarks[:, 3], 0.0, 1.0))


def to_normalised(seen: Seen, aspect: float) -> Array:
    """The inverse of `from_normalised`, shape (33, 4)."""
    return np.column_stack([seen.points / np.array([aspect, 1.0, aspect]), seen.visibility])


#: Shape of one person's landmarks with visibility.
LANDMARKS_SHAPE: Final = (COUNT, 4)
