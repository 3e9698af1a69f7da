"""Records of use and calendars, and where busy times are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rhomboid.adapters.activity_log.reader import ActivityLog
    from rhomboid.adapters.calendar.reader import CalendarRead
    from rhomboid.adapters.capture.linux import InUse
    from rhomboid.app.desk.plans import BusyStore
    from rhomboid.core.ergonomics.desk.events import Use

_BUSY_FILE: Final = "busy.json"


def activity_log(
    stream: IO[bytes], name: str, zone: tzinfo, meanings: Mapping[str, Use] | None = None
) -> ActivityLog:
    """A record of use as a stream of periods; see `ActivityLog`."""
    from rhomboid.adapters.activity_log.reader import ActivityLog

    return ActivityLog(stream, name, zone, meanings)


def busy_times(stream: IO[bytes], name: str, zone: tzinfo, now: datetime) -> CalendarRead:
    """When a calendar file says that a person is busy, from today on; see `CalendarFile`.

    Raises:
        CalendarError: if the file is none, or too large.
    """
    from rhomboid.adapters.calendar.reader import CalendarFile
    from rhomboid.app.desk.plans import CALENDAR_DAYS

    return CalendarFile(stream, name, zone).read(now, CALENDAR_DAYS)


def devices_in_use() -> InUse:
    """Whether another program has a camera or the microphone, where that can be known."""
    from rhomboid.adapters.capture.linux import in_use

    return in_use()


def busy_store(data: Path) -> BusyStore:
    """Where busy times are kept: beside the diary."""
    from rhomboid.adapters.calendar.kept import BusyFile

    return BusyFile(data / _BUSY_FILE)
