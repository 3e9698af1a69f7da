"""The `Diary` port on Django's database layer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import count
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from rhomboid.adapters.store.codec import Row, check_same, distinct, ids_of, in_order, to_entry
from rhomboid.adapters.store.errors import StoreError, from_database
from rhomboid.adapters.store.models import DiaryEntry, DiaryHead
from rhomboid.app.ports import Page
from rhomboid.core.diary.entry import Entry

__all__ = ["DatabaseDiary", "StoreError"]

#: SQLite takes a limited number of values in one statement.
_IDS_AT_ONCE = 400


class DatabaseDiary:
    """Entries in the database that Django is set up with."""

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none; an entry that is already there changes nothing.

        Raises:
            StoreError: if an id exists with other content, or the store cannot be written.
        """
        rows = distinct(entries)
        if not rows:
            return
        try:
            with transaction.atomic():
                places = _lock_heads({row.person_id for row in rows.values()})
                known = _known(list(rows))
                for key, row in rows.items():
                    check_same(known.get(key, row), row)
                _write([row for key, row in rows.items() if key not in known], places)
        except DatabaseError as error:
            raise from_database(error) from error

    def read(self, person_id: str) -> Sequence[Entry]:
        """Every entry of one person, sorted by when it was recorded, then by id.

        Raises:
            StoreError: if the store cannot be read.
        """
        entries = DiaryEntry.objects.filter(person_id=person_id).order_by("recorded_at", "id")
        try:
            return tuple(to_entry(row) for row in _rows(entries))
        except DatabaseError as error:
            raise from_database(error) from error

    def read_lines(self, person_id: str, roots: Collection[str]) -> Sequence[Entry]:
        """The entries of one person whose id is among `roots`, and those that supersede these.

        Raises:
            StoreError: if the store cannot be read.
        """
        mine = DiaryEntry.objects.filter(person_id=person_id)
        found: dict[UUID, Row] = {}
        try:
            for some in _parts(ids_of(roots)):
                lines = mine.filter(Q(id__in=some) | Q(supersedes__in=some))
                found.update((row.id, row) for row in _rows(lines))
        except DatabaseError as error:
            raise from_database(error) from error
        return in_order(map(to_entry, found.values()))

    def read_after(self, person_id: str, place: int) -> Page:
        """The entries of one person that arrived after `place`, in order of arrival.

        One query when nothing is new, two otherwise.

        Raises:
            StoreError: if the store cannot be read.
        """
        heads = DiaryHead.objects.filter(person_id=person_id)
        try:
            newest = heads.values_list("places", flat=True).first() or 0
            if newest <= place:
                return Page((), newest)
            later = DiaryEntry.objects.filter(person_id=person_id, place__gt=place)
            found = [to_entry(row) for row in _rows(later.order_by("place"))]
        except DatabaseError as error:
            raise from_database(error) from error
        # Places have no gaps, and more may have arrived since the head was read.
        return Page(tuple(found), max(place, 0) + len(found))


def _lock_heads(people: set[str]) -> dict[str, int]:
    """Hold these persons' heads until the transaction ends; gives how many places are taken.

    Nobody else can give out a place meanwhile, so that places follow each other in the order in
    which transactions end. Always locked in the same order: two writers never wait in a circle.
    """
    heads = DiaryHead.objects.select_for_update().filter(person_id__in=people).order_by("person_id")
    held = dict(heads.values_list("person_id", "places"))
    if people - held.keys():
        missing = [DiaryHead(person_id=name, places=0) for name in sorted(people - held.keys())]
        DiaryHead.objects.bulk_create(missing, ignore_conflicts=True)
        held = dict(heads.values_list("person_id", "places"))
    return held


def _known(ids: list[UUID]) -> dict[UUID, Row]:
    known: dict[UUID, Row] = {}
    for some in _parts(ids):
        known.update({row.id: row for row in _rows(DiaryEntry.objects.filter(id__in=some))})
    return known


def _parts(ids: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(ids), _IDS_AT_ONCE):
        yield ids[start : start + _IDS_AT_ONCE]


def _write(rows: list[Row], places: dict[str, int]) -> None:
    following = {name: count(place + 1) for name, place in places.items()}
    new = [DiaryEntry(**row._asdict(), place=next(following[row.person_id])) for row in rows]
    DiaryEntry.objects.bulk_create(new)
    for name in {row.person_id for row in rows}:
        DiaryHead.objects.filter(person_id=name).update(places=next(following[name]) - 1)


def _rows(entries: QuerySet[DiaryEntry]) -> Iterable[Row]:
    """The columns alone: a model instance for each entry would cost more than all the rest."""
    return map(Row._make, entries.values_list(*Row._fields))
