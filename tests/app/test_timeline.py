"""The diary to read: days, newest first, with what was corrected and taken back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.core.diary.entry import EntryKind
from tests.app.diaries import journal_of, write_three_weeks

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture
def told() -> tuple[Journal, StoryClock]:
    return journal_of(MemoryDiary(), datetime(2026, 3, 3, 9, tzinfo=UTC))


def kinds(journal: Journal, kind: str | None = None) -> list[tuple[date, list[str]]]:
    days = journal.timeline.span(date(2026, 1, 1), date(2026, 12, 31), kind)
    return [(day.on, [line.kind for line in day.lines]) for day in days]


def test_days_and_lines_come_newest_first(told: tuple[Journal, StoryClock]) -> None:
    journal, _ = told
    tell = journal.reports.tell
    tell("walk", {"minutes": 10}, datetime(2026, 3, 2, 12, tzinfo=UTC))
    tell("pain", {"now": 3}, datetime(2026, 3, 2, 8, tzinfo=UTC))
    tell("note", {"text": "x"})
    assert kinds(journal) == [(TUESDAY, ["note"]), (MONDAY, ["walk", "pain"])]
    assert kinds(journal, "pain") == [(MONDAY, ["pain"])]
    assert journal.timeline.months() == [date(2026, 3, 1)]


def test_a_corrected_line_shows_what_counts_and_keeps_every_version(
    told: tuple[Journal, StoryClock],
) -> None:
    journal, clock = told
    first = journal.reports.tell("pain", {"now": 3})
    clock.set(datetime(2026, 3, 3, 10, tzinfo=UTC))
    journal.reports.correct(first.id, {"now": 5})
    (day,) = journal.timeline.span(TUESDAY, TUESDAY)
    (line,) = day.lines
    assert (line.root, line.last.body) == (first.id, {"now": 5})
    assert [entry.body for entry in line.versions] == [{"now": 3}, {"now": 5}]


def test_a_line_that_was_taken_back_stays_on_its_day_and_can_be_put_back(
    told: tuple[Journal, StoryClock],
) -> None:
    journal, clock = told
    first = journal.reports.tell("pain", {"now": 3}, datetime(2025, 12, 24, 8, tzinfo=UTC))
    clock.set(datetime(2026, 3, 3, 10, tzinfo=UTC))
    journal.reports.undo(first.id)
    assert journal.timeline.months() == [date(2025, 12, 1)]
    (day,) = journal.timeline.span(date(2025, 12, 1), date(2025, 12, 31))
    assert day.lines[0].report is None
    assert day.lines[0].kind == "pain"
    assert day.day.pain is None
    clock.set(datetime(2026, 3, 3, 11, tzinfo=UTC))
    journal.reports.restore(first.id)
    (day,) = journal.timeline.span(date(2025, 12, 1), date(2025, 12, 31))
    assert day.lines[0].report is not None
    assert [entry.kind for entry in day.lines[0].versions] == ["pain", "undone", "pain"]


def test_sets_stand_alone_only_while_their_session_has_not_ended(
    told: tuple[Journal, StoryClock],
) -> None:
    journal, clock = told
    session = clock.new_id()
    dose = {"sets": 2, "reps": 8}
    planned = [{"movement": "band_row", "slot": "strength", "dose": dose}]
    entries: list[tuple[EntryKind, dict[str, object]]] = [
        ("session_begun", {"session": session, "planned": planned}),
        ("set_done", {"session": session, "movement": "band_row", "number": 1, "reps": 8}),
    ]
    for kind, body in entries:
        journal.reports.tell(kind, body)
    assert kinds(journal) == [(TUESDAY, ["set_done", "session_begun"])]
    clock.set(datetime(2026, 3, 4, 0, 5, tzinfo=UTC))
    journal.reports.tell("session", {"session": session, "movements": []})
    assert kinds(journal) == [(date(2026, 3, 4), ["session"])]


def test_a_month_of_a_full_diary_holds_only_its_own_days() -> None:
    journal = write_three_weeks(MemoryDiary())
    days = journal.timeline.span(date(2026, 3, 9), date(2026, 3, 15))
    assert [day.on.day for day in days] == [15, 14, 13, 12, 11, 10, 9]
    changed = [line for day in days for line in day.lines if len(line.versions) > 1]
    assert [line.kind for line in changed] == ["pain"]
