"""Who may use the diary: any number of servers, or one restore."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rhomboid.adapters.backup.errors import BackupError, InUseError

_LOCK_FILE = "serving.lock"
_MIGRATING_FILE = "migrating.lock"
_OWNER_ONLY = 0o600
#: Where SQLite locks its own file (its documented format): readers and writers hold part of it.
_SQLITE_LOCK_AT, _SQLITE_LOCK_SIZE = 0x40000000, 512


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Hold the diary in a data folder for serving; it ends with the process at the latest.

    Raises:
        BackupError: if a backup is being restored, or the folder takes no locks.
    """
    try:
        with _locked(data, fcntl.LOCK_SH):
            yield
    except InUseError as error:
        raise BackupError(
            "the diary must not be changing while it is served, but a backup is being restored; "
            "try again when that is done"
        ) from error


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the diary in a data folder so that nobody can begin to serve it.

    Raises:
        InUseError: if it is served.
        BackupError: if the folder takes no locks.
    """
    with _locked(data, fcntl.LOCK_EX):
        yield


@contextmanager
def migrating(data: Path) -> Iterator[None]:
    """Wait until nobody else brings the diary in a data folder to a new version, then hold it.

    Raises:
        BackupError: if the folder takes no locks.
    """
    descriptor = _open(data / _MIGRATING_FILE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _locked(data: Path, how: int) -> Iterator[None]:
    descriptor = _open(data / _LOCK_FILE)
    try:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUseError from error
        except OSError as error:
            raise _no_lock(data, error) from error
        yield
    finally:
        os.close(descriptor)


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    except OSError as error:
        raise _no_lock(path.parent, error) from error


def _no_lock(data: Path, error: OSError) -> BackupError:
    return BackupError(
        f"the data folder must be a folder that can be written to and locked, got {data} "
        f"({error.strerror}); choose another with --data DIR"
    )


@contextmanager
def sole_holder(file: Path) -> Iterator[None]:
    """Hold a file as SQLite does, whatever is in it.

    Not for a process that has the file open: closing it here would drop that connection's locks.

    Raises:
        InUseError: if another program has it open.
    """
    with file.open("r+b") as opened:
        try:
            fcntl.lockf(opened, fcntl.LOCK_EX | fcntl.LOCK_NB, _SQLITE_LOCK_SIZE, _SQLITE_LOCK_AT)
        except (BlockingIOError, PermissionError) as error:
            raise InUseError from error
        yield
