"""Range with its error, difference of the sides, steadiness and tempo of a set."""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.coach.plan import Plan
from rhomboid.core.movement.coach.records import Hold, NoRange, Repetition, Tempo
from rhomboid.core.movement.coach.repetition import TOP_SHARE
from rhomboid.core.movement.coach.trace import FIRST, Span, span_of

#: A range with a larger error is not said (degrees).
LARGEST_ERROR_DEG: Final = 20.0


def range_of(
    plan: Plan, table: Array, whole: list[Repetition], holds: tuple[Hold, ...]
) -> tuple[float | None, float | None, NoRange | None]:
    """Median range of the repetitions with its error, or why there is none."""
    measure = plan.measure
    if measure is None:
        return None, None, "timed_only"
    if measure.unit != "deg" or plan.coached.proxy:
        return None, None, "not_an_angle"
    if not len(table):
        return None, None, "unseen"
    if not whole and not holds:
        return None, None, "nothing_counted"
    ranges, errors = [], []
    for rep in whole:
        frames = span_of(plan, table, rep.channel, rep.start_s, rep.end_s)
        ranges.append(rep.high - rep.low)
        errors.append(_error(frames))
    if not whole:
        for hold in holds:
            frames = span_of(plan, table, hold.channel, hold.start_s, hold.start_s + hold.seconds)
            low = float(np.nanmin(table[:, FIRST + plan.channels.index(hold.channel)]))
            ranges.append(float(np.nanmedian(frames.signal)) - low)
            errors.append(
                float(np.median(frames.error)) if len(frames.error) else measure.error_deg
            )
    error = float(np.median(errors))
    if error > LARGEST_ERROR_DEG:
        return None, None, "out_of_plane"
    return round(float(np.median(ranges)), 1), round(error, 1), None


def _error(frames: Span) -> float:
    """The error that four fifths of a repetition's frames stay below."""
    return float(np.quantile(frames.error, 0.8)) if len(frames.error) else 0.0


def difference(
    plan: Plan, table: Array, whole: list[Repetition], error_deg: float | None
) -> tuple[float | None, float | None]:
    """Left less right with its error: of the ranges where sides are counted apart, else at tops.

    Args:
        error_deg: of the range; without a range there is no difference either.
    """
    degrees = None if error_deg is None or not whole else _difference(plan, table, whole)
    if degrees is None or error_deg is None:
        return None, None
    return degrees, round(math.sqrt(2) * error_deg, 1)


def _difference(plan: Plan, table: Array, whole: list[Repetition]) -> float | None:
    if all(rep.channel == "both" for rep in whole):
        tops = [_side_difference(plan, table, rep) for rep in whole]
        seen = [value for value in tops if value is not None]
        return round(float(np.median(seen)), 1) if seen else None
    sides = {
        side: [rep.high - rep.low for rep in whole if rep.channel == side]
        for side in ("left", "right")
    }
    if not all(sides.values()):
        return None
    return round(float(np.median(sides["left"]) - np.median(sides["right"])), 1)


def _side_difference(plan: Plan, table: Array, rep: Repetition) -> float | None:
    frames = span_of(plan, table, rep.channel, rep.start_s, rep.end_s)
    top = frames.signal >= rep.high - TOP_SHARE * (rep.high - rep.low)
    both = top & np.isfinite(frames.left) & np.isfinite(frames.right)
    if not both.any():
        return None
    return float(np.median(frames.left[both] - frames.right[both]))


def steadiness(whole: list[Repetition]) -> float | None:
    ranges = [rep.high - rep.low for rep in whole]
    if len(ranges) < 2:
        return None
    return round(float(np.std(ranges) / np.mean(ranges)), 3)


def tempo(whole: list[Repetition]) -> Tempo | None:
    if not whole:
        return None
    return Tempo(*(
        round(float(np.median([getattr(rep, name) for rep in whole])), 2)
        for name in ("up_s", "hold_s", "down_s")
    ))  # fmt: skip
