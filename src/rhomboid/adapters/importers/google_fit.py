"""Google Fit by Takeout: totals of days, days by the quarter of an hour, single activities."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.json_file import decoded
from rhomboid.adapters.importers.local_time import offsets_s, plausible
from rhomboid.adapters.importers.opened import Opened
from rhomboid.adapters.importers.sifting import Columns, sifted
from rhomboid.adapters.importers.table import Lot, Table, columns_of, number
from rhomboid.adapters.importers.times import iso
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Activity, Batch, DayTotal, Kind, Samples, Workout

SOURCE: Final = "Google Fit"
#: How the columns are called, in English and German.
SPELLINGS: Final[Mapping[str, Sequence[str]]] = {
    "day": ("date", "datum"),
    "start": ("start time", "beginn", "startzeit"),
    "end": ("end time", "ende", "endzeit"),
    "steps": ("step count", "schrittzahl", "anzahl der schritte"),
    "distance_m": ("distance (m)", "distanz (m)", "entfernung (m)"),
    "walking_ms": ("walking duration (ms)", "gehen - dauer (ms)", "dauer gehen (ms)"),
}
_DAY: Final = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")
_DAY_S: Final = 86_400
_ACTIVITIES: Final[dict[str, Activity]] = {
    "walking": "walk", "walking.fitness": "walk", "walking.nordic": "walk",
    "walking.treadmill": "walk", "walking.stroller": "walk", "hiking": "hike", "running": "run",
    "running.jogging": "run", "running.sand": "run", "running.treadmill": "run",
}  # fmt: skip
_MOST_DAY: Final = {"steps": 150_000.0, "distance_m": 200_000.0, "walking_ms": _DAY_S * 1000.0}


def is_table(cells: Sequence[str]) -> bool:
    """Whether a header is that of one of the two tables."""
    found = columns_of(cells, SPELLINGS)
    timed = {"start", "end"} <= found.keys() or "day" in found
    return timed and ("steps" in found or "distance_m" in found)


class DaysRecording(Opened):
    """The table of all days, or of one day by the quarter of an hour."""

    form = "google_fit"

    def batches(self) -> Iterator[Batch]:
        table = Table(self._name, self._file, SPELLINGS)
        timed = "start" in table.header and "end" in table.header
        for lot in table.lots():
            yield self._quarters(lot) if timed else _totals(lot)

    def _quarters(self, lot: Lot) -> Batch:
        """Quarters of an hour: the times are in the table, the day is in the file's name."""
        found = _DAY.search(self._name.rpartition("/")[2])
        if found is None:
            raise WalkFileError(self._name, "google_fit_day")
        start = iso([f"{found.group()}T{time}" for time in lot.column("start")])
        end = iso([f"{found.group()}T{time}" for time in lot.column("end")])
        start_s, end_s = start.utc_s(self._given.zone), end.utc_s(self._given.zone)
        end_s = np.where(end_s <= start_s, end_s + _DAY_S, end_s)
        skipped: Counter[str] = Counter()
        samples: list[Samples] = []
        kinds: tuple[Kind, ...] = ("steps", "distance_m")
        for kind in kinds:
            value = np.array([number(text) for text in lot.column(kind)], float)
            told = np.isfinite(value)
            if kind not in self._given.keep or not told.any():
                continue
            columns = Columns(
                start_s=start_s[told],
                end_s=end_s[told],
                value=value[told],
                offset_s=start.offset_s[told],
                sources=(SOURCE,),
            )
            samples.extend(sifted(kind, columns, self._given.zone, skipped))
        return Batch(samples=tuple(samples), skipped=dict(skipped), read_bytes=lot.read_bytes)


def _totals(lot: Lot) -> Batch:
    columns = {
        name: [number(text) for text in lot.column(name)]
        for name in ("steps", "distance_m", "walking_ms")
    }
    skipped: Counter[str] = Counter()
    totals = []
    for row, text in enumerate(lot.column("day")):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            skipped["bad_time"] += 1
            continue
        figures: dict[str, float | None] = {}
        for name, column in columns.items():
            fits = 0 <= column[row] <= _MOST_DAY[name]
            skipped["too_much"] += int(column[row] > _MOST_DAY[name])
            skipped["negative"] += int(column[row] < 0)
            figures[name] = column[row] if fits else None
        walking_ms = figures["walking_ms"]
        if any(value is not None for value in figures.values()):
            totals.append(
                DayTotal(
                    day=day,
                    source=SOURCE,
                    steps=figures["steps"],
                    distance_m=figures["distance_m"],
                    walking_s=None if walking_ms is None else walking_ms / 1000,
                )
            )
    return Batch(totals=tuple(totals), skipped=dict(+skipped), read_bytes=lot.read_bytes)


class _Figure(msgspec.Struct):
    metric: str = msgspec.field(default="", name="metricName")
    whole: float | None = msgspec.field(default=None, name="intValue")
    part: float | None = msgspec.field(default=None, name="floatValue")


class _Activity(msgspec.Struct):
    activity: str = msgspec.field(name="fitnessActivity")
    start: str = msgspec.field(name="startTime")
    end: str = msgspec.field(name="endTime")
    figures: list[_Figure] = msgspec.field(default_factory=list, name="aggregate")


class ActivityRecording(Opened):
    """One activity as JSON."""

    form = "google_fit"

    def batches(self) -> Iterator[Batch]:
        one = decoded(self._name, self._file, _Activity)
        start_s, end_s = iso([one.start, one.end]).utc_s("UTC").tolist()
        activity = _ACTIVITIES.get(one.activity, "other")
        if not plausible(np.array([start_s, end_s])).all() or end_s <= start_s:
            yield Batch(skipped={"bad_time": 1}, read_bytes=self.size_bytes)
            return
        told = {figure.metric: figure for figure in one.figures}
        steps = told.get("com.google.step_count.delta")
        way = told.get("com.google.distance.delta")
        walk = Workout(
            activity=activity,
            start_s=start_s,
            end_s=end_s,
            offset_s=int(offsets_s(np.array([start_s]), self._given.zone)[0]),
            source=SOURCE,
            distance_m=_usable(way, _MOST_DAY["distance_m"]),
            steps=_usable(steps, _MOST_DAY["steps"]) if activity != "other" else None,
        )
        yield Batch(workouts=(walk,), read_bytes=self.size_bytes)


def _usable(figure: _Figure | None, most: float) -> float | None:
    if figure is None:
        return None
    value = figure.whole if figure.whole is not None else figure.part
    return value if value is not None and 0 <= value <= most else None
