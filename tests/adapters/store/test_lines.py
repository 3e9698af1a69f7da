"""Lines of the diary: an entry with everything that supersedes it, from either store."""

from __future__ import annotations

import msgspec
import pytest

from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.core.diary.entry import Entry
from tests.core.course.test_course import entry

pytestmark = pytest.mark.django_db(transaction=True)


def corrected(number: int, root: Entry, kind: str = "note") -> Entry:
    body = {} if kind == "undone" else {"text": f"version {number}"}
    return msgspec.structs.replace(entry(number, kind, body), supersedes=root.id)


FIRST = entry(1, "note", {"text": "as it was first written"})
OTHER = entry(2, "note", {"text": "another line"})
LINES = [FIRST, OTHER, corrected(3, FIRST), corrected(4, OTHER), corrected(5, FIRST, "undone")]


@pytest.fixture(params=[DatabaseDiary, MemoryDiary])
def diary(request: pytest.FixtureRequest) -> DatabaseDiary | MemoryDiary:
    made: DatabaseDiary | MemoryDiary = request.param()
    made.append(reversed(LINES))
    return made


def test_a_line_holds_its_first_entry_and_every_correction_oldest_first(
    diary: DatabaseDiary | MemoryDiary,
) -> None:
    assert list(diary.read_lines("p", [FIRST.id])) == [LINES[0], LINES[2], LINES[4]]


def test_several_lines_come_in_the_order_of_their_recording_each_entry_once(
    diary: DatabaseDiary | MemoryDiary,
) -> None:
    assert list(diary.read_lines("p", {OTHER.id, FIRST.id, LINES[2].id})) == LINES


def test_what_nobody_wrote_has_no_line(diary: DatabaseDiary | MemoryDiary) -> None:
    assert list(diary.read_lines("p", [])) == []
    assert list(diary.read_lines("p", ["no id at all", entry(99, "note", {}).id])) == []
    assert list(diary.read_lines("somebody else", [FIRST.id])) == []


def test_more_lines_than_one_statement_takes_are_all_found(
    diary: DatabaseDiary | MemoryDiary,
) -> None:
    many = [entry(number, "note", {"text": "x"}) for number in range(100, 1400)]
    diary.append(many)
    assert list(diary.read_lines("p", [one.id for one in many])) == many
