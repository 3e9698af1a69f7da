"""Filing one report under its day, corrections and undoings included.

A correction supersedes the first entry of its line. Of all entries of a line the newest counts,
whatever the order in which they arrived; an undone line counts for nothing. All of them stay in
the diary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec

from rhomboid.core.diary.bodies import Undone
from rhomboid.core.diary.entry import Entry, EntryError
from rhomboid.core.diary.kinds import read_body
from rhomboid.core.outcomes.day import Day, Report, build_day
from rhomboid.core.outcomes.history import History

#: Entries stand in the order of this key: the moment they were written, then their id.
Key = tuple[datetime, str]
_V7 = 7
_DAY = timedelta(days=1)
#: A line is first looked for around the day on which it was written.
_NEAR_DAYS = 3


class Filed(msgspec.Struct, frozen=True):
    """Days and corrections.

    Attributes:
        history: what every day holds.
        corrected: root of a line -> key of its newest correction.
        roots: id of a correction -> root of its line.
    """

    history: History = History()
    corrected: Mapping[str, Key] = {}
    roots: Mapping[str, str] = {}


def file(filed: Filed, entry: Entry) -> Filed | None:
    """File one report; `None` when this version cannot read its body."""
    history, corrected, roots = filed.history, filed.corrected, filed.roots
    try:
        body = read_body(entry.kind, entry.body)
    except EntryError:
        return None
    root = entry.id
    if entry.supersedes is not None:
        root = roots.get(entry.supersedes, entry.supersedes)
        roots = {**roots, entry.id: root}
    key = (entry.recorded_at, entry.id)
    newest = corrected.get(root)
    if newest is not None and newest > key:
        return Filed(history, corrected, roots)
    if entry.supersedes is not None:
        history = _without(history, root)
        corrected = {**corrected, root: key}
    if isinstance(body, Undone):
        return Filed(history, corrected, roots)
    on = entry.about.date()
    before = history.day(on)
    kept = tuple(report for report in before.reports if report.root != root)
    day = build_day((*kept, Report(entry, root, body)))
    return Filed(history.put(on, day), corrected, roots)


def find(history: History, root: str) -> Report | None:
    """The report of a line that counts; `None` when the line was undone or is unknown."""
    found = _day_with(history, root)
    if found is None:
        return None
    return next(report for report in found[1].reports if report.root == root)


def _without(history: History, root: str) -> History:
    found = _day_with(history, root)
    if found is None:
        return history
    on, day = found
    return history.put(on, build_day(report for report in day.reports if report.root != root))


def _day_with(history: History, root: str) -> tuple[date, Day] | None:
    """The day on which a line is filed: near the day it was written first, then anywhere."""
    for on in _near(root):
        day = history.day(on)
        if _holds(day, root):
            return on, day
    return next(((on, day) for on, day in history.days() if _holds(day, root)), None)


def _holds(day: Day, root: str) -> bool:
    return any(report.root == root for report in day.reports)


def _near(root: str) -> Iterator[date]:
    written = UUID(root)
    if written.version != _V7:
        return
    on = datetime.fromtimestamp((written.int >> 80) / 1000, UTC).date()
    yield on
    for back in range(1, _NEAR_DAYS + 1):
        yield on - back * _DAY
        yield on + back * _DAY
