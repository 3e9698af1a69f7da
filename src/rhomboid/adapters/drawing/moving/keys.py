"""The fewest key frames that keep every point of an outline within a tolerance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rhomboid.adapters.drawing.moving.course import Course, Step
from rhomboid.core.movement.body.rotation import Array


class Key(NamedTuple):
    """One key frame.

    Attributes:
        at: its time as a share of the cycle.
        sample: which sample is shown.
        spline: `x1 y1 x2 y2` of the way to it from the key before; none for the first.
    """

    at: float
    sample: int
    spline: str


def knots(shares: Array, points: Array, tolerance: float) -> list[int]:
    """Samples of one way between which straight interpolation stays within the tolerance."""
    chosen = [0, len(shares) - 1]
    while True:
        worst, place = tolerance, -1
        for a, b in pairwise(chosen):
            if b - a < 2:
                continue
            u = ((shares[a + 1 : b] - shares[a]) / (shares[b] - shares[a]))[:, None, None]
            off = np.linalg.norm(points[a] * (1 - u) + points[b] * u - points[a + 1 : b], axis=2)
            far = off.max(1)
            if far.max() > worst:
                worst, place = float(far.max()), a + 1 + int(far.argmax())
        if place < 0:
            return chosen
        chosen = sorted([*chosen, place])


def keys(
    course: Course, shares: Array, ways: Sequence[Sequence[int]], first: Sequence[int]
) -> list[Key]:
    """Key frames of one cycle.

    Args:
        course: the cycle.
        shares: where on a way its samples lie; the same for all ways.
        ways: the knots of each way.
        first: index of each way's first sample among all samples.
    """
    whole, now = course.seconds, 0.0
    step = course.steps[0]
    out = [Key(0.0, first[step.way] + _sample(shares, step.begin), "")]
    for step in course.steps:
        before = 0.0
        for place in _passed(step, shares, ways[step.way]):
            u = _when(step, float(shares[place]))
            at = (now + u * step.seconds) / whole
            out.append(Key(at, first[step.way] + place, _spline(step, before, u)))
            before = u
        now += step.seconds
    return out


def _sample(shares: Array, share: float) -> int:
    return int(np.abs(shares - share).argmin())


def _passed(step: Step, shares: Array, way: Sequence[int]) -> list[int]:
    """Knots that a step passes, and its end."""
    begin, end = _sample(shares, step.begin), _sample(shares, step.end)
    low, high = sorted((begin, end))
    inside = [knot for knot in way if low < knot < high]
    return [*(inside if begin < end else reversed(inside)), end]


def _when(step: Step, share: float) -> float:
    """Part of a step's time that has passed at a share of its way: the inverse of the ease."""
    if step.begin == step.end:
        return 1.0
    done = min(max((share - step.begin) / (step.end - step.begin), 0.0), 1.0)
    return done if step.even else 0.5 - math.sin(math.asin(1 - 2 * done) / 3)


def _spline(step: Step, a: float, b: float) -> str:
    """The piece of the ease between two parts of a step's time, which is again a cubic."""
    if step.even or step.begin == step.end:
        return "0 0 1 1"
    rise = (3 * b * b - 2 * b**3) - (3 * a * a - 2 * a**3)
    slopes = (6 * u * (1 - u) * (b - a) / rise for u in (a, b))
    low, high = (slope / 3 for slope in slopes)
    return f".33 {short(low)} .67 {short(1 - high)}"


def short(value: float, digits: int = 2) -> str:
    """A number from 0 to 1 as short as it can be."""
    text = f"{min(max(value, 0.0), 1.0):.{digits}f}".rstrip("0").rstrip(".")
    return text[1:] if text.startswith("0.") else text or "0"
