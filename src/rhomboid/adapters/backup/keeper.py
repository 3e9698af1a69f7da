"""Making, listing, checking, rotating and restoring backups of one diary."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from rhomboid.adapters.backup.copying import copy_whole, draft_in, move_into_place
from rhomboid.adapters.backup.errors import BackupError, InUseError
from rhomboid.adapters.backup.inspect import Found, count_entries, is_locked, look_at, open_to_read
from rhomboid.adapters.backup.lock import alone
from rhomboid.adapters.backup.names import (
    ASIDE_PREFIX,
    DRAFT_PREFIX,
    aside_name_of,
    name_of,
    time_of,
)
from rhomboid.adapters.backup.restore import replace_damaged, replace_whole
from rhomboid.adapters.backup.rotation import kept

_FOLDER = "backups"
#: A backup is due when the newest is older: once a day for a person who comes at the same hour.
DUE_AFTER = timedelta(hours=20)
_SECOND = timedelta(seconds=1)
_STALE_DRAFT_S = 86_400
_OWNER_ONLY_FOLDER = 0o700


class Backup(msgspec.Struct, frozen=True):
    """One backup.

    Attributes:
        file: where it is.
        made_at: when it was made (UTC).
    """

    file: Path
    made_at: datetime


class Restored(msgspec.Struct, frozen=True):
    """What a restore did.

    Attributes:
        backup: the file that was restored.
        entries: number of entries that are there now.
        before: copy of what was there before; `None` when there was nothing.
    """

    backup: Path
    entries: int
    before: Path | None


class BackupKeeper:
    """The backups of one diary, in the folder `backups` beside it."""

    def __init__(self, diary: Path) -> None:
        self.diary = diary
        self.folder = diary.parent / _FOLDER

    def all(self) -> list[Backup]:
        """Every backup, newest first; whether they are whole is for `look_at` to say."""
        found = [Backup(path, at) for path in self._files() if (at := time_of(path.name))]
        return sorted(found, key=lambda backup: backup.made_at, reverse=True)

    def set_aside(self) -> list[Path]:
        """What restored backups took the place of, newest first; never removed by rotation."""
        found = (path for path in self._files() if path.name.startswith(ASIDE_PREFIX))
        return sorted((path for path in found if path.suffix == ".sqlite3"), reverse=True)

    def make(self, now: datetime) -> Backup | None:
        """Make a backup; `None` while the diary has no entries.

        Raises:
            BackupError: if it cannot be made, or the diary is damaged; then none is kept.
        """
        with _named("make a backup"):
            if not self.diary.exists():
                return None
            with closing(open_to_read(self.diary)) as source:
                if not count_entries(source):
                    return None
                self.folder.mkdir(mode=_OWNER_ONLY_FOLDER, exist_ok=True)
                with draft_in(self.folder) as draft:
                    copy_whole(source, draft)
                    at = self._free_second(now, name_of)
                    final = self.folder / name_of(at)
                    move_into_place(draft, final)
            return Backup(final, at)

    def make_if_due(self, now: datetime) -> Backup | None:
        """Make a backup and rotate when the newest is older than 20 hours.

        A backup from the future does not count: the clock was wrong then.

        Raises:
            BackupError: if it cannot be made.
        """
        if any(timedelta(0) <= now - backup.made_at < DUE_AFTER for backup in self.all()):
            return None
        made = self.make(now)
        if made is not None:
            self.rotate()
        return made

    def rotate(self) -> list[Backup]:
        """Remove the backups that need not be kept, and drafts that were left; gives the removed.

        Raises:
            BackupError: if one cannot be removed.
        """
        backups = self.all()
        keep = kept(backup.made_at for backup in backups)
        gone = [backup for backup in backups if backup.made_at not in keep]
        with _named("remove old backups"):
            for backup in gone:
                backup.file.unlink(missing_ok=True)
            for folder in (self.folder, self.diary.parent):
                for path in folder.glob(f"{DRAFT_PREFIX}*"):
                    if _is_stale(path):
                        path.unlink(missing_ok=True)
        return gone

    def newest_whole(self) -> Backup | None:
        """The newest backup that is whole and has entries."""
        for backup in self.all():
            found = look_at(backup.file)
            if found.problem is None and found.entries:
                return backup
        return None

    def latest(self) -> Backup:
        """The newest backup that can be restored.

        Raises:
            BackupError: if there is none.
        """
        newest = self.newest_whole()
        if newest is None:
            raise BackupError(f"there must be a backup that is whole, but {self.folder} has none")
        return newest

    def restore(self, chosen: Path, now: datetime) -> Restored:
        """Put a backup in the diary's place; what was there is copied beside the backups first.

        Raises:
            BackupError: if the backup is not whole, the diary is in use, or a copy cannot be made;
                then nothing was changed.
        """
        self._check(chosen)
        with _named("restore the backup"):
            self.folder.mkdir(mode=_OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            with alone(self.diary.parent), draft_in(self.diary.parent) as draft:
                present = look_at(self.diary) if self.diary.exists() else Found(0, "missing")
                with closing(open_to_read(chosen)) as source:
                    entries = copy_whole(source, draft)
                replace = replace_whole if present.problem is None else replace_damaged
                aside = self.folder / aside_name_of(self._free_second(now, aside_name_of))
                before = replace(self.diary, aside, lambda: move_into_place(draft, self.diary))
        return Restored(chosen, entries, before)

    def _check(self, chosen: Path) -> None:
        if not chosen.is_file():
            raise BackupError(
                f"the backup must be a file, got {chosen}; `rhomboid doctor --backups` lists them"
            )
        if self.diary.exists() and chosen.samefile(self.diary):
            raise BackupError("the backup must be another file than the diary itself")
        found = look_at(chosen)
        if found.problem is not None or not found.entries:
            raise BackupError(
                f"the backup must be a whole diary with entries, but {chosen.name} is not "
                f"({found.problem or 'it has none'}); nothing was changed. Choose another: "
                "`rhomboid doctor --backups` lists them"
            )

    def _files(self) -> list[Path]:
        return list(self.folder.iterdir()) if self.folder.is_dir() else []

    def _free_second(self, now: datetime, name: Callable[[datetime], str]) -> datetime:
        """The time for a name; what was made in the same second is not overwritten."""
        at = now.astimezone(UTC).replace(microsecond=0)
        while (self.folder / name(at)).exists():
            at += _SECOND
        return at


def _is_stale(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _STALE_DRAFT_S


@contextmanager
def _named(what: str) -> Iterator[None]:
    """Turn what disk and database say into a `BackupError`."""
    try:
        yield
    except sqlite3.Error as error:
        if is_locked(error):
            raise InUseError from error
        raise BackupError(f"we could not {what}; the database says: {error}") from error
    except OSError as error:
        raise BackupError(f"we could not {what}; the disk says: {error.strerror}") from error
