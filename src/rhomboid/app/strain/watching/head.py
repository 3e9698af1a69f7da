"""The head against the trunk.

No camera shows C7 or the joints of the neck. From the side two lines stand in for them: from
shoulder to ear, which moves when the head goes forward, and the face, which moves when it nods.
What is given spans both, each with its own error: the zero of either differs from person to
person (ER-61).
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from rhomboid.app.strain.watching.limbs import POINT, point_error
from rhomboid.app.strain.watching.person import Followed
from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.proportions import C1, SHOULDER, SPINE
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.observe.segments import Segments, turned_deg
from rhomboid.core.movement.sight.landmark import Landmark, of
from rhomboid.core.movement.sight.model import FACE, MOUTH, NOSE

#: Never less than this; what people's own zeros add is in it.
_LEAST_DEG: Final = 12.0
_ZERO_DEG: Final = 6.0
#: Line from shoulder to ear of the body model in upright stance, forward of the upright.
_REST_DEG: Final = math.degrees(
    math.atan2(
        SPINE[C1, 0] + FACE["ear"][0] - SHOULDER[0], SPINE[C1, 1] + FACE["ear"][2] - SHOULDER[2]
    )
)


def _face() -> tuple[Array, list[int]]:
    """The model's face from the side about its middle, forward and up, and its landmarks."""
    places = {int(Landmark.NOSE): NOSE}
    for side in SIDES:
        places |= {int(of(part, side)): place for part, place in FACE.items()}
        places[int(Landmark[f"MOUTH_{side}".upper()])] = MOUTH
    marks = sorted(places)
    shape = np.array([[places[mark][0], places[mark][2]] for mark in marks])
    return shape - shape.mean(0), marks


_SHAPE, _MARKS = _face()


def neck_flexion(lines: Segments, who: Followed, against: tuple[Array, Array, Array]) -> Rows:
    """The head forward of the trunk, as the side shows it, degrees of shape (n,).

    Args:
        lines: segments of all frames.
        who: the person.
        against: the trunk's direction, forward positive; sine of the turn from the side; what
            guessed hips add to the error.
    """
    leaning, turned, guessed = against
    trunk = lines.length("trunk") + 1e-9
    base = point_error(trunk, trunk, 2)
    line = turned_deg(lines.angle("neck") * who.toward - _REST_DEG - leaning)
    pitch, size = _pitch(who)
    nod = turned_deg(pitch - leaning)
    more = guessed + 12.0 * turned
    base = np.hypot(base, _ZERO_DEG)
    off = np.hypot(base, point_error(lines.length("neck"), trunk, 2))
    line_error = np.maximum(off, _LEAST_DEG) + more
    face = np.degrees(np.arctan(POINT * trunk / np.maximum(size, 1e-9)))
    face_error = np.maximum(np.hypot(base, face), _LEAST_DEG) + more
    return Rows(
        np.minimum(line - line_error, nod - face_error),
        np.maximum(line + line_error, nod + face_error),
    )


def _pitch(who: Followed) -> tuple[Array, Array]:
    """Turn of the face in the picture, forward positive, and the length that shows it."""
    seen = who.points[:, _MARKS, :2] - who.points[:, _MARKS, :2].mean(1, keepdims=True)
    x, up = seen[..., 0] * who.toward[:, None], -seen[..., 1]
    along = (x * _SHAPE[:, 0] + up * _SHAPE[:, 1]).sum(-1)
    across = (x * _SHAPE[:, 1] - up * _SHAPE[:, 0]).sum(-1)
    return np.degrees(np.arctan2(across, along)), np.hypot(along, across) / math.sqrt(
        float((_SHAPE**2).sum())
    )


def neck_side_bend(lines: Segments, who: Followed) -> Rows:
    """From the front: line of the ears against that of the shoulders, to the left positive."""
    trunk = lines.length("trunk") + 1e-9
    ears, shoulders = lines.length("ear_line"), lines.length("shoulder_line")
    bend = turned_deg(lines.angle("ear_line") - lines.angle("shoulder_line")) * who.toward
    off = np.hypot(point_error(ears, trunk), point_error(shoulders, trunk))
    return Rows(bend - off, bend + off)
