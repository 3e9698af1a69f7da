"""Writing entries, and the course kept up to date with the diary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any

import msgspec

from rhomboid.app.ports import Clock, Diary
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.course import Course, can_step, fold, key_of, step
from rhomboid.core.diary.entry import Entry, EntryKind
from rhomboid.core.diary.kinds import check_entry

#: Clocks differ a little; a report may lie this far ahead of ours.
_AHEAD = timedelta(minutes=10)


class ReportError(RhomboidError):
    """A report cannot be taken."""


class Draft(msgspec.Struct, frozen=True):
    """An entry before it has an id and a time.

    Attributes:
        kind, body: what it holds.
        about: local time it is about; `None` for now.
        supersedes: id of the first entry of the line it corrects.
    """

    kind: EntryKind
    body: Mapping[str, Any]
    about: datetime | None = None
    supersedes: str | None = None


class Recorder:
    """One person's diary with its fold kept beside it.

    The kept course is only a shortcut: what other processes wrote is read and folded first,
    each time it is asked for.
    """

    def __init__(self, diary: Diary, clock: Clock, version: str, person_id: str) -> None:
        self.diary = diary
        self.clock = clock
        self.version = version
        self.person_id = person_id
        self._course = Course()
        self._place = 0
        self._lock = Lock()

    def course(self) -> Course:
        """The diary folded into the present; costs what has been written since the last time."""
        with self._lock:
            page = self.diary.read_after(self.person_id, self._place)
            if page.place < self._place:  # the diary was put back to an earlier state
                self._course = fold(self.diary.read(self.person_id))
                self._place = page.place
                return self._course
            for entry in sorted(page.entries, key=key_of):
                if not can_step(self._course, entry):
                    self._course = fold(self.diary.read(self.person_id))
                    break
                self._course = step(self._course, entry)
            self._place = page.place
            return self._course

    def write(self, kind: EntryKind, body: Mapping[str, Any]) -> Entry:
        """Write one entry about now."""
        return self.write_all([Draft(kind, body)])[0]

    def write_all(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Write entries, all or none.

        Raises:
            ReportError: if one is about a time that has not come.
            EntryError: if a body is not of its kind's shape.
        """
        entries = [self._entry(draft) for draft in drafts]
        for entry in entries:
            check_entry(entry)
        self.diary.append(entries)
        return entries

    def _entry(self, draft: Draft) -> Entry:
        now = self.clock.now()
        about = draft.about or now
        if about > now + _AHEAD:
            raise ReportError(
                f"the time must be now or earlier, got {about:%Y-%m-%d %H:%M}; nothing was saved"
            )
        return Entry(
            id=self.clock.new_id(),
            person_id=self.person_id,
            recorded_at=now.astimezone(UTC),
            about=about,
            zone=self.clock.zone(),
            kind=draft.kind,
            body=msgspec.json.decode(msgspec.json.encode(draft.body)),  # as it will be read back
            made_by=self.version,
            supersedes=draft.supersedes,
        )
