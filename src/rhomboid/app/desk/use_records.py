"""Records of use in the diary: each taken in as one line, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from rhomboid.app.desk.taking import Taken, drafts_of
from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.core.course.course import Course
from rhomboid.core.diary import strain_bodies
from rhomboid.core.ergonomics.desk.events import Period, utc
from rhomboid.core.ergonomics.desk.timeline import joined

_DAY: Final = timedelta(days=1)
#: A record of whose periods so many began at known times, read in another zone, is the same.
_SAME_SHARE: Final = 0.5


class TakenBeforeError(ReportError):
    """The times of a record are in the diary already, read in another zone.

    Attributes:
        zone: that zone.
        on: the day on which it was taken in.
    """

    def __init__(self, zone: str, on: date) -> None:
        self.zone = zone
        self.on = on
        super().__init__(
            f"the times of a record must be read in one zone, but these were taken in on {on} as "
            f"times of {zone}; take that line of the diary back first. Nothing was saved"
        )


class UseRecords:
    """The records of use of one person."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._counting: tuple[Course, frozenset[str]] | None = None

    def counting(self) -> frozenset[str]:
        """Ids of the records that were not taken back."""
        course = self._recorder.course()
        if self._counting is None or self._counting[0] is not course:
            ids = frozenset(body.taken for _, body in _imports(course))
            self._counting = (course, ids)
        return self._counting[1]

    def take(self, periods: Iterable[Period], zone: ZoneInfo) -> Taken:
        """Take a record in; what the diary knows already is left alone.

        Args:
            periods: of the record.
            zone: the local one, that days are counted in.

        Raises:
            TakenBeforeError: if it is there, read in another zone.
            ReportError: if it holds a time that has not come.
        """
        given = sorted(periods, key=lambda period: utc(period.start))
        if not given:
            return Taken(0, 0, 0, 0)
        first = given[0].start.astimezone(zone).date() - 2 * _DAY
        last = max(utc(period.end) for period in given).astimezone(zone).date() + _DAY
        known = self._known(first, last)
        drafts, taken = drafts_of(given, known, zone)
        if not drafts:
            return taken
        self._refuse_other_zone(given, known)
        taken_id = self._recorder.clock.new_id()
        days = sorted({draft.about.date() for draft in drafts if draft.about is not None})
        body = strain_bodies.DeskImport(
            taken=taken_id,
            first=days[0],
            last=days[-1],
            days=len(days),
            periods=len(drafts),
            zone=_zone_name(given),
        )
        line = Draft("desk_import", msgspec.to_builtins(body))
        parts = [
            msgspec.structs.replace(draft, body={**draft.body, "taken": taken_id})
            for draft in drafts
        ]
        root = self._recorder.write_all([line, *parts])[0].id
        return msgspec.structs.replace(taken, root=root, first=days[0], last=days[-1])

    def _known(self, first: date, last: date) -> list[Period]:
        counting = self.counting()
        return [
            Period(report.entry.about, report.entry.about + length, report.body.use)
            for _, day in self._recorder.course().history.span(first, last)
            for report in day.reports
            if isinstance(report.body, strain_bodies.DeskTime)
            and report.body.source == "activity"
            and report.body.use != "meeting"
            and (report.body.taken is None or report.body.taken in counting)
            and (length := timedelta(seconds=report.body.seconds))
        ]

    def _refuse_other_zone(self, given: Sequence[Period], known: Sequence[Period]) -> None:
        """Refuse a record whose periods began at the same times on the wall, in another zone."""
        name = _zone_name(given)
        there = {utc(period.start) for period in known}
        for on, body in _imports(self._recorder.course()):
            if not name or body.zone in ("", name):
                continue
            other = _read_in(given, body.zone)
            starts = {span.start.replace(microsecond=0) for span in joined(other)}
            if starts and len(starts & there) >= _SAME_SHARE * len(starts):
                raise TakenBeforeError(body.zone, on)


def _imports(course: Course) -> Iterator[tuple[date, strain_bodies.DeskImport]]:
    """The records that count, with the day on which each was taken in."""
    for on, day in course.history.days():
        for report in day.reports:
            if isinstance(report.body, strain_bodies.DeskImport):
                yield on, report.body


def _zone_name(given: Sequence[Period]) -> str:
    """The zone that times without one were read in; empty where each names its own."""
    zones = (period.start.tzinfo for period in given)
    return next((zone.key for zone in zones if isinstance(zone, ZoneInfo)), "")


def _read_in(given: Iterable[Period], name: str) -> Iterator[Period]:
    """The same times on the wall, in another zone."""
    try:
        zone = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone = ZoneInfo("UTC")
    for period in given:
        start, end = _placed(period.start, zone), _placed(period.end, zone)
        if utc(start) <= utc(end):
            yield Period(start, end, period.use)


def _placed(at: datetime, zone: ZoneInfo) -> datetime:
    return at.replace(tzinfo=zone) if isinstance(at.tzinfo, ZoneInfo) else at
