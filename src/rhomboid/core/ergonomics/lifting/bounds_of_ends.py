"""Bounds of a lift with control at its destination, when not everything is known (ER-24)."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.ergonomics.lifting.bounds import RatedBetween, rate_between
from rhomboid.core.ergonomics.lifting.equation import at_end
from rhomboid.core.ergonomics.lifting.given import (
    End,
    Known,
    Lift,
    constants_of,
)
from rhomboid.core.knowledge.lifting import LiftingRules, Units


class EndsBetween(msgspec.Struct, frozen=True, kw_only=True):
    """What limit and index can be, the lower limit of both ends counting.

    Attributes:
        origin, destination: bounds and reasons of each end.
        decides: the end whose limit is the lower one whatever the rest is; `None` if either
            could be, or the equation is refused.
        rwl: lowest and highest limit; `None` when refused.
        li_lowest, li_highest: `None` as in `RatedBetween`.
    """

    origin: RatedBetween
    destination: RatedBetween
    decides: Literal["origin", "destination"] | None = None
    rwl: Span | None = None
    li_lowest: float | None = None
    li_highest: float | None = None


def ends_between(lift: Lift, end: End, rules: LiftingRules, units: Units = "metric") -> EndsBetween:
    """Bound a lift at both ends.

    An absent `d` is what both heights leave open; where one of them is unknown, so is `d`.

    Raises:
        InputError: as `rate_between` does, for either end (`end.h`, `end.v`, `end.a_deg`).
    """
    most = constants_of(rules, units).v_most
    if lift.d is None:
        lift = msgspec.structs.replace(lift, d=_travel(lift.v, end.v))
    origin = rate_between(lift, rules, units)
    there = at_end(lift, end)
    if there.v_origin is None:
        there = msgspec.structs.replace(there, v_origin=Span(0.0, most))
    try:
        destination = rate_between(there, rules, units)
    except InputError as error:
        raise InputError(f"end.{error.name}", error.must_be, error.got) from error
    if origin.rwl is None or destination.rwl is None:
        return EndsBetween(origin=origin, destination=destination)
    lows, highs = (
        (origin.li_lowest, destination.li_lowest),
        (origin.li_highest, destination.li_highest),
    )
    return EndsBetween(
        origin=origin,
        destination=destination,
        decides=_decides(origin.rwl, destination.rwl),
        rwl=Span(
            min(origin.rwl.low, destination.rwl.low), min(origin.rwl.high, destination.rwl.high)
        ),
        li_lowest=_highest(*lows),
        li_highest=_highest(*highs),
    )


def _decides(origin: Span, destination: Span) -> Literal["origin", "destination"] | None:
    if destination.high < origin.low:
        return "destination"
    return "origin" if origin.high <= destination.low else None


def _highest(first: float | None, second: float | None) -> float | None:
    """The higher index; `None` (undefined) is higher than any."""
    return None if first is None or second is None else max(first, second)


def _travel(here: Known, there: Known) -> Known:
    """How far apart two heights can be."""
    if here is None or there is None:
        return None
    a = here if isinstance(here, Span) else Span(here, here)
    b = there if isinstance(there, Span) else Span(there, there)
    return Span(max(0.0, a.low - b.high, b.low - a.high), max(a.high - b.low, b.high - a.low))
