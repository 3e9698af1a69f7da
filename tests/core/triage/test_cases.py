"""Danger signs against the case files: what must fire fires, near misses do not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.checking import check_danger
from tests.cases.reading import KNOWLEDGE, assessed, red_flag_cases

CASES = red_flag_cases()


@pytest.mark.hazard("H-01")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_danger_sign_fires_when_it_must_and_only_then(case: dict[str, Any]) -> None:
    check_danger(case)


def test_every_row_of_danger_signs_has_a_case_that_fires_it_and_a_near_miss() -> None:
    fires = {row for case in CASES for row in case.get("fires", ())}
    misses = {row for case in CASES for row in case.get("not_fires", ())}
    rows = {row.id for row in KNOWLEDGE.red_flags}
    assert rows - fires == set()
    assert rows - misses == set()


def test_every_rule_is_fired_by_some_case() -> None:
    fired = {reason.rule for case in CASES for reason in assessed(case).triage.decision.reasons}
    rules = {rule.id for row in KNOWLEDGE.red_flags for rule in row.rules}
    assert rules - fired == set()
