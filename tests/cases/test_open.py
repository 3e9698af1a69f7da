"""Cases on which two readings of the evidence still differ.

Each must fail as long as it lies in `open/`. When a rule changes and the case passes, the
strict mark turns red: move the case to its sisters (add it to the file of the same name there).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.checking import check_avoided, check_danger, check_person
from tests.cases.reading import OPEN, avoidances, persons, red_flag_cases

CHECKS = [
    *((check_danger, case) for case in red_flag_cases(OPEN)),
    *((check_person, case) for case in persons(OPEN)),
    *((check_avoided, case) for case in avoidances(OPEN)),
]


@pytest.mark.xfail(strict=True, raises=AssertionError, reason="two readings differ")
@pytest.mark.parametrize(("check", "case"), CHECKS, ids=[case["id"] for _, case in CHECKS])
def test_a_case_is_read_in_two_ways(check: Any, case: dict[str, Any]) -> None:
    check(case)
