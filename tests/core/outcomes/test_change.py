"""Which changes matter (OM-01, OM-02, OM-22)."""

from __future__ import annotations

import pytest

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.change import measured, pain_change
from tests.core.outcomes.days import day, history_of, report

RULES = load_knowledge().outcomes.change


@pytest.mark.parametrize(
    ("start", "now", "size"),
    [
        (6.0, 4.0, "clear"),  # 2 points and 33 percent
        (6.0, 4.1, "matters"),
        (8.0, 6.0, "matters"),  # 2 points, but only 25 percent
        (8.0, 5.6, "clear"),  # 30 percent
        (5.0, 3.7, "matters"),  # 1.3
        (5.0, 3.8, "none"),
        (5.0, 6.2, "none"),
        (5.0, 6.3, "worse"),
        (None, 4.0, "unknown"),
        (4.0, None, "unknown"),
    ],
)
def test_the_size_of_a_change(start: float | None, now: float | None, size: str) -> None:
    assert pain_change(start, now, RULES).size == size


def test_no_line_is_drawn_below_zero() -> None:
    change = pain_change(1.0, 0.0, RULES)
    assert (change.matters_below, change.clear_below) == (None, None)


def test_activities_are_compared_with_the_intake() -> None:
    history = history_of(
        [
            report("measure", {"psfs": [{"activity": "lift", "ability": 5}], "pgic": 3}, day(6)),
            report("measure", {"psfs": [{"activity": "lift", "ability": 7}], "pgic": 2}, day(13)),
        ]
    )
    told = measured(history, {"lift": 4, "sleep": 6}, day(0), RULES)
    assert [(one.activity, one.first, one.last) for one in told.activities] == [
        ("lift", 4, 7),
        ("sleep", 6, None),
    ]
    assert (told.up, told.clear, told.pgic, told.pgic_on) == (3.0, True, 2, day(13))
