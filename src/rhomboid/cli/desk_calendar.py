"""`rhomboid desk --calendar FILE`: when the person is busy, and again when the file changes."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from rhomboid import bootstrap
from rhomboid.app.journal import Journal
from rhomboid.core.base.errors import RhomboidError
from rhomboid.wording import Wording


class CalendarFileError(RhomboidError):
    """The calendar file cannot be opened."""


class Calendar:
    """A calendar file that is read anew when it was changed."""

    def __init__(self, journal: Journal, path: Path, zone: ZoneInfo | None) -> None:
        self._journal = journal
        self._path = path
        self._zone = zone or ZoneInfo(bootstrap.time_zone())
        self._changed_ns = 0

    def read(self, w: Wording) -> list[str]:
        """Read the file; gives what is said about it.

        Raises:
            CalendarFileError: if it cannot be opened.
            CalendarError: if it is no calendar.
        """
        try:
            self._changed_ns = self._path.stat().st_mtime_ns
            with self._path.open("rb") as stream:
                name, now = self._path.name, self._journal.now()
                found = bootstrap.busy_times(stream, name, self._zone, now)
        except OSError as error:
            raise CalendarFileError(
                f"{self._path} must be a calendar file that can be read, got: {error.strerror}"
            ) from error
        self._journal.desk.plans.take_calendar(found.busy)
        counts = {
            "busy": len(found.busy.meetings), "whole": found.whole_days, "left": found.left,
        }  # fmt: skip
        return [
            w.say(f"desk.calendar.done.{name}", count=count)
            for name, count in counts.items()
            if count or name == "busy"
        ]

    def read_if_changed(self, w: Wording) -> list[str]:
        """The same if the file was changed; one that is just being written waits."""
        try:
            changed = self._path.stat().st_mtime_ns != self._changed_ns
            return self.read(w) if changed else []
        except (OSError, RhomboidError):
            return []
