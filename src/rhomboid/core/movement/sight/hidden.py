"""How visible a landmark is: hidden by the body itself, or outside the picture.

Measured on a walk filmed from the side (full model, 221 frames): limbs on the far side had a
median visibility of 0.74 to 0.84, ears, shoulders and hips of 1.00 on either side. On a seated
person filmed from near by, knees and feet below the edge had 0.00 to 0.05. The pose model guesses
all of them all the same.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.rotation import Array, Indices
from rhomboid.core.movement.sight.landmark import COUNT, Landmark, of

CLEAR: Final = 0.99
#: Behind a limb; behind trunk or head.
BEHIND_LIMB, BEHIND_TRUNK = 0.75, 0.45
#: Ears, shoulders and hips are placed surely even behind the trunk.
SURE: Final = 0.95
OUTSIDE: Final = 0.03
#: Over so much of a picture's height around its edge visibility falls.
_EDGE: Final = 0.04

_L = Landmark
#: Parts that hide what is behind them: ends, and radius in statures. Trunk and head come first.
_PARTS: Final = (
    (_L.LEFT_SHOULDER, _L.LEFT_HIP, 0.045),
    (_L.RIGHT_SHOULDER, _L.RIGHT_HIP, 0.045),
    (_L.LEFT_SHOULDER, _L.RIGHT_HIP, 0.055),
    (_L.RIGHT_SHOULDER, _L.LEFT_HIP, 0.055),
    (_L.LEFT_EAR, _L.RIGHT_EAR, 0.045),
    (_L.LEFT_HIP, _L.LEFT_KNEE, 0.040),
    (_L.RIGHT_HIP, _L.RIGHT_KNEE, 0.040),
    (_L.LEFT_KNEE, _L.LEFT_ANKLE, 0.026),
    (_L.RIGHT_KNEE, _L.RIGHT_ANKLE, 0.026),
    (_L.LEFT_SHOULDER, _L.LEFT_ELBOW, 0.024),
    (_L.RIGHT_SHOULDER, _L.RIGHT_ELBOW, 0.024),
    (_L.LEFT_ELBOW, _L.LEFT_WRIST, 0.018),
    (_L.RIGHT_ELBOW, _L.RIGHT_WRIST, 0.018),
)
_OF_TRUNK: Final = 5
_BEGIN: Final[Indices] = np.array([part[0] for part in _PARTS], dtype=np.intp)
_END: Final[Indices] = np.array([part[1] for part in _PARTS], dtype=np.intp)
_RADIUS: Final[Array] = np.array([part[2] for part in _PARTS])
_STEADY: Final[Indices] = np.array(
    [of(part, side) for part in ("ear", "shoulder", "hip") for side in SIDES], dtype=np.intp
)


def _touching() -> Array:
    """1 where a part cannot hide a landmark because they touch, shape (33, parts)."""
    touching = np.zeros((COUNT, len(_PARTS)))
    for row, (begin, end, _) in enumerate(_PARTS):
        touching[[begin, end], row] = 1
    for side in SIDES:
        wrist, ankle = of("wrist", side), of("ankle", side)
        for part in ("pinky", "index", "thumb"):
            touching[of(part, side)] = touching[wrist]
        for part in ("heel", "foot_index"):
            touching[of(part, side)] = touching[ankle]
        for part in ("shoulder", "hip"):
            touching[of(part, side), :_OF_TRUNK] = 1
    return touching


_TOUCHING: Final = _touching()


def visibility(points: Array, seen: Array, eye: Array, aspect: float) -> Array:
    """Visibility (n, 33) of points (n, 33, 3) that lie in the picture at `seen`, same shape."""
    limb, trunk = _hidden(points, eye)
    visible = CLEAR - (CLEAR - BEHIND_LIMB) * limb
    visible = np.minimum(visible, CLEAR - (CLEAR - BEHIND_TRUNK) * trunk)
    visible[:, _STEADY] = np.maximum(visible[:, _STEADY], SURE)
    return np.asarray(OUTSIDE + (visible - OUTSIDE) * inside(seen, aspect))


def inside(seen: Array, aspect: float) -> Array:
    """1 in the picture, 0 outside, falling across the edge; shape (n, 33)."""
    x, y = seen[..., 0], seen[..., 1]
    margin = np.minimum(np.minimum(x, aspect - x), np.minimum(y, 1 - y))
    return np.asarray(np.clip(margin / _EDGE + 0.5, 0.0, 1.0))


def _hidden(points: Array, eye: Array) -> tuple[Array, Array]:
    """How much of each point is behind a limb, and behind trunk or head: 0 to 1, (n, 33)."""
    begin, end = points[:, None, _BEGIN], points[:, None, _END]
    deep = _depth(points[:, :, None] - eye, begin - eye, end - eye)
    covered = np.clip(deep / (0.4 * _RADIUS), 0.0, 1.0) * (1 - _TOUCHING)
    return covered[..., _OF_TRUNK:].max(-1), covered[..., :_OF_TRUNK].max(-1)


def _depth(ray: Array, begin: Array, end: Array) -> Array:
    """How far inside a part the ray from the eye to a point runs, negative outside; (n, 33, k).

    The ray ends one radius before the point: what the point touches does not hide it.
    """
    length = np.sqrt((ray**2).sum(-1, keepdims=True))
    way = ray / length
    along = end - begin
    c = (along**2).sum(-1) + 1e-12
    b = (way * along).sum(-1)
    d, e = (way * begin).sum(-1), (along * begin).sum(-1)
    t = np.clip((b * d - e) / np.maximum(c - b * b, 1e-9), 0.0, 1.0)
    reach = length[..., 0] - 1.3 * _RADIUS
    s = np.clip(d + t * b, 0.0, reach)
    t = np.clip((b * s - e) / c, 0.0, 1.0)
    gap = way * s[..., None] - begin - along * t[..., None]
    return np.asarray(_RADIUS - np.sqrt((gap**2).sum(-1)))
