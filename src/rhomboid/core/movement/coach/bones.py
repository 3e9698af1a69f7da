"""Whether what is seen is a body: bones keep their length from frame to frame.

They seem shorter when they point at the camera, but never all of them at once, nor in every frame.
What a pose model makes of a curtain or of noise does just that.
"""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.watch import GAP_S
from rhomboid.core.movement.sight.landmark import Landmark

_PAIRS: Final = (
    *(
        (Landmark[f"{side}_{begin}"], Landmark[f"{side}_{end}"])
        for side in ("LEFT", "RIGHT")
        for begin, end in (
            ("SHOULDER", "ELBOW"), ("ELBOW", "WRIST"), ("HIP", "KNEE"), ("KNEE", "ANKLE"),
            ("SHOULDER", "HIP"),
        )
    ),
)  # fmt: skip
_BEGINS: Final = np.array([int(pair[0]) for pair in _PAIRS])
_ENDS: Final = np.array([int(pair[1]) for pair in _PAIRS])
#: Frames over which changes are averaged, and the mean change (natural logarithm of the ratio, at
#: most `_MOST` for one bone) beyond which it is no body. Random points have 0.37 and more, the
#: worst generated sets 0.30, real recordings 0.15.
WINDOW: Final = 8
_NO_BODY: Final = 0.34
_MOST: Final = 0.7
#: Lengths are not told apart below this, in heights of the picture.
_POINT: Final = 1e-4


class Bones(msgspec.Struct, frozen=True):
    """Bones of one person after a frame.

    Attributes:
        logs: logarithms of their lengths in the picture, shape (10,).
        changes: mean change of each of the last frames, up to `WINDOW`.
    """

    logs: Array
    changes: tuple[float, ...] = ()

    @property
    def of_a_body(self) -> bool:
        """Whether they can be those of one body, as far as is known yet."""
        return len(self.changes) < WINDOW or sum(self.changes) <= WINDOW * _NO_BODY


def bones(before: Bones | None, points: Array, *, gone: bool) -> Bones:
    """After one more frame, points (33, 3); `gone` if the person was away for a while."""
    logs = _logs(points)
    change = 0.0
    if before is not None and not gone:
        change = float(np.minimum(np.abs(logs - before.logs), _MOST).mean())
    changes = () if before is None else before.changes[1 - WINDOW :]
    return Bones(logs, (*changes, change))


def of_a_body(t_s: Array, points: Array) -> Mask:
    """The same for each of n frames, points (n, 33, 3), shape (n,)."""
    changes = np.zeros(len(t_s))
    moved = np.minimum(np.abs(np.diff(_logs(points), axis=0)), _MOST).mean(1)
    changes[1:] = np.where(np.diff(t_s) > GAP_S, 0.0, moved)
    sums = np.convolve(changes, np.ones(WINDOW))[: len(changes)]
    known = np.arange(len(changes)) >= WINDOW - 1
    return np.asarray(~known | (sums <= WINDOW * _NO_BODY))


def _logs(points: Array) -> Array:
    way = points[..., _ENDS, :2] - points[..., _BEGINS, :2]
    x, y = way[..., 0], way[..., 1]
    return np.asarray(np.log(x * x + y * y + _POINT * _POINT) / 2)
