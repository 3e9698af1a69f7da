"""The six multipliers of the revised NIOSH lifting equation (ER-20 to ER-22), each 0 to 1."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from rhomboid.core.ergonomics.lifting.given import Measured
from rhomboid.core.knowledge.lifting import Asymmetry, Constants, DurationClass, LiftingRules


class Multipliers(msgspec.Struct, frozen=True):
    """HM, VM, DM, AM, FM and CM of one lift at one place."""

    hm: float
    vm: float
    dm: float
    am: float
    fm: float
    cm: float


def multipliers(
    lift: Measured, duration: DurationClass, rules: LiftingRules, constants: Constants
) -> Multipliers:
    """All six: FM with the hands at the origin, the others with the hands where they are."""
    return Multipliers(
        hm=horizontal(lift.h, constants),
        vm=vertical(lift.v, constants),
        dm=distance(lift.d, constants),
        am=asymmetric(lift.a_deg, rules.asymmetry),
        fm=frequency(lift.per_min, duration, rules, high=is_high(lift.v_origin, constants)),
        cm=rules.coupling.cm(lift.coupling, high=is_high(lift.v, constants)),
    )


def is_high(v: float, constants: Constants) -> bool:
    """Whether the hands are at or above the height that splits FM and CM (75 cm, 30 in)."""
    return v >= constants.v_split


def horizontal(h: float, constants: Constants) -> float:
    """HM: 1 up to the least H, then least / H; 0 beyond the farthest."""
    return 0.0 if h > constants.h_most else constants.h_least / max(h, constants.h_least)


def vertical(v: float, constants: Constants) -> float:
    """VM: 1 at the best height, falling evenly to both sides; 0 above the highest reach."""
    if v > constants.v_most:
        return 0.0
    return 1.0 - constants.v_per_unit * abs(v - constants.v_best)


def distance(d: float, constants: Constants) -> float:
    """DM: 1 up to the least D (no way at all included); 0 beyond the longest."""
    if d > constants.d_most:
        return 0.0
    return constants.d_constant + constants.d_over / max(d, constants.d_least)


def asymmetric(a_deg: float, asymmetry: Asymmetry) -> float:
    """AM: 1 straight ahead, falling evenly; 0 beyond the widest angle."""
    return 0.0 if a_deg > asymmetry.most_deg else 1.0 - asymmetry.per_deg * a_deg


def frequency(per_min: float, duration: DurationClass, rules: LiftingRules, *, high: bool) -> float:
    """FM: linear between rows of the table; rarer than its first row counts as that row.

    The last row above .00 is the maximum: more often than that is 0, also before the next row.
    """
    rows = [row.per_min for row in rules.frequency.row]
    column = rules.frequency.column(duration, high=high)
    per_min = max(per_min, rows[0])
    at = bisect_right(rows, per_min) - 1
    if per_min == rows[at]:
        return column[at]
    if at + 1 == len(rows) or column[at + 1] == 0.0:
        return 0.0
    share = (per_min - rows[at]) / (rows[at + 1] - rows[at])
    return max(column[at] + (column[at + 1] - column[at]) * share, column[at + 1])


def most_per_min(duration: DurationClass, rules: LiftingRules, *, high: bool) -> float:
    """The highest frequency at which FM is above 0."""
    column = rules.frequency.column(duration, high=high)
    return max(row.per_min for row, fm in zip(rules.frequency.row, column, strict=True) if fm > 0.0)
