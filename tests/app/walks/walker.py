"""A person with a phone and a watch, and files that hold what these recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from io import BytesIO
from typing import BinaryIO

from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.adapters.store.samples import DatabaseSamples
from rhomboid.app.recorder import Recorder
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.walks.ports import Given, Recording, WalkFileError
from rhomboid.app.walks.walks import Taken, Walks, WalkSide
from rhomboid.core.activity.records import Batch, Samples
from rhomboid.core.diary.body import Body
from tests.core.activity.made import RULES, Row, steps

EVENING = datetime.fromisoformat("2026-01-06T20:00:00+00:00")


class Lots:
    """A file whose content is at hand, in pieces; an error among them breaks it off."""

    form = "lots"
    size_bytes = 100

    def __init__(self, *lots: Batch | WalkFileError) -> None:
        self._lots = lots

    def batches(self) -> Iterator[Batch]:
        for lot in self._lots:
            if isinstance(lot, WalkFileError):
                raise lot
            yield lot


class Shelf:
    """Importers that know files by their names."""

    def __init__(self) -> None:
        self.files: dict[str, Recording] = {}

    def open(self, name: str, file: BinaryIO, given: Given) -> Recording:
        return self.files[name]


class Walker:
    """A person whose walks are taken in on a Tuesday evening in January."""

    def __init__(self) -> None:
        self.clock = StoryClock(EVENING)
        self.shelf = Shelf()
        self.recorder = Recorder(DatabaseDiary(), self.clock, "1.0", "p")
        self.store = DatabaseSamples()
        self.walks = Walks(self.recorder, RULES, WalkSide(self.store, self.shelf))

    def take(self, *lots: Batch | WalkFileError, name: str = "export.xml") -> Taken:
        self.clock.set(self.clock.now() + timedelta(minutes=1))
        self.shelf.files[name] = Lots(*lots)
        return self.walks.take(name, BytesIO())

    def bodies(self, kind: type[Body]) -> list[Body]:
        """What counts of a kind, oldest first."""
        days = self.recorder.course().history.days()
        return [r.body for _, day in days for r in day.reports if isinstance(r.body, kind)]

    def walked(self) -> Mapping[str, tuple[int, ...]]:
        """Minutes of the walks of each day."""
        days = self.recorder.course().history.days()
        return {day.isoformat(): held.walks for day, held in days if held.walks}


def lot(*rows: Row, offset_h: float = 0) -> Batch:
    """Steps as a piece of a file."""
    plain = steps(*rows, offset_h=offset_h)
    samples = Samples(
        kind="steps",
        start_s=plain.start_s,
        end_s=plain.end_s,
        value=plain.steps,
        source=plain.source,
        offset_s=plain.offset_s,
        sources=plain.sources,
    )
    return Batch(samples=(samples,))
