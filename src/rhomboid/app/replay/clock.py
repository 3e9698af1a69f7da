"""A clock that is set by hand; ids follow from it, so that a story gives the same ids each time."""

from __future__ import annotations

from datetime import UTC, datetime

from rhomboid.core.base.ids import uuid7


class StoryClock:
    """The time of a story, in UTC."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._count = 0

    def set(self, now: datetime) -> None:
        """Move to a time."""
        self._now = now.astimezone(UTC)

    def now(self) -> datetime:
        """The time it was set to."""
        return self._now

    def zone(self) -> str:
        """Stories play in UTC."""
        return "UTC"

    def new_id(self) -> str:
        """The next id; counted, not drawn."""
        self._count += 1
        return uuid7(int(self._now.timestamp() * 1000), self._count)
