"""Diaries as plain SQLite files, so that backups are tested without the program around them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from rhomboid.adapters.backup.keeper import BackupKeeper

ROOT = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def open_diary(path: Path) -> sqlite3.Connection:
    """A connection as the store opens it: with a write-ahead log."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE IF NOT EXISTS store_diaryentry (body TEXT NOT NULL)")
    return connection


def write(path: Path, *bodies: str) -> None:
    with closing(open_diary(path)) as diary:
        diary.execute("BEGIN IMMEDIATE")
        diary.executemany("INSERT INTO store_diaryentry VALUES (?)", [(body,) for body in bodies])
        diary.execute("COMMIT")


def bodies(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as diary:
        return [body for (body,) in diary.execute("SELECT body FROM store_diaryentry")]


def keeper_in(folder: Path, *entries: str) -> BackupKeeper:
    """A keeper of a diary with these entries."""
    diary = folder / "diary.sqlite3"
    write(diary, *entries)
    return BackupKeeper(diary)


def damage(path: Path) -> None:
    """Overwrite the second page; the first, with the header, stays."""
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@contextmanager
def another_process(program: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that has said "ready" and goes on until the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    with process:
        try:
            yield process
        finally:
            process.kill()
