"""What is known of a lift: numbers, spans between two numbers, or nothing; and what is wrong."""

from __future__ import annotations

from math import inf, nan
from typing import Final, get_args

import msgspec

from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.knowledge.lifting import COUPLINGS, Constants, Coupling, LiftingRules, Units

#: More of anything is a slip of the pen: a kilometre up, a thousand tonnes.
MOST: Final = 1_000_000.0
#: A number, a span, or unknown.
Known = float | Span | None


class Lift(msgspec.Struct, frozen=True, kw_only=True):
    """One lift, seen at one place of the load: its origin, unless `v_origin` says otherwise.

    Lengths are cm or inches, loads kg or pounds: the units stand beside the lift wherever one
    is asked for. Every number must be at least 0. A span or `None` can be bounded
    (`rate_between`), not rated.

    Attributes:
        load: weight with its container.
        h: from the middle between the inner ankles to the middle between the hands.
        v: height of the middle of the hands (large middle knuckle) above the floor.
        d: vertical way of the hands, up or down.
        a_deg: angle of the load from the mid-sagittal plane; not the twist of the trunk.
        per_min: lifts a minute, the mean of 15 minutes.
        duration_h: hours of lifting, after `duration_of`.
        coupling: how the hands hold it; several are a doubt between them, `None` any.
        v_origin: height of the hands at the origin, where `v` is another place; decides FM.
        conditions: ids of conditions (ER-23) that hold and forbid the equation.
    """

    load: Known = None
    h: Known = None
    v: Known = None
    d: Known = None
    a_deg: Known = None
    per_min: Known = None
    duration_h: Known = None
    coupling: Coupling | tuple[Coupling, ...] | None = None
    v_origin: Known = None
    conditions: tuple[str, ...] = ()


class End(msgspec.Struct, frozen=True):
    """The hands at the destination, where the load needs control (ER-24); units as the lift's."""

    h: Known = None
    v: Known = None
    a_deg: Known = None


class Measured(msgspec.Struct, frozen=True):
    """A lift whose every value is one number that was checked; attributes as in `Lift`."""

    load: float
    h: float
    v: float
    d: float
    a_deg: float
    per_min: float
    duration_h: float
    coupling: Coupling
    v_origin: float


def constants_of(rules: LiftingRules, units: Units) -> Constants:
    """The constants of a system of units.

    Raises:
        InputError: if there is no such system.
    """
    if units not in get_args(Units):
        raise InputError("units", "metric or us", units)
    return rules.constants(units)


def checked(field: str, value: object, unit: str | None = None) -> float:
    """A number from 0 to `MOST`; its unit is named in the error.

    Raises:
        InputError: if it is not, or is a span or unknown.
    """
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else nan
    if 0.0 <= number <= MOST:
        return float(number)
    named = "a number" if unit is None else f"a number of {unit}"
    if MOST < number < inf:
        raise InputError(field, f"{named}, at most {MOST:.0f}", value)
    raise InputError(field, f"{named}, at least 0", value)


def measured(lift: Lift, constants: Constants) -> Measured:
    """The values of a lift, each of them one number.

    Raises:
        InputError: with the first value that is absent, a span, negative or not a number.
    """
    length = constants.length_unit
    v = checked("v", lift.v, length)
    return Measured(
        load=checked("load", lift.load, constants.mass_unit),
        h=checked("h", lift.h, length),
        v=v,
        d=checked("d", lift.d, length),
        a_deg=checked("a_deg", lift.a_deg, "degrees"),
        per_min=checked("per_min", lift.per_min, "lifts a minute"),
        duration_h=checked("duration_h", lift.duration_h, "hours"),
        coupling=_one_coupling(lift.coupling),
        v_origin=v if lift.v_origin is None else checked("v_origin", lift.v_origin, length),
    )


def _one_coupling(coupling: object) -> Coupling:
    for known in COUPLINGS:
        if coupling == known:
            return known
    raise InputError("coupling", "good, fair or poor", coupling)
