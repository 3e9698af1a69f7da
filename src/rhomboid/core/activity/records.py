"""What files of phones and watches hold, whatever their form: the one shape of every importer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import msgspec

from rhomboid.core.activity.samples import Floats, Ints, Steps

Kind = Literal[
    "steps",
    "distance_m",
    "speed_m_per_s",
    "step_length_m",
    "heart_rate_per_min",
    "cadence_per_min",
]
KINDS: Final[tuple[Kind, ...]] = (
    "steps",
    "distance_m",
    "speed_m_per_s",
    "step_length_m",
    "heart_rate_per_min",
    "cadence_per_min",
)
Activity = Literal["walk", "hike", "run", "other"]


class Samples(msgspec.Struct, frozen=True, kw_only=True):
    """Measured values of one kind, from one or more devices; n samples, in any order.

    Attributes:
        kind: what was measured, unit included. Steps and distance are sums over the sample's
            time, the others means.
        start_s, end_s: when a sample begins and ends, seconds since 1970 in UTC, shape (n,).
        value: in the unit of the kind, shape (n,).
        source: which of `sources`, shape (n,).
        offset_s: local time less UTC where and when it was, in seconds, shape (n,).
        sources: names of the devices, as the file names them.
    """

    kind: Kind
    start_s: Floats
    end_s: Floats
    value: Floats
    source: Ints
    offset_s: Ints
    sources: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start_s)


class Workout(msgspec.Struct, frozen=True, kw_only=True):
    """One recorded activity: a walk that was started and stopped, or a route.

    Attributes:
        activity: what it was.
        start_s, end_s: seconds since 1970 in UTC.
        offset_s: local time less UTC, in seconds.
        source: the device or program that recorded it.
        moving_s: seconds in motion, where known; at most `end_s - start_s`.
        distance_m, steps: where known.
        tracked: whether the figures come from a route of places. The places are not kept.
    """

    activity: Activity
    start_s: float
    end_s: float
    offset_s: int
    source: str
    moving_s: float | None = None
    distance_m: float | None = None
    steps: float | None = None
    tracked: bool = False


class DayTotal(msgspec.Struct, frozen=True, kw_only=True):
    """What a source says of a whole local day, without times.

    Attributes:
        day: the local day, as the file names it.
        source: the device or program that says so.
        steps, distance_m, walking_s: where known; a figure that is not there is missing, not 0.
    """

    day: date
    source: str
    steps: float | None = None
    distance_m: float | None = None
    walking_s: float | None = None


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of a file, as it is read.

    Attributes:
        samples, workouts, totals: what it held.
        skipped: ids of reasons and how many records were left out for each (`no_length`,
            `backwards`, `negative`, `not_a_number`, `bad_time`, `unit`, `too_much` ...). Records
            of kinds that rhomboid has no use for are not counted.
        read_bytes: how far the file has been read, for the progress bar.
    """

    samples: tuple[Samples, ...] = ()
    workouts: tuple[Workout, ...] = ()
    totals: tuple[DayTotal, ...] = ()
    skipped: Mapping[str, int] = {}
    read_bytes: int = 0


def steps_of(samples: Samples) -> Steps:
    """Samples of steps, to be counted once.

    Raises:
        ValueError: if they are samples of another kind.
    """
    if samples.kind != "steps":
        raise ValueError(f"kind must be steps, got {samples.kind}")
    return Steps(
        start_s=samples.start_s,
        end_s=samples.end_s,
        steps=samples.value,
        source=samples.source,
        offset_s=samples.offset_s,
        sources=samples.sources,
    )
