"""Writing a copy of a diary so that it is either whole or not there."""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from rhomboid.adapters.backup.errors import BackupError
from rhomboid.adapters.backup.inspect import look_at
from rhomboid.adapters.backup.names import DRAFT_PREFIX

_OWNER_ONLY = 0o600
#: What SQLite keeps beside a file.
COMPANIONS = ("-wal", "-shm", "-journal")


@contextmanager
def draft_in(folder: Path) -> Iterator[Path]:
    """An empty file for the owner only, gone at the end unless it was moved away."""
    draft = folder / f"{DRAFT_PREFIX}{secrets.token_hex(6)}.sqlite3"
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY))
    try:
        yield draft
    finally:
        for path in (draft, *companions(draft)):
            path.unlink(missing_ok=True)


def copy_whole(source: sqlite3.Connection, draft: Path) -> int:
    """Copy a database as it is at one moment, check the copy, and wait until the disk has it.

    Returns:
        The number of entries in the copy.

    Raises:
        BackupError: if the copy is not whole.
        sqlite3.Error: if the database cannot be read, or the copy cannot be written.
    """
    with closing(sqlite3.connect(draft)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    found = look_at(draft)
    if found.problem is not None:
        raise BackupError(
            f"the diary must be whole to be copied, but the check says: {found.problem}; "
            "no copy was kept. `rhomboid doctor` says what to do"
        )
    to_disk(draft)
    return found.entries


def companions(file: Path) -> list[Path]:
    """The files that SQLite may keep beside a file."""
    return [file.with_name(file.name + ending) for ending in COMPANIONS]


def to_disk(path: Path) -> None:
    """Wait until the disk has a file, or a folder's list of files."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_into_place(draft: Path, final: Path) -> None:
    """Give a draft its name, in place of what had it; after a crash it is the one or the other."""
    draft.replace(final)
    to_disk(final.parent)
