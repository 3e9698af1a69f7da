"""Whole persons: what is safe, what is likely, and what they are asked to do."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.core.triage.triage import urgency
from tests.cases.checking import check_causes, check_disposition, check_programme, one_of
from tests.cases.reading import assessed, persons

PERSONS = persons()
by_name = pytest.mark.parametrize("case", PERSONS, ids=lambda case: case["id"])


def test_there_are_at_least_thirty_persons() -> None:
    assert len(PERSONS) >= 30


@pytest.mark.hazard("H-01")
@by_name
def test_the_disposition_is_the_one_a_physiotherapist_would_give(case: dict[str, Any]) -> None:
    check_disposition(case)


@by_name
def test_the_likely_causes_are_ranked_as_expected(case: dict[str, Any]) -> None:
    check_causes(case)


@by_name
def test_the_programme_is_the_one_expected(case: dict[str, Any]) -> None:
    check_programme(case)


@pytest.mark.hazard("H-01")
def test_nobody_who_must_be_referred_is_missed_and_over_triage_is_counted() -> None:
    missed, over = [], []
    for case in PERSONS:
        got = urgency(assessed(case).triage.disposition)
        wanted = [urgency(allowed) for allowed in one_of(case["expect"]["disposition"])]
        if got < min(wanted):
            missed.append(case["id"])
        elif got > max(wanted):
            over.append(case["id"])
    print(f"missed {len(missed)}, over-triaged {len(over)} of {len(PERSONS)}")
    assert missed == []
