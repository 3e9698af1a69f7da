"""Routes as GPX: time and distance on foot. No place leaves this module."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.gpx_tracks import Track, read_tracks
from rhomboid.adapters.importers.local_time import offsets_s
from rhomboid.adapters.importers.opened import Opened
from rhomboid.core.activity.records import Activity, Batch, Workout
from rhomboid.core.activity.route import (
    RUN_MOST_M_PER_S,
    WALK_MOST_M_PER_S,
    OnFoot,
    Places,
    length_m,
    on_foot,
)

#: A part of a route that names no activity and is shorter than this may as well be a traffic jam.
_LEAST_MOVING_S: Final = 120.0
#: Words, and Strava's numbers, for what a route is of.
_ACTIVITIES: Final[dict[str, Activity]] = {
    "walk": "walk", "walking": "walk", "nordic walking": "walk", "foot": "walk", "10": "walk",
    "hike": "hike", "hiking": "hike", "4": "hike", "trekking": "hike", "mountaineering": "hike",
    "run": "run", "running": "run", "trail running": "run", "trail_running": "run", "9": "run",
    "jogging": "run",
}  # fmt: skip
_RIDES: Final = (
    "cycling",
    "biking",
    "bike",
    "ride",
    "driving",
    "skiing",
    "1",
    "swimming",
    "rowing",
)


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """What a GPX file says of time and distance.

    Attributes:
        start_s, end_s: first and last time, seconds since 1970 in UTC; `None` without times.
        moving_s: seconds in motion; 0 without times.
        distance_m: metres on foot; the whole way where there are no times.
        places: how many there are.
        title, kind: what the first track calls itself and its activity; or empty.
    """

    start_s: float | None
    end_s: float | None
    moving_s: float
    distance_m: float
    places: int
    title: str
    kind: str


def read_route(name: str, file: BinaryIO, activity: Activity = "walk") -> Route:
    """A whole GPX file as one activity, as Apple Health keeps the route of a workout.

    Args:
        name: of the file, as the person knows it.
        file: read once to its end.
        activity: what it was; a walk has no faster pieces than people walk.

    Raises:
        WalkFileError: if it cannot be read.
    """
    tracks, _ = read_tracks(name, file)
    usable = [usable_of(track.places()) for track in tracks]
    found = [on_foot(places, _most(activity)) for places, timed in usable if timed]
    at_s = np.concatenate([np.zeros(0), *(places.at_s for places, timed in usable if timed)])
    parts = [part for one in found for part in one.parts]
    untimed = 0.0 if found else sum(length_m(places) for places, _ in usable)
    return Route(
        start_s=float(at_s.min()) if len(at_s) else None,
        end_s=float(at_s.max()) if len(at_s) else None,
        moving_s=sum((part.moving_s for part in parts), 0.0),
        distance_m=sum((part.distance_m for part in parts), untimed),
        places=sum(track.count for track in tracks),
        title=next((track.title for track in tracks if track.title), ""),
        kind=next((track.kind for track in tracks if track.kind), ""),
    )


class GpxRecording(Opened):
    """A GPX file as walks."""

    form = "gpx"

    def batches(self) -> Iterator[Batch]:
        tracks, program = read_tracks(self._name, self._file)
        skipped: dict[str, int] = {}
        walks = [walk for track in tracks for walk in self._walks(track, program, skipped)]
        yield Batch(workouts=tuple(walks), skipped=skipped, read_bytes=self.size_bytes)

    def _walks(self, track: Track, program: str, skipped: dict[str, int]) -> Iterator[Workout]:
        places, timed = usable_of(track.places())
        if not timed:
            _skip(skipped, "no_time", 1)
            return
        _skip(skipped, "bad_place", track.count - len(places))
        activity = activity_of(track.kind)
        found = on_foot(places, _most(activity)) if activity != "other" else _NOTHING
        _skip(skipped, "not_walking", found.rides if activity != "other" else 1)
        for part in found.parts:
            if activity is None and part.moving_s < _LEAST_MOVING_S:
                _skip(skipped, "too_short", 1)
                continue
            yield Workout(
                activity=activity or "walk",
                start_s=part.start_s,
                end_s=part.end_s,
                offset_s=int(offsets_s(np.array([part.start_s]), self._given.zone)[0]),
                source=program,
                moving_s=part.moving_s,
                distance_m=part.distance_m,
                tracked=True,
            )


_NOTHING: Final = OnFoot(parts=(), rides=0)


def activity_of(kind: str) -> Activity | None:
    """What a word for an activity means; `None` if it says nothing."""
    word = kind.strip().casefold()
    if word in _ACTIVITIES:
        return _ACTIVITIES[word]
    return (
        "other" if word and any(word == ride or ride in word.split() for ride in _RIDES) else None
    )


def _most(activity: Activity | None) -> float:
    return RUN_MOST_M_PER_S if activity == "run" else WALK_MOST_M_PER_S


def _skip(skipped: dict[str, int], reason: str, count: int) -> None:
    if count:
        skipped[reason] = skipped.get(reason, 0) + count


def usable_of(places: Places) -> tuple[Places, bool]:
    """The places of a track that can be used, and whether they have times.

    A track with times loses the places that have none.
    """
    good = np.isfinite(places.lat_deg) & np.isfinite(places.lon_deg)
    timed = good & np.isfinite(places.at_s)
    return (places.pick(timed), True) if timed.sum() >= 2 else (places.pick(good), False)
