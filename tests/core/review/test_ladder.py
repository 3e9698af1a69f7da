"""The ladder of each movement: single steps, from the easier form to the target, never beyond."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.plan.dosing import amount_of, exceeds
from rhomboid.core.plan.model import Amount
from rhomboid.core.review.ladder import Rung, bound_of, down, rungs, up

KNOWLEDGE = load_knowledge()
MOVEMENTS = sorted(set(KNOWLEDGE.movements) - {"walking"})


def ladder(movement: str) -> tuple[Rung, ...]:
    row = KNOWLEDGE.movements[movement]
    return rungs(row, KNOWLEDGE.review.ladder_of(row.kind), amount_of(row.dose.start))


@pytest.mark.hazard("H-06")
@pytest.mark.parametrize("movement", MOVEMENTS)
def test_no_rung_is_beyond_its_bounds_and_the_top_is_the_target(movement: str) -> None:
    row, steps = KNOWLEDGE.movements[movement], ladder(movement)
    assert not [rung for rung in steps if exceeds(rung.amount, row)]
    assert all(bound_of(rung.amount, row) == "recommended" for rung in steps)
    assert steps[-1].amount == amount_of(row.dose.target)


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_each_step_changes_one_variable(movement: str) -> None:
    for before, after in zip(ladder(movement), ladder(movement)[1:], strict=False):
        changed = [
            name
            for name in ("sets", "reps", "hold_s", "minutes")
            if getattr(before.amount, name) != getattr(after.amount, name)
        ]
        new_form = before.variant != after.variant
        assert new_form or len(changed) == 1


@pytest.mark.parametrize("movement", MOVEMENTS)
def test_down_undoes_up(movement: str) -> None:
    steps = ladder(movement)
    for rung in steps[:-1]:
        above = up(rung, steps)
        assert above is not None
        assert down(above, steps) == rung
    assert up(steps[-1], steps) is None
    assert down(steps[0], steps) is None


@given(st.sampled_from(MOVEMENTS), st.integers(1, 6), st.integers(1, 30), st.integers(1, 60))
def test_a_dose_between_rungs_steps_onto_one(
    movement: str, sets: int, reps: int, hold: int
) -> None:
    row = KNOWLEDGE.movements[movement]
    start = amount_of(row.dose.start)
    own = Amount(
        sets=sets,
        reps=None if start.reps is None else reps,
        hold_s=None if start.hold_s is None else hold,
        minutes=start.minutes,
        per_side=start.per_side,
    )
    steps = rungs(row, KNOWLEDGE.review.ladder_of(row.kind), own)
    for following in (up(Rung("standard", own), steps), down(Rung("standard", own), steps)):
        assert following is None or following in steps


@pytest.mark.parametrize(
    ("amount", "bound"),
    [
        (Amount(3, 12), "recommended"),
        (Amount(3, 13), "confirm"),
        (Amount(3, 15), "confirm"),
        (Amount(3, 16), "never"),
        (Amount(4, 10), "never"),
        (Amount(0, 10), "never"),
    ],
)
def test_a_dose_of_ones_own_is_recommended_or_confirmed_or_refused(
    amount: Amount, bound: str
) -> None:
    assert bound_of(amount, KNOWLEDGE.movements["band_row"]) == bound
