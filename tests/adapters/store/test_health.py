"""What the doctor hears about the entries."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from rhomboid.adapters.store.diary import DatabaseDiary, StoreError
from rhomboid.adapters.store.health import Health, examine
from rhomboid.adapters.store.models import DiaryEntry, DiaryHead
from tests.core.course.test_course import entry

pytestmark = pytest.mark.django_db(transaction=True)

NOTES = [entry(number, "note", {"text": str(number)}) for number in range(5)]


def nothing() -> None:
    """There is nothing to migrate."""


def test_a_diary_in_order_has_nothing_to_tell() -> None:
    DatabaseDiary().append(NOTES)
    assert examine(nothing) == Health((), (), 5, {}, ())


def test_every_entry_that_cannot_be_read_is_named_with_its_reason() -> None:
    DatabaseDiary().append(NOTES)
    for number, change in enumerate(
        ({"body": "{"}, {"kind": "from_the_future"}, {"body": '{"words": 1}'}, {"about": "today"})
    ):
        DiaryEntry.objects.filter(id=NOTES[number].id).update(**change)
    unreadable = examine(nothing).unreadable
    assert list(unreadable) == [note.id for note in NOTES[:4]]
    assert "truncated" in unreadable[NOTES[0].id]
    assert "from_the_future" in unreadable[NOTES[1].id]
    assert "`words`" in unreadable[NOTES[2].id]
    assert "today" in unreadable[NOTES[3].id]


def test_an_entry_that_was_taken_out_and_a_wrong_head_are_seen() -> None:
    DatabaseDiary().append(NOTES)
    DiaryEntry.objects.filter(id=NOTES[1].id).delete()
    assert examine(nothing).out_of_place == ("p",)
    DiaryEntry.objects.all().delete()
    DiaryHead.objects.all().delete()
    DatabaseDiary().append(NOTES)
    DiaryHead.objects.filter(person_id="p").update(places=9)
    assert examine(nothing).out_of_place == ("p",)


def test_a_diary_that_a_newer_version_wrote_is_known_by_its_migrations() -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("store", "9999_from_the_future")
    try:
        assert examine(nothing).newer == ("9999_from_the_future",)
    finally:
        recorder.record_unapplied("store", "9999_from_the_future")


def test_what_stops_a_migration_is_a_sentence() -> None:
    def fail() -> None:
        raise OperationalError("database disk image is malformed")

    with pytest.raises(StoreError, match="its file is damaged"):
        examine(fail)
