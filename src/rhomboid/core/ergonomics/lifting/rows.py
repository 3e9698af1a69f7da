"""The lifting equation over whole arrays: the same numbers as `rate`, bad rows masked."""

from __future__ import annotations

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.given import MOST, constants_of
from rhomboid.core.knowledge.lifting import (
    COUPLINGS,
    DURATIONS,
    Constants,
    LiftingRules,
    Units,
)

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
_COLUMNS = ("load", "h", "v", "d", "a_deg", "per_min", "duration_h")
_CODES = list(range(len(COUPLINGS)))


class Lifts(msgspec.Struct, frozen=True, kw_only=True):
    """n lifts as columns of shape (n,); values and units as in `Lift`.

    Attributes:
        load, h, v, d, a_deg, per_min, duration_h: numbers; NaN is unknown.
        coupling: 0 good, 1 fair, 2 poor, as in `COUPLINGS`; anything else is unknown.
        v_origin: `v`, if not given.
        refused: rows for which a condition of ER-23 holds; none, if not given.
    """

    load: Floats
    h: Floats
    v: Floats
    d: Floats
    a_deg: Floats
    per_min: Floats
    duration_h: Floats
    coupling: NDArray[np.int64] | Floats
    v_origin: Floats | None = None
    refused: Mask | None = None


class RatedRows(msgspec.Struct, frozen=True, kw_only=True):
    """n rated lifts as columns of shape (n,).

    Attributes:
        hm, vm, dm, am, fm, cm: multipliers, 0 to 1; NaN in rows that are bad or refused.
        rwl: limit in kg or pounds; NaN in rows that are bad or refused.
        li: index; NaN in those rows, and where `rwl` is 0.
        bad: a value is absent, negative or not a finite number; nothing else is said of it.
        refused: a condition holds, or the hours are more than 8.
        zero: the limit is 0 and the index undefined.
    """

    hm: Floats
    vm: Floats
    dm: Floats
    am: Floats
    fm: Floats
    cm: Floats
    rwl: Floats
    li: Floats
    bad: Mask
    refused: Mask
    zero: Mask


def rate_rows(lifts: Lifts, rules: LiftingRules, units: Units = "metric") -> RatedRows:
    """Rate every row; a row never raises.

    Raises:
        InputError: if the columns are not all of one shape (n,), or the units unknown.
    """
    constants = constants_of(rules, units)
    _check_shapes(lifts)
    v_origin = lifts.v if lifts.v_origin is None else lifts.v_origin
    numbers = [*(getattr(lifts, name) for name in _COLUMNS), v_origin]
    bad = np.any([~((column >= 0.0) & (column <= MOST)) for column in numbers], axis=0)
    bad |= ~np.isin(lifts.coupling, _CODES)
    told = np.zeros_like(bad) if lifts.refused is None else lifts.refused
    refused = ~bad & (told | (lifts.duration_h > rules.duration.long.up_to_h))
    with np.errstate(all="ignore"):  # rows that are bad or refused are blanked below
        columns = _multipliers(lifts, v_origin, rules, constants)
        for column in columns:
            column[bad | refused] = np.nan
        rwl = np.full(bad.shape, constants.load_constant)
        for column in columns:
            rwl = rwl * column
        zero = rwl == 0.0
        li = np.where(zero, np.nan, lifts.load / rwl)
    hm, vm, dm, am, fm, cm = columns
    return RatedRows(
        hm=hm, vm=vm, dm=dm, am=am, fm=fm, cm=cm,
        rwl=rwl, li=li, bad=bad, refused=refused, zero=zero,
    )  # fmt: skip


def _check_shapes(lifts: Lifts) -> None:
    for name in (*_COLUMNS, "coupling", "v_origin", "refused"):
        column = getattr(lifts, name)
        if column is not None and column.shape != (lifts.load.size,):
            raise InputError(name, f"a column of shape ({lifts.load.size},)", column.shape)


def _multipliers(
    lifts: Lifts, v_origin: Floats, rules: LiftingRules, constants: Constants
) -> tuple[Floats, ...]:
    hm = constants.h_least / np.maximum(lifts.h, constants.h_least)
    vm = 1.0 - constants.v_per_unit * np.abs(lifts.v - constants.v_best)
    dm = constants.d_constant + constants.d_over / np.maximum(lifts.d, constants.d_least)
    am = 1.0 - rules.asymmetry.per_deg * lifts.a_deg
    hm[lifts.h > constants.h_most] = 0.0
    vm[lifts.v > constants.v_most] = 0.0
    dm[lifts.d > constants.d_most] = 0.0
    am[lifts.a_deg > rules.asymmetry.most_deg] = 0.0
    table = np.array([getattr(rules.coupling, name) for name in COUPLINGS])
    known = np.isin(lifts.coupling, _CODES)  # the rows that are not are blanked
    coupling = np.where(known, lifts.coupling, 0).astype(np.int64)
    cm: Floats = table[coupling, (lifts.v >= constants.v_split).astype(np.int64)]
    fm = _frequency(lifts, (v_origin >= constants.v_split).astype(np.int64), rules)
    return hm, vm, dm, am, fm, cm


def _frequency(lifts: Lifts, high: NDArray[np.int64], rules: LiftingRules) -> Floats:
    """FM as `multipliers.frequency` has it; `high` is 1 for hands at or above the split."""
    rows = np.array([row.per_min for row in rules.frequency.row])
    table = np.array([[getattr(row, name) for name in DURATIONS] for row in rules.frequency.row])
    longest = [rules.duration.rule(name).up_to_h for name in DURATIONS]
    duration = np.minimum(np.searchsorted(longest, lifts.duration_h), len(DURATIONS) - 1)
    per_min = np.maximum(lifts.per_min, rows[0])
    at = np.clip(np.searchsorted(rows, per_min, side="right") - 1, 0, rows.size - 1)
    after = np.minimum(at + 1, rows.size - 1)
    here, there = table[at, duration, high], table[after, duration, high]
    share = (per_min - rows[at]) / (rows[after] - rows[at])
    between = np.maximum(here + (there - here) * share, there)
    between[(there == 0.0) | (per_min > rows[-1])] = 0.0
    fm: Floats = np.where(per_min == rows[at], here, between)
    return fm
