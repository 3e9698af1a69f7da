"""Walking of days and weeks: measured and told, never counted twice; unknown is not nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from rhomboid.core.course.course import fold
from rhomboid.core.diary.entry import Entry, EntryKind
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.history import History
from rhomboid.core.outcomes.walking import WeekWalked, week_walked

MONDAY = date(2026, 1, 5)
RULES = load_knowledge().prescription.walking


def history(*told: tuple[int, EntryKind, dict[str, Any]]) -> History:
    """A diary of days counted from Monday."""
    entries = []
    for number, (day, kind, body) in enumerate(told):
        about = datetime(2026, 1, 5 + day, 12, tzinfo=UTC)
        entries.append(
            Entry(
                id=f"00000000-0000-7000-8000-{number:012d}",
                person_id="p",
                recorded_at=datetime(2026, 1, 20, 12, number, tzinfo=UTC),
                about=about,
                zone="UTC",
                kind=kind,
                body=msgspec.json.decode(msgspec.json.encode(body)),
                made_by="1.0",
            )
        )
    return fold(entries).history


def week(*told: tuple[int, EntryKind, dict[str, Any]], asked_min: int | None = None) -> WeekWalked:
    return week_walked(history(*told), MONDAY, RULES, asked_min)


def test_a_day_that_nobody_told_or_saw_is_unknown() -> None:
    days = week((0, "walk_day", {"minutes": 0.0, "steps": 40})).days
    assert [day.known for day in days] == [True] + [False] * 6


def test_days_of_twenty_minutes_count_for_the_week() -> None:
    found = week(
        (0, "walk_day", {"minutes": 19.99}),
        (1, "walk_day", {"minutes": 20.0}),
        (2, "walk", {"minutes": 25}),
    )
    assert [day.full for day in found.days][:3] == [False, True, True]
    assert (found.full_days, found.target_days, found.least_min) == (2, 5, 20)


def test_while_the_programme_asks_for_less_less_counts() -> None:
    assert week((0, "walk_day", {"minutes": 10.5}), asked_min=10).full_days == 1
    assert week((0, "walk_day", {"minutes": 22.0}), asked_min=30).full_days == 1


@pytest.mark.parametrize(
    ("told", "minutes", "told_minutes"),
    [
        ({"minutes": 25}, 30, 0),
        ({"minutes": 40}, 40, 40),
        ({"minutes": 25, "unseen": True}, 55, 25),
    ],
)
def test_a_told_walk_is_one_of_those_that_were_seen_unless_no_device_was_along(
    told: dict[str, Any], minutes: float, told_minutes: float
) -> None:
    day = week((0, "walk_day", {"minutes": 30.0}), (0, "walk", told)).days[0]
    assert (day.minutes, day.told_minutes) == (minutes, told_minutes)


def test_moderate_minutes_and_steps_are_those_that_devices_saw() -> None:
    body = {"minutes": 30.0, "moderate_minutes": 21.5, "steps": 3300}
    day = week((0, "walk_day", body)).days[0]
    assert (day.moderate_minutes, day.steps) == (21.5, 3300)
    assert week((0, "walk", {"minutes": 30})).days[0].steps is None
