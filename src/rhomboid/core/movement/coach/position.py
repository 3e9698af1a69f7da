"""Whether a body lies or stands as the movement wants it; how well it does so is not asked."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.rotation import Mask
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.figure import read_figure
from rhomboid.core.movement.observe.segments import Segments
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import model_points

#: Positions in which the trunk lies level.
_LEVEL: Final = frozenset({"supine", "prone", "side_lying", "quadruped"})
#: A trunk within so many degrees of the upright does not lie. Seen along the body, from the head
#: or the feet, it is short; then it says nothing, as long as it is shorter than the shoulders.
_UPRIGHT_DEG: Final = 35.0
_FORESHORTENED: Final = 1.0
#: A trunk must lean by so much at least, and by so much more than it does in the figure, before
#: it is said to lie.
_LYING_DEG: Final = 65.0
_MORE_DEG: Final = 40.0
#: Shares of the way from start to end at which the figure is looked at.
_SHARES: Final = (0.0, 0.5, 1.0)


def is_level(movement: Movement) -> bool:
    """Whether a movement is done lying, or on hands and knees."""
    return movement.position in _LEVEL


def most_lean_deg(movement: Movement) -> float:
    """From how much lean on a person lies, for a movement that is not done lying; up to 180.

    Raises:
        PoseError: if its figure cannot be read.
    """
    if not movement.motion:
        return 180.0
    figure = read_figure(movement)
    return max(_LYING_DEG, _MORE_DEG + max(_lean_deg(figure.between(share)) for share in _SHARES))


def _lean_deg(body: Skeleton) -> float:
    points = model_points(body)
    up = (
        points[Landmark.LEFT_SHOULDER]
        + points[Landmark.RIGHT_SHOULDER]
        - points[Landmark.LEFT_HIP]
        - points[Landmark.RIGHT_HIP]
    )
    return math.degrees(math.acos(float(up[2] / np.linalg.norm(up))))


def in_position(parts: Segments, *, level: bool, most_lean_deg: float) -> Mask:
    """Whether each frame shows the trunk as the movement has it; a truth value or shape (n,).

    Args:
        parts: with `trunk` and `shoulder_line`.
        level: whether the movement is done lying.
        most_lean_deg: for one that is not, from which lean on a person lies.
    """
    lean = np.abs(parts.angle("trunk"))
    if not level:
        return np.asarray(lean < most_lean_deg)
    along = parts.length("trunk") < _FORESHORTENED * parts.length("shoulder_line")
    return np.asarray((lean > _UPRIGHT_DEG) | along)
