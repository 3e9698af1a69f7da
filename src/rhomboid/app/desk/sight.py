"""What a camera at the desk sees of a change of load: trunk and head, each with its error.

A camera on a screen sees head and shoulders from the front: how the shoulders tilt, and how far
the head nods. One at the side sees the trunk's line as far as the hips are in the picture, and the
head's. An angle of one view says nothing about that of the other.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.ergonomics.desk.shifts import Angle, Sample
from rhomboid.core.movement.body.rotation import Mask
from rhomboid.core.movement.coach.person import chosen
from rhomboid.core.movement.coach.sight_of import shown
from rhomboid.core.movement.coach.watch import Watched, first
from rhomboid.core.movement.observe.segments import (
    Segments,
    landmarks_of,
    segments,
    turned_deg,
)
from rhomboid.core.movement.sight.frame import Frame

From = Literal["front", "side"]

#: Errors of the pose model in the plane of the picture, and of the nod, which needs its depth
#: (XL-92).
_LINE_DEG: Final = 8.0
_TILT_DEG: Final = 6.0
_NOD_DEG: Final = 12.0
#: How broad a person must look to be seen from the front, and to stay so.
_FRONT_FROM, _FRONT_UNTIL = 0.58, 0.46
#: Darker, nothing can be said of an empty seat.
_DARK: Final = 0.12


class Looked(msgspec.Struct, frozen=True):
    """One look.

    Attributes:
        sample: for `shifts.step`.
        view: from where the person is seen; `None` when nobody is.
    """

    sample: Sample
    view: From | None


def look(frame: Frame, before: From | None) -> Looked:
    """Trunk and head in one picture.

    Args:
        frame: what the pose model found.
        before: from where the person was seen last.
    """
    seen = chosen(frame.people, None, 0.0)
    if seen is None:
        lit = frame.light is not None and frame.light >= _DARK
        return Looked(Sample(t_s=frame.t_s, nobody=lit), None)
    watched = first(np.asarray(frame.t_s), seen.points)
    broad = _FRONT_UNTIL if before == "front" else _FRONT_FROM
    view: From = "front" if watched.view.width >= broad else "side"
    marks = shown(seen.visibility, seen.points, frame.aspect)
    lines = segments(seen.points)
    trunk, head = (_front if view == "front" else _side)(lines, watched, marks)
    return Looked(Sample(t_s=frame.t_s, trunk=trunk, head=head), view)


def _front(lines: Segments, watched: Watched, marks: Mask) -> tuple[Angle | None, Angle | None]:
    """How the shoulders tilt, and how far the head nods."""
    right = 1.0 if watched.view.left_right >= 0 else -1.0
    tilt = turned_deg(lines.angle("shoulder_line") - 90.0 * right)
    face = lines.vector("face")
    nod = np.degrees(np.arctan2(face[1], np.hypot(face[0], face[2]) + 1e-9))
    return (
        _angle(float(tilt), _TILT_DEG, marks, "shoulder_line"),
        _angle(float(nod), _NOD_DEG, marks, "face"),
    )


def _side(lines: Segments, watched: Watched, marks: Mask) -> tuple[Angle | None, Angle | None]:
    """The line from hips to shoulders and that from shoulders to ears, forward positive."""
    toward = 1.0 if watched.view.ahead >= 0 else -1.0
    trunk = turned_deg(lines.angle("trunk") * toward)
    head = turned_deg(lines.angle("neck") * toward)
    return (
        _angle(float(trunk), _LINE_DEG, marks, "trunk"),
        _angle(float(head), _LINE_DEG, marks, "neck"),
    )


def _angle(deg: float, error_deg: float, marks: Mask, *needed: str) -> Angle | None:
    """The angle, if the picture shows what it is read from."""
    if not marks[list(landmarks_of(*needed))].all():
        return None
    return Angle(deg, error_deg)
