"""`rhomboid doctor --backup`, `--backups` and `--restore`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from rhomboid import bootstrap
from rhomboid.adapters.backup.inspect import look_at
from rhomboid.cli.files import print_json

_LATEST = "latest"


class Listed(msgspec.Struct, frozen=True):
    """A backup as it is listed.

    Attributes:
        file: where it is.
        made_at: when it was made (UTC).
        size: bytes.
        entries: number of entries.
        problem: why it cannot be used; `None` if it is whole.
    """

    file: str
    made_at: datetime
    size: int
    entries: int
    problem: str | None


class Made(msgspec.Struct, frozen=True):
    """What was made: the file, or `None` while the diary has no entries."""

    file: str | None


class Back(msgspec.Struct, frozen=True):
    """What was restored.

    Attributes:
        restored: the backup.
        entries: number of entries that are there now.
        before: copy of what was there before; `None` when there was nothing.
    """

    restored: str
    entries: int
    before: str | None


def make(settings: bootstrap.Settings, *, as_json: bool) -> int:
    """Make a backup now."""
    made = bootstrap.backups(settings).make(datetime.now(UTC))
    if as_json:
        print_json(Made(None if made is None else str(made.file)))
    elif made is None:
        print("The diary has no entries yet, so there is nothing to back up.")
    else:
        print(f"Made {made.file}. Copy it to another disk as well: a disk can fail as a whole.")
    return 0


def show(settings: bootstrap.Settings, *, as_json: bool) -> int:
    """List the backups, each one checked; 1 if one is damaged."""
    listed = _listed(settings)
    if as_json:
        print_json(listed)
    else:
        for backup in listed:
            state = f"damaged: {backup.problem}" if backup.problem else f"{backup.entries} entries"
            print(f"{backup.made_at:%Y-%m-%d %H:%M} UTC  {state}  {backup.file}")
        for path in bootstrap.backups(settings).set_aside():
            print(f"set aside before a restore, yours to remove: {path}")
        if not listed:
            print("There are no backups yet. `rhomboid serve` makes one a day.")
    return 1 if any(backup.problem for backup in listed) else 0


def restore(settings: bootstrap.Settings, chosen: str, *, as_json: bool) -> int:
    """Put a backup in the diary's place."""
    bootstrap.prepare_data(settings)
    keeper = bootstrap.backups(settings)
    file = keeper.latest().file if chosen == _LATEST else Path(chosen).expanduser().resolve()
    done = keeper.restore(file, datetime.now(UTC))
    before = None if done.before is None else str(done.before)
    if as_json:
        print_json(Back(str(done.backup), done.entries, before))
        return 0
    print(f"Restored {done.entries} entries from {done.backup}.")
    if before is not None:
        print(f"What was there before is kept in {before}.")
    return 0


def _listed(settings: bootstrap.Settings) -> list[Listed]:
    listed = []
    for backup in bootstrap.backups(settings).all():
        found = look_at(backup.file)
        size = backup.file.stat().st_size
        listed.append(Listed(str(backup.file), backup.made_at, size, found.entries, found.problem))
    return listed
