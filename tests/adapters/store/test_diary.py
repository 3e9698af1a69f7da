"""The diary on a real database: nothing lost, nothing half-written, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from rhomboid.adapters.store.diary import DatabaseDiary, StoreError
from rhomboid.core.diary.entry import Entry
from tests.core.course.test_course import DIARY, entry

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_written_is_read_back_in_order_and_whole() -> None:
    diary = DatabaseDiary()
    diary.append(reversed(DIARY))
    assert list(diary.read("p")) == DIARY
    assert list(diary.read("somebody else")) == []


def test_writing_twice_changes_nothing() -> None:
    diary = DatabaseDiary()
    diary.append(DIARY)
    diary.append(DIARY)
    assert list(diary.read("p")) == DIARY


def test_the_same_id_with_other_content_is_refused_and_nothing_is_written() -> None:
    diary = DatabaseDiary()
    diary.append(DIARY[:1])
    other = Entry(**{**{f: getattr(DIARY[0], f) for f in Entry.__struct_fields__}, "body": {}})
    with pytest.raises(StoreError, match="with other content; nothing was written"):
        diary.append([entry(50, "answers", {}), other])
    assert list(diary.read("p")) == DIARY[:1]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
def test_sqlite_keeps_what_it_acknowledged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        mode = cursor.fetchone()[0]
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2  # FULL
    assert mode in ("wal", "memory")  # the test database may live in memory


WRITER = """
import sys
from rhomboid import bootstrap
bootstrap.choose_data(sys.argv[1])
bootstrap.setup_django()
bootstrap.migrate()
journal = bootstrap.journal()
for number in range(int(sys.argv[3])):
    journal.answer({"age_years": int(sys.argv[2]) + number})
    print(int(sys.argv[2]) + number, flush=True)
"""


def start(folder: Path, first: int, count: int) -> subprocess.Popen[str]:
    environment = {**os.environ, "RHOMBOID_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def ages(folder: Path) -> set[int]:
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        rows = database.execute("SELECT body FROM store_diaryentry").fetchall()
    return {json.loads(body)["answers"]["age_years"] for (body,) in rows}


@pytest.mark.hazard("H-11")
def test_two_processes_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    start(tmp_path, 1, 1).communicate(timeout=30)
    writers = [start(tmp_path, 20, 15), start(tmp_path, 60, 15)]
    acknowledged = {int(line) for w in writers for line in w.communicate(timeout=60)[0].split()}
    assert acknowledged == {*range(20, 35), *range(60, 75)}
    assert acknowledged <= ages(tmp_path)


@pytest.mark.hazard("H-11")
def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path: Path) -> None:
    start(tmp_path, 1, 1).communicate(timeout=30)
    for attempt in range(4):
        writer = start(tmp_path, 10, 80)
        assert writer.stdout is not None
        told = [int(writer.stdout.readline())]
        time.sleep(0.02 * attempt)
        writer.send_signal(signal.SIGKILL)
        told += [int(line) for line in writer.communicate(timeout=10)[0].split()]
        assert set(told) <= ages(tmp_path)


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    from rhomboid.bootstrap import DataFolderError, Settings, prepare_data

    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(DataFolderError, match="must be a folder that can be written to"):
        prepare_data(Settings(data=blocked / "inside", database_url=None))


@pytest.mark.skipif(connection.vendor != "sqlite", reason="settings of SQLite")
@pytest.mark.parametrize(
    ("begin", "sentence", "end"),
    [
        ("PRAGMA query_only = 1", "is read-only; nothing was saved", "PRAGMA query_only = 0"),
        ("PRAGMA max_page_count = 1", "the disk is full; nothing was", "PRAGMA max_page_count = 0"),
    ],
)
def test_a_real_database_that_takes_nothing_more_keeps_what_it_has(
    begin: str, sentence: str, end: str
) -> None:
    diary = DatabaseDiary()
    diary.append(DIARY[:1])
    many = [entry(1000 + n, "answers", {"notes": "x" * 500}) for n in range(50)]
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            with pytest.raises(StoreError, match=sentence):
                diary.append(many)
        finally:
            cursor.execute(end)
    assert list(diary.read("p")) == DIARY[:1]
    diary.append(DIARY)
    assert list(diary.read("p")) == DIARY


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("attempt to write a readonly database", "is read-only; nothing was saved"),
        ("database or disk is full", "the disk is full; nothing was saved"),
        ("something else", "something else; nothing was saved"),
    ],
)
def test_what_the_database_says_becomes_a_sentence(
    text: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError

    from rhomboid.adapters.store.models import DiaryEntry

    def fail(*_: object) -> None:
        raise OperationalError(text)

    monkeypatch.setattr(DiaryEntry.objects, "bulk_create", fail)
    with pytest.raises(StoreError, match=sentence):
        DatabaseDiary().append(DIARY[:1])
