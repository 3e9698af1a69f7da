"""Steps of whole days out of a FIT file: counts that rise, for each way of moving."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np

from rhomboid.adapters.importers.fit.messages import (
    EPOCH_S,
    LEAST_TIME,
    MONITORING,
    MONITORING_INFO,
    TIMESTAMP,
    Messages,
)
from rhomboid.adapters.importers.local_time import offsets_s, plausible
from rhomboid.core.activity.records import DayTotal, Kind, Samples
from rhomboid.core.activity.samples import Floats, Ints

#: Ways of moving, as the profile numbers them, whose counts are steps.
_WALKING, _RUNNING = 6, 1
_ON_FOOT: Final = (_WALKING, _RUNNING)
#: Field of the seconds in motion since midnight, in thousandths.
_ACTIVE_TIME: Final = 4
_EPOCH: Final = date(1970, 1, 1).toordinal()
_DAY_S: Final = 86_400
_MOST_OFFSET_S: Final = 14 * 3600
_QUARTER_S: Final = 900


class Days:
    """What a watch counted over its days."""

    def __init__(self, messages: Messages, zone: str) -> None:
        self._messages = messages
        self._info_s = messages.times_s(MONITORING_INFO)
        self.at_s = _times(messages)
        self._offset = self._told_offset_s()
        self._zone = zone
        self._moving = _activities(messages)
        self.skipped: dict[str, int] = {}

    def samples(self, kind: Kind, source: str) -> Samples | None:
        """Steps or metres of each interval.

        A count that rises tells of the time since whatever message came before it. The first of a
        file counts from midnight where the file begins there; otherwise it says nothing, because
        an earlier file holds it. A count that falls begins anew at midnight.
        """
        counts = self._counts(kind)
        rows = [
            row
            for activity in _ON_FOOT
            for row in self._risen(np.flatnonzero(self._moving == activity), counts)
        ]
        if not rows:
            return None
        start, end, value = (np.array(column, float) for column in zip(*rows, strict=True))
        return Samples(
            kind=kind,
            start_s=start,
            end_s=end,
            value=value,
            source=np.zeros(len(rows), np.int64),
            offset_s=self._offsets(start),
            sources=(source,),
        )

    def totals(self, source: str) -> tuple[DayTotal, ...]:
        """Seconds on foot of each local day, as the watch adds them up from midnight on."""
        active = self._messages.column(MONITORING, _ACTIVE_TIME) / 1000
        most: dict[tuple[int, int], float] = {}
        wanted = np.isin(self._moving, _ON_FOOT) & np.isfinite(active) & plausible(self.at_s)
        for row in np.flatnonzero(wanted).tolist():
            before = float(self.at_s[row]) - 1  # a reading at midnight is of the day that ends
            offset = int(self._offsets(np.array([before]))[0])
            key = (int((before + offset) // _DAY_S), int(self._moving[row]))
            most[key] = max(most.get(key, 0.0), float(active[row]))
        days = sorted({day for day, _ in most})
        return tuple(
            DayTotal(
                day=date.fromordinal(day + _EPOCH),
                source=source,
                walking_s=min(sum(most.get((day, way), 0.0) for way in _ON_FOOT), _DAY_S),
            )
            for day in days
        )

    def _counts(self, kind: Kind) -> Floats:
        """Counts as they rise: steps, or metres."""
        if kind == "steps":
            whole, short = (self._messages.column(MONITORING, field) for field in (3, 9))
            return np.where(np.isfinite(whole), whole, short)
        return self._messages.column(MONITORING, 2) / 100

    def _risen(self, rows: Ints, counts: Floats) -> list[tuple[float, float, float]]:
        """Start, end and rise of each reading of one way of moving."""
        rows = rows[np.isfinite(counts[rows]) & plausible(self.at_s[rows])]
        known = np.unique(self.at_s[(self._moving >= 0) & plausible(self.at_s)])
        found = []
        last_s, last = self._first()
        for at_s, count in zip(self.at_s[rows].tolist(), counts[rows].tolist(), strict=True):
            place = int(np.searchsorted(known, at_s)) - 1
            since = max(last_s, float(known[place]) if place >= 0 else last_s)
            midnight = self._midnight_s(at_s)
            if last is not None and count < last:
                if last_s > midnight:
                    self.skipped["backwards"] = self.skipped.get("backwards", 0) + 1
                    last_s, last = at_s, count
                    continue
                last = 0.0
                since = max(since, midnight)
            if last is not None and count > last and since < at_s:
                found.append((since, at_s, count - last))
            last_s, last = at_s, count
        return found

    def _first(self) -> tuple[float, float | None]:
        """When the file begins, and what was counted by then, if it is known."""
        told = self._info_s[plausible(self._info_s)]
        begin = float(told[0]) if len(told) else float("-inf")
        return begin, 0.0 if len(told) and self._midnight_s(begin) == begin else None

    def _midnight_s(self, at_s: float) -> float:
        """The last local midnight."""
        offset = int(self._offsets(np.array([at_s]))[0])
        return (at_s + offset) // _DAY_S * _DAY_S - offset

    def _offsets(self, at_s: Floats) -> Ints:
        if self._offset is not None:
            return np.full(len(at_s), self._offset)
        return offsets_s(at_s, self._zone)

    def _told_offset_s(self) -> int | None:
        """Local time less UTC, by the two clocks of the watch."""
        local, utc = self._messages.times_s(MONITORING_INFO, 0), self._info_s
        told = (local - utc)[np.isfinite(local - utc)]
        if not len(told) or abs(told[0]) > _MOST_OFFSET_S:
            return None
        return round(float(told[0]) / _QUARTER_S) * _QUARTER_S


def _activities(messages: Messages) -> Ints:
    """The way of moving of each message; -1 where it tells none."""
    told = messages.column(MONITORING, 5)
    packed = messages.column(MONITORING, 24)
    both = np.where(np.isfinite(told), told, np.where(np.isfinite(packed), packed % 32, -1.0))
    return both.astype(np.int64)


def _times(messages: Messages) -> Floats:
    """When each message was written: whole times, or their lower 16 bits after a whole one."""
    infos = messages.column(MONITORING_INFO, TIMESTAMP)
    whole = np.concatenate([infos, messages.column(MONITORING, TIMESTAMP)])
    short = np.concatenate([np.full(len(infos), np.nan), messages.column(MONITORING, 26)])
    places = np.concatenate([messages.places(MONITORING_INFO), messages.places(MONITORING)])
    found = whole.copy()
    last = -1
    for row in np.argsort(places, kind="stable").tolist():
        if np.isfinite(whole[row]):
            last = int(whole[row])
        elif np.isfinite(short[row]) and last >= 0:
            last += (int(short[row]) - last) & 0xFFFF
            found[row] = last
    return np.where(found >= LEAST_TIME, found + EPOCH_S, np.nan)[len(infos) :]
