"""Whether a frame shows what a movement needs; if not, why."""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.records import Unseen
from rhomboid.core.movement.sight.frame import Seen

#: A landmark below this visibility is guessed by the pose model, not seen.
SEEN_FROM: Final = 0.5
#: Brightness of the picture below which it is called dark, if the body is not seen either.
_DARK: Final = 0.12
#: Trunk in heights of the picture: larger is too near when parts are missing, smaller too far.
_NEAR: Final = 0.45
FAR: Final = 0.05
#: Landmarks so far outside the picture are out of it, in heights.
_MARGIN: Final = 0.02


def why_unseen(
    seen: Seen, needed: np.ndarray, size: float, light: float | None, aspect: float
) -> Unseen | None:
    """Why a person cannot be judged in this frame, `None` if they can.

    Args:
        needed: landmarks that the movement needs, shape (k,).
        size: length of the trunk in heights of the picture.
        light: mean brightness, where known.
        aspect: width of the picture by its height.
    """
    if size < FAR:
        return "too_far"
    hidden = ~shown(seen.visibility[needed], seen.points[needed], aspect)
    if not hidden.any():
        return None
    if light is not None and light < _DARK:
        return "dark"
    if not inside(seen.points[needed[hidden]], aspect).all():
        return "too_near" if size > _NEAR else "out_of_frame"
    return "covered"


def shown(visibility: Array, points: Array, aspect: float) -> Mask:
    """Which landmarks the picture shows.

    A pose model places what lies beyond the border too, and is often sure of it; nobody can know.

    Args:
        visibility: shape (...,), 0 to 1.
        points: shape (..., 3), in heights of the picture.
        aspect: width of the picture by its height.
    """
    return (visibility >= SEEN_FROM) & inside(points, aspect)


def inside(points: Array, aspect: float) -> Mask:
    """Which points, shape (..., 3), lie in a picture of that shape, or hardly outside it."""
    x, y = points[..., 0], points[..., 1]
    return (x >= -_MARGIN) & (x <= aspect + _MARGIN) & (y >= -_MARGIN) & (y <= 1 + _MARGIN)
