"""The table of the desk: sourced, strict, and without the numbers of other tables."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.core.knowledge.desk import DeskRules
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.loader import TableError, convert_row, read_table
from rhomboid.core.knowledge.row import EvidenceStatus
from tests.core.ergonomics.desk.desks import RULES


def test_every_row_rests_on_facts_that_exist_and_says_that_it_is_a_product_rule() -> None:
    facts = load_knowledge().facts
    for row in RULES.rows:
        assert row.facts
        assert set(row.facts) <= facts.keys()
        assert row.status is EvidenceStatus.PRODUCT_RULE


def test_no_row_of_the_table_is_forgotten() -> None:
    assert len(RULES.rows) == len(read_table("desk.toml"))


def test_the_numbers_of_the_evidence_are_those_of_the_row() -> None:
    """ER-54: more than 10 degrees, held for at least 5 seconds."""
    assert (RULES.shift.angle_deg, RULES.shift.held_s) == (10, 5)


def test_a_slot_divides_the_day_and_a_lesson_can_be_learned() -> None:
    assert 24 * 60 % RULES.learning.slot_min == 0
    assert RULES.learning.declined <= RULES.learning.of
    assert list(RULES.snooze.minutes) == sorted(set(RULES.snooze.minutes))


@pytest.mark.parametrize(("row", "field"), [("shift", "held_s"), ("prompt", "most_an_hour")])
def test_a_number_of_zero_or_below_is_refused(row: str, field: str) -> None:
    raw: dict[str, Any] = read_table("desk.toml")
    raw[row] |= {field: 0}
    with pytest.raises(TableError, match=field):
        convert_row("desk.toml", "", raw, DeskRules)
