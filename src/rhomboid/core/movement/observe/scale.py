"""How long a person's limbs are in the picture when they lie in its plane."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.proportions import (
    FOREARM,
    SHANK,
    SHOULDER,
    THIGH,
    UPPER_ARM,
)
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.observe.segments import INDEX, Segments

_TRUNK: Final = float(SHOULDER[2])
#: Lengths by the length of the trunk (mid hips to mid shoulders), from the body model.
RATIOS: Final[dict[str, float]] = {
    **{f"upper_arm_{s}": UPPER_ARM / _TRUNK for s in SIDES},
    **{f"forearm_{s}": FOREARM / _TRUNK for s in SIDES},
    **{f"thigh_{s}": THIGH / _TRUNK for s in SIDES},
    **{f"shank_{s}": SHANK / _TRUNK for s in SIDES},
    "shoulder_line": 2 * float(SHOULDER[1]) / _TRUNK,
}
#: The trunk first, then the segments of `RATIOS`.
MEASURED: Final = ("trunk", *RATIOS)
_ROWS: Final = np.array([INDEX[name] for name in MEASURED])
_RATIO: Final = np.array([1.0, *RATIOS.values()])
PLACE: Final = {name: i for i, name in enumerate(MEASURED)}
#: A limb may be so much shorter or longer than the model's before it is taken for a mistake.
_SHORTEST, _LONGEST = 0.70, 1.25


class Scale(msgspec.Struct, frozen=True):
    """How long each segment of `MEASURED` is when it lies in the plane of the picture.

    Attributes:
        seen: longest length seen so far, shape (k,) or (k, n) over time.
        lengths: the same within what the trunk allows.
    """

    seen: Array
    lengths: Array

    def of(self, name: str) -> Array:
        """The length of a segment when it lies in the plane; a number or shape (n,)."""
        length: Array = self.lengths[PLACE[name]]
        return length


def _scale(seen: Array) -> Scale:
    model = seen[0] * (_RATIO if seen.ndim == 1 else _RATIO[:, None])
    return Scale(seen, np.minimum(np.maximum(seen, _SHORTEST * model), _LONGEST * model))


def grown(before: Scale | None, now: Segments) -> Scale:
    """The scale after one more frame."""
    lengths = now.lengths[_ROWS]
    return _scale(lengths if before is None else np.maximum(before.seen, lengths))


def over_time(segments: Segments) -> Scale:
    """The scale after each of n frames."""
    return _scale(np.maximum.accumulate(segments.lengths[_ROWS], axis=1))
