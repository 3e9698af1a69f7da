"""The `SampleStore` port on Django's database layer.

An import is written in pieces, none of which counts before the last is there. So the database is
never held for long, and an import that breaks off has brought nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

import msgspec
import numpy as np
from django.db import DatabaseError, transaction
from django.db.models import Sum

from rhomboid.adapters.store.errors import from_database
from rhomboid.adapters.store.models import WalkBlock, WalkImport, WalkRecord, WalkShare
from rhomboid.adapters.store.sample_codec import Columns, unpack
from rhomboid.adapters.store.sample_writing import EPOCH, Writing
from rhomboid.app.walks.ports import Held, Kept
from rhomboid.core.activity.records import Batch, DayTotal, Kind, Samples, Workout

#: An import that has not ended after so long never will.
_GIVEN_UP_MS: Final = 86_400_000
#: SQLite takes a limited number of values in one statement.
_NUMBERS_AT_ONCE: Final = 400


class DatabaseSamples:
    """Samples in the database that Django is set up with."""

    def add(
        self, person_id: str, taken: str, batches: Iterable[Batch], alike: Callable[[str], str]
    ) -> Kept:
        """Write what batches hold, all or none, and nothing twice.

        Raises:
            StoreError: if the store cannot be written.
            WalkFileError: from the batches, passed on.
        """
        try:
            _sweep(person_id, UUID(taken))
            begun = WalkImport.objects.create(id=UUID(taken), person_id=person_id, done=False)
            writing = Writing(begun, alike)
            try:
                for batch in batches:
                    writing.take(batch)
                kept = writing.finish()
            except BaseException:
                begun.delete()
                raise
            if kept.new:
                WalkImport.objects.filter(id=begun.id).update(done=True)
            else:
                begun.delete()
        except DatabaseError as error:
            raise from_database(error) from error
        return kept

    def read(
        self, person_id: str, first: date, last: date, kinds: Sequence[Kind] = ("steps",)
    ) -> Held:
        """What is kept of local days `first` to `last`, both included."""
        span = (first.toordinal() - EPOCH, last.toordinal() - EPOCH)
        mine = {"person_id": person_id, "taken__done": True, "day__range": span}
        try:
            blocks = list(
                WalkBlock.objects.filter(**mine, kind__in=list(kinds))
                .order_by("day", "source", "id")
                .values_list("kind", "source", "samples", "data")
            )
            records = list(
                WalkRecord.objects.filter(**mine)
                .order_by("day", "same", "source")
                .values_list("what", "body")
            )
        except DatabaseError as error:
            raise from_database(error) from error
        sources = tuple(sorted({source for _, source, _, _ in blocks}))
        return Held(
            samples=tuple(
                _samples(kind, sources, [block[1:] for block in blocks if block[0] == kind])
                for kind in kinds
                if any(block[0] == kind for block in blocks)
            ),
            workouts=tuple(
                msgspec.json.decode(body, type=Workout)
                for what, body in records
                if what == "workout"
            ),
            totals=tuple(
                msgspec.json.decode(body, type=DayTotal)
                for what, body in records
                if what == "total"
            ),
        )

    def days(self, person_id: str) -> tuple[date, ...]:
        """Local days of which anything is kept, in order."""
        mine = {"person_id": person_id, "taken__done": True}
        try:
            found = {
                day
                for table in (WalkBlock, WalkRecord)
                for day in table.objects.filter(**mine).values_list("day", flat=True).distinct()
            }
        except DatabaseError as error:
            raise from_database(error) from error
        return tuple(date.fromordinal(day + EPOCH) for day in sorted(found))

    def sources(self, person_id: str) -> tuple[str, ...]:
        """Names of all sources, the one with most samples first."""
        mine = {"person_id": person_id, "taken__done": True}
        try:
            blocks = WalkBlock.objects.filter(**mine).values_list("source")
            many = dict(blocks.annotate(many=Sum("samples")).order_by())
            names = WalkRecord.objects.filter(**mine).values_list("source", flat=True).distinct()
            for name in names.order_by():
                many.setdefault(name, 0)
        except DatabaseError as error:
            raise from_database(error) from error
        return tuple(sorted(many, key=lambda name: (-many[name], name)))

    def imports(self, person_id: str) -> tuple[str, ...]:
        """Ids of the imports that are kept, in the order of their ids."""
        done = WalkImport.objects.filter(person_id=person_id, done=True).order_by("id")
        try:
            return tuple(map(str, done.values_list("id", flat=True)))
        except DatabaseError as error:
            raise from_database(error) from error

    def take_back(self, person_id: str, taken: str) -> tuple[date, ...]:
        """Remove what one import brought, and only that; gives the days it touched."""
        mine = {"person_id": person_id, "taken_id": UUID(taken)}
        try:
            with transaction.atomic():
                days = {
                    day
                    for table in (WalkBlock, WalkRecord)
                    for day in table.objects.filter(**mine).values_list("day", flat=True).distinct()
                }
                _hand_on(UUID(taken))
                WalkImport.objects.filter(person_id=person_id, id=UUID(taken)).delete()
        except DatabaseError as error:
            raise from_database(error) from error
        return tuple(date.fromordinal(day + EPOCH) for day in sorted(days))


def _sweep(person_id: str, taken: UUID) -> None:
    """Remove what imports left that broke off long ago without being able to tidy up."""
    open_still = WalkImport.objects.filter(person_id=person_id, done=False)
    for begun in open_still:
        if _made_ms(taken) - _made_ms(begun.id) > _GIVEN_UP_MS:
            begun.delete()


def _hand_on(taken: UUID) -> None:
    """Give what an import brought to a later one that held it too."""
    shares = WalkShare.objects.filter(taken__done=True).exclude(taken=taken).order_by("taken")
    blocks = dict(shares.filter(block__taken=taken).values_list("block_id", "taken_id"))
    records = dict(shares.filter(record__taken=taken).values_list("record_id", "taken_id"))
    for table, heirs in ((WalkBlock, blocks), (WalkRecord, records)):
        for heir in set(heirs.values()):
            numbers = [number for number, other in heirs.items() if other == heir]
            for start in range(0, len(numbers), _NUMBERS_AT_ONCE):
                some = numbers[start : start + _NUMBERS_AT_ONCE]
                table.objects.filter(id__in=some).update(taken=heir)


def _made_ms(id_: UUID) -> int:
    """When a UUIDv7 was made, in milliseconds since 1970."""
    return id_.int >> 80


_Recorded = TypeVar("_Recorded", Workout, DayTotal)


def _records(
    rows: Sequence[tuple[str, str]], what: str, kind: type[_Recorded]
) -> tuple[_Recorded, ...]:
    return tuple(msgspec.json.decode(body, type=kind) for name, body in rows if name == what)


def _samples(
    kind: Kind, sources: tuple[str, ...], blocks: Sequence[tuple[str, int, bytes | memoryview[int]]]
) -> Samples:
    parts = [(source, unpack(bytes(data), many)) for source, many, data in blocks]
    whole = Columns(
        *(
            np.concatenate([getattr(part, name) for _, part in parts])
            for name in ("start_s", "end_s", "value", "offset_s")
        )
    )
    return Samples(
        kind=kind,
        start_s=whole.start_s,
        end_s=whole.end_s,
        value=whole.value,
        source=np.repeat(
            np.array([sources.index(source) for source, _ in parts], np.int64),
            [len(part) for _, part in parts],
        ),
        offset_s=whole.offset_s,
        sources=sources,
    )
