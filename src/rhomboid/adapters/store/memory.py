"""The `Diary` port in memory: for tests, and for stories that are played and thrown away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from threading import Lock
from uuid import UUID

from rhomboid.adapters.store.codec import Row, check_same, distinct, ids_of, in_order, to_entry
from rhomboid.app.ports import Page
from rhomboid.core.diary.entry import Entry


class MemoryDiary:
    """Entries in memory. They come back as a database would give them: bodies as plain JSON."""

    def __init__(self) -> None:
        self._rows: dict[UUID, Row] = {}
        self._arrived: dict[str, list[Entry]] = {}
        self._lock = Lock()

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none; an entry that is already there changes nothing.

        Raises:
            StoreError: if an id exists with other content.
        """
        rows = distinct(entries)
        with self._lock:
            for key, row in rows.items():
                check_same(self._rows.get(key, row), row)
            new = {key: row for key, row in rows.items() if key not in self._rows}
            self._rows |= new
            for row in new.values():
                self._arrived.setdefault(row.person_id, []).append(to_entry(row))

    def read(self, person_id: str) -> Sequence[Entry]:
        """Every entry of one person, sorted by when it was recorded, then by id."""
        with self._lock:
            return in_order(self._arrived.get(person_id, ()))

    def read_lines(self, person_id: str, roots: Collection[str]) -> Sequence[Entry]:
        """The entries of one person whose id is among `roots`, and those that supersede these."""
        wanted = {str(root) for root in ids_of(roots)}
        return tuple(
            entry
            for entry in self.read(person_id)
            if entry.id in wanted or entry.supersedes in wanted
        )

    def read_after(self, person_id: str, place: int) -> Page:
        """The entries of one person that arrived after `place`, in order of arrival."""
        with self._lock:
            arrived = self._arrived.get(person_id, [])
            return Page(tuple(arrived[max(place, 0) :]), len(arrived))
