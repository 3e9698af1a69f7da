"""Short ways to write a history down in a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rhomboid.core.base.ids import uuid7
from rhomboid.core.course.reports import Filed, file
from rhomboid.core.diary.entry import Entry
from rhomboid.core.outcomes.history import History

#: A Monday.
START = date(2026, 3, 2)


def day(number: int) -> date:
    """The day `number` days after the first Monday."""
    return START + timedelta(days=number)


def report(kind: str, body: Mapping[str, Any], on: date, place: int = 1, hour: int = 12) -> Entry:
    """One report about a day."""
    at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC) + timedelta(seconds=place)
    return Entry(
        id=uuid7(int(at.timestamp() * 1000), place),
        person_id="p",
        recorded_at=at,
        about=at,
        zone="UTC",
        kind=kind,  # type: ignore[arg-type]  # plain test data
        body=dict(body),
        made_by="test",
    )


def history_of(entries: Sequence[Entry]) -> History:
    """The history that these reports make."""
    filed = Filed()
    for entry in sorted(entries, key=lambda entry: (entry.recorded_at, entry.id)):
        following = file(filed, entry)
        assert following is not None
        filed = following
    return filed.history


def pains(scores: Sequence[int | None], first: int = 0) -> list[Entry]:
    """The average pain of days in a row; `None` where none was told."""
    return [
        report("pain", {"average": score}, day(first + place))
        for place, score in enumerate(scores)
        if score is not None
    ]


def session(
    number: int, movements: Sequence[Mapping[str, Any]], place: int = 40, **more: Any
) -> Entry:
    """A session on a day, in its evening."""
    body = {"session": f"s{number}.{place}", "movements": list(movements), **more}
    return report("session", body, day(number), place, hour=18)


def morning(number: int, score: int) -> Entry:
    """The morning check of a day."""
    return report("pain", {"now": score, "moment": "morning"}, day(number), 2, hour=7)
