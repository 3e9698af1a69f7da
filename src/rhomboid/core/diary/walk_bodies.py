"""What entries hold of walks that phones and watches saw; like `bodies`, they decide nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from rhomboid.core.diary.body import Body, Name

_DayMinutes = Annotated[float, msgspec.Meta(ge=0, le=1500)]
_Steps = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
_Clock = Annotated[str, msgspec.Meta(pattern=r"^[0-2]\d:[0-5]\d$")]
_Many = Annotated[int, msgspec.Meta(ge=0)]


class MeasuredWalk(Body, frozen=True):
    """One walk that was measured.

    Attributes:
        at: local time at which it began, `HH:MM`.
        minutes: minutes walked, pauses left out.
        moderate_minutes: of them at a moderate cadence or faster.
        recorded_by: who recorded it as a walk or run; empty if steps alone tell of it.
    """

    at: _Clock
    minutes: _DayMinutes
    moderate_minutes: _DayMinutes = 0.0
    recorded_by: str = ""


class DeviceSteps(Body, frozen=True):
    """Steps of a day that count from one device."""

    source: Name
    steps: _Steps


class WalkDay(Body, frozen=True):
    """What phones and watches saw of one day; a figure that is not known is missing, not 0.

    Attributes:
        minutes: minutes walked, brisk minutes outside of walks included.
        moderate_minutes: of them at a moderate cadence or faster.
        steps, distance_m: counted once, whichever devices were carried.
        walks: the walks, in order of time.
        shares: steps of each device that count, the most first.
        hidden_steps: steps that say nothing about when they were made.
        total_from: the source whose total of the day counts, because more was not seen; or empty.
    """

    minutes: _DayMinutes
    moderate_minutes: _DayMinutes = 0.0
    steps: _Steps | None = None
    distance_m: _Many | None = None
    walks: tuple[MeasuredWalk, ...] = ()
    shares: tuple[DeviceSteps, ...] = ()
    hidden_steps: _Steps = 0
    total_from: str = ""


class WalkImport(Body, frozen=True):
    """Files of phones and watches that were taken in.

    Attributes:
        taken: id of the import in the store of samples.
        files: their names, as the person knows them.
        samples: how many samples, recorded walks and totals were new.
        first, last: the first and last day of which something was new; missing if nothing was.
        days: on how many days.
    """

    taken: Annotated[str, msgspec.Meta(min_length=36, max_length=36)]
    files: tuple[Name, ...]
    samples: _Many
    first: date | None = None
    last: date | None = None
    days: _Many = 0
