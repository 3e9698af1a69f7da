"""When nobody is to be asked: meetings, from a calendar and told by hand, and hours of each day.

Meetings are kept outside the diary, which is exported and never forgets: begin and end of each,
and no more than is of use.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final, Protocol

import msgspec

from rhomboid.app.recorder import Recorder, ReportError
from rhomboid.core.ergonomics.desk.busy import (
    Busy,
    hours_read,
    hours_written,
    merged,
    read,
    written,
)
from rhomboid.core.ergonomics.desk.events import Meeting, utc

#: Setting: hours of each day without suggestions.
HOURS: Final = "desk_quiet_hours"
#: So many days of a calendar are kept.
CALENDAR_DAYS: Final = 28
#: Days after which a meeting is of no more use: the week that is shown, and one beside it.
_KEPT_DAYS: Final = 14
_MOST_HOURS: Final = 6
_MOST_TOLD: Final = 50
_LONGEST: Final = timedelta(hours=16)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of meetings.

    Attributes:
        calendar, told: busy times of the calendar and those told by hand, as `busy.written`.
        until: the first day of which the calendar is not known; empty without a calendar.
    """

    calendar: str = ""
    told: str = ""
    until: str = ""


class BusyStore(Protocol):
    """Where busy times are kept."""

    def read(self) -> Kept: ...

    def write(self, kept: Kept) -> None:
        """Keep this in the place of all that was kept; what is empty is deleted."""
        ...


class InMemory:
    """Busy times for as long as the program runs."""

    def __init__(self) -> None:
        self._kept = Kept()

    def read(self) -> Kept:
        return self._kept

    def write(self, kept: Kept) -> None:
        self._kept = kept


class Plans:
    """Meetings and quiet hours of one person."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._store: BusyStore = InMemory()

    def keep_in(self, store: BusyStore) -> None:
        """Keep meetings there from now on."""
        self._store = store

    # ------------------------------------------------------------ meetings

    def meetings(self) -> tuple[Meeting, ...]:
        """All that are known, in order, those that overlap as one."""
        kept = self._store.read()
        return merged((*read(kept.calendar), *read(kept.told)))

    def calendar(self) -> tuple[Meeting, ...]:
        """Those of the calendar."""
        return read(self._store.read().calendar)

    def told(self) -> tuple[Meeting, ...]:
        """Those that were told by hand."""
        return read(self._store.read().told)

    def calendar_until(self) -> date | None:
        """The first day of which the calendar is not known; `None` without a calendar."""
        try:
            return date.fromisoformat(self._store.read().until)
        except ValueError:
            return None

    def take_calendar(self, busy: Busy) -> None:
        """Keep the busy times of a calendar in the place of those before; what was stays."""
        now = self._recorder.clock.now()
        kept = self._store.read()
        past = [m for m in read(kept.calendar) if utc(m.end or m.start) <= utc(now)]
        whole = merged((*self._fresh(past), *busy.meetings))
        self._write(kept, calendar=written(whole), until=busy.until.isoformat())

    def forget_calendar(self) -> None:
        """Delete everything that came from a calendar."""
        self._write(self._store.read(), calendar="", until="")

    def tell(self, start: datetime, end: datetime) -> Meeting:
        """Keep a meeting.

        Raises:
            ReportError: if it does not end after it begins, is over, or too many are kept.
        """
        kept = self._store.read()
        told = list(self._fresh(read(kept.told)))
        if not timedelta() < utc(end) - utc(start) <= _LONGEST:
            raise ReportError(f"a meeting must end after it begins, got {start} to {end}")
        if utc(end) <= utc(self._recorder.clock.now()):
            raise ReportError(f"a meeting must not be over yet, got {start} to {end}")
        if len(told) >= _MOST_TOLD:
            raise ReportError(f"at most {_MOST_TOLD} meetings are kept; delete one first")
        self._write(kept, told=written(merged((*told, Meeting(start, end)))))
        return Meeting(start, end)

    def forget(self, start: datetime) -> bool:
        """Delete the meeting told by hand that begins then; whether there was one."""
        kept = self._store.read()
        told = read(kept.told)
        left = [meeting for meeting in told if utc(meeting.start) != utc(start)]
        self._write(kept, told=written(left))
        return len(left) < len(told)

    # ------------------------------------------------------------ hours of each day

    def hours(self) -> tuple[tuple[time, time], ...]:
        """Hours of each day without suggestions, from and until."""
        return hours_read(self._recorder.course().settings.get(HOURS, ""))

    def tell_hours(self, start: time, end: time) -> None:
        """No suggestions in these hours of each day.

        Raises:
            ReportError: if they end when they begin, or too many are kept.
        """
        hours = self.hours()
        if start == end:
            raise ReportError(f"quiet hours must be from one time to another, got {start}")
        if (start, end) in hours:
            return
        if len(hours) >= _MOST_HOURS:
            raise ReportError(f"at most {_MOST_HOURS} quiet hours are kept; delete one first")
        self._set((*hours, (start, end)))

    def forget_hours(self, start: time, end: time) -> bool:
        """Suggestions may come in these hours again; whether they were quiet."""
        hours = self.hours()
        left = [one for one in hours if one != (start, end)]
        if len(left) < len(hours):
            self._set(left)
        return len(left) < len(hours)

    # ------------------------------------------------------------ inside

    def _set(self, hours: Iterable[tuple[time, time]]) -> None:
        value = hours_written(sorted(hours))
        self._recorder.write("setting", {"name": HOURS, "value": value})

    def _fresh(self, meetings: Iterable[Meeting]) -> Iterable[Meeting]:
        oldest = utc(self._recorder.clock.now()) - timedelta(days=_KEPT_DAYS)
        return (meeting for meeting in meetings if utc(meeting.end or meeting.start) > oldest)

    def _write(self, kept: Kept, **changed: str) -> None:
        new = msgspec.structs.replace(kept, **changed)
        if new != kept:
            self._store.write(new)
