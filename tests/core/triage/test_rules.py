"""Every rule fires with each of its smallest sets of findings, and with nothing less."""

from __future__ import annotations

import pytest

from tests.cases.reading import KNOWLEDGE
from tests.cases.rule_table import disagreements, spelled_out


@pytest.mark.hazard("H-01")
def test_every_rule_is_the_one_that_is_spelled_out() -> None:
    assert list(disagreements(KNOWLEDGE.red_flags)) == []


def test_every_rule_is_spelled_out_once() -> None:
    ids = [rule["id"] for rule in spelled_out()]
    assert len(ids) == len(set(ids))
    assert set(ids) == {rule.id for row in KNOWLEDGE.red_flags for rule in row.rules}
