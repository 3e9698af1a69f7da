"""The `Diary` port on Django's database layer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import DatabaseError, transaction

from rhomboid.adapters.store.models import DiaryEntry
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.entry import Entry

_encoder = msgspec.json.Encoder(order="sorted")


class StoreError(RhomboidError):
    """The diary cannot be read or written."""


class DatabaseDiary:
    """Entries in the database that Django is set up with."""

    def append(self, entries: Iterable[Entry]) -> None:
        """Write entries, all or none; an entry that is already there changes nothing.

        Raises:
            StoreError: if an id exists with other content, or the store cannot be written.
        """
        rows = [_row(entry) for entry in entries]
        try:
            with transaction.atomic():
                known = DiaryEntry.objects.in_bulk([row.pk for row in rows])
                for row in rows:
                    there = known.get(row.pk)
                    if there is not None and _entry(there) != _entry(row):
                        raise StoreError(
                            f"the diary already has an entry {row.pk} with other content; "
                            "nothing was written"
                        )
                DiaryEntry.objects.bulk_create([row for row in rows if row.pk not in known])
        except DatabaseError as error:
            raise StoreError(_sentence(error)) from error

    def read(self, person_id: str) -> Sequence[Entry]:
        """Every entry of one person, oldest first.

        Raises:
            StoreError: if the store cannot be read.
        """
        try:
            rows = DiaryEntry.objects.filter(person_id=person_id).order_by("recorded_at", "id")
            return tuple(_entry(row) for row in rows)
        except DatabaseError as error:
            raise StoreError(_sentence(error)) from error


def _row(entry: Entry) -> DiaryEntry:
    return DiaryEntry(
        id=UUID(entry.id),
        person_id=entry.person_id,
        recorded_at=entry.recorded_at,
        about=entry.about.isoformat(),
        zone=entry.zone,
        kind=entry.kind,
        body=_encoder.encode(entry.body).decode(),
        made_by=entry.made_by,
        supersedes=None if entry.supersedes is None else UUID(entry.supersedes),
    )


def _entry(row: DiaryEntry) -> Entry:
    return msgspec.convert(
        {
            "id": str(row.pk),
            "person_id": row.person_id,
            "recorded_at": row.recorded_at,
            "about": datetime.fromisoformat(row.about),
            "zone": row.zone,
            "kind": row.kind,
            "body": msgspec.json.decode(row.body),
            "made_by": row.made_by,
            "supersedes": None if row.supersedes is None else str(row.supersedes),
        },
        Entry,
    )


def _sentence(error: DatabaseError) -> str:
    text = str(error)
    if "readonly" in text or "read-only" in text:
        return (
            "the diary must be writable, but its folder or file is read-only; nothing was saved. "
            "Choose another folder with --data"
        )
    if "disk is full" in text or "No space left" in text:
        return (
            "the diary must have room, but the disk is full; nothing was saved. "
            "Free some space and try again"
        )
    return (
        f"the diary must be readable and writable, but the database says: {text}; nothing was saved"
    )
