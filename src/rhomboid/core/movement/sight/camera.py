"""A pinhole camera: where it stands, and the landmarks it sees.

The world is that of the body model, in statures: x forward, y to the person's left, z up.
"""

from __future__ import annotations

import math
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array, cross, unit, vector
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.hidden import visibility
from rhomboid.core.movement.sight.landmark import Landmark

#: The side of the person that is seen.
Facing = Literal["front", "back", "left", "right"]
_AROUND_DEG: Final[dict[str, float]] = {"front": 0, "left": 90, "back": 180, "right": -90}
#: Nothing nearer to the eye than this, in statures, can be seen.
NEAREST: Final = 0.05
_HIPS: Final = (int(Landmark.LEFT_HIP), int(Landmark.RIGHT_HIP))


class Camera(msgspec.Struct, frozen=True, kw_only=True):
    """Where a camera stands and how wide it sees.

    Attributes:
        side: the side of the person that it stands on.
        turn_deg: how far it has gone round to the person's left from there.
        distance_m: along the floor, from the middle of what it looks at.
        height_m: above the floor.
        tilt_deg: how far it looks up; without it, it looks at the middle of the body.
        roll_deg: how far it leans to its own right.
        view_deg: vertical angle of view; laptops have about 40 to 50.
        aspect: width of the picture by its height.
    """

    side: Facing = "front"
    turn_deg: float = 0.0
    distance_m: float = 3.0
    height_m: float = 1.0
    tilt_deg: float | None = None
    roll_deg: float = 0.0
    view_deg: float = 45.0
    aspect: float = 16 / 9


class Lens(msgspec.Struct, frozen=True):
    """A camera in place.

    Attributes:
        eye: in statures, shape (3,).
        axes: right, down and ahead as rows, shape (3, 3).
        focal: in heights of the picture.
        aspect: width of the picture by its height.
    """

    eye: Array
    axes: Array
    focal: float
    aspect: float


def lens(camera: Camera, stature_m: float, aim: Array) -> Lens:
    """A camera in place, looking at `aim`, a point in statures of shape (3,)."""
    around = math.radians(_AROUND_DEG[camera.side] + camera.turn_deg)
    away = vector(math.cos(around), math.sin(around), 0)
    eye = aim + away * (camera.distance_m / stature_m)
    eye[2] = camera.height_m / stature_m
    if camera.tilt_deg is None:
        ahead = unit(aim - eye)
    else:
        tilt = math.radians(camera.tilt_deg)
        ahead = -away * math.cos(tilt) + vector(0, 0, math.sin(tilt))
    right = unit(cross(ahead, vector(0, 0, 1)))
    down = cross(ahead, right)
    roll = math.radians(camera.roll_deg)
    axes = np.array(
        [
            right * math.cos(roll) + down * math.sin(roll),
            down * math.cos(roll) - right * math.sin(roll),
            ahead,
        ]
    )
    return Lens(eye, axes, 0.5 / math.tan(math.radians(camera.view_deg) / 2), camera.aspect)


def picture(points: Array, through: Lens) -> Array:
    """Points (..., 33, 3) in statures as they lie in the picture, same shape.

    x to the right, y down, in heights of the picture from its upper left corner; z behind the
    middle of the hips, in the scale that x has there.
    """
    local = (points - through.eye) @ through.axes.T
    depth = np.maximum(local[..., 2], NEAREST)
    hips = np.maximum(local[..., _HIPS, 2].mean(-1), NEAREST)[..., None]
    x = through.aspect / 2 + through.focal * local[..., 0] / depth
    y = 0.5 + through.focal * local[..., 1] / depth
    z = through.focal * (local[..., 2] - hips) / hips
    return np.stack([x, y, z], axis=-1)


def middle(points: Array) -> Array:
    """The middle of the box around points (..., 3), shape (3,): what a camera looks at."""
    flat = points.reshape(-1, 3)
    return np.asarray((flat.min(0) + flat.max(0)) / 2)


def look(points: Array, through: Lens) -> tuple[Array, Array]:
    """Points (n, 33, 3) in the picture, same shape, and their visibility, shape (n, 33)."""
    seen = picture(points, through)
    return seen, visibility(points, seen, through.eye, through.aspect)


def see(points: Array, camera: Camera, stature_m: float, aim: Array | None = None) -> Seen:
    """One body, shape (33, 3) in statures, as a camera sees it.

    Args:
        aim: what the camera looks at; the middle of the body if it isn't said.
    """
    through = lens(camera, stature_m, middle(points) if aim is None else aim)
    seen, visible = look(points[None], through)
    return Seen(seen[0], visible[0])
