"""The diary as the desk reads it: periods, changes, prompts and how they were answered."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

import msgspec

from rhomboid.core.diary import bodies, strain_bodies
from rhomboid.core.diary.entry import Entry
from rhomboid.core.ergonomics.desk.events import (
    Change,
    DeskLog,
    Meeting,
    Period,
    Prompted,
    Skipped,
    Snoozed,
)
from rhomboid.core.outcomes.day import Report
from rhomboid.core.outcomes.history import History

_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
#: An answer, its reason, and minutes of waiting.
Told = tuple[str, str | None, int | None]


class OpenPrompt(msgspec.Struct, frozen=True):
    """A suggestion that nobody has answered.

    Attributes:
        root: its line in the diary.
        at: when it was made.
        body: what it holds.
    """

    root: str
    at: datetime
    body: strain_bodies.DeskPrompt


def desk_log(
    history: History, span: tuple[date, date], periods_from: date, records: Collection[str]
) -> DeskLog:
    """What the diary tells of the desk.

    Args:
        history: the days.
        span: first and last local day; of the day before the first comes what goes on.
        periods_from: periods of earlier days are left out, of which nothing is counted.
        records: the records of use that count.
    """
    first, last = span
    reports = [
        report
        for _, day in history.span(first - _DAY, last + _DAY)
        for report in day.reports
    ]  # fmt: skip
    told = list(_times(reports, periods_from - _DAY, records))
    prompts = [(r.entry.about, r.body) for r in reports if _is_prompt(r)]
    pairs = [(at, body) for at, body in prompts if isinstance(body, strain_bodies.DeskPrompt)]
    return DeskLog(
        periods=tuple(Period(at, end, use) for at, end, use in told if use != "meeting"),
        meetings=tuple(Meeting(at, end) for at, end, use in told if use == "meeting"),
        changes=tuple(_changes(reports)),
        prompts=tuple(Prompted(at, body.offer) for at, body in pairs),
        snoozes=tuple(
            Snoozed(_answered(at, body), _answered(at, body) + _minutes(body.snooze_min))
            for at, body in pairs
            if body.snooze_min is not None
        ),
        skips=tuple(
            Skipped(_answered(at, body), body.reason, body.offer)
            for at, body in pairs
            if body.reason is not None
        ),
    )


def open_prompt(history: History, now: datetime, within: timedelta) -> OpenPrompt | None:
    """The last suggestion, if it is not answered and not older than `within`."""
    days = history.span(now.date() - _DAY, now.date())
    prompts = [report for _, day in days for report in day.reports if _is_prompt(report)]
    if not prompts:
        return None
    last = prompts[-1]
    body = last.body
    if not isinstance(body, strain_bodies.DeskPrompt) or body.answer != "unanswered":
        return None
    if not timedelta() <= now - last.entry.about <= within:
        return None
    return OpenPrompt(last.root, last.entry.about, body)


def line_of(history: History, today: date, root: str) -> Entry | None:
    """A line of today or yesterday that counts; `None` where there is none of this id."""
    reports = (report for _, day in history.span(today - _DAY, today) for report in day.reports)
    return next((report.entry for report in reports if report.root == root), None)


def answered_so(history: History, now: datetime, root: str, told: Told) -> Entry | None:
    """The line to take back, if a suggestion was answered in just this way and that still holds.

    Args:
        history: the days.
        now: local time.
        root: the line of the suggestion.
        told: the answer, its reason, and minutes of waiting.
    """
    entry = line_of(history, now.date(), root)
    if entry is None or entry.kind != "desk_prompt":
        return None
    body = msgspec.convert(entry.body, strain_bodies.DeskPrompt)
    if (body.answer, body.reason, body.snooze_min) != told:
        return None
    if body.answer == "done":
        return just_changed(history, now)
    wait = None if body.snooze_min is None else _minutes(body.snooze_min)
    over = wait is not None and _answered(entry.about, body) + wait <= now
    return None if over else entry


def just_changed(history: History, now: datetime) -> Entry | None:
    """A change that the person told less than a minute away, of itself or as an answer."""
    told = [
        report.entry
        for _, day in history.span(now.date() - _DAY, now.date())
        for report in day.reports
        if isinstance(report.body, bodies.PositionChange)
        and report.body.source in (None, "hand", "timer")
        and abs(now - report.entry.about) < _MINUTE
    ]
    return told[-1] if told else None


def _is_prompt(report: Report) -> bool:
    return isinstance(report.body, strain_bodies.DeskPrompt)


def _answered(at: datetime, body: strain_bodies.DeskPrompt) -> datetime:
    return at + timedelta(seconds=body.after_s)


def _minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def _times(
    reports: Iterable[Report], first: date, records: Collection[str]
) -> Iterator[tuple[datetime, datetime, strain_bodies.DeskUse]]:
    for report in reports:
        body, at = report.body, report.entry.about
        if not isinstance(body, strain_bodies.DeskTime) or at.date() < first:
            continue
        if body.seconds and (body.taken is None or body.taken in records):
            yield at, at + timedelta(seconds=body.seconds), body.use


def _changes(reports: Iterable[Report]) -> Iterator[Change]:
    """Changes that were told; a walk and a session are some too.

    How long one took is told at its end, by the person and after a suggestion.
    """
    for report in reports:
        body, at = report.body, report.entry.about
        match body:
            case bodies.PositionChange():
                took = timedelta(seconds=body.seconds or 0)
                yield Change(at - took, body.source or "hand", at)
            case bodies.Walk():
                yield Change(at - timedelta(minutes=body.minutes), "hand", at)
            case bodies.Session():
                yield Change(at, "hand")
            case _:
                pass
