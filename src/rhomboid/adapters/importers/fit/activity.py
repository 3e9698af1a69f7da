"""Recorded activities of a FIT file: walks with their steps, way and time in motion."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np

from rhomboid.adapters.importers.fit.messages import (
    ACTIVITY,
    RECORD,
    SESSION,
    SPORT,
    TIMESTAMP,
    Messages,
)
from rhomboid.adapters.importers.local_time import offsets_s, plausible
from rhomboid.core.activity.records import Activity, Samples, Workout
from rhomboid.core.activity.samples import Floats

#: Sports of the format's profile; whatever else there is counts as another activity.
_SPORTS: Final[dict[int, Activity]] = {1: "run", 11: "walk", 17: "hike"}
#: Watches write a record at least this often while they record; what is longer is a pause.
_RECORD_MOST_S: Final = 30.0
_QUARTER_S: Final = 900
_MOST_OFFSET_S: Final = 14 * 3600
_MINUTE_S: Final = 60.0


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One activity, with the steps of its minutes where the watch told a cadence."""

    workout: Workout
    steps: Samples | None


def sessions(messages: Messages, source: str, zone: str) -> Iterator[Session]:
    """The activities of a file.

    Args:
        messages: of the file.
        source: name of the watch.
        zone: IANA name, for files that don't tell local time.
    """
    start_s = messages.times_s(SESSION, 2)
    if not len(start_s):
        yield from _unfinished(messages, source, zone)
        return
    elapsed = _first_told(messages.column(SESSION, 7) / 1000, messages.times_s(SESSION) - start_s)
    timer = messages.column(SESSION, 8) / 1000
    moving = _first_told(messages.column(SESSION, 59) / 1000, timer)
    way, cycles = messages.column(SESSION, 9) / 100, messages.column(SESSION, 10)
    sport = messages.column(SESSION, 5)
    for place in range(len(start_s)):
        begin, length = float(start_s[place]), float(elapsed[place])
        if not (plausible(start_s[place : place + 1])[0] and length > 0):
            continue
        activity = _SPORTS.get(_whole(sport[place]), "other")
        on_foot = activity != "other"
        workout = Workout(
            activity=activity,
            start_s=begin,
            end_s=begin + length,
            offset_s=_offset_s(messages, begin, zone),
            source=source,
            moving_s=_known(min(moving[place], length)),
            distance_m=_known(way[place]),
            steps=_known(cycles[place] * 2) if on_foot else None,
            tracked=_tracked(messages),
        )
        yield _with_steps(messages, workout)


def _unfinished(messages: Messages, source: str, zone: str) -> Iterator[Session]:
    """The one activity of a file whose watch wrote no summary of it."""
    at_s = messages.times_s(RECORD)
    at_s = at_s[plausible(at_s)]
    if len(at_s) < 2 or at_s.max() <= at_s.min():
        return
    sport = messages.column(SPORT, 0)
    activity = _SPORTS.get(_whole(sport[0]) if len(sport) else -1, "other")
    way = messages.column(RECORD, 5) / 100
    begin = float(at_s.min())
    told = way[np.isfinite(way)]
    workout = Workout(
        activity=activity,
        start_s=begin,
        end_s=float(at_s.max()),
        offset_s=_offset_s(messages, begin, zone),
        source=source,
        distance_m=float(told.max() - told.min()) if len(told) else None,
        tracked=_tracked(messages),
    )
    yield _with_steps(messages, workout)


def _with_steps(messages: Messages, workout: Workout) -> Session:
    """The steps of each minute by cadence, together as many as the watch says in all."""
    if workout.activity == "other" or not messages.count(RECORD):
        return Session(workout=workout, steps=None)
    at_s = messages.times_s(RECORD)
    part = messages.column(RECORD, 53) / 128
    a_leg = messages.column(RECORD, 4) + np.where(np.isnan(part), 0.0, part)
    keep = plausible(at_s) & (at_s >= workout.start_s) & (at_s <= workout.end_s)
    rows = np.flatnonzero(keep)
    rows = rows[np.argsort(at_s[rows], kind="stable")]
    at_s, a_leg = at_s[rows], a_leg[rows]
    length = np.diff(at_s)
    good = (length > 0) & (length <= _RECORD_MOST_S) & np.isfinite(a_leg[:-1])
    made = np.where(good, 2 * a_leg[:-1] * length / _MINUTE_S, 0.0)
    total = float(made.sum())
    if not total:
        return Session(workout=workout, steps=None)
    if workout.steps is None:
        workout = msgspec.structs.replace(workout, steps=round(total))
    steps = workout.steps or 0.0
    minute = np.floor((at_s[:-1] - workout.start_s) / _MINUTE_S).astype(np.int64)
    counted = np.bincount(minute, made * (steps / total))
    used = np.flatnonzero(counted)
    begin_s: Floats = workout.start_s + used.astype(np.float64) * _MINUTE_S
    return Session(
        workout=workout,
        steps=Samples(
            kind="steps",
            start_s=begin_s,
            end_s=np.minimum(begin_s + _MINUTE_S, workout.end_s),
            value=counted[used].astype(np.float64),
            source=np.zeros(len(used), np.int64),
            offset_s=np.full(len(used), workout.offset_s),
            sources=(workout.source,),
        ),
    )


def _offset_s(messages: Messages, at_s: float, zone: str) -> int:
    """Local time less UTC: as the watch's two clocks tell, else by the zone."""
    local, utc = messages.column(ACTIVITY, 5), messages.column(ACTIVITY, TIMESTAMP)
    told = (local - utc)[np.isfinite(local - utc)]
    if len(told) and abs(told[0]) <= _MOST_OFFSET_S:
        return round(float(told[0]) / _QUARTER_S) * _QUARTER_S
    return int(offsets_s(np.array([at_s]), zone)[0])


def _tracked(messages: Messages) -> bool:
    return bool(np.isfinite(messages.column(RECORD, 0)).any())


def _first_told(one: Floats, other: Floats) -> Floats:
    return np.where(np.isfinite(one), one, other)


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _whole(value: float) -> int:
    return int(value) if np.isfinite(value) else -1
