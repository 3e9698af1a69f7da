"""The dose of a day and of a week at the desk: changes of position an hour, and still spells.

Days without data are missing, not zero. A day is counted from midnight to midnight in the zone of
the basis, so it has 23 or 25 hours when the clocks change.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

import msgspec

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Basis, DeskLog, Source
from rhomboid.core.ergonomics.desk.spells import Piece, Spell, walked

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
_DAYS_A_WEEK: Final = 7


class StillSpell(msgspec.Struct, frozen=True):
    """A still spell as a person reads it.

    Attributes:
        start, end: in the zone of the basis.
        desk_min: minutes at the desk in it; short absences between are not counted.
    """

    start: datetime
    end: datetime
    desk_min: float


class DayDose(msgspec.Struct, frozen=True, kw_only=True):
    """One day with data.

    Attributes:
        day: the day in the zone of the basis.
        desk_min: minutes at the desk.
        changes: changes of position that began on this day; `by_source` who told them.
        changes_per_hour: an hour at the desk; `None` with less than `desk_least_min`.
        longest: the longest still spell that touches the day, whole.
        long_share: share of the time at the desk in spells longer than prompts are due after, 0 to
            1; `None` without time at the desk.
        prompts, snoozes, skips: how many.
    """

    day: date
    desk_min: float
    changes: int
    by_source: dict[Source, int]
    changes_per_hour: float | None
    longest: StillSpell | None
    long_share: float | None
    prompts: int = 0
    snoozes: int = 0
    skips: int = 0


class WeekDose(msgspec.Struct, frozen=True, kw_only=True):
    """A week from Monday to Sunday, from its days with data.

    Attributes:
        monday: its first day.
        days: the days with data, in order.
        missing: the days without, up to the last day asked for.
        desk_min, changes: of the days with data.
        changes_per_hour: an hour at the desk; `None` with less than `desk_least_min`.
        changes_per_day: of days with data; `None` without one.
        longest: the longest still spell.
        long_share: share of the time at the desk in long spells, 0 to 1.
    """

    monday: date
    days: tuple[DayDose, ...]
    missing: tuple[date, ...]
    desk_min: float
    changes: int
    changes_per_hour: float | None
    changes_per_day: float | None
    longest: StillSpell | None
    long_share: float | None


def day_doses(log: DeskLog, basis: Basis) -> tuple[DayDose, ...]:
    """The dose of each day that has time at the desk or a told event, in order."""
    work = walked(log, basis.rules)
    zone = basis.zone
    desk = _by_day(((s.start, s.end) for s in work.stretches if s.kind == "desk"), zone)
    long = _by_day(_long_pieces(work.spells, basis), zone)
    longest = _longest_by_day(work.spells, zone)
    sources: dict[date, Counter[Source]] = defaultdict(Counter)
    for change in work.changes:
        sources[_day(change.at, zone)][change.source] += 1
    told = {_day(change.at, zone) for change in work.changes if change.source != "activity"}
    prompts = Counter(_day(prompt.at, zone) for prompt in log.prompts)
    snoozes = Counter(_day(snooze.at, zone) for snooze in log.snoozes)
    skips = Counter(_day(skip.at, zone) for skip in log.skips)
    return tuple(
        DayDose(
            day=day,
            desk_min=desk[day] / _MINUTE,
            changes=sources[day].total(),
            by_source=dict(sources[day]),
            changes_per_hour=_rate(sources[day].total(), desk[day], basis),
            longest=_shown(longest.get(day), zone),
            long_share=long[day] / desk[day] if desk[day] else None,
            prompts=prompts[day],
            snoozes=snoozes[day],
            skips=skips[day],
        )
        for day in sorted({*desk, *told, *prompts, *snoozes, *skips})
    )


def week_dose(days: Iterable[DayDose], monday: date, last: date, basis: Basis) -> WeekDose:
    """The dose of the week that begins on `monday`; days after `last` are not missing yet.

    Raises:
        DeskError: if `monday` is none.
    """
    if monday.weekday() != 0:
        raise DeskError("the first day of a week", "a Monday", monday.isoformat())
    week = [monday + timedelta(days=number) for number in range(_DAYS_A_WEEK)]
    have = sorted((day for day in days if day.day in week), key=lambda day: day.day)
    with_data = {day.day for day in have}
    desk_min = sum((day.desk_min for day in have), 0.0)
    changes = sum(day.changes for day in have)
    long_min = sum(day.desk_min * (day.long_share or 0.0) for day in have)
    return WeekDose(
        monday=monday,
        days=tuple(have),
        missing=tuple(day for day in week if day <= last and day not in with_data),
        desk_min=desk_min,
        changes=changes,
        changes_per_hour=_rate(changes, desk_min * _MINUTE, basis),
        changes_per_day=changes / len(have) if have else None,
        longest=longest_of(day.longest for day in have),
        long_share=long_min / desk_min if desk_min else None,
    )


def longest_of(spells: Iterable[StillSpell | None]) -> StillSpell | None:
    """The longest, the earlier of equal ones; `None` without one."""
    there = sorted((spell for spell in spells if spell is not None), key=lambda s: s.start)
    return max(there, key=lambda spell: spell.desk_min, default=None)


def _rate(changes: int, desk: timedelta, basis: Basis) -> float | None:
    if desk < basis.rules.dose.desk_least_min * _MINUTE:
        return None
    return changes / (desk / _HOUR)


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()


def _long_pieces(spells: Iterable[Spell], basis: Basis) -> Iterator[Piece]:
    longer_than = basis.positions.every_min * _MINUTE
    for spell in spells:
        if spell.length > longer_than:
            yield from spell.pieces


def _by_day(pieces: Iterable[Piece], zone: tzinfo) -> defaultdict[date, timedelta]:
    """How much time of the pieces falls on each day."""
    found: defaultdict[date, timedelta] = defaultdict(timedelta)
    for piece in pieces:
        for day, length in _days_of(piece, zone):
            found[day] += length
    return found


def _days_of(piece: Piece, zone: tzinfo) -> Iterator[tuple[date, timedelta]]:
    """A piece cut at each midnight of the zone."""
    start, end = piece
    while start < end:
        day = _day(start, zone)
        midnight = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
        until = min(end, midnight) if midnight > start else end
        yield day, until - start
        start = until


def _longest_by_day(spells: Sequence[Spell], zone: tzinfo) -> dict[date, Spell]:
    found: dict[date, Spell] = {}
    for spell in spells:
        for day in {day for piece in spell.pieces for day, _ in _days_of(piece, zone)}:
            if day not in found or spell.length > found[day].length:
                found[day] = spell
    return found


def _shown(spell: Spell | None, zone: tzinfo) -> StillSpell | None:
    if spell is None:
        return None
    return StillSpell(
        spell.start.astimezone(zone), spell.end.astimezone(zone), spell.length / _MINUTE
    )
