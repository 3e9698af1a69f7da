"""What the use cases need from the world."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from rhomboid.core.diary.entry import Entry


class Page(msgspec.Struct, frozen=True):
    """What arrived in one person's diary after a place.

    Attributes:
        entries: in the order in which they arrived.
        place: the newest place; 0 for an empty diary. Smaller than the place that was asked about
            only if the diary was put back to an earlier state; then nothing kept from it holds.
    """

    entries: tuple[Entry, ...]
    place: int


class Diary(Protocol):
    """The append-only store of entries.

    Each entry gets a place as it arrives: 1, 2, 3 ... for each person, without gaps. An entry that
    can be read has every earlier place before it, so that nothing slips in behind a reader.
    """

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none; an entry that is already there changes nothing.

        Raises:
            StoreError: if an id exists with other content, or the store cannot be written.
        """
        ...

    def read(self, person_id: str) -> Sequence[Entry]:
        """Every entry of one person, sorted by when it was recorded, then by id.

        Raises:
            StoreError: if the store cannot be read.
        """
        ...

    def read_lines(self, person_id: str, roots: Collection[str]) -> Sequence[Entry]:
        """The entries of one person whose id is among `roots`, and those that supersede these.

        Sorted by when they were recorded, then by id. Ids that are no UUID find nothing.

        Raises:
            StoreError: if the store cannot be read.
        """
        ...

    def read_after(self, person_id: str, place: int) -> Page:
        """The entries of one person that arrived after `place` (0: all), in order of arrival.

        Cheap when there are none.

        Raises:
            StoreError: if the store cannot be read.
        """
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
