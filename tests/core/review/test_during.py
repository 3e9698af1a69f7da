from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.diary.bodies import MovementResult, Session
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.movements import Dose
from rhomboid.core.review.during import during
from rhomboid.core.review.evidence import light_of, pain_limits

KNOWLEDGE = load_knowledge()
LIMITS = pain_limits(KNOWLEDGE)
SCORES = st.integers(0, 10)


@pytest.mark.hazard("H-22")
@pytest.mark.parametrize(
    ("pain", "sharp", "before", "advice", "rule"),
    [
        (0, False, None, "go_on", "during.green"),
        (2, False, 0, "go_on", "during.green"),
        (3, False, 1, "hold", "during.amber"),
        (3, False, 0, "stop", "during.risen"),
        (5, False, 3, "hold", "during.amber"),
        (5, False, 2, "stop", "during.risen"),
        (5, False, None, "hold", "during.amber"),
        (6, False, None, "stop", "during.above"),
        (6, False, 6, "stop", "during.above"),
        (7, False, 2, "stop", "during.above"),
        (0, True, None, "stop", "during.sharp"),
        (10, True, 0, "stop", "during.sharp"),
    ],
)
def test_the_pain_rule_holds_on_both_sides_of_each_border(
    pain: int, sharp: bool, before: int | None, advice: str, rule: str
) -> None:
    decision = during(pain, sharp=sharp, before=before, limits=LIMITS)
    assert decision.outcome == advice
    assert decision.reasons[0].rule == rule


@pytest.mark.hazard("H-22")
@given(SCORES, st.booleans(), st.none() | SCORES)
def test_a_session_and_its_review_judge_the_same_pain_alike(
    pain: int, sharp: bool, before: int | None
) -> None:
    result = MovementResult("band_row", Dose(2, 8), pain=pain, sharp=sharp)
    light = light_of(result, Session("s", (result,), pain_before=before), LIMITS)
    advice = during(pain, sharp=sharp, before=before, limits=LIMITS).outcome
    assert {"green": "go_on", "amber": "hold", "red": "stop"}[str(light)] == advice


@given(SCORES, SCORES, st.booleans(), st.none() | SCORES)
def test_more_pain_never_makes_the_advice_bolder(
    one: int, other: int, sharp: bool, before: int | None
) -> None:
    order = ("go_on", "hold", "stop")
    less, more = (
        order.index(during(pain, sharp=sharp, before=before, limits=LIMITS).outcome)
        for pain in sorted((one, other))
    )
    assert less <= more


@given(SCORES, st.booleans(), st.none() | SCORES)
def test_every_advice_names_its_facts_and_one_decisive_reason(
    pain: int, sharp: bool, before: int | None
) -> None:
    reasons = during(pain, sharp=sharp, before=before, limits=LIMITS).reasons
    assert [reason.decisive for reason in reasons] == [True] + [False] * (len(reasons) - 1)
    assert {fact for reason in reasons for fact in reason.facts} <= KNOWLEDGE.facts.keys()
