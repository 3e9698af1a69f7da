"""Changes of position, each once, and the still spells between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

import msgspec

from rhomboid.core.ergonomics.desk.events import Change, DeskLog, Source, utc
from rhomboid.core.ergonomics.desk.timeline import Stretch, stretches
from rhomboid.core.knowledge.desk import AwayRules, DeskRules

#: What came before a spell: a change, time of which nothing is known, or the begin of the record.
Before = Literal["change", "unknown", "start"]
#: Time at the desk, from when until when, in UTC.
Piece = tuple[datetime, datetime]

_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Spell(msgspec.Struct, frozen=True):
    """Time at the desk without a known change; short absences and short gaps lie between pieces.

    Attributes:
        pieces: the time at the desk, in order, in UTC; at least one.
        before: what ended the spell before it.
    """

    pieces: tuple[Piece, ...]
    before: Before

    @property
    def start(self) -> datetime:
        return self.pieces[0][0]

    @property
    def end(self) -> datetime:
        return self.pieces[-1][1]

    @property
    def length(self) -> timedelta:
        """Time at the desk; what lies between the pieces is not counted."""
        return sum((end - start for start, end in self.pieces), timedelta())


class Walked(msgspec.Struct, frozen=True):
    """A log worked out: all in UTC and in order.

    Attributes:
        stretches: the time from the first period to the last.
        changes: each change once, by when it began.
        spells: the still spells.
        is_open: whether the last spell goes on at the end of the log.
        before: what the next spell would come after.
    """

    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]
    spells: tuple[Spell, ...]
    is_open: bool
    before: Before


class _Break(msgspec.Struct, frozen=True):
    start: datetime
    end: datetime
    kind: Before


def walked(log: DeskLog, rules: DeskRules) -> Walked:
    """Work out the changes and the spells of a log."""
    known = stretches(log.periods, log.meetings, rules.away)
    changes = _once(_told(log, known), rules.away)
    spells, is_open, before = _spells(known, _breaks(known, changes, rules.away))
    return Walked(known, changes, spells, is_open, before)


def _told(log: DeskLog, known: Iterable[Stretch]) -> list[Change]:
    """Every change that anyone tells, in UTC."""
    told = [Change(utc(c.at), c.source, utc(c.end)) for c in log.changes]
    told += [Change(utc(s.at), "hand", utc(s.at)) for s in log.skips if s.reason == "just_moved"]
    told += [Change(s.start, "activity", s.end) for s in known if s.kind == "gone"]
    return told


def _once(told: Iterable[Change], rules: AwayRules) -> tuple[Change, ...]:
    """Changes that two sources tell within `same_within_s` of each other are one.

    The one that began first tells when and who; if the other lasted longer, until when.
    """
    within = timedelta(seconds=rules.same_within_s)
    kept: list[Change] = []
    near: dict[int, set[Source]] = {}
    for change in sorted(set(told), key=lambda c: (c.at, c.end, c.source)):
        near = {n: who for n, who in near.items() if kept[n].end + within >= change.at}
        same = next((n for n, who in near.items() if who - {change.source}), None)
        if same is None:
            near[len(kept)] = {change.source}
            kept.append(change)
        elif change.at < change.end:
            near[same].add(change.source)
            until = max(kept[same].end, change.end)
            kept[same] = msgspec.structs.replace(kept[same], until=until)
    return tuple(kept)


def _breaks(
    known: Iterable[Stretch], changes: Iterable[Change], rules: AwayRules
) -> Sequence[_Break]:
    """What ends a still spell, in order."""
    shortest = timedelta(seconds=rules.unknown_ends_s)
    breaks = [_Break(change.at, change.end, "change") for change in changes]
    breaks += [_Break(s.start, s.end, "change") for s in known if s.kind == "gone"]
    breaks += [
        _Break(s.start, s.end, "unknown")
        for s in known
        if s.kind == "unknown" and s.length >= shortest
    ]
    return sorted(breaks, key=lambda b: (b.start, b.end))


def _spells(
    known: Iterable[Stretch], breaks: Sequence[_Break]
) -> tuple[tuple[Spell, ...], bool, Before]:
    """Time at the desk, cut at the breaks."""
    done: list[Spell] = []
    pieces: list[Piece] = []
    before: Before = "start"
    index, back = 0, _LONG_AGO
    for stretch in known:
        if stretch.kind != "desk":
            continue
        start = max(stretch.start, back)
        while index < len(breaks) and breaks[index].start < stretch.end:
            cut = breaks[index]
            if cut.start > start:
                pieces.append((start, cut.start))
            if pieces:
                done.append(Spell(tuple(pieces), before))
                pieces = []
            back = max(back, cut.end)
            start, before, index = max(start, back), cut.kind, index + 1
        if start < stretch.end:
            pieces.append((start, stretch.end))
    if index < len(breaks) and pieces:
        done.append(Spell(tuple(pieces), before))
        pieces = []
    if index < len(breaks):
        before = breaks[-1].kind
    if pieces:
        return (*done, Spell(tuple(pieces), before)), True, before
    return tuple(done), False, before
