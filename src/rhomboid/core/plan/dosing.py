"""How much of a movement to begin with, and how long that takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rhomboid.core.base.decision import Reason, Value
from rhomboid.core.knowledge.movements import Dose, Movement
from rhomboid.core.knowledge.prescription import Group, SessionRules
from rhomboid.core.plan.model import Amount

Facts = Mapping[str, Value]
_SECONDS_PER_MINUTE = 60


class Lowering(msgspec.Struct, frozen=True):
    """What the special groups of a person change in a dose, and why.

    Attributes:
        sets_less: sets taken off the start.
        stretch_hold_s: least hold of a stretch, in seconds.
        easier: whether to begin with the easier form.
        adds: slots that come on top.
        reasons: one for each group.
    """

    sets_less: int
    stretch_hold_s: int
    easier: bool
    adds: tuple[str, ...]
    reasons: tuple[Reason, ...]


def lowering(facts: Facts, groups: Iterable[Group]) -> Lowering:
    """Which groups a person belongs to; the strongest lowering counts, not the sum."""
    mine = [group for group in groups if group.when.truth(facts) is True]
    adding = [g for g in mine if g.adds_when is not None and g.adds_when.truth(facts) is True]
    return Lowering(
        sets_less=max((group.sets_less for group in mine), default=0),
        stretch_hold_s=max((group.stretch_hold_s for group in mine), default=0),
        easier=any(group.easier for group in mine),
        adds=tuple(dict.fromkeys(slot for group in adding for slot in group.adds)),
        reasons=tuple(
            Reason(f"group.{group.id}", group.facts, group.when.support(facts)) for group in mine
        ),
    )


def start_amount(movement: Movement, lowered: Lowering) -> Amount:
    """The amount to begin with: the row's start, lowered for the person, never above its bounds."""
    start = amount_of(movement.dose.start)
    sets = max(1, start.sets - lowered.sets_less)
    hold_s = start.hold_s
    if movement.kind == "stretch" and hold_s is not None:
        hold_s = max(hold_s, lowered.stretch_hold_s)
    return within(Amount(sets, start.reps, hold_s, start.minutes, start.per_side), movement)


def amount_of(dose: Dose) -> Amount:
    """A dose of the table as an amount."""
    return Amount(dose.sets, dose.reps, dose.hold_s, dose.minutes, dose.per_side)


def within(amount: Amount, movement: Movement) -> Amount:
    """The amount cut to the bounds that are never exceeded."""
    most = movement.dose.max
    return Amount(
        sets=min(amount.sets, most.sets),
        reps=_least(amount.reps, most.reps),
        hold_s=_least(amount.hold_s, most.hold_s),
        minutes=_least(amount.minutes, most.minutes),
        per_side=amount.per_side,
    )


def exceeds(amount: Amount, movement: Movement) -> bool:
    """Whether an amount lies beyond the bounds of its movement."""
    return within(amount, movement) != amount


def _least(value: int | None, most: int | None) -> int | None:
    return value if value is None or most is None else min(value, most)


def minutes_of(amount: Amount, rules: SessionRules) -> float:
    """How long an amount takes, rests and getting into position included, in minutes."""
    if amount.minutes is not None:
        return float(amount.minutes)
    sides = 2 if amount.per_side else 1
    once_s = amount.hold_s if amount.reps is None else amount.reps * _repetition_s(amount, rules)
    work_s = amount.sets * sides * (once_s or 0)
    rest_s = (amount.sets - 1) * rules.rest_between_sets_s
    return (work_s + rest_s + rules.change_over_s) / _SECONDS_PER_MINUTE


def _repetition_s(amount: Amount, rules: SessionRules) -> int:
    return rules.seconds_per_repetition + (amount.hold_s or 0)
