"""Backups carry their time in their name, so that a copied folder loses nothing."""

from __future__ import annotations

from datetime import UTC, datetime

_FORMAT = "diary-%Y%m%dT%H%M%SZ.sqlite3"
_ASIDE_FORMAT = "before-restore-%Y%m%dT%H%M%SZ.sqlite3"
#: What is not whole yet, or was left by a process that ended half-way.
DRAFT_PREFIX = ".draft-"
ASIDE_PREFIX = "before-restore-"


def name_of(at: datetime) -> str:
    """Name of the backup made at a time."""
    return at.astimezone(UTC).strftime(_FORMAT)


def aside_name_of(at: datetime) -> str:
    """Name of what a restored backup took the place of, at a time."""
    return at.astimezone(UTC).strftime(_ASIDE_FORMAT)


def time_of(name: str) -> datetime | None:
    """When the backup of this name was made (UTC); `None` if it is not the name of one."""
    try:
        return datetime.strptime(name, _FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None
