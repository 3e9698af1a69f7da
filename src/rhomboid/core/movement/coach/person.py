"""Which of the people in the picture is the one who is coached."""

from __future__ import annotations

import math
from typing import Final

import msgspec

from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.landmark import Landmark

#: A person may move by so many trunk lengths from frame to frame, more after a gap, and may seem
#: so much larger or smaller.
REACH: Final = 0.8
_REACH_A_SECOND: Final = 2.0
_SIZES: Final = (0.5, 2.0)


class Place(msgspec.Struct, frozen=True):
    """Where a person is: middle of shoulders and hips, and the trunk's size, in heights."""

    x: float
    y: float
    size: float


def place(seen: Seen) -> Place:
    """Where a person is in the picture."""
    p = seen.points
    sx = (p[Landmark.LEFT_SHOULDER, 0] + p[Landmark.RIGHT_SHOULDER, 0]) / 2
    sy = (p[Landmark.LEFT_SHOULDER, 1] + p[Landmark.RIGHT_SHOULDER, 1]) / 2
    hx = (p[Landmark.LEFT_HIP, 0] + p[Landmark.RIGHT_HIP, 0]) / 2
    hy = (p[Landmark.LEFT_HIP, 1] + p[Landmark.RIGHT_HIP, 1]) / 2
    return Place(float(sx + hx) / 2, float(sy + hy) / 2, max(math.hypot(sx - hx, sy - hy), 1e-3))


def chosen(people: tuple[Seen, ...], known: Place | None, gap_s: float) -> Seen | None:
    """The person who is known already, the largest one before; `None` if only others are seen."""
    if not people:
        return None
    if known is None:
        return max(people, key=lambda seen: place(seen).size)
    nearest = min(people, key=lambda seen: _distance(place(seen), known))
    here = place(nearest)
    reach = (REACH + _REACH_A_SECOND * min(gap_s, 1.0)) * known.size
    fits = _SIZES[0] <= here.size / known.size <= _SIZES[1]
    if len(people) == 1:
        return nearest if _distance(here, known) <= 2 * reach else None
    return nearest if fits and _distance(here, known) <= reach else None


def _distance(a: Place, b: Place) -> float:
    return math.hypot(a.x - b.x, a.y - b.y)
