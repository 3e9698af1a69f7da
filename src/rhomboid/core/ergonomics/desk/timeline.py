"""Periods of use put in order: no overlap, each absence one stretch, gaps told apart from absences.

All times that come out are in UTC.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, Literal

import msgspec

from rhomboid.core.ergonomics.desk.events import Meeting, Period, Use, utc
from rhomboid.core.knowledge.desk import AwayRules

#: `desk`: used. `gone`: an absence that counts as a change. `short`: one that does not. `unknown`:
#: nothing recorded, or no key in a meeting, where a person may sit as still as ever.
StretchKind = Literal["desk", "gone", "short", "unknown"]

#: Where records contradict each other, the one that claims the least time at the desk holds.
_STRONGEST: Final[tuple[Use, ...]] = ("off", "locked", "away", "active")


class Span(msgspec.Struct, frozen=True):
    """One use of the computer from `start` until just before `end`, in UTC."""

    start: datetime
    end: datetime
    use: Use


class Stretch(msgspec.Struct, frozen=True):
    """Time at the desk, away from it, or unknown, in UTC."""

    start: datetime
    end: datetime
    kind: StretchKind

    @property
    def length(self) -> timedelta:
        return self.end - self.start


def joined(periods: Iterable[Period]) -> tuple[Span, ...]:
    """The periods in order and without overlap; neighbours of the same use are one."""
    edges: list[tuple[datetime, int, Use]] = []
    for period in periods:
        start, end = utc(period.start), utc(period.end)
        if start < end:
            edges += ((start, 1, period.use), (end, -1, period.use))
    spans: list[Span] = []
    running: Counter[Use] = Counter()
    edges.sort(key=lambda edge: edge[0])
    for (at, step, use), (following, _, _) in pairwise([*edges, *edges[-1:]]):
        running[use] += step
        strongest = next((name for name in _STRONGEST if running[name]), None)
        if strongest is None or at == following:
            continue
        if spans and spans[-1].end == at and spans[-1].use == strongest:
            spans[-1] = msgspec.structs.replace(spans[-1], end=following)
        else:
            spans.append(Span(at, following, strongest))
    return tuple(spans)


def stretches(
    periods: Iterable[Period], meetings: Sequence[Meeting], rules: AwayRules
) -> tuple[Stretch, ...]:
    """The day as stretches that touch each other, from the first period to the last.

    Spans of absence that touch are one absence. It counts as a change from `away_from_s`, or from
    `locked_from_s` with the computer locked or off. Without keys in a meeting, nothing is known.
    """
    record = joined(periods)
    spans = [part for span in record for part in _outside(span, meetings)]
    found: list[Stretch] = []
    absence: list[Span] = []
    for span in spans:
        if absence and (span.use == "active" or span.start > absence[-1].end):
            found.append(_absence(absence, rules))
            absence = []
        before = absence[-1].end if absence else found[-1].end if found else span.start
        if span.start > before:
            found.append(Stretch(before, span.start, "unknown"))
        if span.use == "active":
            found.append(Stretch(span.start, span.end, "desk"))
        else:
            absence.append(span)
    if absence:
        found.append(_absence(absence, rules))
    if found and found[-1].end < record[-1].end:
        found.append(Stretch(found[-1].end, record[-1].end, "unknown"))
    return tuple(found)


def use_at(spans: Iterable[Span], now: datetime, fresh_s: float) -> Use | None:
    """The use at `now`, or the last one told if that is fresh; `None` when not known."""
    at = utc(now)
    last: Span | None = None
    for span in spans:
        if span.start <= at:
            last = span
    if last is None or at - last.end > timedelta(seconds=fresh_s):
        return None
    return last.use


def in_meeting(meetings: Iterable[Meeting], now: datetime) -> bool:
    at = utc(now)
    return any(
        utc(meeting.start) <= at and (meeting.end is None or at < utc(meeting.end))
        for meeting in meetings
    )


def meeting_until(meetings: Iterable[Meeting], now: datetime) -> datetime | None:
    """When the meetings of `now` are over, those included that follow without a gap, in UTC.

    `None` without a meeting now, and where the end of one is not known.
    """
    known = sorted(meetings, key=lambda meeting: utc(meeting.start))
    until = at = utc(now)
    for meeting in known:
        if utc(meeting.start) > until:
            break
        if meeting.end is None:
            return None
        until = max(until, utc(meeting.end))
    return until if until > at else None


def met_until(meetings: Iterable[Meeting], now: datetime) -> datetime | None:
    """The end of the last meeting that is over, in UTC; `None` without one."""
    at = utc(now)
    ends = [utc(meeting.end) for meeting in meetings if meeting.end is not None]
    return max((end for end in ends if end <= at), default=None)


def _absence(spans: list[Span], rules: AwayRules) -> Stretch:
    """Spans that touch each other and hold no use."""
    length = spans[-1].end - spans[0].start
    locked = sum((span.end - span.start for span in spans if span.use != "away"), timedelta())
    counts = length >= timedelta(seconds=rules.away_from_s) or locked >= timedelta(
        seconds=rules.locked_from_s
    )
    return Stretch(spans[0].start, spans[-1].end, "gone" if counts else "short")


def _outside(span: Span, meetings: Sequence[Meeting]) -> Iterator[Span]:
    """The parts of a span that say something: all of it, but for absence in a meeting."""
    if span.use != "away":
        yield span
        return
    start = span.start
    for first, last in sorted(
        (utc(meeting.start), span.end if meeting.end is None else utc(meeting.end))
        for meeting in meetings
    ):
        if first >= span.end or last <= start:
            continue
        if first > start:
            yield Span(start, first, span.use)
        start = max(start, last)
    if start < span.end:
        yield Span(start, span.end, span.use)
