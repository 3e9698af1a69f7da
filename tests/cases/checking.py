"""What a case file expects, held against what the program says."""

from __future__ import annotations

from typing import Any

from rhomboid.app.assess import make_plan
from rhomboid.core.plan.model import Plan
from rhomboid.core.triage.triage import urgency
from tests.cases.reading import KNOWLEDGE, assessed

Case = dict[str, Any]

#: Every key a case may carry: a mistyped one would expect nothing and never fail.
CASE_KEYS = {
    "id", "title", "story", "why", "fires", "not_fires", "disposition", "at_least", "at_most",
    "answers", "told",
}  # fmt: skip
AVOID_KEYS = {"id", "meaning", "facts", "answers", "movements"}
PERSON_KEYS = {"id", "title", "story", "expect", "defaults", "answers"}
EXPECT_KEYS = {
    "disposition", "fired", "not_fired", "first_cause", "bands", "phase", "recurring", "common",
    "programme", "why",
}  # fmt: skip
PROGRAMME_KEYS = {
    "offered", "must_hold", "must_not_hold", "template", "strength", "max_session_min",
    "walk_minutes_at_most", "supplement",
}  # fmt: skip


def one_of(expected: Any) -> list[Any]:
    """What a case allows: one value, or a list where the evidence leaves a range."""
    return [expected] if isinstance(expected, str) else expected


def check_danger(case: Case) -> None:
    """Rows that must fire fire, rows that must not do not, and the urgency fits."""
    triage = assessed(case).triage
    fired = set(triage.fired)
    assert fired.issuperset(case.get("fires", ())), case["story"]
    assert not fired.intersection(case.get("not_fires", ())), case["story"]
    if "disposition" in case:
        assert triage.disposition == case["disposition"], case["story"]
    if "at_least" in case:
        assert urgency(triage.disposition) >= urgency(case["at_least"]), case["story"]
    if "at_most" in case:
        assert urgency(triage.disposition) <= urgency(case["at_most"]), case["story"]


def check_disposition(case: Case) -> None:
    """How urgent the whole person is, and which rows say so."""
    triage, expect = assessed(case).triage, case["expect"]
    assert triage.disposition in one_of(expect["disposition"])
    assert set(triage.fired).issuperset(expect.get("fired", ()))
    assert not set(triage.fired).intersection(expect.get("not_fired", ()))


def check_causes(case: Case) -> None:
    """Which causes come first and in which band, the phase, and what spells have in common."""
    assessment, expect = assessed(case), case["expect"]
    if "first_cause" in expect:
        assert assessment.causes[0].id in expect["first_cause"]
    bands = {cause.id: cause.band for cause in assessment.causes}
    for cause, band in expect.get("bands", {}).items():
        assert bands[cause] in one_of(band), cause
    if "phase" in expect:
        assert assessment.phase.phase == expect["phase"]
    for key in {"recurring", "common"} & set(expect):
        assert assessment.pattern is not None
        assert getattr(assessment.pattern, key) == expect[key]


def check_programme(case: Case) -> None:
    """What the person is asked to do, and what must never be asked of them."""
    expect = case["expect"]["programme"]
    plan = make_plan(assessed(case), KNOWLEDGE)
    assert plan.offered is expect.get("offered", plan.offered)
    if not plan.offered:
        return
    held = _held(plan)
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


def check_person(case: Case) -> None:
    """Everything a whole person expects."""
    check_disposition(case)
    check_causes(case)
    check_programme(case)


def check_avoided(case: Case) -> None:
    """Movements that must never be given are barred for good, not merely absent this time."""
    plan = make_plan(assessed(case), KNOWLEDGE)
    assert plan.offered, case["meaning"]
    barred = {left.movement for left in plan.left_out if left.hard}
    assert set(case["movements"]) - barred == set(), case["meaning"]


def _held(plan: Plan) -> set[str]:
    held = {item.movement for item in plan.items}
    return held if plan.micro_dose is None else held | {plan.micro_dose.movement}


def _supplement(plan: Plan) -> bool:
    return any(card.id == "supplement_as_prescribed" for card in plan.advice)
