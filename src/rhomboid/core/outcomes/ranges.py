"""How far each movement went over the weeks, with the error of what measured it.

No norm stands here: a range is compared with the person's own earlier ones, and a difference that
the camera cannot tell from its own error is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import hypot
from statistics import median
from typing import Literal

import msgspec

from rhomboid.core.diary.bodies import SetResult
from rhomboid.core.diary.measured import Channel, Measured, MeasuredTempo
from rhomboid.core.outcomes.history import History

#: A change needs so many measured days.
_LEAST_DAYS = 2
_S = 2


class SideRange(msgspec.Struct, frozen=True):
    """How far one side went on one day; `both` where the sides work together.

    Attributes:
        side: which.
        range_deg: median of its sets.
        error_deg: the largest error of them.
    """

    side: Channel
    range_deg: float
    error_deg: float


class RangeDay(msgspec.Struct, frozen=True):
    """One movement on one day.

    Attributes:
        on: the day.
        counted: repetitions that were seen.
        sides: ranges, `both` or left before right.
        tempo: median seconds of the way out, the stop and the way back.
        steadiness: how much the repetitions differ, as a share of their mean; median of the sets.
    """

    on: date
    counted: int
    sides: tuple[SideRange, ...]
    tempo: MeasuredTempo | None = None
    steadiness: float | None = None


class RangeChange(msgspec.Struct, frozen=True):
    """The last measured day of a side against its first.

    Attributes:
        side: which.
        start_deg, now_deg: the ranges.
        change_deg: the second less the first.
        error_deg: error of the change: the two errors, taken together.
        size: `more` or `less` where the change is larger than its error, else `same`.
    """

    side: Channel
    start_deg: float
    now_deg: float
    change_deg: float
    error_deg: float
    size: Literal["more", "less", "same"]


class Ranges(msgspec.Struct, frozen=True):
    """One movement over the weeks; only movements with two measured days or more have it."""

    movement: str
    days: tuple[RangeDay, ...]
    changes: tuple[RangeChange, ...]


def ranges_of(history: History, today: date) -> tuple[Ranges, ...]:
    """Movements whose range was measured on two days or more, the most often measured first."""
    days: dict[str, list[RangeDay]] = {}
    for on, day in history.days():
        if on > today:
            continue
        sets: dict[str, list[SetResult]] = {}
        for session in (*day.sessions, *day.single):
            for result in session.movements:
                sets.setdefault(result.movement, []).extend(result.sets)
        for movement, told in sets.items():
            made = _day(on, told)
            if made is not None:
                days.setdefault(movement, []).append(made)
    found = [
        Ranges(movement, tuple(those), tuple(_changes(those)))
        for movement, those in days.items()
        if len(those) >= _LEAST_DAYS
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.days), one.movement)))


def _day(on: date, told: Iterable[SetResult]) -> RangeDay | None:
    sets = [(one, one.measured) for one in told if one.measured is not None]
    by_side: dict[Channel, list[tuple[float, float]]] = {}
    for one, measured in sets:
        for side, value in _sides(one, measured):
            by_side.setdefault(side, []).append((value, measured.error_deg or 0.0))
    if not by_side:
        return None
    order: tuple[Channel, ...] = ("both", "left", "right")
    sides = tuple(
        SideRange(
            side,
            round(median(value for value, _ in by_side[side]), 1),
            max(error for _, error in by_side[side]),
        )
        for side in order
        if side in by_side
    )
    steady = [m.steadiness for _, m in sets if m.steadiness is not None]
    return RangeDay(
        on=on,
        counted=sum(m.counted for _, m in sets),
        sides=sides,
        tempo=_tempo([m.tempo for _, m in sets if m.tempo is not None]),
        steadiness=round(median(steady), 3) if steady else None,
    )


def _sides(one: SetResult, measured: Measured) -> Iterator[tuple[Channel, float]]:
    """The range of a set: of the side it was done with, of each where they were counted apart."""
    if measured.range_deg is None:
        return
    apart: dict[Channel, list[float]] = {"left": [], "right": []}
    for rep in measured.each:
        if rep.whole and rep.channel in apart:
            apart[rep.channel].append(rep.range)
    if one.side is not None:
        own = apart[one.side]
        yield one.side, median(own) if own else measured.range_deg
    elif any(apart.values()):
        yield from ((side, median(values)) for side, values in apart.items() if values)
    else:
        yield "both", measured.range_deg


def _tempo(tempos: list[MeasuredTempo]) -> MeasuredTempo | None:
    if not tempos:
        return None
    return MeasuredTempo(
        round(median(one.up_s for one in tempos), _S),
        round(median(one.hold_s for one in tempos), _S),
        round(median(one.down_s for one in tempos), _S),
    )


def _changes(days: list[RangeDay]) -> Iterator[RangeChange]:
    by_side: dict[Channel, list[SideRange]] = {}
    for day in days:
        for one in day.sides:
            by_side.setdefault(one.side, []).append(one)
    for side, those in by_side.items():
        if len(those) >= _LEAST_DAYS:
            yield _change(side, those[0], those[-1])


def _change(side: Channel, first: SideRange, last: SideRange) -> RangeChange:
    change = round(last.range_deg - first.range_deg, 1)
    error = round(hypot(first.error_deg, last.error_deg), 1)
    size: Literal["more", "less", "same"] = "same"
    if abs(change) > error:
        size = "more" if change > 0 else "less"
    return RangeChange(side, first.range_deg, last.range_deg, change, error, size)
