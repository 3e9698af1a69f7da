"""Tables that people write: `start,end,steps`, `day,steps`, `day,minutes`, `day,steps,minutes`.

Here a line that cannot be read refuses the file and is named, because somebody can mend it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isnan
from typing import Final

import numpy as np

from rhomboid.adapters.importers.opened import Opened
from rhomboid.adapters.importers.sifting import Columns, named, sifted
from rhomboid.adapters.importers.table import Lot, Table, columns_of, number, shown
from rhomboid.adapters.importers.times import Written, iso
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal
from rhomboid.core.activity.samples import Floats
from rhomboid.core.base.decision import Finding

SPELLINGS: Final[Mapping[str, Sequence[str]]] = {
    "start": ("start", "beginn", "begin", "from", "von"),
    "end": ("end", "ende", "until", "to", "bis", "stop"),
    "day": ("day", "tag", "date", "datum"),
    "steps": ("steps", "schritte", "count", "anzahl"),
    "minutes": ("minutes", "minuten"),
    "source": ("source", "quelle", "device", "gerät"),
}
_NOBODY: Final = "CSV"
#: Days first, with points, as in German; a slash may be read both ways and is refused.
_POINTED: Final = re.compile(r"^([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_THOUSANDS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
#: As of times.
_YEARS: Final = range(1990, 2100)
_MOST_STEPS: Final = 150_000
_MOST_MINUTES: Final = 1440


def is_plain(cells: Sequence[str]) -> bool:
    """Whether a header is that of such a table."""
    found = columns_of(cells, SPELLINGS)
    if "day" in found and ("steps" in found or "minutes" in found):
        return True
    return {"start", "end", "steps"} <= found.keys()


class PlainRecording(Opened):
    """A table of steps, or of steps and minutes on foot of whole days."""

    form = "csv"

    def batches(self) -> Iterator[Batch]:
        table = Table(self._name, self._file, SPELLINGS)
        for lot in table.lots():
            if "start" in lot and "end" in lot and "steps" in lot:
                yield self._timed(lot)
            else:
                yield self._days(lot)

    def _timed(self, lot: Lot) -> Batch:
        start, end = self._times(lot, "start"), self._times(lot, "end")
        zone = self._given.zone
        source, sources = named(lot.column("source"), _NOBODY)
        skipped: Counter[str] = Counter()
        columns = Columns(
            start_s=start.utc_s(zone),
            end_s=end.utc_s(zone),
            value=self._numbers(lot, "steps", "csv_steps"),
            offset_s=start.offset_s,
            source=source,
            sources=sources,
        )
        samples = sifted("steps", columns, zone, skipped) if len(lot) else ()
        if empty := skipped.pop("not_a_number", 0):
            skipped["not_known"] = empty
        return Batch(samples=samples, skipped=dict(skipped), read_bytes=lot.read_bytes)

    def _days(self, lot: Lot) -> Batch:
        steps, minutes = (
            self._numbers(lot, "steps", "csv_steps"),
            self._numbers(lot, "minutes", "csv_minutes"),
        )
        figures = zip(steps.tolist(), minutes.tolist(), strict=True)
        rows = zip(lot.column("day"), figures, lot.column("source"), lot.lines, strict=True)
        skipped: Counter[str] = Counter()
        totals = []
        for text, (walked, lasted), source, line in rows:
            day = self._day(text, line)
            if reason := _why_not(walked, lasted):
                skipped[reason] += 1
                continue
            totals.append(
                DayTotal(
                    day=day,
                    source=source[:80] or _NOBODY,
                    steps=None if isnan(walked) else walked,
                    walking_s=None if isnan(lasted) else lasted * 60,
                )
            )
        return Batch(totals=tuple(totals), skipped=dict(skipped), read_bytes=lot.read_bytes)

    def _times(self, lot: Lot, column: str) -> Written:
        written = iso([_turned(text) for text in lot.column(column)])
        self._refuse(lot, column, np.isnan(written.local_s), "csv_time")
        self._refuse(lot, column, np.isnan(written.utc_s(self._given.zone)), "csv_year")
        return written

    def _numbers(self, lot: Lot, column: str, problem: str) -> Floats:
        """NaN where nothing stands, because that is not known."""
        texts = lot.column(column)
        found = np.array(
            [number(text) if not _THOUSANDS.fullmatch(text) else np.nan for text in texts], float
        )
        told = np.array([bool(text) for text in texts], np.bool_)
        self._refuse(lot, column, told & ~np.isfinite(found), problem)
        return found

    def _day(self, text: str, line: int) -> date:
        turned = _turned(text)
        got = shown(text)
        try:
            day = date.fromisoformat(turned if _DAY.fullmatch(turned) else "")
        except ValueError:
            raise WalkFileError(
                self._name, "csv_day", Finding("line", line), Finding("got", got)
            ) from None
        if day.year not in _YEARS:
            raise WalkFileError(self._name, "csv_year", Finding("line", line), Finding("got", got))
        return day

    def _refuse(
        self, lot: Lot, column: str, bad: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
        problem: str,
    ) -> None:  # fmt: skip
        if not bad.any():
            return
        row = int(bad.argmax())
        raise WalkFileError(
            self._name,
            problem,
            Finding("line", lot.lines[row]),
            Finding("column", lot.called[column]),
            Finding("got", shown(lot.column(column)[row])),
        )


def _turned(text: str) -> str:
    """A day as in German, written as everywhere; whatever follows it stays."""
    return _POINTED.sub(lambda found: f"{found[3]}-{found[2]:0>2}-{found[1]:0>2}", text)


def _why_not(steps: float, minutes: float) -> str:
    """Why a day is left out; nothing if it is kept. NaN is not known."""
    if isnan(steps) and isnan(minutes):
        return "not_known"
    if steps < 0 or minutes < 0:
        return "negative"
    return "too_much" if steps > _MOST_STEPS or minutes > _MOST_MINUTES else ""
