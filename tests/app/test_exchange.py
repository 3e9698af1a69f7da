"""Taking the diary along: nothing is lost, nothing comes twice, nothing half."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.adapters.store.models import DiaryEntry, DiaryHead
from rhomboid.app.exchange import Exchange, ExchangeError, Source, Taken, line_of
from rhomboid.app.journal import LOCAL_PERSON
from rhomboid.app.measured import SingleSet, keep_measured
from rhomboid.app.ports import Diary
from rhomboid.core.course.course import fold
from rhomboid.core.diary.entry import Entry
from rhomboid.core.diary.measured import Measured
from tests.app.diaries import KNOWLEDGE, diaries, entries, journal_of, write_three_weeks
from tests.core.diary.sets import measured_sets

NOW = datetime(2027, 1, 2, 8, tzinfo=UTC)
VALID: dict[str, Any] = {
    "id": "019a0000-0000-7000-8000-000000000001",
    "person_id": "local",
    "recorded_at": "2026-03-02T08:00:00Z",
    "about": "2026-03-02T09:00:00+01:00",
    "zone": "Europe/Berlin",
    "kind": "pain",
    "body": {"now": 4},
    "made_by": "0.1.0",
    "supersedes": None,
}


def exchange(diary: Diary, person_id: str = LOCAL_PERSON) -> Exchange:
    return Exchange(diary, KNOWLEDGE, ("en", "de"), person_id)


def take(diary: Diary, *texts: bytes, person_id: str = LOCAL_PERSON) -> Taken:
    sources = [Source(f"file {n}", io.BytesIO(text)) for n, text in enumerate(texts, start=1)]
    return exchange(diary, person_id).take(sources, NOW)


def exported(diary: Diary, person_id: str = LOCAL_PERSON) -> bytes:
    return b"".join(exchange(diary, person_id).export())


def filled(given_entries: Iterable[Entry]) -> MemoryDiary:
    diary = MemoryDiary()
    diary.append(given_entries)
    return diary


def line(**changes: Any) -> bytes:
    return json.dumps({**VALID, **changes}).encode() + b"\n"


@given(entries())
def test_an_entry_is_one_line_with_sorted_keys_and_every_field(entry: Entry) -> None:
    raw = line_of(entry)
    record = json.loads(raw)
    assert raw.count(b"\n") == 1
    assert list(record) == sorted(Entry.__struct_fields__)
    assert line_of(msgspec.json.decode(raw, type=Entry)) == raw


@given(diaries())
def test_export_and_import_into_an_empty_diary_gives_the_same_export_and_course(
    told: list[Entry],
) -> None:
    before = filled(told)
    after = MemoryDiary()
    assert take(after, exported(before)) == Taken(len(told), len(told), 0)
    assert exported(after) == exported(before)
    assert fold(after.read(LOCAL_PERSON)) == fold(before.read(LOCAL_PERSON))


@given(diaries())
def test_importing_twice_changes_nothing(told: list[Entry]) -> None:
    diary = filled(told)
    whole = exported(diary)
    assert take(diary, whole) == Taken(len(told), 0, len(told))
    assert take(diary, whole, whole + whole) == Taken(3 * len(told), 0, 3 * len(told))
    assert exported(diary) == whole


@settings(max_examples=60)
@given(diaries(most=20), st.data())
def test_merging_two_devices_is_a_union_whoever_begins(
    told: list[Entry], data: st.DataObject
) -> None:
    where = [data.draw(st.sampled_from(["here", "there", "both"])) for _ in told]
    one = filled(e for e, place in zip(told, where, strict=True) if place != "there")
    other = filled(e for e, place in zip(told, where, strict=True) if place != "here")
    first, second = exported(one), exported(other)
    take(one, second)
    take(other, first)
    joined = MemoryDiary()
    take(joined, second + first)
    assert exported(one) == exported(other) == exported(joined) == exported(filled(told))
    assert fold(one.read(LOCAL_PERSON)) == fold(other.read(LOCAL_PERSON))


@pytest.mark.django_db(transaction=True)
@pytest.mark.hazard("H-11")
def test_a_whole_diary_survives_export_wipe_and_import_on_a_real_database_byte_for_byte() -> None:
    diary = DatabaseDiary()
    journal = write_three_weeks(diary)
    before, course = exported(diary), journal.course()
    present = journal.present()
    DiaryEntry.objects.all().delete()
    DiaryHead.objects.all().delete()
    assert exported(diary) == b""
    taken = take(diary, before)
    assert taken.added == before.count(b"\n") > 70
    assert exported(diary) == before
    again, _ = journal_of(diary, present.now)
    assert again.course() == course
    assert again.present() == present
    assert take(diary, before).added == 0


def test_the_two_stores_export_the_same_bytes() -> None:
    memory = MemoryDiary()
    write_three_weeks(memory)
    other = MemoryDiary()
    take(other, exported(memory))
    assert exported(other) == exported(memory)
    kinds = {json.loads(raw)["kind"] for raw in exported(memory).splitlines()}
    assert {"plan_adopted", "review_decided", "session", "undone", "measure"} <= kinds


def test_entries_of_another_person_become_this_persons_and_go_back_unchanged() -> None:
    text = line(person_id="anna") + line(id="019a0000-0000-7000-8000-000000000002")
    mine, annas = MemoryDiary(), MemoryDiary()
    assert take(mine, text).added == 2
    assert take(mine, text).added == 0
    assert {entry.person_id for entry in mine.read(LOCAL_PERSON)} == {LOCAL_PERSON}
    take(annas, text, person_id="anna")
    whole = exported(annas, "anna")
    assert take(annas, exported(mine), person_id="anna").added == 0
    assert exported(annas, "anna") == whole


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (b"{\n", "must be one entry as JSON"),
        (b"\xff\xfe\n", "must be one entry as JSON"),
        (b"[" * 50_000 + b"\n", "must be"),
        (b"[]\n", "must be an entry of the diary: Expected `object`, got `array`"),
        (line(kind="pian"), "Invalid enum value 'pian' - at `$.kind`"),
        (line(mood="low"), "unknown field `mood`"),
        (line(body={"now": 11}), "`body` of kind `pain`: Expected `int` <= 10 - at `$.now`"),
        (line(body={"now": "4"}), "Expected `int | null`, got `str`"),
        (line(body={}), "at least one of `now`, `worst` and `average`"),
        (line(body={"now": 4, "place": ["betwen_left"]}), "no place 'betwen_left'; near it: betw"),
        (line(about="2026-03-02T09:00:00"), "`about` must have an offset"),
        (line(about="1026-03-02T09:00:00Z"), "`about` must lie between 2000 and 2199, got 1026"),
        (line(recorded_at="2026-03-02T09:00:00+01:00"), "`recorded_at` must be in UTC"),
        (line(id=VALID["id"].upper()), "`id` must be a UUID in small letters"),
        (line(id="12"), "`id` must be a UUID"),
        (line(supersedes="12"), "`supersedes` must be a UUID"),
        (line(supersedes="ffffffff-ffff-7000-8000-000000000001"), "`supersedes` must be a UUID"),
        (line(zone="Mid dle"), "`zone` must be the name of a time zone"),
        (line(made_by=""), "`made_by` must be a version"),
        (line(person_id=" "), "`person_id` must not be empty"),
        (line(kind="undone", body={}), "must name the entry that is undone"),
        (
            line(kind="answers", body={"answers": {"chest_presure": "no"}}),
            "near it: chest_pressure",
        ),
        (line(kind="answers", body={"answers": {"age_years": 300}}), "age_years must be possible"),
        (line(kind="setting", body={"name": "language", "value": "xx"}), "no language 'xx'"),
        (line(kind="setting", body={"name": "languages", "value": ""}), "near it: language"),
        (line(kind="setting", body={"name": "theme"}), "`value` of a setting must be there"),
        (line(kind="swap", body={"movement": "band_rwo"}), "no movement 'band_rwo'; near it: band"),
        (line(kind="swap", body={"movement": "band_row", "to": "harder"}), "`kind` of a swap"),
        (line(kind="plan_adopted", body={"plan": {"items": 5}}), "must be a programme"),
        (line(kind="position_change", body={"movement": "sit_up_straight"}), "no movement"),
        (b" " * 1_000_001 + b"\n", "a line must be shorter than"),
    ],
)
def test_a_broken_line_is_named_with_what_is_wrong_and_then_nothing_is_imported(
    broken: bytes, sentence: str
) -> None:
    diary = MemoryDiary()
    good = line(id="019a0000-0000-7000-8000-000000000009")
    with pytest.raises(ExchangeError) as refused:
        take(diary, good, good + b"\r\n" + broken + good)
    assert str(refused.value).startswith("file 2, line 3: ")
    assert str(refused.value).endswith("; nothing was imported")
    assert sentence in refused.value.problem
    assert exported(diary) == b""


def test_the_same_id_with_other_content_is_named_by_its_line() -> None:
    diary = MemoryDiary()
    with pytest.raises(ExchangeError, match="file 1, line 2: there is an entry 019a"):
        take(diary, line() + line(body={"now": 5}))
    take(diary, line())
    with pytest.raises(ExchangeError, match=r"line 1: there is an entry .* with other content"):
        take(diary, line(about="2026-03-02T08:00:00Z"))
    assert len(diary.read(LOCAL_PERSON)) == 1


def test_answers_that_contradict_each_other_only_together_are_refused_together() -> None:
    diary = MemoryDiary()
    take(diary, line(kind="answers", body={"answers": {"pain_now": 8, "pain_worst": 9}}))
    later = line(
        id="019a0000-0000-7000-8000-000000000002",
        recorded_at="2026-03-03T08:00:00Z",
        kind="answers",
        body={"answers": {"pain_worst": 5}},
    )
    with pytest.raises(ExchangeError, match="must fit together, but pain_now do not"):
        take(diary, later)


def test_byte_order_mark_blank_lines_windows_line_ends_and_a_missing_last_one_are_no_error() -> (
    None
):
    diary = MemoryDiary()
    second = line(id="019a0000-0000-7000-8000-000000000002").strip()
    text = b"\xef\xbb\xbf" + line().replace(b"\n", b"\r\n") + b"\r\n\n" + second
    assert take(diary, text) == Taken(2, 2, 0)


def test_long_files_report_how_far_they_are() -> None:
    seen: list[int] = []
    text = b"".join(line(id=f"019a0000-0000-7000-8000-{number:012x}") for number in range(2500))
    source = Source("long", io.BytesIO(text))
    assert exchange(MemoryDiary()).take([source], NOW, seen.append).added == 2500
    assert seen == [1000, 2000]


def test_a_file_that_changes_while_it_is_read_is_refused_whole() -> None:
    diary = MemoryDiary()

    class Changing(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            if self.tell():
                super().seek(0)
                self.truncate()
                self.write(line(body={"now": 9}))
            return super().seek(offset, whence)

    with pytest.raises(ExchangeError, match="changed while it was read"):
        exchange(diary).take([Source("x", Changing(line()))], NOW)
    assert exported(diary) == b""


@given(st.lists(measured_sets(), min_size=1, max_size=3))
@settings(max_examples=30)
def test_what_a_camera_saw_survives_export_and_import(sets: list[Measured]) -> None:
    journal, _ = journal_of(diary := MemoryDiary())
    kept = [keep_measured(journal, SingleSet("band_row", one)) for one in sets]
    other = MemoryDiary()
    take(other, exported(diary))
    assert exported(other) == exported(diary)
    bodies = {entry.id: entry.body for entry in other.read(LOCAL_PERSON)}
    first = [bodies[entry.id]["movements"][0]["sets"][0]["measured"] for entry in kept]
    assert [msgspec.convert(one, Measured) for one in first] == sets
