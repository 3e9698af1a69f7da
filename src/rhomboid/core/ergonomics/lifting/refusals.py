"""Where the lifting equation does not apply (ER-23): refused with a reason, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.given import checked
from rhomboid.core.knowledge.lifting import LiftingRules, Refusal


def refusals(conditions: Iterable[str], rules: LiftingRules) -> tuple[Reason, ...]:
    """A reason for each condition that holds, in the order of the table; none: it applies.

    Raises:
        InputError: if a condition is not in the table.
    """
    told = set(conditions)
    known = [row.id for row in rules.refusal]
    for condition in sorted(told.difference(known)):
        raise InputError("conditions", f"one of {', '.join(known)}", condition)
    return tuple(
        Reason(f"lifting.refused.{row.id}", row.facts, (Finding(row.id, value=True),))
        for row in rules.refusal
        if row.id in told
    )


def refusals_measured(values: Mapping[str, float], rules: LiftingRules) -> tuple[Reason, ...]:
    """A reason for each measured value outside what the equation was made for.

    Temperature and humidity refuse nothing here: the source says "significantly outside", and
    how far that is a person decides (`refusals`).

    Args:
        values: `duration_h` (hours), `speed_cm_per_s` or `friction` (coefficient between sole
            and floor), each at least 0; also `temperature_c` and `humidity_percent`.
        rules: the table.

    Raises:
        InputError: if a quantity is not in the table, or its value is negative or no number.
    """
    known = {row.quantity: row for row in rules.refusal if row.quantity is not None}
    for name in sorted(set(values).difference(known)):
        raise InputError("values", f"one of {', '.join(known)}", name)
    return tuple(
        refusal
        for name, row in known.items()
        if name in values and not row.told_only
        for refusal in outside(row, checked(name, values[name], row.unit))
    )


def outside(row: Refusal, value: float) -> tuple[Reason, ...]:
    """The reason, if the value lies outside the row's borders; both borders lie inside."""
    border = row.high if row.high is not None and value > row.high else None
    if row.low is not None and value < row.low:
        border = row.low
    if border is None:
        return ()
    findings = (
        Finding(row.quantity or row.id, value, row.unit),
        Finding("border", border, row.unit),
    )
    return (Reason(f"lifting.refused.{row.id}", row.facts, findings),)
