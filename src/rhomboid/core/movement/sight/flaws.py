"""What goes wrong between a body and the landmarks of its film."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.movement.body.rotation import Array, Indices
from rhomboid.core.movement.sight import noise
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import PARTNER

Part = Literal["arm_left", "arm_right", "leg_left", "leg_right", "legs", "head"]


def _marks(*parts: str) -> Indices:
    return np.array([int(m) for m in Landmark if m.name.endswith(parts)], dtype=np.intp)


def _limbs(side: str) -> tuple[Indices, Indices]:
    arm = ("ELBOW", "WRIST", "PINKY", "INDEX", "THUMB")
    leg = ("KNEE", "ANKLE", "HEEL", "FOOT_INDEX")
    return _marks(*(f"{side}_{p}" for p in arm)), _marks(*(f"{side}_{p}" for p in leg))


_LEFT, _RIGHT = _limbs("LEFT"), _limbs("RIGHT")
PARTS: Final[dict[Part, Indices]] = {
    "arm_left": _LEFT[0],
    "arm_right": _RIGHT[0],
    "leg_left": _LEFT[1],
    "leg_right": _RIGHT[1],
    "legs": np.concatenate([_LEFT[1], _RIGHT[1]]),
    "head": np.arange(Landmark.LEFT_SHOULDER, dtype=np.intp),
}
#: Visibility of what something covers, and of a limb that is lost for a moment.
_COVERED, _LOST = 0.2, 0.35
#: How far a lost limb is put from where it is, in trunk lengths.
_ASTRAY: Final = 0.35


class Covered(msgspec.Struct, frozen=True, kw_only=True):
    """Something stands before a part of the body for a while."""

    part: Part
    from_s: float = 0.0
    to_s: float = float("inf")


class Flaws(msgspec.Struct, frozen=True, kw_only=True):
    """What goes wrong; the default is what a good camera does.

    Attributes:
        jitter: times the noise that was measured.
        bias: times the usual misplacement of points that lasts throughout.
        lost_share: share of the time in which nobody is found.
        lost_s: mean length of such a gap.
        strays_per_min: how often an arm or a leg is lost for a moment and put elsewhere.
        stray_s: mean length of that.
        swapped_share: share of the frames with left and right in each other's place.
        covered: what is covered, and when.
    """

    jitter: float = 1.0
    bias: float = 1.0
    lost_share: float = 0.0
    lost_s: float = 0.3
    strays_per_min: float = 0.0
    stray_s: float = 0.15
    swapped_share: float = 0.0
    covered: tuple[Covered, ...] = ()


#: Nothing goes wrong.
CLEAN: Final = Flaws(jitter=0.0, bias=0.0)


def flawed(
    t_s: Array, seen: tuple[Array, Array], trunk: float, flaws: Flaws, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Points (n, 33, 3) and visibility (n, 33) after everything that goes wrong; NaN if lost.

    Args:
        seen: points and visibility as a perfect camera gives them.
        trunk: length of the person's trunk in heights of the picture.
    """
    points, visible = seen[0].copy(), seen[1].copy()
    for cover in flaws.covered:
        when = (t_s >= cover.from_s) & (t_s < cover.to_s)
        rows = np.ix_(when, PARTS[cover.part])
        visible[rows] = np.minimum(visible[rows], _COVERED)
    for begin, end in _spells(t_s, flaws.strays_per_min / 60, flaws.stray_s, rng):
        part = (*_LEFT, *_RIGHT)[int(rng.integers(4))]
        points[begin:end, part] += rng.normal(0, _ASTRAY * trunk, 3)
        visible[begin:end, part] = np.minimum(visible[begin:end, part], _LOST)
    if flaws.jitter:
        step_s = float(t_s[-1] - t_s[0]) / max(len(t_s) - 1, 1) if len(t_s) > 1 else 1 / 30
        guessed = 1 + (noise.GUESSED - 1) * (1 - visible)
        points += noise.jitter(len(t_s), step_s, rng) * guessed[..., None] * trunk * flaws.jitter
    if flaws.bias:
        points += noise.bias(rng) * trunk * flaws.bias
    if flaws.swapped_share:
        swapped = rng.random(len(t_s)) < flaws.swapped_share
        points[swapped] = points[swapped][:, PARTNER]
        visible[swapped] = visible[swapped][:, PARTNER]
    for begin, end in _spells(t_s, flaws.lost_share / flaws.lost_s, flaws.lost_s, rng):
        points[begin:end], visible[begin:end] = np.nan, 0.0
    return points, visible


def _spells(
    t_s: Array, per_s: float, mean_s: float, rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Frames from and to of spells that come by chance and last `mean_s` on average."""
    if not per_s or not len(t_s):
        return []
    count = int(rng.poisson(per_s * float(t_s[-1] - t_s[0])))
    begins = rng.uniform(t_s[0], t_s[-1], count)
    ends = begins + rng.exponential(mean_s, count)
    return list(
        zip(
            np.searchsorted(t_s, begins).tolist(),
            np.searchsorted(t_s, ends).tolist(),
            strict=True,
        )
    )
