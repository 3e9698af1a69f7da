"""What happens at a desk, as it is told: use, changes of position, meetings, prompts, answers.

Every time is a datetime with its zone; one without is refused.
"""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from typing import Literal

import msgspec

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.knowledge import desk_words
from rhomboid.core.knowledge.desk import DeskRules
from rhomboid.core.knowledge.prescription import PositionRules

#: `active`: keys or pointer are used. `away`: they are not. `locked`, `off`: the computer is.
Use = Literal["active", "away", "locked", "off"]
Source = desk_words.Source
SkipReason = desk_words.SkipReason


class Basis(msgspec.Struct, frozen=True):
    """What everything here is worked out with.

    Attributes:
        rules: the table `desk.toml`.
        positions: the row `[positions]` of `prescription.toml`.
        zone: the zone that days and hours of the day are counted in.
    """

    rules: DeskRules
    positions: PositionRules
    zone: tzinfo


def utc(at: datetime, what: str = "a time at the desk") -> datetime:
    """The same moment in UTC, in which differences are what a stopwatch shows.

    Raises:
        DeskError: if the time has no zone.
    """
    if at.utcoffset() is None:
        raise DeskError(what, "a time with its zone", at.isoformat())
    return at.astimezone(UTC)


def _check(what: str, start: datetime, end: datetime) -> None:
    if utc(end, what) < utc(start, what):
        raise DeskError(what, "at or after its start", f"{start} to {end}")


class Period(msgspec.Struct, frozen=True):
    """How the computer was used from `start` until just before `end`.

    Raises:
        DeskError: if a time has no zone, or it ends before it starts.
    """

    start: datetime
    end: datetime
    use: Use

    def __post_init__(self) -> None:
        _check("the end of a period", self.start, self.end)


class Change(msgspec.Struct, frozen=True):
    """A change of position at `at`; `until` is when the person was back, if they left."""

    at: datetime
    source: Source
    until: datetime | None = None

    def __post_init__(self) -> None:
        _check("the end of a change", self.at, self.end)

    @property
    def end(self) -> datetime:
        """When the new still spell can begin."""
        return self.at if self.until is None else self.until


class Meeting(msgspec.Struct, frozen=True):
    """From `start` until just before `end`; still going when that is `None`."""

    start: datetime
    end: datetime | None = None

    def __post_init__(self) -> None:
        _check("the end of a meeting", self.start, self.start if self.end is None else self.end)


class Prompted(msgspec.Struct, frozen=True):
    """A prompt was shown; `offer` is the movement it held, if one."""

    at: datetime
    offer: str | None = None

    def __post_init__(self) -> None:
        utc(self.at, "the time of a prompt")


class Snoozed(msgspec.Struct, frozen=True):
    """The person asked at `at` to be asked again at `until`."""

    at: datetime
    until: datetime

    def __post_init__(self) -> None:
        _check("the end of a snooze", self.at, self.until)


class Skipped(msgspec.Struct, frozen=True):
    """The person declined a prompt; `offer` is the movement it held, if one."""

    at: datetime
    reason: SkipReason
    offer: str | None = None

    def __post_init__(self) -> None:
        utc(self.at, "the time of a skip")


class DeskLog(msgspec.Struct, frozen=True, kw_only=True):
    """All that was told, each in any order; periods may overlap and may leave gaps."""

    periods: tuple[Period, ...] = ()
    changes: tuple[Change, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    prompts: tuple[Prompted, ...] = ()
    snoozes: tuple[Snoozed, ...] = ()
    skips: tuple[Skipped, ...] = ()


def until(log: DeskLog, now: datetime) -> DeskLog:
    """What of the log had happened by `now`; periods that go on are cut off there."""
    end = utc(now)
    return DeskLog(
        periods=tuple(
            msgspec.structs.replace(period, end=min(utc(period.end), end))
            for period in log.periods
            if utc(period.start) < end
        ),
        changes=tuple(change for change in log.changes if utc(change.at) <= end),
        meetings=tuple(meeting for meeting in log.meetings if utc(meeting.start) <= end),
        prompts=tuple(prompt for prompt in log.prompts if utc(prompt.at) <= end),
        snoozes=tuple(snooze for snooze in log.snoozes if utc(snooze.at) <= end),
        skips=tuple(skip for skip in log.skips if utc(skip.at) <= end),
    )
