"""An export of Apple Health as a recording, in bounded memory."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

import numpy as np

from rhomboid.adapters.importers.apple.columns import Columns
from rhomboid.adapters.importers.apple.head import HEAD_BYTES, Head, is_export, read_head
from rhomboid.adapters.importers.apple.home import Home
from rhomboid.adapters.importers.apple.pieces import ends, pieces
from rhomboid.adapters.importers.apple.records import Finder
from rhomboid.adapters.importers.apple.routes import Routes
from rhomboid.adapters.importers.apple.units import TYPES
from rhomboid.adapters.importers.apple.workouts import WorkoutReader
from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.adapters.importers.unzip import Member, Package
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch, Workout

#: A batch is handed on with so many samples, or when so much of the file was read for it.
BATCH_SAMPLES: Final = 100_000
BATCH_BYTES: Final = 1 << 23
_TAIL_BYTES: Final = 1 << 16
#: Of so many files ending in .xml, the largest first, the heads are read.
_MOST_HEADS: Final = 20

Join = Callable[[Workout, str], Workout | None]


class AppleExport:
    """An `export.xml`."""

    form = "apple_health"

    def __init__(self, name: str, head: Head, file: BinaryIO, given: Given) -> None:
        self._name = name
        self._head = head
        self._file = file
        self._given = given
        self.size_bytes = file.seek(0, io.SEEK_END)
        file.seek(max(0, self.size_bytes - _TAIL_BYTES))
        if not (head.empty or ends(file.read())):
            raise WalkFileError(name, "apple_cut_short")

    def batches(self) -> Iterator[Batch]:
        self._file.seek(0)
        yield from _batches(self._name, self._head, self._file, self._given)


class AppleZip:
    """The zip of an export: `export.xml` and routes."""

    form = "apple_health"

    def __init__(self, package: Package, member: Member, given: Given) -> None:
        self._package = package
        self._member = member
        self._given = given
        self.size_bytes = member.size_bytes
        with package.open(member) as stream:
            head = read_head(package.name, stream.read(HEAD_BYTES))
        if head is None:
            raise WalkFileError(package.name, "zip_damaged")
        self._head = head

    def batches(self) -> Iterator[Batch]:
        routes = Routes(self._package, self._given)
        with self._package.open(self._member) as stream:
            yield from _batches(self._package.name, self._head, stream, self._given, routes.join)
        yield Batch(
            workouts=tuple(routes.rest()),
            skipped=dict(routes.skipped),
            read_bytes=self.size_bytes,
        )


def open_export(name: str, file: BinaryIO, given: Given) -> AppleExport | None:
    """An `export.xml`, whatever the phone's language calls it; None if the file is none.

    Args:
        name: of the file, as the person knows it.
        file: seekable; it stays open while the recording is read.
        given: what it cannot say by itself.

    Raises:
        WalkFileError: `apple_cut_short`, `apple_entities`.
    """
    file.seek(0)
    head = read_head(name, file.read(HEAD_BYTES))
    return AppleExport(name, head, file, given) if head else None


def open_zip(package: Package, given: Given) -> AppleZip | None:
    """The zip of an export, in whatever folder it has it; None if it holds none.

    Raises:
        WalkFileError: `apple_entities`, or what reading the zip shows.
    """
    found = [member for member in package.members if member.name.lower().endswith(".xml")]
    found.sort(key=lambda member: -member.size_bytes)
    for member in found[:_MOST_HEADS]:
        with package.open(member) as stream:
            head = stream.read(HEAD_BYTES)
        if is_export(head):
            return AppleZip(package, member, given)
    return None


def _batches(
    name: str, head: Head, stream: BinaryIO, given: Given, join: Join | None = None
) -> Iterator[Batch]:
    """The content of an export, from its first byte."""
    first = stream.read(HEAD_BYTES)
    home = _home(head, given)
    finder = Finder(kind for kind, known in TYPES.items() if known in given.keep)
    columns, reader = Columns(home), WorkoutReader(home)
    workouts: list[Workout] = []
    done = 0
    if head.empty:
        return
    for piece in pieces(name, stream.read, first[head.body :], head.body):
        rows, unreadable = finder.find(piece)
        columns.add(rows)
        columns.skipped.update({"unreadable": unreadable} if unreadable else {})
        for workout, route in reader.read(piece):
            joined = join(workout, route) if join else workout
            workouts.extend([joined] if joined else [])
        held = columns.count + len(workouts)
        if held >= BATCH_SAMPLES or piece.read_bytes - done >= BATCH_BYTES:
            done = piece.read_bytes
            yield _batch(columns, reader, workouts, done)
            workouts = []
    yield _batch(columns, reader, workouts, piece.read_bytes)


def _batch(
    columns: Columns, reader: WorkoutReader, workouts: list[Workout], read_bytes: int
) -> Batch:
    samples, skipped = columns.take()
    counts = Counter(skipped) + reader.skipped
    reader.skipped = Counter()
    return Batch(
        samples=samples, workouts=tuple(workouts), skipped=dict(counts), read_bytes=read_bytes
    )


def _home(head: Head, given: Given) -> Home | None:
    """The person's zone, if the phone that made the export was in it on that day."""
    if np.isnan(head.exported_s):
        return None
    there_s = int(offsets_s(np.array([head.exported_s]), given.zone)[0])
    return Home(given.zone, there_s) if there_s == head.offset_s else None
