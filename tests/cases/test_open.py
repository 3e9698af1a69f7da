"""Cases on which two readings of the evidence still differ.

Each must fail as long as it lies in `open/`. When a rule changes and the case passes, the
strict mark turns red: move the case to its sisters.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.checking import check_danger, check_person
from tests.cases.reading import OPEN, persons, red_flag_cases

differs = pytest.mark.xfail(strict=True, raises=AssertionError, reason="two readings differ")


@differs
@pytest.mark.parametrize("case", red_flag_cases(OPEN), ids=lambda case: case["id"])
def test_a_story_of_danger_is_read_in_two_ways(case: dict[str, Any]) -> None:
    check_danger(case)


@differs
@pytest.mark.parametrize("case", persons(OPEN), ids=lambda case: case["id"])
def test_a_person_is_read_in_two_ways(case: dict[str, Any]) -> None:
    check_person(case)
