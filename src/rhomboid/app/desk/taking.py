"""Taking a record of use into the diary: only what the diary does not know yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

import msgspec

from rhomboid.app.recorder import Draft
from rhomboid.core.ergonomics.desk.events import Period, Use
from rhomboid.core.ergonomics.desk.timeline import Span, joined

_SECOND: Final = timedelta(seconds=1)
_LONGEST: Final = timedelta(days=1)


class Taken(msgspec.Struct, frozen=True):
    """What came of it.

    Attributes:
        periods: periods in the file, neighbours of one use joined.
        added: entries that are new.
        known: periods that were there already, whole.
        days: days on which something is new; from `first` to `last`.
        root: the line of the diary that takes it all back; empty when nothing is new.
    """

    periods: int
    added: int
    known: int
    days: int
    first: date | None = None
    last: date | None = None
    root: str = ""


def drafts_of(
    periods: Iterable[Period], known: Iterable[Period], zone: tzinfo
) -> tuple[list[Draft], Taken]:
    """An entry for each period that is not known, cut where a part of it is.

    Args:
        periods: of the file.
        known: what the diary holds of the same source.
        zone: of the times that the entries are about.
    """
    told: dict[Use, list[Period]] = {}
    for period in known:
        told.setdefault(period.use, []).append(period)
    there = {use: joined(some) for use, some in told.items()}
    drafts: list[Draft] = []
    count = whole = 0
    for span in joined(periods):
        count += 1
        new = [
            draft
            for start, end in _outside(span, there.get(span.use, ()))
            for draft in _drafts(start, end, span.use, zone)
        ]
        whole += not new
        drafts += new
    days = {draft.about.date() for draft in drafts if draft.about is not None}
    return drafts, Taken(count, len(drafts), whole, len(days))


def _outside(span: Span, there: Iterable[Span]) -> Iterator[tuple[datetime, datetime]]:
    """The parts of a span that lie in none of the others; in whole seconds."""
    start, end = _whole(span.start), _whole(span.end)
    for known in there:
        if known.end <= start or known.start >= end:
            continue
        if known.start > start:
            yield start, known.start
        start = max(start, known.end)
    if start < end:
        yield start, end


def _whole(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _drafts(start: datetime, end: datetime, use: Use, zone: tzinfo) -> Iterator[Draft]:
    """Entries of a day at most."""
    while start < end:
        until = min(end, start + _LONGEST)
        seconds = (until - start) // _SECOND
        body = {"seconds": seconds, "use": use, "source": "activity"}
        yield Draft("desk_time", body, start.astimezone(zone))
        start = until
