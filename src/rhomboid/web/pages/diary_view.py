"""The diary as the page shows it: days, lines, versions, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from rhomboid.app.reports import MEASURED
from rhomboid.app.timeline import TimelineDay, TimelineLine
from rhomboid.core.course.course import Course
from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.core.diary.entry import Entry, EntryError
from rhomboid.core.diary.kinds import REPORTS, read_body
from rhomboid.wording import Wording
from rhomboid.wording.lines import body_words, kind_name, movement_words

#: Sets belong to their session, dozens a day at the desk to the page that sums them up.
_ELSEWHERE = frozenset(("undone", "session_begun", "set_done", "desk_prompt", "desk_time"))
#: Kinds that the page can be narrowed to.
KINDS = tuple(kind for kind in REPORTS if kind not in _ELSEWHERE)


class VersionView(msgspec.Struct, frozen=True):
    """One thing that was written of a line: when, and what."""

    when: str
    text: str
    about: str


class LineView(msgspec.Struct, frozen=True):
    """One line.

    Attributes:
        root: id of the line.
        time: local time of day.
        kind, name, text: what it is, in words.
        score: pain of a rating (0-10), to be drawn.
        movements: name and words of each movement of a session.
        counts: whether it counts; it does not when it was taken back.
        versions: what was written, when it was more than once.
        link: where a line is looked at that devices wrote: it changes with their files alone.
    """

    root: str
    time: str
    kind: str
    name: str
    text: str
    score: int | None
    movements: tuple[tuple[str, str], ...]
    counts: bool
    versions: tuple[VersionView, ...]
    link: str = ""


class DayView(msgspec.Struct, frozen=True):
    """One day: its name, its pain, what was decided, its lines."""

    on: str
    title: str
    near: str
    pain: str
    pain_step: int | None
    events: tuple[str, ...]
    lines: tuple[LineView, ...]


def month_name(first: date, w: Wording) -> str:
    """A month with its year: "March 2026"."""
    return w.date(first, "MMMM y")


def last_of(first: date) -> date:
    """The last day of a month."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def day_views(
    days: Sequence[TimelineDay], events: dict[date, list[str]], today: date, w: Wording
) -> list[DayView]:
    """Days of a month, newest first; days on which only something was decided included."""
    told = {day.on: day for day in days}
    return [
        _day(on, told.get(on), events.get(on, ()), today, w)
        for on in sorted({*told, *events}, reverse=True)
    ]


def events_of(course: Course, first: date, last: date, w: Wording) -> dict[date, list[str]]:
    """What was decided in a span of days: programmes begun, reviews taken or declined."""
    events: dict[date, list[str]] = {}
    if course.began_on is not None and first <= course.began_on <= last:
        events.setdefault(course.began_on, []).append(w.say("diary.event.began"))
    for decided in course.reviews:
        if first <= decided.on <= last:
            key = decided.decision
            if key == "adopted" and not decided.changes:
                key = "adopted_none"  # type: ignore[assignment]  # a wording key from here on
            sentence = w.say(f"diary.event.{key}", count=decided.changes)
            events.setdefault(decided.on, []).append(sentence)
    return events


def _day(
    on: date, day: TimelineDay | None, events: Iterable[str], today: date, w: Wording
) -> DayView:
    pain = None if day is None else day.day.pain
    near = {0: "today", 1: "yesterday"}.get((today - on).days, "")
    return DayView(
        on=on.isoformat(),
        title=w.weekday(on),
        near=w.say(f"diary.page.{near}.word") if near else "",
        pain="" if pain is None else w.say("diary.page.day_pain", score=w.number(round(pain, 1))),
        pain_step=None if pain is None else int(pain + 0.5),
        events=tuple(events),
        lines=() if day is None else tuple(line_view(line, w) for line in day.lines),
    )


def line_view(line: TimelineLine, w: Wording) -> LineView:
    """One line in words."""
    body = None if line.report is None else line.report.body
    return LineView(
        root=line.root,
        time=f"{line.at:%H:%M}",
        kind=line.kind,
        name=kind_name(line.kind, w, body),
        text=words_of(line.last, w),
        score=_score(body),
        movements=tuple(_movements(body, w)),
        counts=line.report is not None,
        versions=versions(line.versions, w) if len(line.versions) > 1 else (),
        link=_elsewhere(line),
    )


def _elsewhere(line: TimelineLine) -> str:
    if line.kind not in MEASURED:
        return ""
    return f"/walks/day/{line.at:%Y-%m-%d}/" if line.kind == "walk_day" else "/walks/files/"


def words_of(entry: Entry, w: Wording) -> str:
    """What an entry says; its own words where this version cannot read it."""
    try:
        return body_words(read_body(entry.kind, entry.body), w)
    except EntryError:
        return str(entry.body)


def versions(entries: Sequence[Entry], w: Wording) -> tuple[VersionView, ...]:
    """Everything that was written of a line, oldest first."""
    found = []
    for place, entry in enumerate(entries):
        on = w.date(entry.recorded_at.astimezone().date())
        at = f"{entry.recorded_at.astimezone():%H:%M}"
        when = w.say(f"diary.page.version.{_kind(place, entries)}", date=on, time=at)
        text = "" if entry.kind == "undone" else words_of(entry, w)
        moved = entry.kind != "undone" and place and entry.about != entries[0].about
        about = ""
        if moved:
            day = w.weekday(entry.about.date())
            about = w.say("diary.page.about", date=day, time=f"{entry.about:%H:%M}")
        found.append(VersionView(when, text, about))
    return tuple(found)


def _kind(place: int, entries: Sequence[Entry]) -> str:
    if entries[place].kind == "undone":
        return "undone"
    if place == 0:
        return "first"
    return "restored" if entries[place - 1].kind == "undone" else "corrected"


def _score(body: Body | None) -> int | None:
    if not isinstance(body, bodies.Pain):
        return None
    return next((s for s in (body.now, body.average, body.worst) if s is not None), None)


def _movements(body: Any, w: Wording) -> list[tuple[str, str]]:
    if not isinstance(body, bodies.Session):
        return []
    return [
        (
            w.maybe(f"movements.{result.movement}.name") or result.movement,
            movement_words(result, w),
        )
        for result in body.movements
    ]
