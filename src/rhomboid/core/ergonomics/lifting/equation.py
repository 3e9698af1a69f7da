"""The revised NIOSH lifting equation for one lift (ER-20): recommended weight limit and index.

It concerns the low back of healthy workers; it is not validated for people in pain or for the
upper back, and is shown as information (ER-26).
"""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.given import (
    End,
    Lift,
    Measured,
    constants_of,
    measured,
)
from rhomboid.core.ergonomics.lifting.multipliers import is_high, most_per_min, multipliers
from rhomboid.core.ergonomics.lifting.refusals import refusals, refusals_measured
from rhomboid.core.knowledge.lifting import Constants, DurationClass, LiftingRules, Units


class Rated(msgspec.Struct, frozen=True, kw_only=True):
    """One lift, rated at one place.

    Attributes:
        units: of `rwl`: kg (`metric`) or pounds (`us`).
        hm, vm, dm, am, fm, cm: the multipliers, 0 to 1; `None` when refused.
        rwl: recommended weight limit, at least 0; `None` when refused.
        li: load / rwl; `None` when refused, or when `rwl` is 0 and the index undefined.
        reasons: decisive ones say why it was refused or which multiplier is 0 and why; the
            others, which value was counted as another.
    """

    units: Units
    hm: float | None = None
    vm: float | None = None
    dm: float | None = None
    am: float | None = None
    fm: float | None = None
    cm: float | None = None
    rwl: float | None = None
    li: float | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the equation does not apply."""
        return self.rwl is None


class RatedEnds(msgspec.Struct, frozen=True):
    """A lift with control at its destination, rated at both ends (ER-24).

    Attributes:
        origin, destination: each end.
        decides: the end with the lower limit; the origin if both are the same.
        reasons: why that end decides.
    """

    origin: Rated
    destination: Rated
    decides: Literal["origin", "destination"]
    reasons: tuple[Reason, ...]

    @property
    def deciding(self) -> Rated:
        """The end with the lower limit."""
        return self.destination if self.decides == "destination" else self.origin


def rate(lift: Lift, rules: LiftingRules, units: Units = "metric") -> Rated:
    """Rate one lift.

    Args:
        lift: every value but `v_origin` is one number; see `Lift` for what they mean.
        rules: the table.
        units: cm and kg, or inches and pounds.

    Raises:
        InputError: if a value is absent, a span, negative or not a finite number, or a
            condition is not in the table.
    """
    constants = constants_of(rules, units)
    values = measured(lift, constants)
    against = refusals(lift.conditions, rules)
    duration = rules.duration.class_of(values.duration_h)
    if duration is None:
        told = {reason.rule for reason in against}
        hours = refusals_measured({"duration_h": values.duration_h}, rules)
        against += tuple(reason for reason in hours if reason.rule not in told)
    if duration is None or against:
        return Rated(units=units, reasons=against)
    found = multipliers(values, duration, rules, constants)
    rwl = constants.load_constant * found.hm * found.vm * found.dm * found.am * found.fm * found.cm
    return Rated(
        units=units,
        hm=found.hm,
        vm=found.vm,
        dm=found.dm,
        am=found.am,
        fm=found.fm,
        cm=found.cm,
        rwl=rwl,
        li=values.load / rwl if rwl > 0.0 else None,
        reasons=(
            *_zeros(values, duration, rules, constants, found.fm),
            *_counted_as(values, rules, constants),
        ),
    )


def rate_ends(lift: Lift, end: End, rules: LiftingRules, units: Units = "metric") -> RatedEnds:
    """Rate a lift at its origin and its destination; the lower limit decides (ER-24).

    FM is that of the hands at the origin, CM that of the hands at each end. An absent `d` is
    the distance between the two heights; one that is given counts as given.

    Raises:
        InputError: as `rate` does, for either end (`end.h`, `end.v`, `end.a_deg`).
    """
    lift = with_travel(lift, end)
    origin = rate(lift, rules, units)
    try:
        destination = rate(at_end(lift, end), rules, units)
    except InputError as error:
        raise InputError(f"end.{error.name}", error.must_be, error.got) from error
    if origin.rwl is None or destination.rwl is None:
        return RatedEnds(origin, destination, "origin", origin.reasons)
    decides: Literal["origin", "destination"] = (
        "destination" if destination.rwl < origin.rwl else "origin"
    )
    unit = rules.constants(units).mass_unit
    why = Reason(
        f"lifting.{decides}_decides",
        rules.control.facts,
        (
            Finding("rwl.origin", origin.rwl, unit),
            Finding("rwl.destination", destination.rwl, unit),
        ),
    )
    return RatedEnds(origin, destination, decides, (why,))


def with_travel(lift: Lift, end: End) -> Lift:
    """The lift with `d` from the heights of both ends, if it is absent and they are numbers."""
    if lift.d is None and isinstance(lift.v, int | float) and isinstance(end.v, int | float):
        return msgspec.structs.replace(lift, d=abs(end.v - lift.v))
    return lift


def at_end(lift: Lift, end: End) -> Lift:
    """The same lift with the hands at the destination."""
    return msgspec.structs.replace(
        lift,
        h=end.h,
        v=end.v,
        a_deg=end.a_deg,
        v_origin=lift.v if lift.v_origin is None else lift.v_origin,
    )


def band_of(index: float, rules: LiftingRules) -> str:
    """Id of the band in which an index (LI, STLI or CLI) is read (ER-26).

    Raises:
        InputError: if the index is negative or not a number.
    """
    if not index >= 0.0:
        raise InputError("index", "a number, at least 0", index)
    return next(row.id for row in rules.band if row.up_to is None or index <= row.up_to)


def _zeros(
    lift: Measured, duration: DurationClass, rules: LiftingRules, constants: Constants, fm: float
) -> tuple[Reason, ...]:
    """Why the limit is 0: each value beyond its border, and the border."""
    length, deg = constants.length_unit, "°"
    beyond = [
        ("h_too_far", "h", lift.h, constants.h_most, length),
        ("v_too_high", "v", lift.v, constants.v_most, length),
        ("d_too_long", "d", lift.d, constants.d_most, length),
        ("a_too_wide", "a_deg", lift.a_deg, rules.asymmetry.most_deg, deg),
    ]
    found = [
        Reason(
            f"lifting.{rule}",
            rules.asymmetry.facts if name == "a_deg" else constants.facts,
            (Finding(name, value, unit), Finding("border", most, unit)),
        )
        for rule, name, value, most, unit in beyond
        if value > most
    ]
    if fm == 0.0:
        most = most_per_min(duration, rules, high=is_high(lift.v_origin, constants))
        findings = (
            Finding("per_min", lift.per_min, "1/min"),
            Finding("border", most, "1/min"),
            Finding("duration", duration),
            Finding("v_origin", lift.v_origin, length),
        )
        found.append(Reason("lifting.f_too_often", rules.frequency.facts, findings))
    return tuple(found)


def _counted_as(lift: Measured, rules: LiftingRules, constants: Constants) -> tuple[Reason, ...]:
    """Which values lie below the least that the equation knows, and count as that."""
    length, first = constants.length_unit, rules.frequency.row[0].per_min
    below = [
        ("h", lift.h, constants.h_least, length, constants.facts),
        ("d", lift.d, constants.d_least, length, constants.facts),
        ("per_min", lift.per_min, first, "1/min", rules.frequency.facts),
    ]
    return tuple(
        Reason(
            f"lifting.{name}_counted_as",
            facts,
            (Finding(name, value, unit), Finding("counted_as", least, unit)),
            decisive=False,
        )
        for name, value, least, unit, facts in below
        if value < least
    )
