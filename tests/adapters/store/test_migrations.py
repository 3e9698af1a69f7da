"""Diaries of earlier versions are brought up to date with everything in them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rhomboid.adapters.store.codec import to_row
from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.app.ports import Page
from tests.core.course.test_course import DIARY, entry

pytestmark = pytest.mark.django_db(transaction=True)


def migrate_to(name: str) -> MigrationExecutor:
    executor = MigrationExecutor(connection)
    executor.migrate([("store", name)])
    return MigrationExecutor(connection)


@pytest.fixture(autouse=True)
def back_to_the_newest() -> Iterator[None]:
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def test_entries_from_before_places_get_them_in_the_order_of_their_recording() -> None:
    old = migrate_to("0001_initial").loader.project_state([("store", "0001_initial")]).apps
    table = old.get_model("store", "DiaryEntry")
    other = msgspec.structs.replace(entry(99, "note", {"text": "x"}), person_id="q")
    for one in (*reversed(DIARY), other):
        table.objects.create(**to_row(one)._asdict())

    migrate_to("0002_places")
    diary = DatabaseDiary()
    assert diary.read_after("p", 0) == Page(tuple(DIARY), 7)
    assert diary.read_after("q", 0) == Page((other,), 1)
    late = entry(50, "note", {"text": "recorded earlier elsewhere"}, days=-3)
    diary.append([late])
    assert diary.read_after("p", 7) == Page((late,), 8)


def test_going_back_a_version_keeps_every_entry() -> None:
    DatabaseDiary().append(DIARY)
    migrate_to("0001_initial")
    migrate_to("0002_places")
    assert list(DatabaseDiary().read("p")) == DIARY
