"""The reasons of a disposition: which rule counted, which was overruled, in which order."""

from __future__ import annotations

from rhomboid.app.assess import assess_raw
from rhomboid.core.triage.triage import urgency
from tests.strategies import KNOWLEDGE, TODAY

SIGNS = {
    "hand_and_walk_signs": ["clumsy_hands", "stiff_legs"],
    "nerve_course": "quickly_worse",
    "tummy_signs": ["heartburn", "gnawing_upper_tummy_pain"],
    "skin_signs": ["blister_strip_one_side"],
}
TRIAGE = assess_raw(SIGNS, KNOWLEDGE, TODAY).triage


def test_the_milder_rules_of_a_row_are_overruled_by_its_most_urgent_one() -> None:
    overruled = {r.rule: r.ignored_because for r in TRIAGE.decision.reasons}
    assert overruled["RF-17.quick"] is None
    assert overruled["RF-17.two_progressive"] == "RF-17.quick"
    assert overruled["RF-17.some"] == "RF-17.quick"
    assert overruled["RF-27.rash"] is None


def test_rows_stand_from_most_to_least_urgent() -> None:
    assert TRIAGE.fired == ("RF-17", "RF-27", "RF-25")
    rules = {rule.id: rule for row in KNOWLEDGE.red_flags for rule in row.rules}
    counted = [r for r in TRIAGE.decision.reasons if r.ignored_because is None]
    by_row = {r.rule.partition(".")[0]: urgency(rules[r.rule].disposition) for r in counted}
    assert [by_row[row] for row in TRIAGE.fired] == [3, 2, 1]


def test_decisive_reasons_come_first_and_overruled_ones_after() -> None:
    order = [(r.decisive, r.ignored_because is None) for r in TRIAGE.decision.reasons]
    assert order == sorted(order, reverse=True)
    assert [r.rule for r in TRIAGE.decision.reasons if r.decisive] == ["RF-17.quick"]


def test_only_the_most_urgent_disposition_is_decisive() -> None:
    assert TRIAGE.disposition == "emergency"
    assert TRIAGE.programme == "none"
    gentle = assess_raw({"limits": ["blade_sticks_out"]}, KNOWLEDGE, TODAY).triage
    assert (gentle.disposition, gentle.programme) == ("see_doctor", "gentle")
    full = assess_raw({"tummy_signs": ["gnawing_upper_tummy_pain"]}, KNOWLEDGE, TODAY).triage
    assert (full.disposition, full.programme) == ("see_doctor", "full")
    both = {"limits": ["blade_sticks_out"], "tummy_signs": ["gnawing_upper_tummy_pain"]}
    assert assess_raw(both, KNOWLEDGE, TODAY).triage.programme == "gentle"
