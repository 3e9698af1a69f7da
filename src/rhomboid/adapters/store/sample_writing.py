"""One import on its way into the database, a bounded number of samples at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

import msgspec
import numpy as np
from django.db import transaction
from django.db.models import Q

from rhomboid.adapters.store.models import WalkBlock, WalkImport, WalkRecord, WalkShare
from rhomboid.adapters.store.sample_codec import Columns, fresh, holds, pack, unpack
from rhomboid.app.walks.ports import Kept
from rhomboid.core.activity.records import Batch, DayTotal, Samples, Workout

EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY_S: Final = 86_400
#: So many samples wait in memory before they are written: about 2 MB.
_AT_ONCE: Final = 50_000
_ROWS_AT_ONCE: Final = 500

#: Kind, source, local day.
_Key = tuple[str, str, int]
#: Number of a block of another import (`None`: of this one), and what it holds.
_Block = tuple[int | None, Columns]
#: What ends at midnight does not touch the day that begins then.
_MOMENT_S: Final = 0.001
#: Nothing is recorded for longer; more days of one sample are a broken clock.
_MOST_DAYS: Final = 7


class Writing:
    """What one import has brought so far.

    Args:
        begun: its row; nothing counts until that is marked done.
        alike: gives the name under which a source is kept.
    """

    def __init__(self, begun: WalkImport, alike: Callable[[str], str]) -> None:
        self._begun = begun
        self._alike = alike
        self._waiting: list[Samples] = []
        self._many = 0
        self._new = 0
        self._known = 0
        self._days: set[int] = set()
        self._told: set[int] = set()
        self._over: set[tuple[int, int]] = set()
        self._counts = Q(taken__done=True) | Q(taken=begun)
        self._sources: dict[str, None] = {}

    def take(self, batch: Batch) -> None:
        """Take a batch; it is written at once or waits for others."""
        self._waiting.extend(samples for samples in batch.samples if len(samples))
        self._many += sum(len(samples) for samples in batch.samples)
        if self._many >= _AT_ONCE:
            self._flush()
        records = [*map(self._workout, batch.workouts), *map(self._total, batch.totals)]
        if records:
            self._write_records(records)

    def finish(self) -> Kept:
        """Write the rest."""
        self._flush()
        return Kept(
            new=self._new,
            known=self._known,
            days=_dates(self._days),
            told=_dates(self._told),
            sources=tuple(self._sources),
        )

    # ------------------------------------------------------------ samples

    def _flush(self) -> None:
        waiting, self._waiting, self._many = self._waiting, [], 0
        groups: dict[_Key, list[Columns]] = {}
        for samples in waiting:
            for key, columns in self._grouped(samples):
                groups.setdefault(key, []).append(columns)
        if not groups:
            return
        there = self._there(groups)
        blocks: list[WalkBlock] = []
        shares: list[WalkShare] = []
        for key, parts in groups.items():
            columns, known = _one(parts), there.get(key, [])
            blocks += self._block(key, columns, known)
            shares += [
                WalkShare(taken=self._begun, block_id=number)
                for number, block in known
                if number is not None and holds(columns, block)
            ]
        with transaction.atomic():
            WalkBlock.objects.bulk_create(blocks, batch_size=_ROWS_AT_ONCE)
            WalkShare.objects.bulk_create(shares, batch_size=_ROWS_AT_ONCE)

    def _grouped(self, samples: Samples) -> Iterator[tuple[_Key, Columns]]:
        """Samples by source and local day."""
        day = np.floor((samples.start_s + samples.offset_s) / _DAY_S).astype(np.int64)
        rows = np.lexsort((day, samples.source))
        source, day = samples.source[rows], day[rows]
        new = np.flatnonzero((source[1:] != source[:-1]) | (day[1:] != day[:-1])) + 1
        names = [self._alike(name) for name in samples.sources]
        columns = Columns(
            samples.start_s[rows], samples.end_s[rows], samples.value[rows], samples.offset_s[rows]
        )
        for first, last in zip([0, *new.tolist()], [*new.tolist(), len(rows)], strict=True):
            part = columns.pick(np.arange(first, last))
            yield (samples.kind, names[int(source[first])], int(day[first])), part

    def _there(self, groups: dict[_Key, list[Columns]]) -> dict[_Key, list[_Block]]:
        """Blocks that count already under the same keys, and those of this import.

        What another import that is under way has written may never count: it is not looked at.
        """
        days = [day for _, _, day in groups]
        blocks = WalkBlock.objects.filter(
            self._counts, person_id=self._begun.person_id, day__range=(min(days), max(days))
        )
        clashing = [
            number
            for number, *key in blocks.values_list("id", "kind", "source", "day").iterator()
            if tuple(key) in groups
        ]
        found: dict[_Key, list[_Block]] = {}
        for start in range(0, len(clashing), _ROWS_AT_ONCE):
            some = blocks.filter(id__in=clashing[start : start + _ROWS_AT_ONCE])
            for number, taken, kind, source, day, many, data in some.values_list(
                "id", "taken_id", "kind", "source", "day", "samples", "data"
            ):
                other = None if taken == self._begun.id else number
                block = (other, unpack(bytes(data), many))
                found.setdefault((kind, source, day), []).append(block)
        return found

    def _block(self, key: _Key, columns: Columns, there: list[_Block]) -> Iterator[WalkBlock]:
        kind, source, day = key
        self._told.update(_touched(day, columns))
        self._sources[source] = None
        new = fresh(columns, _one([block for _, block in there]) if there else None)
        self._new += len(new)
        self._known += len(columns) - len(new)
        if len(new):
            self._days.update(_touched(day, new))
            yield WalkBlock(
                taken=self._begun,
                person_id=self._begun.person_id,
                day=day,
                source=source,
                kind=kind,
                samples=len(new),
                data=pack(new),
            )

    # ------------------------------------------------------------ walks and totals

    def _workout(self, one: Workout) -> WalkRecord:
        first = int((one.start_s + one.offset_s) // _DAY_S)
        last = int((one.end_s + one.offset_s - _MOMENT_S) // _DAY_S)
        self._over |= {(first, day) for day in range(first, min(last, first + _MOST_DAYS) + 1)}
        return self._record(
            "workout",
            first,
            f"{one.start_s:.3f} {one.end_s:.3f}",
            msgspec.structs.replace(one, source=self._alike(one.source)),
        )

    def _total(self, one: DayTotal) -> WalkRecord:
        own = msgspec.structs.replace(one, source=self._alike(one.source))
        return self._record("total", one.day.toordinal() - EPOCH, f"{one.steps}", own)

    def _record(self, what: str, day: int, same: str, body: Workout | DayTotal) -> WalkRecord:
        return WalkRecord(
            taken=self._begun,
            person_id=self._begun.person_id,
            day=day,
            source=body.source,
            what=what,
            same=same,
            body=msgspec.json.encode(body).decode(),
        )

    def _write_records(self, records: list[WalkRecord]) -> None:
        days = [record.day for record in records]
        kept = WalkRecord.objects.filter(
            self._counts, person_id=self._begun.person_id, day__range=(min(days), max(days))
        ).values_list("what", "source", "day", "same", "id", "taken_id")
        there = {row[:4]: None if row[5] == self._begun.id else row[4] for row in kept}
        new: list[WalkRecord] = []
        shares: dict[int, WalkShare] = {}
        for record in records:
            touched = {record.day, *(day for first, day in self._over if first == record.day)}
            self._told |= touched
            self._sources[record.source] = None
            key = (record.what, record.source, record.day, record.same)
            if key in there:
                self._known += 1
                if (number := there[key]) is not None:
                    shares[number] = WalkShare(taken=self._begun, record_id=number)
                continue
            there[key] = None
            new.append(record)
            self._days |= touched
        self._over.clear()
        self._new += len(new)
        with transaction.atomic():
            WalkRecord.objects.bulk_create(new, batch_size=_ROWS_AT_ONCE)
            WalkShare.objects.bulk_create(shares.values(), batch_size=_ROWS_AT_ONCE)


def _touched(day: int, columns: Columns) -> range:
    """Local days in which samples lie that begin on one."""
    last = int((columns.end_s + columns.offset_s - _MOMENT_S).max() // _DAY_S)
    return range(day, min(max(day, last), day + _MOST_DAYS) + 1)


def _dates(days: Iterable[int]) -> tuple[date, ...]:
    return tuple(date.fromordinal(day + EPOCH) for day in sorted(days))


def _one(parts: list[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    return Columns(
        np.concatenate([part.start_s for part in parts]),
        np.concatenate([part.end_s for part in parts]),
        np.concatenate([part.value for part in parts]),
        np.concatenate([part.offset_s for part in parts]),
    )
