"""Bounds of limit and index when values are spans or unknown: never a silent 0, never a guess.

Every multiplier falls (or stays) with H, D, A, F and the hours, and with a worse coupling. V is
best at one height, and FM and CM step up there, so the worst V is an end of its span and the
best is the height nearest to that one. Both bounds are therefore rated lifts.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.ergonomics.lifting.equation import Rated, rate
from rhomboid.core.ergonomics.lifting.given import (
    Known,
    Lift,
    checked,
    constants_of,
)
from rhomboid.core.ergonomics.lifting.refusals import refusals, refusals_measured
from rhomboid.core.knowledge.lifting import (
    COUPLINGS,
    Constants,
    Coupling,
    LiftingRules,
    Units,
)


class RatedBetween(msgspec.Struct, frozen=True, kw_only=True):
    """What limit and index can be, given what is known.

    Attributes:
        units: of `rwl`: kg (`metric`) or pounds (`us`).
        rwl: lowest and highest limit; `None` when refused.
        li_lowest: `None` when refused, the load is unknown, or the limit is 0 at best.
        li_highest: `None` when refused, the load is unknown, or the limit can be 0: then the
            index has no upper bound.
        worst, best: the lifts behind the bounds, rated; `None` when refused.
        reasons: what refuses; what was unknown and within which range it was taken; what can
            make the limit 0.
    """

    units: Units
    rwl: Span | None = None
    li_lowest: float | None = None
    li_highest: float | None = None
    worst: Rated | None = None
    best: Rated | None = None
    reasons: tuple[Reason, ...] = ()


class _Spans(msgspec.Struct, frozen=True):
    """Every number of a lift as a span; `None` for what has no upper end."""

    load: Span | None
    h: Span
    v: Span
    d: Span
    a_deg: Span
    per_min: Span
    duration_h: Span
    v_origin: Span | None


def rate_between(lift: Lift, rules: LiftingRules, units: Units = "metric") -> RatedBetween:
    """Bound limit and index.

    A number counts as itself, a `Span` as given (also beyond a border: then the lowest limit
    is 0, with its reason), `None` as everything from 0 to the border of its value: H 63 cm,
    V and D 175 cm, A 135 degrees, F the last row of the table, 8 hours. An unknown `v_origin`
    is `v`. Of hours that are only partly above 8 the rest is bounded, and said so.

    Raises:
        InputError: if a value is negative or no number, a span is upside down, or a condition
            or coupling is not in the table.
    """
    constants = constants_of(rules, units)
    spans = _spans(lift, rules, constants)
    couplings = _couplings(lift.coupling)
    against = refusals(lift.conditions, rules)
    against += refusals_measured({"duration_h": spans.duration_h.low}, rules)
    if against:
        return RatedBetween(units=units, reasons=against)
    longest = rules.duration.long.up_to_h
    partly = refusals_measured({"duration_h": spans.duration_h.high}, rules)
    spans = msgspec.structs.replace(
        spans, duration_h=Span(spans.duration_h.low, min(spans.duration_h.high, longest))
    )
    worst = min(
        (rate(corner, rules, units) for corner in _worst(spans, couplings[-1])),
        key=lambda rated: rated.rwl or 0.0,
    )
    best = rate(_best(spans, couplings[0], constants), rules, units)
    return RatedBetween(
        units=units,
        rwl=Span(worst.rwl or 0.0, best.rwl or 0.0),
        li_lowest=None if spans.load is None else best.li,
        li_highest=None if spans.load is None else worst.li,
        worst=worst,
        best=best,
        reasons=(
            *(msgspec.structs.replace(reason, decisive=False) for reason in partly),
            *(reason for reason in worst.reasons if reason.decisive),
            *_unknown(lift, spans, couplings, rules, constants),
        ),
    )


def _spans(lift: Lift, rules: LiftingRules, constants: Constants) -> _Spans:
    length = constants.length_unit
    most_per_min = rules.frequency.row[-1].per_min
    return _Spans(
        load=None if lift.load is None else _span("load", lift.load, constants.mass_unit, 0.0),
        h=_span("h", lift.h, length, constants.h_most),
        v=_span("v", lift.v, length, constants.v_most),
        d=_span("d", lift.d, length, constants.d_most),
        a_deg=_span("a_deg", lift.a_deg, "degrees", rules.asymmetry.most_deg),
        per_min=_span("per_min", lift.per_min, "lifts a minute", most_per_min),
        duration_h=_span("duration_h", lift.duration_h, "hours", rules.duration.long.up_to_h),
        v_origin=None
        if lift.v_origin is None
        else _span("v_origin", lift.v_origin, length, constants.v_most),
    )


def _span(field: str, value: Known, unit: str, most: float) -> Span:
    if value is None:
        return Span(0.0, most)
    if not isinstance(value, Span):
        number = checked(field, value, unit)
        return Span(number, number)
    low, high = checked(field, value.low, unit), checked(field, value.high, unit)
    if low > high:
        raise InputError(field, "a span whose low is not above its high", value)
    return Span(low, high)


def _couplings(given: Coupling | tuple[Coupling, ...] | None) -> tuple[Coupling, ...]:
    """The couplings it can be, best first."""
    if given is None or given == ():
        return COUPLINGS
    named = given if isinstance(given, tuple) else (given,)
    for coupling in named:
        if coupling not in COUPLINGS:
            raise InputError("coupling", "good, fair or poor", coupling)
    return tuple(coupling for coupling in COUPLINGS if coupling in named)


def _worst(spans: _Spans, coupling: Coupling) -> Iterator[Lift]:
    """The lifts among which the lowest limit is: the hands at either end of their span."""
    for v in (spans.v.low, spans.v.high):
        yield Lift(
            load=0.0 if spans.load is None else spans.load.high,
            h=spans.h.high,
            v=v,
            d=spans.d.high,
            a_deg=spans.a_deg.high,
            per_min=spans.per_min.high,
            duration_h=spans.duration_h.high,
            coupling=coupling,
            v_origin=None if spans.v_origin is None else spans.v_origin.low,
        )


def _best(spans: _Spans, coupling: Coupling, constants: Constants) -> Lift:
    """The lift with the highest limit: the hands nearest to their best height."""
    return Lift(
        load=0.0 if spans.load is None else spans.load.low,
        h=spans.h.low,
        v=min(max(constants.v_best, spans.v.low), spans.v.high),
        d=spans.d.low,
        a_deg=spans.a_deg.low,
        per_min=spans.per_min.low,
        duration_h=spans.duration_h.low,
        coupling=coupling,
        v_origin=None if spans.v_origin is None else spans.v_origin.high,
    )


def _unknown(
    lift: Lift,
    spans: _Spans,
    couplings: tuple[Coupling, ...],
    rules: LiftingRules,
    constants: Constants,
) -> Iterator[Reason]:
    """What was not known at all, and the range it was taken from."""
    length, facts = constants.length_unit, constants.facts
    if spans.load is None:
        yield Reason("lifting.load_unknown", facts)
    for name, unit, cited in (
        ("h", length, facts),
        ("v", length, facts),
        ("d", length, facts),
        ("a_deg", "°", rules.asymmetry.facts),
        ("per_min", "1/min", rules.frequency.facts),
        ("duration_h", "h", rules.duration.facts),
    ):
        if getattr(lift, name) is None:
            span: Span = getattr(spans, name)
            findings = (Finding("low", span.low, unit), Finding("high", span.high, unit))
            yield Reason(f"lifting.{name}_unknown", cited, findings, decisive=False)
    if lift.coupling is None:
        taken = (Finding("couplings", couplings),)
        yield Reason("lifting.coupling_unknown", rules.coupling.facts, taken, decisive=False)
