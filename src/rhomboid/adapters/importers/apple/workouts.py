"""Workouts, with what stands inside them: statistics, pauses, the route's name, the zone."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from rhomboid.adapters.importers.apple.columns import number
from rhomboid.adapters.importers.apple.home import Home
from rhomboid.adapters.importers.apple.pieces import Piece
from rhomboid.adapters.importers.apple.tags import ANY, attributes, plain, text
from rhomboid.adapters.importers.apple.times import time
from rhomboid.adapters.importers.apple.units import CEILINGS, PREFIX, length_m, time_s
from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.core.activity.records import Activity, Workout

_W: Final = ord("W")
_ACTIVITIES: Final[dict[bytes, Activity]] = {
    b"HKWorkoutActivityTypeWalking": "walk",
    b"HKWorkoutActivityTypeHiking": "hike",
    b"HKWorkoutActivityTypeRunning": "run",
}
_STOPS: Final = (b"HKWorkoutEventTypePause", b"HKWorkoutEventTypeMotionPaused")
_GOES: Final = (b"HKWorkoutEventTypeResume", b"HKWorkoutEventTypeMotionResumed")
#: Longer than this is a watch that was never stopped.
_MOST_LENGTH_S: Final = 7 * 86_400
#: As many pauses as a workout is believed to have; memory stays bounded.
_MOST_EVENTS: Final = 10_000


class _Open:
    """A workout whose end has not been read yet."""

    def __init__(self, own: dict[bytes, bytes]) -> None:
        self.own = own
        self.inner = 0
        self.sums: dict[str, float] = {}
        self.events: set[tuple[float, bool]] = set()
        self.zone = ""
        self.route = ""


class WorkoutReader:
    """Reads workouts out of pieces; one may begin in a piece and end in a later one.

    Args:
        home: where local time of a workout that names no zone is what home says; None for the
            file's offset.
    """

    def __init__(self, home: Home | None) -> None:
        self._home = home
        self._open: _Open | None = None
        self.skipped: Counter[str] = Counter()

    def read(self, piece: Piece) -> list[tuple[Workout, str]]:
        """The workouts that end in a piece, each with the path of its route or an empty text."""
        found: list[tuple[Workout, str]] = []
        place = self._one(piece.data, 0, found) if self._open else 0
        for start in piece.tags[piece.letters == _W].tolist():
            if 0 <= place <= start:
                place = self._one(piece.data, start, found)
        return found

    def _one(self, data: bytes, place: int, found: list[tuple[Workout, str]]) -> int:
        """Read on until a workout is closed; where to go on, -1 at the end of the piece."""
        for tag in ANY.finditer(data, place):
            ends, name, inside = tag.groups()
            if name == b"Workout" and not ends:
                self._close(found)
                self._open = _Open(attributes(inside))
                ends = inside[-1:] if inside.endswith(b"/") else b""
            if self._open is None:
                return tag.end()
            if name == b"Workout" and ends:
                self._close(found)
                return tag.end()
            self._inner(self._open, name, ends, inside)
        return -1

    def _inner(self, workout: _Open, name: bytes, ends: bytes, inside: bytes) -> None:
        match name:
            case b"WorkoutActivity":
                workout.inner += -1 if ends else not inside.endswith(b"/")
            case b"WorkoutStatistics" if not workout.inner:
                self._statistics(workout, attributes(inside))
            case b"WorkoutEvent" if len(workout.events) < _MOST_EVENTS:
                self._event(workout, attributes(inside))
            case b"FileReference":
                workout.route = text(attributes(inside).get(b"path", b""))
            case b"MetadataEntry":
                own = attributes(inside)
                if own.get(b"key") == b"HKTimeZone":
                    workout.zone = text(own.get(b"value", b""))
            case _:
                pass

    @staticmethod
    def _statistics(workout: _Open, own: dict[bytes, bytes]) -> None:
        kind = plain(own.get(b"type", b"")).removeprefix(PREFIX)
        total, unit = number(own.get(b"sum", b"")), text(own.get(b"unit", b""))
        if kind == b"StepCount" and unit == "count":
            workout.sums["steps"] = total
        elif kind == b"DistanceWalkingRunning":
            workout.sums["distance_m"] = total * (length_m(unit) or float("nan"))

    @staticmethod
    def _event(workout: _Open, own: dict[bytes, bytes]) -> None:
        kind = plain(own.get(b"type", b""))
        if kind in _STOPS or kind in _GOES:
            at_s, _ = time(own.get(b"date", b""))
            if isfinite(at_s):
                workout.events.add((at_s, kind in _GOES))

    def _close(self, found: list[tuple[Workout, str]]) -> None:
        """Make a workout of what was read, or count why it cannot be one."""
        workout, self._open = self._open, None
        if workout is None:
            return
        start_s, offset = time(workout.own.get(b"startDate", b""))
        end_s, _ = time(workout.own.get(b"endDate", b""))
        problem = _problem(end_s - start_s)
        if problem:
            self.skipped[problem] += 1
            return
        made = Workout(
            activity=_ACTIVITIES.get(plain(workout.own.get(b"workoutActivityType", b"")), "other"),
            start_s=start_s,
            end_s=end_s,
            offset_s=self._offset_s(workout, start_s, offset),
            source=text(workout.own.get(b"sourceName", workout.own.get(b"source", b""))),
            moving_s=_moving_s(workout, start_s, end_s),
            distance_m=_distance_m(workout, end_s - start_s),
            steps=_sum(workout, "steps", end_s - start_s),
        )
        found.append((made, workout.route))

    def _offset_s(self, workout: _Open, start_s: float, told_s: int) -> int:
        """Local time less UTC: by the workout's own zone, else by home's, else as it is written."""
        if _is_zone(workout.zone):
            return int(offsets_s(np.array([start_s]), workout.zone)[0])
        return self._home.local_at(start_s, told_s) if self._home else told_s


def _problem(length_s: float) -> str:
    if not isfinite(length_s):
        return "bad_time"
    if length_s < 0:
        return "backwards"
    return "too_much" if length_s > _MOST_LENGTH_S else ""


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ValueError, OSError, KeyError):
        return False


def _moving_s(workout: _Open, start_s: float, end_s: float) -> float | None:
    """Seconds in motion: without the pauses if they are known, else as long as Apple says."""
    if workout.events:
        return _running_s(sorted(workout.events), start_s, end_s)
    unit = time_s(text(workout.own.get(b"durationUnit", b"min")))
    duration_s = number(workout.own.get(b"duration", b"")) * (unit or float("nan"))
    return min(duration_s, end_s - start_s) if duration_s >= 0 else None


def _running_s(events: list[tuple[float, bool]], start_s: float, end_s: float) -> float:
    total_s, since_s, runs = 0.0, start_s, True
    for event_s, goes in events:
        at_s = min(max(event_s, start_s), end_s)
        if runs and not goes:
            total_s += at_s - since_s
        if goes != runs:
            since_s, runs = at_s, goes
    return total_s + (end_s - since_s if runs else 0.0)


def _distance_m(workout: _Open, length_s: float) -> float | None:
    found = _sum(workout, "distance_m", length_s)
    if found is not None:
        return found
    unit = length_m(text(workout.own.get(b"totalDistanceUnit", b"")))
    workout.sums["distance_m"] = number(workout.own.get(b"totalDistance", b"")) * (
        unit or float("nan")
    )
    return _sum(workout, "distance_m", length_s)


def _sum(workout: _Open, name: str, length_s: float) -> float | None:
    """A figure of the whole workout, where it is one that can be."""
    found = workout.sums.get(name, float("nan"))
    ceiling = CEILINGS["steps" if name == "steps" else "distance_m"]
    return found if 0 <= found <= ceiling.most + ceiling.per_s * length_s else None
