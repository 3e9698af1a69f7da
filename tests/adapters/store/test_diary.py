"""The diary, in a real database and in memory: nothing lost, nothing twice, places in order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from rhomboid.adapters.store.diary import DatabaseDiary, StoreError
from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.adapters.store.models import DiaryEntry
from rhomboid.app.ports import Diary, Page
from rhomboid.core.diary.entry import Entry
from tests.core.course.test_course import DIARY, entry

pytestmark = pytest.mark.django_db(transaction=True)

SHUFFLED = [DIARY[place] for place in (3, 0, 6, 1, 5, 2, 4)]


@pytest.fixture(params=[DatabaseDiary, MemoryDiary])
def diary(request: pytest.FixtureRequest) -> Diary:
    made: Diary = request.param()
    return made


def of(person: str, given: Entry) -> Entry:
    return msgspec.structs.replace(given, id=str(uuid4()), person_id=person)


def test_what_is_written_is_read_back_in_order_and_whole(diary: Diary) -> None:
    diary.append(reversed(DIARY))
    assert list(diary.read("p")) == DIARY
    assert list(diary.read("somebody else")) == []


def test_writing_twice_changes_nothing(diary: Diary) -> None:
    diary.append(SHUFFLED)
    diary.append(DIARY)
    diary.append([DIARY[0], DIARY[0]])
    assert list(diary.read("p")) == DIARY
    assert diary.read_after("p", 0) == Page(tuple(SHUFFLED), 7)


def test_writing_nothing_changes_nothing(diary: Diary) -> None:
    diary.append([])
    assert diary.read_after("p", 0) == Page((), 0)


def test_the_same_id_with_other_content_is_refused_and_nothing_is_written(diary: Diary) -> None:
    diary.append(DIARY[:1])
    other = msgspec.structs.replace(DIARY[0], body={})
    for entries in ([entry(50, "answers", {}), other], [*DIARY[1:3], DIARY[1], other]):
        with pytest.raises(StoreError, match="with other content; nothing was written"):
            diary.append(entries)
    assert diary.read_after("p", 0) == Page((DIARY[0],), 1)


def test_one_id_twice_with_different_content_is_refused(diary: Diary) -> None:
    with pytest.raises(StoreError, match="with other content; nothing was written"):
        diary.append([DIARY[0], msgspec.structs.replace(DIARY[0], zone="Asia/Kolkata")])
    assert diary.read_after("p", 0) == Page((), 0)


def test_the_id_of_another_persons_entry_is_refused(diary: Diary) -> None:
    diary.append(DIARY[:1])
    with pytest.raises(StoreError, match="with other content; nothing was written"):
        diary.append([msgspec.structs.replace(DIARY[0], person_id="q")])


def test_ids_are_the_same_however_they_are_spelt(diary: Diary) -> None:
    diary.append([msgspec.structs.replace(DIARY[0], id=UUID(DIARY[0].id).hex.upper())])
    diary.append(DIARY[:1])
    assert list(diary.read("p")) == DIARY[:1]


def test_a_body_comes_back_as_plain_json(diary: Diary) -> None:
    body: dict[str, Any] = {"number": 1.5, "none": None, "words": "Rücken \u0000 \U0001f600"}
    diary.append([msgspec.structs.replace(DIARY[0], body={**body, "tuple": (1, (2,))})])
    assert diary.read("p")[0].body == {**body, "tuple": [1, [2]]}


def test_entries_are_read_after_a_place_in_the_order_in_which_they_arrived(diary: Diary) -> None:
    for number, arriving in enumerate(SHUFFLED, start=1):
        diary.append([arriving])
        assert diary.read_after("p", number - 1) == Page((arriving,), number)
    for place in range(8):
        assert diary.read_after("p", place) == Page(tuple(SHUFFLED[place:]), 7)


def test_a_place_that_does_not_exist_yet_gets_the_newest_there_is(diary: Diary) -> None:
    diary.append(DIARY)
    assert diary.read_after("p", 99) == Page((), 7)
    assert diary.read_after("somebody new", 99) == Page((), 0)


def test_everybody_has_places_of_their_own(diary: Diary) -> None:
    entries = [of(person, DIARY[number % 7]) for number, person in enumerate("pqqpppqq")]
    diary.append(entries[:3])
    diary.append(entries[3:])
    for person in "pq":
        mine = tuple(one for one in entries if one.person_id == person)
        assert diary.read_after(person, 0) == Page(mine, 4)
        assert diary.read_after(person, 3) == Page(mine[3:], 4)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("pq"), st.integers(0, 6), st.booleans()), max_size=5),
        max_size=6,
    )
)
def test_database_and_memory_cannot_be_told_apart(
    batches: list[list[tuple[str, int, bool]]],
) -> None:
    salt = uuid4().hex[:12]

    def made(person: str, number: int, changed: bool) -> Entry:
        return msgspec.structs.replace(
            DIARY[number],
            id=str(UUID(f"{salt}{number:020x}")),
            person_id=f"{person}-{salt}",
            body={} if changed else DIARY[number].body,
        )

    def append(diary: Diary, batch: Sequence[Entry]) -> str:
        try:
            diary.append(batch)
        except StoreError as error:
            return str(error)
        return ""

    stores: tuple[Diary, ...] = (DatabaseDiary(), MemoryDiary())
    for batch in batches:
        first, second = (append(store, [made(*told) for told in batch]) for store in stores)
        assert first == second
    for person in (f"p-{salt}", f"q-{salt}"):
        first_page, second_page = (store.read_after(person, 0) for store in stores)
        assert first_page == second_page
        first_read, second_read = (list(store.read(person)) for store in stores)
        assert first_read == second_read


def test_asking_when_nothing_is_new_is_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    diary = DatabaseDiary()
    diary.append(DIARY)
    with django_assert_num_queries(1):
        assert diary.read_after("p", 7) == Page((), 7)


def test_an_entry_that_cannot_be_read_is_named_and_nothing_is_left_out_silently() -> None:
    diary = DatabaseDiary()
    diary.append(DIARY)
    DiaryEntry.objects.filter(id=DIARY[2].id).update(body='{"answers": ')
    for read in (lambda: diary.read("p"), lambda: diary.read_after("p", 0)):
        with pytest.raises(StoreError, match=f"{DIARY[2].id} is not .*`rhomboid doctor`"):
            read()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_sqlite_keeps_what_it_acknowledged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2  # FULL
    assert mode in ("wal", "memory")  # the test database may live in memory


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    from rhomboid.bootstrap import DataFolderError, Settings, prepare_data

    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(DataFolderError, match="must be a folder that can be written to"):
        prepare_data(Settings(data=blocked / "inside", database_url=None))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("attempt to write a readonly database", "is read-only; nothing was saved"),
        ("database or disk is full", "the disk is full; nothing was saved"),
        ("could not extend file: No space left on device", "the disk is full; nothing was saved"),
        ("database disk image is malformed", "damaged; nothing .* doctor --restore latest"),
        ("file is not a database", "damaged; nothing was saved"),
        ("database is locked", "another program holds it; nothing was saved"),
        ("unable to open database file", "read-only, gone or closed to us; nothing was saved"),
        ("disk I/O error", "the disk does not let us; nothing was saved"),
        ("something else", "something else; nothing was saved"),
    ],
)
def test_what_the_database_says_becomes_a_sentence(
    text: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    def fail(*_: object) -> None:
        raise OperationalError(text)

    monkeypatch.setattr(DiaryEntry.objects, "bulk_create", fail)
    with pytest.raises(StoreError, match=sentence):
        DatabaseDiary().append(DIARY[:1])
    assert DatabaseDiary().read_after("p", 0) == Page((), 0)
