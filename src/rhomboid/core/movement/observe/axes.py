"""The body's own axes, found from its points: pelvis, chest and head, for n frames at once.

Frames have shape (n, 3, 3) with forward, left and up as columns, vectors (n, 3).
"""

from __future__ import annotations

import math
from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.arm import girdle
from rhomboid.core.movement.body.pose import SIDES, Limbs, Side
from rhomboid.core.movement.body.proportions import HIP_HALF_WIDTH, SHOULDER
from rhomboid.core.movement.body.rotation import MIRROR, Array, Mask, about_y
from rhomboid.core.movement.sight.landmark import Landmark, of
from rhomboid.core.movement.sight.model import FACE, HIP, MOUTH, NOSE

#: Points nearer than this share of the trunk's length count as one.
TOGETHER: Final = 0.01
#: Rounds in which arms and chest find each other.
_ROUNDS: Final = 3
_LIMBS: Final = Limbs()
#: The trunk's line in upright stance leans back by this; frames are turned so that it is 0.
_LEAN_DEG: Final = math.degrees(math.atan2(SHOULDER[0], SHOULDER[2] - HIP[2]))
_UPRIGHT: Final[Array] = about_y(-_LEAN_DEG)
#: Distance of the hip points in statures.
HIPS_APART: Final = 2 * (HIP_HALF_WIDTH + float(HIP[1]))


def length(vectors: Array) -> Array:
    """Lengths of vectors (..., 3), never 0."""
    return np.asarray(np.maximum(np.sqrt((vectors**2).sum(-1)), 1e-12))


def directed(vectors: Array) -> Array:
    """Unit vectors; what has no length stays short."""
    return np.asarray(vectors / length(vectors)[..., None])


def into(frames: Array, vectors: Array) -> Array:
    """Vectors (n, 3) told in frames (n, 3, 3)."""
    return np.asarray(np.einsum("nji,nj->ni", frames, vectors))


def beside(left: Array, up: Array) -> Array:
    """Frames whose left is `left` and whose up is as near to `up` as can be."""
    y = directed(left)
    z = directed(up - y * (up * y).sum(-1, keepdims=True))
    return np.stack([np.cross(y, z), y, z], axis=-1)


class Axes(msgspec.Struct, frozen=True):
    """Axes of a body in n frames.

    Attributes:
        hips: left is the line of the hips, up the line of the trunk.
        chest: left is the line of the shoulders, up the line of the trunk.
        head: of the face.
        line: from mid hips to mid shoulders, at rest.
        scale: a stature in the unit of the points, from the hips.
        whole: whether hips, shoulders and trunk have a direction.
        faced: whether the face has one.
    """

    hips: Array
    chest: Array
    head: Array
    line: Array
    scale: Array
    whole: Mask
    faced: Mask


def axes(points: Array) -> Axes:
    """Axes of points (n, 33, 3)."""
    left, right = points[:, Landmark.LEFT_HIP], points[:, Landmark.RIGHT_HIP]
    across, low = left - right, (left + right) / 2
    shoulders = {side: points[:, of("shoulder", side)] for side in SIDES}
    scale = length(across) / HIPS_APART
    rest = shoulders
    for _ in range(_ROUNDS):
        chest = beside(rest["left"] - rest["right"], _line(rest, low)) @ _UPRIGHT
        rest = {side: _at_rest(points, side, chest, scale) for side in SIDES}
    line, breadth = _line(rest, low), rest["left"] - rest["right"]
    head, faced = _head(points)
    whole = np.minimum(length(across), length(breadth)) > TOGETHER * length(line)
    return Axes(
        hips=beside(across, line) @ _UPRIGHT,
        chest=beside(breadth, line) @ _UPRIGHT,
        head=head,
        line=line,
        scale=scale,
        whole=np.asarray(whole & (length(line) > 1e-9)),
        faced=faced,
    )


def _line(shoulders: dict[Side, Array], low: Array) -> Array:
    return np.asarray((shoulders["left"] + shoulders["right"]) / 2 - low)


def _at_rest(points: Array, side: Side, chest: Array, scale: Array) -> Array:
    """Where the shoulder would be if its arm hung: a raised arm takes its shoulder along."""
    shoulder, elbow = points[:, of("shoulder", side)], points[:, of("elbow", side)]
    mirror = np.eye(3) if side == "left" else MIRROR
    arm = directed(into(chest, elbow - shoulder)) @ mirror
    moved = np.array([girdle(direction, _LIMBS) - SHOULDER for direction in arm]) @ mirror
    return np.asarray(shoulder - np.einsum("nij,nj->ni", chest, moved) * scale[:, None])


def _face() -> tuple[Array, Array]:
    """The model's face about its middle, shape (11, 3), and its landmarks."""
    places = {Landmark.NOSE: NOSE}
    for side in SIDES:
        mirror = np.eye(3) if side == "left" else MIRROR
        places |= {of(part, side): mirror @ place for part, place in FACE.items()}
        places[Landmark[f"MOUTH_{side}".upper()]] = mirror @ MOUTH
    marks = sorted(places)
    shape = np.array([places[mark] for mark in marks])
    return shape - shape.mean(0), np.array(marks, dtype=np.intp)


_FACE, _FACE_MARKS = _face()
#: A face flatter than this, by its own size, has no direction.
_FLAT: Final = 1e-3


def _head(points: Array) -> tuple[Array, Mask]:
    """Frames of the head that fit the face best (Kabsch), and whether the face has a direction."""
    face = points[:, _FACE_MARKS]
    face = face - face.mean(1, keepdims=True)
    u, size, v = np.linalg.svd(np.einsum("nki,kj->nij", face, _FACE))
    turn = np.sign(np.linalg.det(u @ v))
    u[..., 2] *= np.where(turn == 0, 1.0, turn)[:, None]
    faced = size[:, 1] > _FLAT * np.maximum(size[:, 0], 1e-12)
    return u @ v, np.asarray(faced & (size[:, 0] > 1e-12))
