"""Movements that a person must avoid, by the library's own column."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.app.assess import make_plan
from tests.cases.checking import check_avoided
from tests.cases.reading import KNOWLEDGE, assessed, avoidances, well


@pytest.mark.hazard("H-05")
@pytest.mark.parametrize("case", avoidances(), ids=lambda case: case["id"])
def test_a_movement_that_must_be_avoided_is_barred(case: dict[str, Any]) -> None:
    check_avoided(case)


def test_a_person_who_is_well_is_barred_from_nothing() -> None:
    plan = make_plan(assessed({"answers": well()}), KNOWLEDGE)
    assert [left.movement for left in plan.left_out if left.hard] == []
