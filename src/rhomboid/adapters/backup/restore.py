"""Putting a backup in the diary's place."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rhomboid.adapters.backup.copying import (
    companions,
    copy_whole,
    draft_in,
    move_into_place,
    to_disk,
)
from rhomboid.adapters.backup.errors import InUseError
from rhomboid.adapters.backup.inspect import count_entries, is_locked
from rhomboid.adapters.backup.lock import sole_holder

_WAIT_S = 2.0


def replace_whole(diary: Path, aside: Path, put: Callable[[], None]) -> Path | None:
    """Copy the present, whole diary to `aside`, then put another in its place.

    Returns:
        `aside`, or `None` when there was nothing to keep.

    Raises:
        InUseError: if another program has the diary open.
        BackupError, sqlite3.Error, OSError: if the copy cannot be made; nothing was changed.
    """
    with closing(sqlite3.connect(diary, timeout=_WAIT_S, isolation_level=None)) as present:
        _take(present)
        if not count_entries(present):
            put()
            return None
        with draft_in(aside.parent) as draft:
            copy_whole(present, draft)
            move_into_place(draft, aside)
        put()
    return aside


def _take(present: sqlite3.Connection) -> None:
    """Write the log back into the file and hold the file until the connection is closed."""
    try:
        mode = present.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        present.execute("PRAGMA locking_mode = EXCLUSIVE")
        present.execute("BEGIN EXCLUSIVE")
        present.execute("COMMIT")
    except sqlite3.OperationalError as error:
        if is_locked(error):
            raise InUseError from error
        raise
    if mode != "delete":
        raise InUseError


def replace_damaged(diary: Path, aside: Path, put: Callable[[], None]) -> Path | None:
    """Copy a damaged diary byte by byte to `aside`, then put another in its place.

    Returns:
        `aside`, or `None` when there was no file.

    Raises:
        InUseError: if another program has the diary open.
        OSError: if the copy cannot be made; nothing was changed.
    """
    there = diary.exists()
    if not there:
        diary.touch(mode=0o600)
    with sole_holder(diary):
        pairs = zip((diary, *companions(diary)), (aside, *companions(aside)), strict=True)
        for source, target in pairs:
            if source.exists() and source.stat().st_size:
                target.touch(mode=0o600)
                shutil.copyfile(source, target)
                to_disk(target)
        to_disk(aside.parent)
        # A log of the old file must never be applied to the new one.
        for path in companions(diary):
            path.unlink(missing_ok=True)
        to_disk(diary.parent)
        put()
    return aside if there else None
