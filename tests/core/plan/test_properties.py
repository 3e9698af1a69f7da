"""What holds of every programme there could be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.assess import Assessment, assess, make_plan
from rhomboid.core.intake.answers import Answers
from rhomboid.core.plan.dosing import exceeds
from rhomboid.core.plan.model import WEEKDAYS, Item, Plan, Swap
from tests.strategies import KNOWLEDGE, answers, calm_adults

PRESCRIPTION = KNOWLEDGE.prescription
SWAPS = [
    Swap(movement.id, "equal", other)
    for movement in KNOWLEDGE.movements.values()
    for other in movement.equal
]


def everything(plan: Plan) -> tuple[Item, ...]:
    return plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)


def must_avoid(assessment: Assessment) -> set[str]:
    """Worked out anew from the tables, without the code of the programme."""
    active = {row.id for row in KNOWLEDGE.avoidances if row.when.holds(assessment.facts)}
    waits = any(row.when.holds(assessment.facts) for row in PRESCRIPTION.clearance)
    return {
        movement.id
        for movement in KNOWLEDGE.movements.values()
        if active.intersection(movement.avoid) or (waits and movement.kind == "strength")
    }


@pytest.mark.hazard("H-05")
@given(calm_adults(), st.lists(st.sampled_from(SWAPS), max_size=4))
def test_no_programme_holds_a_movement_that_the_person_must_avoid(
    assessment: Assessment, swaps: list[Swap]
) -> None:
    plan = make_plan(assessment, KNOWLEDGE, tuple(swaps))
    assert must_avoid(assessment).isdisjoint(item.movement for item in everything(plan))


@pytest.mark.hazard("H-05")
@given(calm_adults())
def test_no_alternative_offers_a_movement_that_the_person_must_avoid(
    assessment: Assessment,
) -> None:
    plan = make_plan(assessment, KNOWLEDGE)
    offered = {to for item in everything(plan) for to in item.alternatives.get("equal", ())}
    assert must_avoid(assessment).isdisjoint(offered)


@pytest.mark.hazard("H-06")
@given(calm_adults(), st.lists(st.sampled_from(SWAPS), max_size=3))
def test_no_dose_is_beyond_its_bounds(assessment: Assessment, swaps: list[Swap]) -> None:
    plan = make_plan(assessment, KNOWLEDGE, tuple(swaps))
    for item in everything(plan):
        movement = KNOWLEDGE.movements[item.movement]
        assert not exceeds(item.amount, movement)
        assert not exceeds(item.target, movement)
    if plan.walking is not None:
        assert plan.walking.minutes <= PRESCRIPTION.walking.start_longest_min
        assert plan.walking.days_per_week <= PRESCRIPTION.walking.days_to
    assert plan.session_min <= PRESCRIPTION.session.minutes_longest + 1


@given(answers())
def test_there_is_no_programme_before_a_danger_is_settled_or_under_sixteen(told: Answers) -> None:
    assessment = assess(told, KNOWLEDGE)
    plan = make_plan(assessment, KNOWLEDGE)
    blocked = assessment.triage.programme == "none" or assessment.not_offered
    assert plan.offered is not blocked
    assert plan.reasons
    assert plan.items == () or plan.offered


@given(calm_adults())
def test_sessions_with_strength_lie_48_hours_apart_on_days_that_suit(
    assessment: Assessment,
) -> None:
    plan = make_plan(assessment, KNOWLEDGE)
    days = [WEEKDAYS.index(day.day) for day in plan.week if "session" in day.parts]
    chosen = assessment.facts.get("days")
    if isinstance(chosen, frozenset) and chosen:
        used = {day.day for day in plan.week if set(day.parts) - {"review"}}
        assert used <= chosen
    strength = any(
        KNOWLEDGE.movements[item.movement].kind == "strength" and item.slot != "micro_dose"
        for item in plan.items
    )
    if strength and len(days) > 1:
        gaps = [b - a for a, b in zip(days, [*days[1:], days[0] + 7], strict=True)]
        assert min(gaps) >= 2


@given(calm_adults())
def test_the_two_minute_movement_leaves_the_sessions_muscles_alone(assessment: Assessment) -> None:
    plan = make_plan(assessment, KNOWLEDGE)
    if plan.micro_dose is None or KNOWLEDGE.movements[plan.micro_dose.movement].kind != "strength":
        return
    groups = set(KNOWLEDGE.movements[plan.micro_dose.movement].muscle_groups)
    for item in plan.items:
        if item.slot == "strength":
            assert groups.isdisjoint(KNOWLEDGE.movements[item.movement].muscle_groups)


@given(calm_adults())
def test_no_movement_stands_twice_and_every_one_has_a_reason(assessment: Assessment) -> None:
    plan = make_plan(assessment, KNOWLEDGE)
    movements = [item.movement for item in plan.items]
    assert len(movements) == len(set(movements))
    assert all(item.reasons for item in plan.items)


@given(calm_adults(), st.integers(-1, 1))
def test_a_small_change_of_pain_makes_a_small_change_of_plan(
    assessment: Assessment, change: int
) -> None:
    pain = assessment.facts.get("pain_average")
    if not isinstance(pain, int) or not 1 <= pain <= 4:
        return
    if assessment.facts.get("course") == "gone":
        return  # whether it is over is a border of its own: quiet means 1 at most
    told = assessment.answers.changed(Answers({"pain_average": pain + change, "pain_worst": 10}))
    after = assess(told, KNOWLEDGE)
    before = assess(assessment.answers.changed(Answers({"pain_worst": 10})), KNOWLEDGE)
    first, second = make_plan(before, KNOWLEDGE), make_plan(after, KNOWLEDGE)
    assert first.template == second.template
    assert [i.movement for i in first.items] == [i.movement for i in second.items]


@pytest.mark.hazard("H-07")
@given(calm_adults())
def test_a_supplement_is_never_named_without_a_laboratory(assessment: Assessment) -> None:
    plan = make_plan(assessment, KNOWLEDGE)
    cards = {card.id for card in plan.advice}
    assert "supplement_as_prescribed" not in cards  # generated people bring no laboratory values
