"""Hair and the features of the face, drawn on the head as it is seen."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.head_surface import HAIR_STATIONS
from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen
from rhomboid.adapters.drawing.sections import HEAD
from rhomboid.core.movement.rotation import Array

#: Hairline: height above the first vertebra's joint, degrees from the middle of the face.
_HAIRLINE = np.array(
    [
        [-0.030, 150],
        [-0.014, 132],
        [0.000, 112],
        [0.010, 92],
        [0.024, 80],
        [0.036, 74],
        [0.048, 66],
        [0.058, 54],
        [0.066, 34],
        [0.072, 0],
    ]
)
#: Lines of the face: height, then degrees from its middle to the left.
_BROW = ((0.0325, 13), (0.0352, 24), (0.0335, 38))
_EYE = ((0.0225, 15), (0.0248, 23), (0.0222, 33))
_MOUTH = ((-0.0118, -19), (-0.0133, -7), (-0.0128, 0), (-0.0133, 7), (-0.0118, 19))
#: A line with less of its length than this in sight, in pixels, is not drawn.
_SHORTEST = 1.2


def hair(seen: Seen) -> list[Array]:
    """Outlines from each edge of the head to the hairline, at most two."""
    z = HAIR_STATIONS
    line = np.interp(z, _HAIRLINE[:, 0], _HAIRLINE[:, 1]) / 360 * AROUND
    low, high = _seen_arc(seen)
    # The front of the cap overlaps the forehead, so that the two halves meet.
    line = line - np.interp(z, [0.060, 0.078, 0.087], [0, 0.06, 0.16]) * AROUND
    out = []
    for turn in (-AROUND, 0, AROUND):
        from_ = np.clip(turn + line, low, high)
        to = np.clip(turn + AROUND - line, low, high)
        if (to - from_).max() < 0.3:
            continue
        outline = _sliver(seen, from_, to)
        if _area(outline) > 2:
            out.append(outline)
    return out


def _seen_arc(seen: Seen) -> tuple[Array, Array]:
    """Where the seen arc of each row begins and ends, in steps, without jumps between rows."""
    front = seen.front()
    middle = seen.edges[0] + front / 2
    middle = middle[0] + (middle - middle[0] + AROUND / 2) % AROUND - AROUND / 2
    middle = middle - np.floor(middle.mean() / AROUND) * AROUND
    half = np.abs(front) / 2
    return middle - half, middle + half


def _sliver(seen: Seen, from_: Array, to: Array) -> Array:
    p, q = seen.at(from_ % AROUND), seen.at(to % AROUND)
    above_p = above_q = seen.axis[-1]
    for i in range(len(p) - 1, -1, -1):
        share = np.clip((to[i] - from_[i] - 0.07) / 2.7, 0, 1)
        share = share * share * (3 - 2 * share)
        p[i] = p[i] * share + above_p * (1 - share)
        q[i] = q[i] * share + above_q * (1 - share)
        above_p, above_q = p[i], q[i]
    return np.concatenate([p, q[::-1]])


def face(head: Seen) -> list[Array]:
    """Brows, eyes and mouth as far as they are seen, each of shape (k, 2)."""
    lines = [_on(head, _MOUTH)]
    for sign in (1, -1):
        for feature in (_BROW, _EYE):
            lines.append(_on(head, tuple((z, sign * angle) for z, angle in feature)))
    return [line for line in lines if line is not None]


def _on(head: Seen, line: tuple[tuple[float, float], ...]) -> Array | None:
    points = []
    for z, angle in line:
        row = float(np.interp(z, HEAD[:, 0], np.arange(len(HEAD))))
        low = int(row)
        step = (angle / 360 * AROUND) % AROUND
        at, rows = np.array([step, step]), np.array([low, min(low + 1, len(HEAD) - 1)])
        seen = head.facing[rows, int(round(step)) % AROUND]
        if seen.mean() < 0.12:
            continue
        pair = head.at(at, rows)
        points.append(pair[0] * (1 - (row - low)) + pair[1] * (row - low))
    if len(points) < 2:
        return None
    found = np.array(points)
    return found if np.linalg.norm(found[-1] - found[0]) > _SHORTEST else None


def _area(outline: Array) -> float:
    x, y = outline[:, 0], outline[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
