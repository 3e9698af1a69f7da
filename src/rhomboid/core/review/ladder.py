"""The ladder of one movement: every dose between its beginning and its target, one step apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.review import Ladder
from rhomboid.core.plan.dosing import amount_of, within
from rhomboid.core.plan.model import Amount

Variant = Literal["standard", "easier", "harder"]
Bound = Literal["recommended", "confirm", "never"]
_VARIABLES = ("sets", "reps", "hold_s", "minutes")


class Rung(msgspec.Struct, frozen=True):
    """One dose of one form of a movement."""

    variant: Variant
    amount: Amount


def rungs(movement: Movement, ladder: Ladder, base: Amount) -> tuple[Rung, ...]:
    """Every rung from the easier form at its start to the top.

    Args:
        movement: the row.
        ladder: how its kind grows.
        base: a dose of the person; a start below the row's own (older people, strong pain) is
            kept as the beginning.
    """
    start = amount_of(movement.dose.start)
    return _rungs(movement, ladder, _floor(start, base))


def _floor(start: Amount, base: Amount) -> Amount:
    lower = {
        name: min(value, mine)
        for name in _VARIABLES
        if (value := getattr(start, name)) is not None and (mine := getattr(base, name)) is not None
    }
    return msgspec.structs.replace(start, **lower)


@lru_cache(maxsize=2048)
def _climb(start: Amount, target: Amount, ladder: Ladder) -> tuple[Amount, ...]:
    """The doses from start to target, each one step of one variable above the last."""
    doses = [start]
    while (following := _one_more(doses[-1], target, ladder)) is not None:
        doses.append(following)
    return tuple(doses)


def _one_more(amount: Amount, target: Amount, ladder: Ladder) -> Amount | None:
    short = (amount.hold_s or 0) < ladder.short_hold_below_s
    steps = {
        "sets": 1,
        "reps": ladder.reps_step,
        "hold_s": ladder.short_hold_step_s if short else ladder.hold_step_s,
        "minutes": ladder.minutes_step,
    }
    for name in ladder.grows:
        have, goal = getattr(amount, name), getattr(target, name)
        if have is not None and goal is not None and have < goal:
            return msgspec.structs.replace(amount, **{name: min(have + steps[name], goal)})
    return None


def _rungs(movement: Movement, ladder: Ladder, start: Amount) -> tuple[Rung, ...]:
    top = within(amount_of(movement.dose.target), movement)
    doses = _climb(within(start, movement), top, ladder)
    climbed: list[Rung] = []
    if movement.easier:
        climbed.append(Rung("easier", doses[0]))
    climbed.extend(Rung("standard", dose) for dose in doses)
    if movement.harder and ladder.harder_form:
        climbed.extend(Rung("harder", dose) for dose in doses)
    return tuple(climbed)


def place_of(here: Rung, ladder: tuple[Rung, ...]) -> int:
    """Index of the rung a dose stands on, or of the highest one below it."""
    below = [
        index
        for index, rung in enumerate(ladder)
        if rung.variant == here.variant and _at_most(rung.amount, here.amount)
    ]
    return below[-1] if below else 0


def _at_most(amount: Amount, other: Amount) -> bool:
    return all((getattr(amount, name) or 0) <= (getattr(other, name) or 0) for name in _VARIABLES)


def up(here: Rung, ladder: tuple[Rung, ...]) -> Rung | None:
    """The next rung, or `None` at the top."""
    place = place_of(here, ladder)
    return ladder[place + 1] if place + 1 < len(ladder) else None


def down(here: Rung, ladder: tuple[Rung, ...]) -> Rung | None:
    """The rung below; from between two rungs the lower of them; `None` at the bottom."""
    place = place_of(here, ladder)
    if ladder[place] != here and _at_most(ladder[place].amount, here.amount):
        return ladder[place]
    return ladder[place - 1] if place else None


def bound_of(amount: Amount, movement: Movement) -> Bound:
    """Whether a dose is within what is recommended, needs the person's word, or is never given.

    The recommended tier ends at the target of the movement's row, the absolute one at its most
    (SF, EX-33); both in every variable.
    """
    if any(_lowest_missed(amount, name) for name in _VARIABLES):
        return "never"
    if within(amount, movement) != amount:
        return "never"
    target = amount_of(movement.dose.target)
    return "recommended" if _at_most(amount, target) else "confirm"


def _lowest_missed(amount: Amount, name: str) -> bool:
    value = getattr(amount, name)
    return value is not None and value < 1


def variables(amount: Amount) -> Iterator[tuple[str, int]]:
    """The variables that a dose has, with their values."""
    for name in _VARIABLES:
        value = getattr(amount, name)
        if value is not None:
            yield name, value
