"""Looking at a diary's file without changing it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import msgspec

from rhomboid.adapters.backup.errors import InUseError

#: The table of entries; it has had this name from the first version on.
_TABLE = "store_diaryentry"
_MOST_PROBLEMS = 3
_HEADING = "***"  # "*** in database main ***", before the problems of some pages
_WAIT_S = 5.0


class Found(msgspec.Struct, frozen=True):
    """What a file holds.

    Attributes:
        entries: number of entries; 0 for a diary that was never written to.
        problem: why it cannot be used, in the database's words; `None` if it is whole.
    """

    entries: int
    problem: str | None = None


def open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write."""
    return _open(path, "ro")


def _open(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True, timeout=_WAIT_S)


def look_at(path: Path) -> Found:
    """Check every page and index of a file, and count its entries.

    A file whose last writer was cut off is first taken back to its last whole state, which SQLite
    does for a connection that may write.

    Raises:
        InUseError: if another program holds it for itself.
    """
    found = _look_at(path, "ro")
    cut_off = found.problem is not None and "readonly" in found.problem
    return _look_at(path, "rw") if cut_off else found


def _look_at(path: Path, mode: str) -> Found:
    try:
        with closing(_open(path, mode)) as file:
            rows = file.execute(f"PRAGMA integrity_check({_MOST_PROBLEMS})").fetchall()
            problems = [line for (text,) in rows if text != "ok" for line in text.splitlines()]
            named = [line for line in problems if not line.startswith(_HEADING)]
            return Found(
                count_entries(file), "; ".join((named or problems)[:_MOST_PROBLEMS]) or None
            )
    except sqlite3.DatabaseError as error:
        if is_locked(error):
            raise InUseError from error
        return Found(0, str(error))


def count_entries(file: sqlite3.Connection) -> int:
    """How many entries a file holds; 0 without the table."""
    there = file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (_TABLE,)).fetchone()
    if there is None:
        return 0
    number: int = file.execute(f"SELECT count(*) FROM {_TABLE}").fetchone()[0]  # noqa: S608 - the name is our own
    return number


def is_locked(error: sqlite3.Error) -> bool:
    """Whether the database says that somebody else holds it."""
    return error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
