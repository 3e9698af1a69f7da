"""Fitbit: days from its interface, minutes from its export and from Google's Takeout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.json_file import decoded, shaped, whole
from rhomboid.adapters.importers.local_time import offsets_s, plausible, to_utc
from rhomboid.adapters.importers.opened import Opened
from rhomboid.adapters.importers.sifting import Columns, named, sifted
from rhomboid.adapters.importers.table import Lot, Table, columns_of, number
from rhomboid.adapters.importers.times import american, iso
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal, Samples
from rhomboid.core.activity.samples import Floats

SOURCE: Final = "Fitbit"
_MINUTE_S: Final = 60.0
_DAY_S: Final = 86_400
_MOST_DAY: Final = 150_000.0
SPELLINGS: Final[Mapping[str, Sequence[str]]] = {
    "timestamp": ("timestamp",),
    "steps": ("steps",),
    "source": ("data source",),
}


class _Value(msgspec.Struct):
    at: str = msgspec.field(name="dateTime")
    value: float | str


class _OfDay(msgspec.Struct):
    time: str
    value: float


class _Intraday(msgspec.Struct):
    dataset: list[_OfDay] = []
    minutes: int = msgspec.field(default=1, name="datasetInterval")
    unit: str = msgspec.field(default="minute", name="datasetType")


class _Answer(msgspec.Struct):
    days: list[_Value] = msgspec.field(name="activities-steps")
    intraday: _Intraday | None = msgspec.field(default=None, name="activities-steps-intraday")


class DaysRecording(Opened):
    """What Fitbit's interface answers when asked for steps: days, perhaps the minutes of one."""

    form = "fitbit"

    def batches(self) -> Iterator[Batch]:
        answer = decoded(self._name, self._file, _Answer)
        skipped: Counter[str] = Counter()
        totals = []
        for one in answer.days:
            steps = number(str(one.value))
            try:
                day = date.fromisoformat(one.at)
            except ValueError:
                skipped["bad_time"] += 1
                continue
            if 0 <= steps <= _MOST_DAY:
                totals.append(DayTotal(day=day, source=SOURCE, steps=steps))
            else:
                skipped[_why(steps)] += 1
        samples: tuple[Samples, ...] = ()
        inside = answer.intraday
        if inside is not None and inside.unit == "minute" and len(totals) == 1:
            samples = self._minutes(totals[0].day, inside, skipped)
        yield Batch(
            samples=samples,
            totals=tuple(totals),
            skipped=dict(skipped),
            read_bytes=self.size_bytes,
        )

    def _minutes(self, day: date, inside: _Intraday, skipped: Counter[str]) -> tuple[Samples, ...]:
        if "steps" not in self._given.keep or not 1 <= inside.minutes <= 60:
            return ()
        start = iso([f"{day.isoformat()}T{one.time}" for one in inside.dataset])
        start_s = start.utc_s(self._given.zone)
        columns = Columns(
            start_s=start_s,
            end_s=start_s + inside.minutes * _MINUTE_S,
            value=np.array([one.value for one in inside.dataset], float),
            sources=(SOURCE,),
        )
        return sifted("steps", columns, self._given.zone, skipped)


class MinutesRecording(Opened):
    """A file of the export such as `steps-2026-01-10.json`: a count for each minute."""

    form = "fitbit"

    def batches(self) -> Iterator[Batch]:
        content = whole(self._name, self._file)
        if not counts_steps(self._name):
            raise WalkFileError(self._name, "fitbit_name")
        rows = shaped(self._name, content, list[_Value])
        skipped: Counter[str] = Counter()
        start_s = minutes_utc_s(american([row.at for row in rows]).local_s, self._given.zone)
        columns = Columns(
            start_s=start_s,
            end_s=start_s + _MINUTE_S,
            value=np.array([number(str(row.value)) for row in rows], float),
            sources=(SOURCE,),
        )
        wanted = "steps" in self._given.keep
        yield Batch(
            samples=sifted("steps", columns, self._given.zone, skipped) if wanted else (),
            skipped=dict(skipped),
            read_bytes=self.size_bytes,
        )


def counts_steps(name: str) -> bool:
    """Whether a file of the export counts steps; all its files look alike inside."""
    return name.rpartition("/")[2].casefold().startswith("steps")


def minutes_utc_s(clock_s: Floats, zone: str) -> Floats:
    """UTC of the minutes of a file of the export, which names no zone.

    A file begins with a local day. Where its first minute is midnight, the clock is local; else
    it is UTC.

    Args:
        clock_s: times as if they were UTC, in the order of the file; NaN where there is none.
        zone: IANA name.
    """
    good = plausible(clock_s)
    found = np.where(good, clock_s, np.nan)
    if not good.any():
        return found
    first = float(clock_s[good][0])
    is_local = first % _DAY_S == 0
    starts_day = (first + int(offsets_s(np.array([first]), zone)[0])) % _DAY_S == 0
    if is_local and not starts_day:
        found[good] = to_utc(clock_s[good], zone)
    return found


class TableRecording(Opened):
    """A table of Takeout such as `steps_2026-01-10.csv`: a count for each minute, with its zone."""

    form = "fitbit"

    def batches(self) -> Iterator[Batch]:
        table = Table(self._name, self._file, SPELLINGS)
        for lot in table.lots():
            skipped: Counter[str] = Counter()
            samples = self._samples(lot, skipped) if "steps" in self._given.keep else ()
            yield Batch(samples=samples, skipped=dict(skipped), read_bytes=lot.read_bytes)

    def _samples(self, lot: Lot, skipped: Counter[str]) -> tuple[Samples, ...]:
        start_s = iso(lot.column("timestamp")).utc_s(self._given.zone)
        source, sources = named(lot.column("source"), SOURCE)
        columns = Columns(
            start_s=start_s,
            end_s=start_s + _MINUTE_S,
            value=np.array([number(text) for text in lot.column("steps")], float),
            source=source,
            sources=sources,
        )
        return sifted("steps", columns, self._given.zone, skipped) if len(lot) else ()


def is_table(cells: Sequence[str]) -> bool:
    """Whether a header is that of such a table."""
    found = columns_of(cells, SPELLINGS)
    return "timestamp" in found and "steps" in found


def _why(steps: float) -> str:
    if np.isnan(steps):
        return "not_a_number"
    return "negative" if steps < 0 else "too_much"
