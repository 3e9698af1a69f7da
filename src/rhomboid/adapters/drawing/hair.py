"""Hair and the features of the face, drawn on the head as it is seen."""

from __future__ import annotations

import numpy as np

from rhomboid.adapters.drawing.head_surface import HAIR_STATIONS
from rhomboid.adapters.drawing.loft import AROUND
from rhomboid.adapters.drawing.outline import Seen
from rhomboid.adapters.drawing.sections import HEAD
from rhomboid.core.movement.body.rotation import Array

#: Hairline: height above the first vertebra's joint, degrees from the middle of the face.
_HAIRLINE = np.array(
    [
        [-0.030, 150],
        [-0.014, 132],
        [0.000, 110],
        [0.010, 84],
        [0.024, 67],
        [0.036, 57],
        [0.048, 49],
        [0.058, 41],
        [0.066, 27],
        [0.072, 0],
    ]
)
#: Lines of the face: height, then degrees from its middle to the left.
_BROW = ((0.0325, 13), (0.0352, 24), (0.0335, 38))
_EYE = (0.0215, 24)
#: Half the height and width of an eye, in statures.
_EYE_SIZE = (0.0046, 0.0036)
_MOUTH = ((-0.0118, -19), (-0.0133, -7), (-0.0128, 0), (-0.0133, 7), (-0.0118, 19))
_SIGNS = (("left", 1), ("right", -1))
#: Strands thinner than this are left out, in pixels.
_THINNEST = 0.9
#: A line with less of its length than this in sight, in pixels, is not drawn.
_SHORTEST = 1.2


def hair(seen: Seen) -> dict[str, Array]:
    """Outlines from each edge of the head to the hairline by side; of three at most two show."""
    z = HAIR_STATIONS
    line = np.interp(z, _HAIRLINE[:, 0], _HAIRLINE[:, 1]) / 360 * AROUND
    low, high = _seen_arc(seen)
    # The front of the cap overlaps the forehead, so that the two halves meet.
    line = line - np.interp(z, [0.060, 0.078, 0.087], [0, 0.06, 0.16]) * AROUND
    out = {}
    for name, turn in (("hair_before", -AROUND), ("hair", 0), ("hair_after", AROUND)):
        from_ = np.clip(turn + line, low, high)
        to = np.clip(turn + AROUND - line, low, high)
        if (to - from_).max() < 0.3:
            continue
        outline = _sliver(seen, from_, to)
        if _area(outline) > 2:
            out[name] = outline
    return out


def _seen_arc(seen: Seen) -> tuple[Array, Array]:
    """Where the seen arc of each row begins and ends, in steps, without jumps between rows."""
    front = seen.front
    middle = seen.edges[0] + front / 2
    middle = middle[0] + (middle - middle[0] + AROUND / 2) % AROUND - AROUND / 2
    middle = middle - np.floor(middle.mean() / AROUND) * AROUND
    half = np.abs(front) / 2
    return middle - half, middle + half


def _sliver(seen: Seen, from_: Array, to: Array) -> Array:
    p, q = seen.at(from_ % AROUND), seen.at(to % AROUND)
    above_p = above_q = seen.axis[-1]
    wide = np.linalg.norm(p - q, axis=1)
    for i in range(len(p) - 1, -1, -1):
        share = np.clip((wide[i] - _THINNEST) / (2 * _THINNEST), 0, 1)
        share = share * share * (3 - 2 * share)
        p[i] = p[i] * share + above_p * (1 - share)
        q[i] = q[i] * share + above_q * (1 - share)
        above_p, above_q = p[i], q[i]
    return np.concatenate([p, q[::-1]])


def face(head: Seen) -> dict[str, Array]:
    """Brows and mouth as far as they are seen, each of shape (k, 2)."""
    lines = {"mouth": _on(head, _MOUTH)}
    for side, sign in _SIGNS:
        lines[f"brow_{side}"] = _on(head, tuple((z, sign * angle) for z, angle in _BROW))
    return {name: line for name, line in lines.items() if line is not None}


def eyes(head: Seen, scale: float) -> dict[str, Array]:
    """Outlines of the eyes that are seen, upright ovals that narrow as they turn away."""
    out = {}
    up = head.axis[-1] - head.axis[0]
    up = up / (np.linalg.norm(up) + 1e-9)
    across = np.array([-up[1], up[0]])
    for side, sign in _SIGNS:
        z, angle = _EYE
        seen = _facing(head, z, sign * angle)
        if seen < 0.15:
            continue
        centre = _at(head, z, sign * angle)
        tall, wide = _EYE_SIZE[0] * scale, _EYE_SIZE[1] * scale * min(1.0, 0.35 + seen)
        t = np.linspace(0, 2 * np.pi, 6, endpoint=False)
        oval = np.outer(np.cos(t) * tall, up) + np.outer(np.sin(t) * wide, across)
        out[f"eye_{side}"] = centre + oval
    return out


def _row(z: float) -> float:
    return float(np.interp(z, HEAD[:, 0], np.arange(len(HEAD))))


def _facing(head: Seen, z: float, angle: float) -> float:
    """How much a place of the face is turned to the eye: 1 is fully, below 0 is hidden."""
    low = int(_row(z))
    step = round(angle / 360 * AROUND) % AROUND
    return float(head.facing[[low, min(low + 1, len(HEAD) - 1)], step].mean())


def _at(head: Seen, z: float, angle: float) -> Array:
    """A place of the face on the page, shape (2,)."""
    row = _row(z)
    low = int(row)
    step = (angle / 360 * AROUND) % AROUND
    pair = head.at(np.array([step, step]), np.array([low, min(low + 1, len(HEAD) - 1)]))
    return np.asarray(pair[0] * (1 - (row - low)) + pair[1] * (row - low))


def _on(head: Seen, line: tuple[tuple[float, float], ...]) -> Array | None:
    points = [_at(head, z, angle) for z, angle in line if _facing(head, z, angle) > 0.12]
    if len(points) < 2:
        return None
    found = np.array(points)
    return found if np.linalg.norm(found[-1] - found[0]) > _SHORTEST else None


def _area(outline: Array) -> float:
    x, y = outline[:, 0], outline[:, 1]
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2
