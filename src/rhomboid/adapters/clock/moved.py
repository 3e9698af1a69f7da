"""A clock whose time stands in a file: weeks can be lived through in minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from rhomboid.adapters.clock.system import SystemClock
from rhomboid.core.base.errors import RhomboidError


class ClockError(RhomboidError):
    """The file of the clock cannot be used."""


class MovedClock(SystemClock):
    """The time that a file holds, as `2026-03-02T08:00:00+00:00`, read anew each time.

    It goes on by a millisecond with each reading, so that entries keep their order.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._read: datetime | None = None
        self._ahead = timedelta()

    def now(self) -> datetime:
        """The time in the file.

        Raises:
            ClockError: if the file holds no time with an offset.
        """
        told = self._told()
        if told != self._read:
            self._read, self._ahead = told, timedelta()
        self._ahead += timedelta(milliseconds=1)
        return told + self._ahead

    def _told(self) -> datetime:
        try:
            text = self._file.read_text(encoding="utf-8").strip()
            told = datetime.fromisoformat(text)
        except (OSError, ValueError) as error:
            raise ClockError(
                f"{self._file} must hold a time such as 2026-03-02T08:00:00+00:00 ({error})"
            ) from error
        if told.utcoffset() is None:
            raise ClockError(f"{self._file} must hold a time with its offset, got {text}")
        return told
