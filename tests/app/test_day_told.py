"""What a usual day is made of feeds the likely causes."""

from __future__ import annotations

from datetime import date
from typing import Any

from rhomboid.app.assess import assess_raw
from rhomboid.core.knowledge.knowledge import load_knowledge

TODAY = date(2026, 11, 25)


def points(day: list[dict[str, Any]] | None, cause: str) -> tuple[int, set[str]]:
    raw: dict[str, Any] = {} if day is None else {"day_tasks": day}
    found = assess_raw(raw, load_knowledge(), TODAY)
    ranked = next(one for one in found.causes if one.id == cause)
    return ranked.points, {point.evidence for point in ranked.speaks_for}


def test_lifting_on_a_usual_day_speaks_for_overuse() -> None:
    lifting = [{"position": "lift_floor", "hours": 2, "load_kg": 15}]
    (before, _), (after, rules) = points(None, "overuse"), points(lifting, "overuse")
    assert after == before + 1
    assert "lifting_day" in rules


def test_long_still_stretches_speak_for_sustained_posture() -> None:
    still = [{"position": "laptop_low", "hours": 6, "unbroken_min": 120}]
    before, _ = points(None, "sustained_posture")
    after, rules = points(still, "sustained_posture")
    assert after == before + 2
    assert "still_day" in rules


def test_a_day_with_changes_speaks_for_neither() -> None:
    moving = [{"position": "laptop_low", "hours": 6, "unbroken_min": 20}]
    for cause in ("overuse", "sustained_posture"):
        assert points(moving, cause)[0] == points(None, cause)[0]


def test_a_position_told_twice_counts_with_all_its_hours() -> None:
    twice = [{"position": "laptop_low", "hours": 1, "unbroken_min": 60}] * 2
    assert "still_day" in points(twice, "sustained_posture")[1]
