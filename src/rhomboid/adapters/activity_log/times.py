"""Times and lengths as records of use write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import product
from typing import Final

_TIME: Final = r"[ T](?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_DAY_FIRST: Final = re.compile(
    r"(?P<day>\d{1,2})(?P<mark>[./-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})" + _TIME, re.ASCII
)
_LENGTH: Final = re.compile(
    r"(?:(?P<days>\d{1,4})\.)?(?P<hours>\d{1,5}):(?P<minutes>[0-5]\d):(?P<seconds>[0-5]\d)",
    re.ASCII,
)
_FORM: Final = "day/month/year hour:minute:second or an ISO time"
_SHOWN: Final = 60
_YEARS: Final = (1980, 2200)
#: A length in the record and one from its times may differ by what both round away.
_ROUNDED: Final = timedelta(seconds=1)


def read_time(text: str, zone: tzinfo) -> datetime:
    """A time, day before month, or in the form of ISO 8601; without a zone it is in `zone`.

    Raises:
        ValueError: saying what it must be and what it got.
    """
    match = _DAY_FIRST.fullmatch(text)
    try:
        found = datetime.fromisoformat(text) if match is None else _day_first(match)
    except ValueError:
        raise ValueError(f"must be {_FORM}, got `{text[:_SHOWN]}`") from None
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ValueError(f"must be in the years {_YEARS[0]} to {_YEARS[1]}, got `{text}`")
    return found if found.tzinfo is not None else found.replace(tzinfo=zone)


def _day_first(match: re.Match[str]) -> datetime:
    number = {name: int(text or 0) for name, text in match.groupdict().items() if name != "mark"}
    clock = time(number["hour"], number["minute"], number["second"])
    return datetime.combine(date(number["year"], number["month"], number["day"]), clock)


def read_length(text: str) -> timedelta:
    """A length as hours:minutes:seconds, or days.hours:minutes:seconds.

    Raises:
        ValueError: saying what it must be and what it got.
    """
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise ValueError(f"must be hours:minutes:seconds, got `{text[:_SHOWN]}`")
    return timedelta(**{name: int(number or 0) for name, number in match.groupdict().items()})


def fitted(start: datetime, end: datetime, length: timedelta | None) -> tuple[datetime, datetime]:
    """Start and end so that they fit the length, where a clock set back made an hour come twice.

    Without a length, the first of the two hours is taken unless the period would end before it
    starts. What fits in no way comes back as it is.
    """
    ways = [
        (a, b)
        for a, b in product(_ways(start), _ways(end))
        if (elapsed(a, b) >= timedelta() if length is None else fits(a, b, length))
    ]
    return ways[0] if ways else (start, end)


def elapsed(start: datetime, end: datetime) -> timedelta:
    """What a stopwatch would show from start to end, below zero if the end comes first."""
    return timedelta(seconds=end.timestamp() - start.timestamp())


def fits(start: datetime, end: datetime, length: timedelta) -> bool:
    """Whether the length is what a stopwatch shows between the two, or what clocks on a wall do."""
    on_the_wall = elapsed(start, end)
    if start.tzinfo == end.tzinfo:
        on_the_wall = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    return any(abs(seen - length) <= _ROUNDED for seen in (elapsed(start, end), on_the_wall))


def _ways(at: datetime) -> tuple[datetime, ...]:
    """The time, and the same on the clock an hour later, if there is one."""
    later = at.replace(fold=1)
    return (at,) if later.utcoffset() == at.utcoffset() else (at, later)
