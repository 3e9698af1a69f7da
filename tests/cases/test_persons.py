"""Whole persons: what is safe, what is likely, and what they are asked to do."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.app.assess import make_plan
from rhomboid.core.plan.model import Plan
from rhomboid.core.triage.triage import urgency
from tests.cases.reading import KNOWLEDGE, assessed, persons

PERSONS = persons()
by_name = pytest.mark.parametrize("case", PERSONS, ids=lambda case: case["id"])


def test_there_are_at_least_thirty_persons() -> None:
    assert len(PERSONS) >= 30


@pytest.mark.hazard("H-01")
@by_name
def test_the_disposition_is_the_one_a_physiotherapist_would_give(case: dict[str, Any]) -> None:
    triage = assessed(case).triage
    assert triage.disposition == case["expect"]["disposition"]
    assert set(triage.fired).issuperset(case["expect"].get("fired", ()))


@by_name
def test_the_likely_causes_are_ranked_as_expected(case: dict[str, Any]) -> None:
    assessment, expect = assessed(case), case["expect"]
    if "first_cause" in expect:
        assert assessment.causes[0].id in expect["first_cause"]
    bands = {cause.id: cause.band for cause in assessment.causes}
    for cause, band in expect.get("bands", {}).items():
        assert bands[cause] in ([band] if isinstance(band, str) else band)
    if "phase" in expect:
        assert assessment.phase.phase == expect["phase"]
    if "recurring" in expect:
        assert assessment.pattern is not None
        assert assessment.pattern.recurring is expect["recurring"]
        assert assessment.pattern.common == expect["common"]


@by_name
def test_the_programme_is_the_one_expected(case: dict[str, Any]) -> None:
    expect = case["expect"]["programme"]
    plan = make_plan(assessed(case), KNOWLEDGE)
    assert plan.offered is expect["offered"]
    if not plan.offered:
        return
    held = {item.movement for item in plan.items}
    if plan.micro_dose is not None:
        held.add(plan.micro_dose.movement)
    assert held.issuperset(expect.get("must_hold", ()))
    assert not held.intersection(expect.get("must_not_hold", ()))
    if "template" in expect:
        assert plan.template == expect["template"]
    if "strength" in expect:
        assert any(KNOWLEDGE.movements[m].kind == "strength" for m in held) is expect["strength"]
    if "max_session_min" in expect:
        assert plan.session_min <= expect["max_session_min"]
    if "walk_minutes_at_most" in expect:
        assert plan.walking is not None
        assert plan.walking.minutes <= expect["walk_minutes_at_most"]
    if "supplement" in expect:
        assert _supplement(plan) is expect["supplement"]


def _supplement(plan: Plan) -> bool:
    return any(card.id == "supplement_as_prescribed" for card in plan.advice)


@pytest.mark.hazard("H-01")
def test_nobody_who_must_be_referred_is_missed_and_over_triage_is_counted() -> None:
    missed, over = [], []
    for case in PERSONS:
        got = urgency(assessed(case).triage.disposition)
        wanted = urgency(case["expect"]["disposition"])
        if got < wanted:
            missed.append(case["id"])
        elif got > wanted:
            over.append(case["id"])
    print(f"missed {len(missed)}, over-triaged {len(over)} of {len(PERSONS)}")
    assert missed == []
