"""Tables that people write themselves: `start,end,steps` or `day,steps`.

Here a line that cannot be read refuses the file and is named, because somebody can mend it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
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
    "source": ("source", "quelle", "device", "gerät"),
}
_NOBODY: Final = "CSV"
#: Days first, with points, as in German; a slash may be read both ways and is refused.
_POINTED: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_THOUSANDS: Final = re.compile(r"\d{1,3}[.,]\d{3}")
_FIRST_YEAR: Final = 1990


def is_plain(cells: Sequence[str]) -> bool:
    """Whether a header is that of such a table."""
    found = columns_of(cells, SPELLINGS)
    return "steps" in found and ({"start", "end"} <= found.keys() or "day" in found)


class PlainRecording(Opened):
    """A table of steps."""

    form = "csv"

    def batches(self) -> Iterator[Batch]:
        table = Table(self._name, self._file, SPELLINGS)
        for lot in table.lots():
            if "start" in lot and "end" in lot:
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
            value=self._steps(lot),
            offset_s=start.offset_s,
            source=source,
            sources=sources,
        )
        samples = sifted("steps", columns, zone, skipped) if len(lot) else ()
        return Batch(samples=samples, skipped=dict(skipped), read_bytes=lot.read_bytes)

    def _days(self, lot: Lot) -> Batch:
        rows = zip(
            lot.column("day"), self._steps(lot).tolist(), lot.column("source"), lot.lines,
            strict=True,
        )  # fmt: skip
        skipped: Counter[str] = Counter()
        totals = []
        for text, steps, source, line in rows:
            day = self._day(text, line)
            if 0 <= steps <= 150_000:
                totals.append(DayTotal(day=day, source=source[:80] or _NOBODY, steps=steps))
            else:
                skipped["negative" if steps < 0 else "too_much"] += 1
        return Batch(totals=tuple(totals), skipped=dict(skipped), read_bytes=lot.read_bytes)

    def _times(self, lot: Lot, column: str) -> Written:
        texts = [_POINTED.sub(r"\3-\2-\1", text) for text in lot.column(column)]
        written = iso(texts)
        self._refuse(lot, column, np.isnan(written.utc_s(self._given.zone)), "csv_time")
        return written

    def _steps(self, lot: Lot) -> Floats:
        texts = lot.column("steps")
        found = np.array(
            [number(text) if not _THOUSANDS.fullmatch(text) else np.nan for text in texts], float
        )
        self._refuse(lot, "steps", ~np.isfinite(found), "csv_steps")
        return found

    def _day(self, text: str, line: int) -> date:
        try:
            day = date.fromisoformat(_POINTED.sub(r"\3-\2-\1", text))
        except ValueError:
            day = date.min
        if len(text) != len("2026-01-05") or day.year < _FIRST_YEAR:
            raise WalkFileError(
                self._name, "csv_day", Finding("line", line), Finding("got", shown(text))
            )
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
