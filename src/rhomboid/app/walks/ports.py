"""What the use cases of walks need from the world."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import BinaryIO, Protocol

import msgspec

from rhomboid.core.activity.records import Batch, DayTotal, Kind, Samples, Workout
from rhomboid.core.base.decision import Finding
from rhomboid.core.base.errors import RhomboidError


class WalkFileError(RhomboidError):
    """A file cannot be taken in; nothing of it was.

    Attributes:
        name: of the file, as the person knows it.
        problem: id of the sentence in the wording table `walks` (`file_error.<problem>`).
        findings: what the sentence names.
    """

    def __init__(self, name: str, problem: str, *findings: Finding) -> None:
        self.name = name
        self.problem = problem
        self.findings = findings
        told = ", ".join(f"{finding.name} {finding.value}" for finding in findings)
        super().__init__(f"{name}: {problem}" + (f" ({told})" if told else ""))

    @classmethod
    def unreadable(cls, name: str, detail: str) -> WalkFileError:
        """The error for a file that the system does not let us read."""
        return cls(name, "unreadable", Finding("detail", detail))


class Given(msgspec.Struct, frozen=True):
    """What a file cannot say by itself.

    Attributes:
        zone: IANA name of the zone that local times without one are in, and by which times in
            UTC fall on local days.
        keep: kinds of samples that are wanted; a reader may skip others early.
    """

    zone: str
    keep: frozenset[Kind] = frozenset(("steps", "distance_m", "cadence_per_min"))


class Recording(Protocol):
    """A file that was recognised, ready to be read once from start to end."""

    @property
    def form(self) -> str:
        """What kind of file it is: `apple_health`, `health_connect`, `google_fit`, ..."""
        ...

    @property
    def size_bytes(self) -> int:
        """How many bytes there are to read, unpacked; `Batch.read_bytes` counts up to it."""
        ...

    def batches(self) -> Iterator[Batch]:
        """The content, piece by piece, in bounded memory.

        Raises:
            WalkFileError: as soon as something shows that the file cannot be used.
        """
        ...


class Importers(Protocol):
    """All kinds of files that are known."""

    def open(self, name: str, file: BinaryIO, given: Given) -> Recording:
        """Recognise a file by its content.

        Args:
            name: of the file, as the person knows it.
            file: open for reading bytes, seekable; it stays open while the recording is read.
            given: what it cannot say by itself.

        Raises:
            WalkFileError: if it is of no known kind, hostile, or damaged as far as looked.
        """
        ...


class Kept(msgspec.Struct, frozen=True):
    """What came of writing samples.

    Attributes:
        new, known: how many samples, workouts and totals were new, and were there already.
        days: local days of which something new was kept, in order.
        told: local days that were spoken of, in order.
        sources: names under which sources were kept or known, in the order of their appearance.
    """

    new: int
    known: int
    days: tuple[date, ...]
    told: tuple[date, ...] = ()
    sources: tuple[str, ...] = ()


class Held(msgspec.Struct, frozen=True):
    """What is kept of some days.

    Attributes:
        samples: one lot for each kind that there is; `sources` are the same in all of them.
        workouts, totals: in order of time.
    """

    samples: tuple[Samples, ...] = ()
    workouts: tuple[Workout, ...] = ()
    totals: tuple[DayTotal, ...] = ()


class SampleStore(Protocol):
    """Where the samples of a person are kept, beside the diary: the raw material of its days.

    A sample falls on the local day on which it begins (`start_s + offset_s`).
    """

    def add(
        self, person_id: str, taken: str, batches: Iterable[Batch], alike: Callable[[str], str]
    ) -> Kept:
        """Write what batches hold, all or none, and nothing twice.

        Memory stays bounded whatever the number of batches. A sample is the same as another if
        kind, source, start, end and value are (workouts: source, start, end; totals: source, day).

        Args:
            person_id: whose.
            taken: id of this import (UUID), by which it can be taken back.
            batches: read to the end inside; an error in reading leaves the store as it was.
            alike: gives the name under which a source is kept (many names of one phone).

        Raises:
            StoreError: if the store cannot be written.
            WalkFileError: from the batches, passed on.
        """
        ...

    def read(
        self, person_id: str, first: date, last: date, kinds: Sequence[Kind] = ("steps",)
    ) -> Held:
        """What is kept of local days `first` to `last`, both included."""
        ...

    def days(self, person_id: str) -> tuple[date, ...]:
        """Local days of which anything is kept, in order."""
        ...

    def sources(self, person_id: str) -> tuple[str, ...]:
        """Names of all sources, the one with most samples first."""
        ...

    def imports(self, person_id: str) -> tuple[str, ...]:
        """Ids of the imports that are kept, in the order of their ids."""
        ...

    def take_back(self, person_id: str, taken: str) -> tuple[date, ...]:
        """Remove what one import brought, and only that; gives the days it touched."""
        ...
