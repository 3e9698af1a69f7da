"""What the use cases need from the world."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from rhomboid.core.diary.entry import Entry


class Diary(Protocol):
    """The append-only store of entries."""

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none; an entry that is already there changes nothing.

        Raises:
            StoreError: if an id exists with other content, or the store cannot be written.
        """
        ...

    def read(self, person_id: str) -> Sequence[Entry]:
        """Every entry of one person, oldest first."""
        ...


class Clock(Protocol):
    """The time, and chance for new ids."""

    def now(self) -> datetime:
        """Now, with the local offset."""
        ...

    def zone(self) -> str:
        """Name of the local time zone."""
        ...

    def new_id(self) -> str:
        """A new UUIDv7."""
        ...
