"""Busy times from a calendar file: begin and end, never what or where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import IO, Any, Final

import msgspec
from icalendar import Calendar

from rhomboid.adapters.calendar.errors import CalendarError
from rhomboid.adapters.calendar.lines import times_of
from rhomboid.adapters.calendar.recurrence import RuleError, days_of, rule_of
from rhomboid.core.ergonomics.desk.busy import Busy, merged
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Meeting, utc

#: More separate busy times in the days that are looked at are no person's.
MOST_BUSY: Final = 1_000
#: Days that are looked at for repetitions, over all events: a few seconds.
_MOST_DAYS: Final = 3_000_000
_DAY: Final = timedelta(days=1)
_Span = tuple[datetime, datetime]
#: The parser's components and values, each one of thirty types.
_Told = Any
#: What the parser raises at values that are none.
_BROKEN: Final = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


class CalendarRead(msgspec.Struct, frozen=True):
    """What came of reading.

    Attributes:
        busy: when the person is busy.
        whole_days: events of a day or longer in that time, which are no meetings.
        left: events that could not be read.
    """

    busy: Busy
    whole_days: int = 0
    left: int = 0


class CalendarFile:
    """A calendar file.

    An event is busy unless it is cancelled or says that it is free (TRANSP, FBTYPE). One that
    lasts a day or more is no meeting. Changed and cancelled dates of a repeated event are
    followed, one by one.

    Args:
        stream: opened for reading bytes.
        name: what errors call it.
        zone: of the times that name none.
    """

    def __init__(self, stream: IO[bytes], name: str, zone: tzinfo) -> None:
        self._stream = stream
        self._name = name
        self._zone = zone
        self._days = 0

    def read(self, now: datetime, days: int) -> CalendarRead:
        """Busy times from the begin of today, and so many days on.

        Raises:
            CalendarError: if the file is none, too large, or none of its events can be read.
        """
        here = now.astimezone(self._zone).replace(hour=0, minute=0, second=0, microsecond=0)
        window = (here.astimezone(UTC), (here + days * _DAY).astimezone(UTC))
        events, free_busy = self._parsed()
        found: list[_Span] = []
        moved = self._moved(events)
        left = whole = 0
        for event in events:
            try:
                spans = list(self._busy(event, moved, window))
            except _BROKEN:
                left += 1
                continue
            short = [(begin, end) for begin, end in spans if end - begin < _DAY]
            whole += len(short) < len(spans)
            found += short
        for component in free_busy:
            try:
                found += list(_told_busy(component, window))
            except _BROKEN:
                left += 1
        if left and left == len(events) + len(free_busy):
            raise CalendarError(self._name, "unread", f"must hold an event to read, got {left} bad")
        meetings = merged(_meetings(found, window))
        if len(meetings) > MOST_BUSY:
            raise self._many(f"{MOST_BUSY} busy times in {days} days")
        return CalendarRead(Busy((here + days * _DAY).date(), meetings), whole, left)

    def _parsed(self) -> tuple[list[_Told], list[_Told]]:
        text = times_of(self._stream, self._name)
        try:
            calendars = Calendar.from_ical(text, multiple=True)
        except _BROKEN as error:
            raise CalendarError(self._name, "form", "must be a calendar (RFC 5545)") from error
        events = [event for one in calendars for event in one.walk("VEVENT")]
        return events, [free for one in calendars for free in one.walk("VFREEBUSY")]

    def _moved(self, events: Iterable[_Told]) -> dict[str, set[datetime | date]]:
        """Dates of repeated events that have an event of their own."""
        moved: dict[str, set[datetime | date]] = defaultdict(set)
        for event in events:
            try:
                if "RECURRENCE-ID" in event:
                    moved[str(event.get("UID"))].add(self._key(event["RECURRENCE-ID"].dt))
            except _BROKEN:
                continue  # the event itself is counted as left out
        return moved

    def _busy(
        self, event: _Told, moved: dict[str, set[datetime | date]], window: _Span
    ) -> Iterator[_Span]:
        """The times of an event that touch the window, in UTC; whole days from midnight."""
        if event.errors:
            raise ValueError("broken values")
        if _is_free(event):
            return
        start = self._time(event["DTSTART"])
        length = self._length(event, start)
        out = {self._key(at) for one in _several(event, "EXDATE") for at in one}
        alone = "RECURRENCE-ID" in event
        if not alone:
            out |= moved.get(str(event.get("UID")), set())
        for at, took in self._starts(event, start, length, window, alone=alone):
            begin = at.astimezone(UTC)
            if took < timedelta():
                raise ValueError("an end before its begin")
            if not {begin, at.date()} & out and begin < window[1] and begin + took > window[0]:
                yield begin, begin + took

    def _starts(
        self, event: _Told, start: datetime, length: timedelta, window: _Span, *, alone: bool
    ) -> Iterator[tuple[datetime, timedelta]]:
        if alone or "RRULE" not in event:
            yield start, length
        else:
            for at in self._repeated(event["RRULE"], start, length, window):
                yield at, length
        for several in () if alone else _several(event, "RDATE"):
            for at in several:
                begin, took = at if isinstance(at, tuple) else (at, length)
                end = took if isinstance(took, datetime) else None
                begin = self._placed(begin)
                yield begin, took if end is None else utc(self._placed(end)) - utc(begin)

    def _repeated(
        self, told: _Told, start: datetime, length: timedelta, window: _Span
    ) -> Iterator[datetime]:
        try:
            rule = rule_of(told[0] if isinstance(told, list) else told)
        except RuleError:
            until = self._until(told)
            if until is not None and self._is_after(window[0] - length - _DAY, until):
                return  # it came for the last time before
            raise
        first = (window[0] - length - _DAY).date()
        last = (window[1] + _DAY).date()
        begin = start.date() if rule.count is not None else max(first, start.date())
        self._days += max((last - begin).days, 0) * (31 if rule.places else 1)
        if self._days > _MOST_DAYS:
            raise self._many("repetitions than can be looked at")
        until = self._until(told)
        for day in days_of(rule, start.date(), first, last):
            at = datetime.combine(day, start.timetz())
            if until is not None and self._is_after(at, until):
                return
            yield at

    def _until(self, told: _Told) -> datetime | date | None:
        """When a rule ends; `None` where it names no day."""
        rule = told[0] if isinstance(told, list) else told
        return next(iter(rule.get("UNTIL", [])), None)

    def _is_after(self, at: datetime, until: datetime | date) -> bool:
        if not isinstance(until, datetime):
            return at.date() > until
        if until.tzinfo is None:
            return at.replace(tzinfo=None) > until
        return utc(at) > utc(until)

    def _length(self, event: _Told, start: datetime) -> timedelta:
        if "DTEND" in event:
            return utc(self._time(event["DTEND"])) - utc(start)
        if "DURATION" in event:
            length = event["DURATION"].dt
            if not isinstance(length, timedelta):
                raise TypeError("a duration")
            return length
        whole_day = not isinstance(event["DTSTART"].dt, datetime)
        return _DAY if whole_day else timedelta()

    def _time(self, told: _Told) -> datetime:
        """A time with its zone; one whose zone is named and not known is none."""
        at = told.dt
        if isinstance(at, datetime) and at.tzinfo is None and "TZID" in told.params:
            raise ValueError("an unknown zone")
        return self._placed(at)

    def _placed(self, at: datetime | date) -> datetime:
        if not isinstance(at, datetime):
            return datetime(at.year, at.month, at.day, tzinfo=self._zone)
        return at if at.tzinfo is not None else at.replace(tzinfo=self._zone)

    def _key(self, at: Any) -> datetime | date:
        """A date of a repeated event: a moment, or a whole day."""
        if isinstance(at, datetime):
            return utc(self._placed(at))
        if isinstance(at, date):
            return at
        raise TypeError("a date of a repeated event")

    def _many(self, what: str) -> CalendarError:
        return CalendarError(self._name, "many", f"must hold a person's events, got over {what}")


def _is_free(event: _Told) -> bool:
    return (
        str(event.get("STATUS", "")).upper() == "CANCELLED"
        or str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
        or str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    )


def _several(event: _Told, name: str) -> Iterator[list[Any]]:
    """Values of a property that may come more than once, and hold a list each."""
    found = event.get(name, [])
    for one in found if isinstance(found, list) else [found]:
        yield [value.dt for value in one.dts]


def _told_busy(component: _Told, window: _Span) -> Iterator[_Span]:
    """Times of a file that holds nothing but free and busy."""
    found = component.get("FREEBUSY", [])
    for period in found if isinstance(found, list) else [found]:
        if str(period.params.get("FBTYPE", "BUSY")).upper() == "FREE":
            continue
        begin, end = utc(period.start), utc(period.end)
        if end < begin:
            raise ValueError("an end before its begin")
        if begin < window[1] and end > window[0]:
            yield begin, end


def _meetings(found: Iterable[_Span], window: _Span) -> Iterator[Meeting]:
    for start, end in found:
        try:
            yield Meeting(max(start, window[0]), min(end, window[1]))
        except DeskError:
            continue
