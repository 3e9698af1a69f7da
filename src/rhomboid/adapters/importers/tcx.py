"""Activities as TCX, the older format of Garmin that Google Fit and Fitbit write too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.adapters.importers.opened import Opened
from rhomboid.adapters.importers.table import number
from rhomboid.adapters.importers.times import iso
from rhomboid.adapters.importers.xml_stream import feed, parser
from rhomboid.core.activity.records import Activity, Batch, Workout

_SPORTS: Final[dict[str, Activity]] = {
    "walking": "walk", "hiking": "hike", "running": "run", "trekking": "hike",
}  # fmt: skip
#: Garmin writes `Other` for a walk. At this pace on the whole it is taken for one.
_PACE_LEAST_M_PER_S: Final = 0.7
_PACE_MOST_M_PER_S: Final = 2.2
_LONGEST_TEXT: Final = 100
_LONGEST_S: Final = 7 * 86_400.0
_MOST_M: Final = 500_000.0
_MOST_STEPS: Final = 500_000.0


class _Walk(msgspec.Struct):
    """One activity as it is read."""

    sport: str
    source: str = ""
    starts: list[str] = []
    first: str = ""
    last: str = ""
    length_s: float = 0.0
    lap_m: float = 0.0
    lap_told: bool = False
    steps: float = 0.0
    steps_told: bool = False
    farthest_m: float = 0.0
    tracked: bool = False


class TcxRecording(Opened):
    """A TCX file as walks."""

    form = "tcx"

    def batches(self) -> Iterator[Batch]:
        reader = _Reader()
        made = parser(self._name)
        made.StartElementHandler = reader.start
        made.EndElementHandler = reader.end
        made.CharacterDataHandler = reader.text
        feed(self._name, made, self._file)
        skipped: Counter[str] = Counter()
        walks = [
            walk
            for one in reader.walks
            if (walk := _workout(one, reader.author or "TCX", self._given.zone, skipped))
        ]
        yield Batch(workouts=tuple(walks), skipped=dict(skipped), read_bytes=self.size_bytes)


def _workout(one: _Walk, author: str, zone: str, skipped: Counter[str]) -> Workout | None:
    times = iso([*one.starts[:1], one.first, *one.starts[-1:], one.last]).utc_s(zone)
    told = times[np.isfinite(times)]
    if not len(told):
        skipped["bad_time"] += 1
        return None
    start_s = float(told.min())
    end_s = max(float(told.max()), start_s + one.length_s if len(one.starts) == 1 else 0.0)
    if not 0 < end_s - start_s <= _LONGEST_S:
        skipped["no_length" if end_s == start_s else "bad_time"] += 1
        return None
    way = one.lap_m if one.lap_told else one.farthest_m
    distance = way if 0 < way <= _MOST_M else None
    moving = min(one.length_s, end_s - start_s) if one.length_s > 0 else None
    activity = _activity(one.sport, distance, moving or end_s - start_s)
    return Workout(
        activity=activity,
        start_s=start_s,
        end_s=end_s,
        offset_s=int(offsets_s(np.array([start_s]), zone)[0]),
        source=one.source or author,
        moving_s=moving,
        distance_m=distance,
        steps=one.steps if one.steps_told and activity != "other" else None,
        tracked=one.tracked,
    )


def _activity(sport: str, distance_m: float | None, moving_s: float) -> Activity:
    word = sport.strip().casefold()
    if word != "other":
        return _SPORTS.get(word, "other")
    pace = (distance_m or 0.0) / moving_s
    return "walk" if _PACE_LEAST_M_PER_S <= pace <= _PACE_MOST_M_PER_S else "other"


class _Reader:
    """Takes what the parser finds."""

    def __init__(self) -> None:
        self.walks: list[_Walk] = []
        self.author = ""
        self._path: list[str] = []
        self._heard = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(":")[2][:_LONGEST_TEXT]
        if len(self._path) < _LONGEST_TEXT:
            self._path.append(local)
        self._heard = ""
        if local == "Activity":
            self.walks.append(_Walk(sport=attributes.get("Sport", "")[:_LONGEST_TEXT]))
        elif local == "Lap" and self.walks:
            self.walks[-1].starts.append(attributes.get("StartTime", "")[:_LONGEST_TEXT])
            del self.walks[-1].starts[1:-1]
        elif local == "Position" and self.walks:
            self.walks[-1].tracked = True

    def text(self, piece: str) -> None:
        if len(self._heard) < _LONGEST_TEXT:
            self._heard += piece[:_LONGEST_TEXT]

    def end(self, tag: str) -> None:
        local = tag.rpartition(":")[2][:_LONGEST_TEXT]
        if not self._path or self._path[-1] != local:
            return
        self._path.pop()
        inside = self._path[-1] if self._path else ""
        text, self._heard = self._heard.strip(), ""
        if local == "Name" and inside == "Author":
            self.author = text
        if self.walks and text:
            self._take(self.walks[-1], local, inside, text)

    def _take(self, walk: _Walk, local: str, inside: str, text: str) -> None:
        if local == "Time" and inside == "Trackpoint":
            walk.first = walk.first or text
            walk.last = text
        elif local == "Name" and inside == "Creator":
            walk.source = text
        elif (value := number(text)) >= 0:
            self._count(walk, local, inside, value)

    def _count(self, walk: _Walk, local: str, inside: str, value: float) -> None:
        if local == "DistanceMeters" and inside == "Trackpoint":
            walk.farthest_m = max(walk.farthest_m, min(value, 2 * _MOST_M))
        elif local == "DistanceMeters" and inside == "Lap":
            walk.lap_m += value
            walk.lap_told = True
        elif local == "TotalTimeSeconds" and inside == "Lap":
            walk.length_s += min(value, _LONGEST_S)
        elif local == "Steps" and inside == "LX" and value <= _MOST_STEPS:
            walk.steps += value
            walk.steps_told = True
