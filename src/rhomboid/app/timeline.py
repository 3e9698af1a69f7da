"""The diary to read: days with their lines, what was corrected and taken back included."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta

import msgspec

from rhomboid.app.recorder import Recorder
from rhomboid.core.course.course import Course
from rhomboid.core.diary import bodies, strain_bodies
from rhomboid.core.diary.entry import Entry
from rhomboid.core.outcomes.day import Day, Report

_DAY = timedelta(days=1)
#: A session that runs past midnight ends on the next day.
_ENDS_WITHIN = 2 * _DAY


class TimelineLine(msgspec.Struct, frozen=True):
    """One line of the diary.

    Attributes:
        root: id of its first entry.
        kind: of entry.
        at: local time it is about.
        report: what counts; `None` when the line was taken back.
        last: the entry that counts, or the last that did.
        versions: everything written of it, oldest first; one entry when nothing was changed.
    """

    root: str
    kind: str
    at: datetime
    report: Report | None
    last: Entry
    versions: tuple[Entry, ...]


class TimelineDay(msgspec.Struct, frozen=True):
    """One day: what it sums up to, and its lines, newest first."""

    on: date
    day: Day
    lines: tuple[TimelineLine, ...]


class Timeline:
    """The lines of one person, by day. Reads no more of the diary than what was changed."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def months(self) -> list[date]:
        """First days of the months that hold a line, oldest first."""
        course = self._recorder.course()
        days = {
            on
            for on, day in course.history.days()
            if any(_stands_alone(report, ()) for report in day.reports)
        }
        days |= {_last_of(line).about.date() for line in self._taken_back(course).values()}
        return sorted({on.replace(day=1) for on in days})

    def span(self, first: date, last: date, kind: str | None = None) -> list[TimelineDay]:
        """Days from `first` to `last` that hold a line, newest first.

        Args:
            first, last: local days, both included.
            kind: only lines of this kind.
        """
        course = self._recorder.course()
        by_day: dict[date, list[TimelineLine]] = {}
        for line in (*self._counting(course, first, last), *self._gone(course)):
            on = line.at.date()
            if first <= on <= last and kind in (None, line.kind):
                by_day.setdefault(on, []).append(line)
        return [
            TimelineDay(on, course.history.day(on), _newest_first(by_day[on]))
            for on in sorted(by_day, reverse=True)
        ]

    def _counting(self, course: Course, first: date, last: date) -> list[TimelineLine]:
        ended = _ended(course, first, last)
        reports = [
            report
            for _, day in course.history.span(first, last)
            for report in day.reports
            if _stands_alone(report, ended)
        ]
        changed = self._versions(
            report.root for report in reports if report.entry.id != report.root
        )
        return [
            TimelineLine(
                root=report.root,
                kind=report.entry.kind,
                at=report.entry.about,
                report=report,
                last=report.entry,
                versions=tuple(changed.get(report.root, (report.entry,))),
            )
            for report in reports
        ]

    def _gone(self, course: Course) -> list[TimelineLine]:
        lines = []
        for root, versions in self._taken_back(course).items():
            last = _last_of(versions)
            lines.append(TimelineLine(root, last.kind, last.about, None, last, tuple(versions)))
        return lines

    def _taken_back(self, course: Course) -> Mapping[str, list[Entry]]:
        """Lines of which nothing counts any more."""
        if not course.filed.corrected:
            return {}
        counting = {report.root for _, day in course.history.days() for report in day.reports}
        return self._versions(course.filed.corrected.keys() - counting)

    def _versions(self, roots: Iterable[str]) -> Mapping[str, list[Entry]]:
        """Everything written of each line that has more in it than its taking back."""
        wanted = list(roots)
        if not wanted:
            return {}
        lines: dict[str, list[Entry]] = {root: [] for root in wanted}
        filed = self._recorder.course().filed
        for entry in self._recorder.diary.read_lines(self._recorder.person_id, wanted):
            lines.get(filed.roots.get(entry.id, entry.id), []).append(entry)
        return {
            root: versions
            for root, versions in lines.items()
            if any(entry.kind != "undone" for entry in versions)
        }


def _last_of(versions: Iterable[Entry]) -> Entry:
    return [entry for entry in versions if entry.kind != "undone"][-1]


def _newest_first(lines: Iterable[TimelineLine]) -> tuple[TimelineLine, ...]:
    return tuple(sorted(lines, key=lambda line: (line.at, line.root), reverse=True))


def _ended(course: Course, first: date, last: date) -> frozenset[str]:
    """Sessions that ended; their sets stand in the entry of the whole."""
    days = course.history.span(first, last + _ENDS_WITHIN)
    return frozenset(
        report.body.session
        for _, day in days
        for report in day.reports
        if isinstance(report.body, bodies.Session)
    )


def _stands_alone(report: Report, ended: Collection[str]) -> bool:
    body = report.body
    if isinstance(body, strain_bodies.DeskTime | strain_bodies.DeskPrompt):
        return False  # dozens a day, written by the page of the desk, which sums them up
    if isinstance(body, bodies.SessionBegun | bodies.SetDone):
        return body.session not in ended
    return True
