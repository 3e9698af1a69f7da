"""Busy times as they are kept: when each begins and ends, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

import msgspec

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Meeting, utc

_MINUTE: Final = timedelta(minutes=1)
_FORM: Final = "%Y%m%dT%H%MZ"


class Busy(msgspec.Struct, frozen=True):
    """Busy times of a calendar.

    Attributes:
        until: the first day of which nothing is known any more.
        meetings: in order, none touching another, in UTC.
    """

    until: date
    meetings: tuple[Meeting, ...] = ()


def merged(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings in order; those that touch or overlap are one. Whole minutes, never shorter.

    Raises:
        DeskError: if one has no end.
    """
    found: list[tuple[datetime, datetime]] = []
    for start, end in sorted(_whole(meeting) for meeting in meetings):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return tuple(Meeting(start, end) for start, end in found)


def _whole(meeting: Meeting) -> tuple[datetime, datetime]:
    if meeting.end is None:
        raise DeskError("a meeting that is kept", "one with an end", meeting.start)
    end = utc(meeting.end)
    down = end.replace(second=0, microsecond=0)
    return utc(meeting.start).replace(second=0, microsecond=0), down + (end > down) * _MINUTE


def written(meetings: Iterable[Meeting]) -> str:
    """Meetings as text: begin in UTC and minutes of each."""
    return " ".join(
        f"{start:{_FORM}}/{(end - start) // _MINUTE}" for start, end in map(_whole, meetings)
    )


def read(text: str) -> tuple[Meeting, ...]:
    """What `written` wrote; what is not of that form is left out."""
    return merged(meeting for part in text.split() if (meeting := _meeting(part)) is not None)


def _meeting(part: str) -> Meeting | None:
    start, _, count = part.partition("/")
    try:
        begin = datetime.strptime(start, _FORM).replace(tzinfo=UTC)
        return Meeting(begin, begin + int(count) * _MINUTE)
    except (ValueError, OverflowError, DeskError):
        return None


def hours_written(hours: Iterable[tuple[time, time]]) -> str:
    """Hours of each day as text."""
    return " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in hours)


def hours_read(text: str) -> tuple[tuple[time, time], ...]:
    """What `hours_written` wrote; what is not of that form is left out."""
    found = []
    for part in text.split():
        start, _, end = part.partition("-")
        try:
            pair = (time.fromisoformat(start), time.fromisoformat(end))
        except ValueError:
            continue
        if pair[0] != pair[1] and not any(one.tzinfo for one in pair):
            found.append(pair)
    return tuple(found)
