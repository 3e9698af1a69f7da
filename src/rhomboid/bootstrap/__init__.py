"""The one place that joins adapters to use cases, and reads settings from outside."""

from __future__ import annotations

import gc
import os
import secrets
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import msgspec
from platformdirs import user_data_path

from rhomboid import __version__
from rhomboid.app.exchange import Exchange
from rhomboid.app.journal import LOCAL_PERSON, Journal
from rhomboid.app.ports import Clock
from rhomboid.bootstrap.desk import activity_log, busy_store, busy_times, devices_in_use
from rhomboid.bootstrap.drawings import (
    dots_are,
    drawing,
    progress_chart,
    ranges_chart,
    week_ring,
)
from rhomboid.bootstrap.sight import (
    draft_of,
    drawn_sight,
    kept_sight,
    open_sight,
    person_in,
    pose_model,
)
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.knowledge import Knowledge, load_knowledge

if TYPE_CHECKING:
    from rhomboid.adapters.backup.keeper import Backup, BackupKeeper
    from rhomboid.adapters.store.health import Health
    from rhomboid.app.replay.player import Player
    from rhomboid.app.replay.story import Story

__all__ = [
    "DataFolderError",
    "Settings",
    "activity_log",
    "backup_if_due",
    "backups",
    "busy_times",
    "choose_data",
    "clock",
    "database",
    "devices_in_use",
    "dots_are",
    "draft_of",
    "drawing",
    "drawn_sight",
    "exchange",
    "journal",
    "kept_sight",
    "knowledge",
    "migrate",
    "open_sight",
    "person_in",
    "pose_model",
    "prepare_data",
    "progress_chart",
    "ranges_chart",
    "read_settings",
    "replay",
    "secret_key",
    "serving",
    "setup_django",
    "store_health",
    "time_zone",
    "warm",
    "week_ring",
]

_DATA_VARIABLE = "RHOMBOID_DATA"
_CLOCK_VARIABLE = "RHOMBOID_CLOCK"
_SECRET_FILE = "secret.key"  # noqa: S105 - the name of a file
_DIARY_FILE = "diary.sqlite3"
_PRIVATE = 0o700
_PRIVATE_FILE = 0o600


class DataFolderError(RhomboidError):
    """The data folder cannot be used."""


class Settings(msgspec.Struct, frozen=True):
    """What comes from outside.

    Attributes:
        data: folder that holds the diary.
        database_url: PostgreSQL address, or `None` for SQLite in the data folder.
        version: version of rhomboid.
    """

    data: Path
    database_url: str | None
    version: str = __version__

    @property
    def diary_file(self) -> Path:
        """The SQLite file of the diary."""
        return self.data / _DIARY_FILE


def read_settings(data: str | None = None) -> Settings:
    """Settings from the argument, then the environment, then the platform's habits."""
    named = data or os.environ.get(_DATA_VARIABLE)
    folder = Path(named).expanduser() if named else user_data_path("rhomboid", appauthor=False)
    return Settings(data=folder.resolve(), database_url=os.environ.get("DATABASE_URL") or None)


def choose_data(data: str | None) -> Settings:
    """Fix the data folder for this process, before Django is set up."""
    settings = read_settings(data)
    os.environ[_DATA_VARIABLE] = str(settings.data)
    return settings


def prepare_data(settings: Settings) -> None:
    """Make the data folder, for the owner only.

    Raises:
        DataFolderError: if it cannot be made or written to.
    """
    try:
        settings.data.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        probe = settings.data / f".probe-{secrets.token_hex(4)}"
        probe.touch()
        probe.unlink()
        if settings.database_url is None:  # a folder of others may be open to all; the diary is not
            settings.diary_file.touch(mode=_PRIVATE_FILE)
    except OSError as error:
        raise DataFolderError(
            f"the data folder must be a folder that can be written to, got {settings.data} "
            f"({error.strerror}); choose another with --data DIR"
        ) from error


def secret_key(settings: Settings) -> str:
    """The key that signs cookies; made once and kept in the data folder, for the owner only."""
    prepare_data(settings)
    path = settings.data / _SECRET_FILE
    if not path.exists() or not path.stat().st_size:
        # Written whole and moved into place: a start that is cut short leaves no empty key.
        draft = path.with_name(f"{_SECRET_FILE}-{secrets.token_hex(4)}")
        draft.touch(mode=_PRIVATE_FILE)
        draft.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        draft.replace(path)
    return path.read_text(encoding="utf-8").strip()


def database(settings: Settings) -> dict[str, Any]:
    """Django's description of the database.

    Raises:
        DataFolderError: if DATABASE_URL is not the address of a PostgreSQL database.
    """
    if settings.database_url is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(settings.diary_file),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(settings.database_url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise DataFolderError(
            "DATABASE_URL must read postgresql://user:password@host:port/name, "
            f"got a {parts.scheme or 'nameless'} address"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def time_zone() -> str:
    """Name of the machine's time zone (IANA), UTC where it has none that is known."""
    from rhomboid.adapters.clock.system import time_zone

    return time_zone()


def clock() -> Clock:
    """The machine's clock, or the one that `RHOMBOID_CLOCK` names: a file that holds the time."""
    from rhomboid.adapters.clock.moved import MovedClock
    from rhomboid.adapters.clock.system import SystemClock

    file = os.environ.get(_CLOCK_VARIABLE)
    return MovedClock(Path(file)) if file else SystemClock()


def setup_django() -> None:
    """Set Django up, for programs that do not start through the web server."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rhomboid.web.settings")
    django.setup()


def migrate() -> None:
    """Bring the database to this version; quick when there is nothing to do.

    An SQLite diary with entries is backed up first. Of several processes one migrates.

    Raises:
        BackupError: if the backup cannot be made; then nothing is changed.
    """
    from django.core.management import call_command

    from rhomboid.adapters.backup.lock import migrating

    settings = read_settings()
    if not _is_behind():
        return
    with nullcontext() if settings.database_url else migrating(settings.data):
        if not _is_behind():
            return
        if settings.database_url is None:
            backups(settings).make(datetime.now().astimezone())
        call_command("migrate", verbosity=0, interactive=False)


def _is_behind() -> bool:
    """Whether the database waits for a migration.

    Raises:
        DataFolderError: if the database cannot be read.
    """
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        raise DataFolderError(
            f"the diary must be whole, but the database says: {error}; nothing was changed. "
            "`rhomboid doctor` looks at it, `rhomboid doctor --restore latest` puts a backup back"
        ) from error


@lru_cache(maxsize=1)
def journal() -> Journal:
    """The use cases of the local person."""
    from rhomboid.adapters.store.diary import DatabaseDiary

    journal = Journal(DatabaseDiary(), clock(), knowledge(), __version__)
    journal.desk.plans.keep_in(busy_store(read_settings().data))
    return journal


def exchange() -> Exchange:
    """Export and import of the local person's diary."""
    from rhomboid.adapters.store.diary import DatabaseDiary
    from rhomboid.wording import languages

    return Exchange(DatabaseDiary(), knowledge(), languages(), LOCAL_PERSON)


def replay(story: Story) -> Player:
    """A player of one story, on a diary that is thrown away."""
    from rhomboid.adapters.store.memory import MemoryDiary
    from rhomboid.app.replay.player import Player

    return Player(story, MemoryDiary(), knowledge(), __version__)


def store_health() -> Health:
    """Bring the database up to date, then read every entry.

    Raises:
        StoreError: if the database cannot be read or brought up to date.
    """
    setup_django()
    from rhomboid.adapters.store.health import examine

    return examine(migrate)


def backups(settings: Settings) -> BackupKeeper:
    """The backups of the diary.

    Raises:
        BackupError: with PostgreSQL, which has tools of its own for that.
    """
    from rhomboid.adapters.backup.errors import BackupError
    from rhomboid.adapters.backup.keeper import BackupKeeper

    if settings.database_url is not None:
        raise BackupError(
            "the diary must be an SQLite file to be backed up here, but it is in PostgreSQL; back "
            "it up with the database's own tools (pg_dump), or write it out with `rhomboid export`"
        )
    return BackupKeeper(settings.diary_file)


def backup_if_due(settings: Settings, now: datetime) -> Backup | None:
    """Make a backup and rotate when the newest is older than 20 hours; nothing with PostgreSQL.

    Raises:
        BackupError: if it cannot be made.
    """
    if settings.database_url is not None:
        return None
    return backups(settings).make_if_due(now)


def serving(settings: Settings) -> AbstractContextManager[None]:
    """Hold the diary while it is served, so that no backup is restored under the server.

    Raises:
        BackupError: if a backup is being restored just now.
    """
    from rhomboid.adapters.backup.lock import serving as hold

    return nullcontext() if settings.database_url is not None else hold(settings.data)


def knowledge() -> Knowledge:
    """Everything rhomboid knows."""
    return load_knowledge()


def warm() -> None:
    """Read the diary and draw every movement once, so that no page waits for it.

    What is kept for good is then taken out of the rounds of Python's garbage collector: with ten
    years of entries each round would hold a page up for a tenth of a second.
    """
    from django.db import connection

    try:
        journal().course()
    except RhomboidError:
        pass  # the page that needs it says what is wrong
    finally:
        connection.close()
    gc.freeze()
    for movement in knowledge().movements:
        drawing(movement, "")
    gc.freeze()
