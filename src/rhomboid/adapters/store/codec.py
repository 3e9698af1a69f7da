"""An entry as columns of the table, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from rhomboid.adapters.store.errors import other_content, unreadable
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.entry import Entry

_encoder = msgspec.json.Encoder(order="sorted")
_body = msgspec.json.Decoder(dict[str, Any])


class Row(NamedTuple):
    """The columns of one entry, in the order in which they are read."""

    id: UUID
    person_id: str
    recorded_at: datetime
    about: str
    zone: str
    kind: str
    body: str
    made_by: str
    supersedes: UUID | None


def to_row(entry: Entry) -> Row:
    """An entry as columns; the body is JSON with sorted keys."""
    return Row(
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


def to_entry(row: Row) -> Entry:
    """The entry in a row.

    Raises:
        StoreError: if it is not of its shape; the entry is named.
    """
    try:
        return msgspec.convert(
            {
                "id": str(row.id),
                "person_id": row.person_id,
                "recorded_at": row.recorded_at,
                "about": datetime.fromisoformat(row.about),
                "zone": row.zone,
                "kind": row.kind,
                "body": _body.decode(row.body),
                "made_by": row.made_by,
                "supersedes": None if row.supersedes is None else str(row.supersedes),
            },
            Entry,
        )
    except (ValueError, RhomboidError) as error:  # msgspec's errors are ValueErrors
        raise unreadable(str(row.id), str(error)) from error


def distinct(entries: Iterable[Entry]) -> dict[UUID, Row]:
    """Rows by id, in the order given; the same entry twice is one.

    Raises:
        StoreError: if an id comes twice with different content.
    """
    rows: dict[UUID, Row] = {}
    for row in map(to_row, entries):
        check_same(rows.setdefault(row.id, row), row)
    return rows


def ids_of(names: Iterable[str]) -> list[UUID]:
    """Ids as the table holds them; what is no UUID is left out, since nothing can have it."""
    ids: list[UUID] = []
    for name in names:
        with suppress(ValueError):
            ids.append(UUID(name))
    return ids


def in_order(entries: Iterable[Entry]) -> Sequence[Entry]:
    """Entries sorted by when they were recorded, then by id."""
    return sorted(entries, key=lambda entry: (entry.recorded_at, entry.id))


def check_same(there: Row, row: Row) -> None:
    """Check that a row which is there already holds the same entry.

    Raises:
        StoreError: if it does not.
    """
    if there != row and to_entry(there) != to_entry(row):
        raise other_content(str(row.id))
