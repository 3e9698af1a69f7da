"""Telling the diary something; correcting it and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.core.course.reports import find
from rhomboid.core.diary.entry import Entry, EntryKind
from rhomboid.core.diary.kinds import REPORTS

#: Lines that say what is kept of devices: they change with it, never by themselves.
MEASURED = frozenset(("walk_day", "walk_import"))


class Line(msgspec.Struct, frozen=True):
    """One line of the diary with everything that was ever written of it.

    Attributes:
        root: id of its first entry.
        in_force: the entry that counts; `None` when the line was undone.
        versions: every entry of the line, oldest first.
    """

    root: str
    in_force: Entry | None
    versions: tuple[Entry, ...]


class Reports:
    """What a person tells of a day."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def tell(
        self, kind: EntryKind, body: Mapping[str, Any], about: datetime | None = None
    ) -> Entry:
        """Write one report.

        Raises:
            ReportError: if it is no report, or about a time that has not come.
            EntryError: if the body is not of its kind's shape.
        """
        return self.tell_all([Draft(kind, body, about)])[0]

    def tell_all(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Write several reports, all or none."""
        for draft in drafts:
            if draft.kind not in REPORTS or draft.kind == "undone":
                raise ReportError(f"a report must be one of {_names()}, got {draft.kind!r}")
        return self._recorder.write_all(drafts)

    def correct(
        self, entry_id: str, body: Mapping[str, Any], about: datetime | None = None
    ) -> Entry:
        """Write the corrected report on top; the first one stays readable.

        Raises:
            ReportError: if there is no such report.
            EntryError: if the body is not of its kind's shape.
        """
        line = self.line(entry_id)
        last = next(entry for entry in reversed(line.versions) if entry.kind != "undone")
        draft = Draft(last.kind, body, about or last.about, line.root)
        return self._recorder.write_all([draft])[0]

    def undo(self, entry_id: str) -> Entry:
        """Take a report back; it stays readable.

        Raises:
            ReportError: if there is no such report, or it was taken back already.
        """
        line = self.line(entry_id)
        if line.in_force is None:
            raise ReportError(f"the entry {entry_id} was taken back already; nothing was changed")
        draft = Draft("undone", {}, line.in_force.about, line.root)
        return self._recorder.write_all([draft])[0]

    def restore(self, entry_id: str) -> Entry:
        """Put back a report that was taken back, as it last was."""
        line = self.line(entry_id)
        last = next(entry for entry in reversed(line.versions) if entry.kind != "undone")
        return self._recorder.write_all([Draft(last.kind, last.body, last.about, line.root)])[0]

    def line(self, entry_id: str) -> Line:
        """One line with everything that was ever written of it.

        Raises:
            ReportError: if there is no such report.
        """
        course = self._recorder.course()
        root = course.filed.roots.get(entry_id, entry_id)
        versions = tuple(self._recorder.diary.read_lines(self._recorder.person_id, [root]))
        if not any(entry.kind in REPORTS and entry.kind != "undone" for entry in versions):
            raise ReportError(f"there is no report {entry_id} that could be changed")
        kind = versions[0].kind
        if kind in MEASURED:
            raise ReportError(
                f"a report must be told by a person to be changed here, but {entry_id} is a "
                f"`{kind}` from files of devices; take its import back on the page of walks or "
                "with `rhomboid walks imports --take-back`"
            )
        found = find(course.history, root)
        return Line(root, None if found is None else found.entry, versions)

    def changed_lines(self) -> dict[str, Line]:
        """Every line that was corrected or undone, by its root."""
        course = self._recorder.course()
        if not course.filed.corrected:
            return {}
        roots = list(course.filed.corrected)
        entries = self._recorder.diary.read_lines(self._recorder.person_id, roots)
        lines: dict[str, list[Entry]] = {root: [] for root in roots}
        for entry in entries:
            lines[course.filed.roots.get(entry.id, entry.id)].append(entry)
        return {
            root: Line(
                root,
                None if (found := find(course.history, root)) is None else found.entry,
                tuple(versions),
            )
            for root, versions in lines.items()
        }


def _names() -> str:
    return ", ".join(kind for kind in REPORTS if kind != "undone")
