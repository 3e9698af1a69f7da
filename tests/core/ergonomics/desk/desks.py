"""Desks for tests: the rules, times in Berlin, and generated days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.events import (
    Basis,
    Change,
    DeskLog,
    Meeting,
    Period,
    Skipped,
    Snoozed,
    Source,
    Use,
)
from rhomboid.core.knowledge.desk import DeskRules
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.loader import read_record

Event = TypeVar("Event", bound=msgspec.Struct)
BERLIN = ZoneInfo("Europe/Berlin")
RULES = read_record("desk.toml", DeskRules)
POSITIONS = load_knowledge().prescription.positions
BASIS = Basis(RULES, POSITIONS, BERLIN)
MONDAY = datetime(2026, 11, 23, tzinfo=BERLIN)
USES: tuple[Use, ...] = ("active", "away", "locked", "off")
SOURCES: tuple[Source, ...] = ("camera", "timer", "hand")


def at(clock: str, day: datetime = MONDAY) -> datetime:
    """A time of the Monday, `"9:30"`."""
    hour, minute = clock.split(":")
    return day.replace(hour=int(hour), minute=int(minute))


def period(start: str, end: str, use: Use = "active") -> Period:
    return Period(at(start), at(end), use)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def _from(start_min: int) -> datetime:
    return MONDAY.astimezone(UTC) + minutes(start_min)


def shifted(log: DeskLog, by: timedelta) -> DeskLog:
    """The same log, that much later."""

    def later(event: Event) -> Event:
        values = {name: getattr(event, name) for name in event.__struct_fields__}
        times = {name: at + by for name, at in values.items() if isinstance(at, datetime)}
        return msgspec.structs.replace(event, **times)

    return DeskLog(
        periods=tuple(later(event) for event in log.periods),
        changes=tuple(later(event) for event in log.changes),
        meetings=tuple(later(event) for event in log.meetings),
        prompts=tuple(later(event) for event in log.prompts),
        snoozes=tuple(later(event) for event in log.snoozes),
        skips=tuple(later(event) for event in log.skips),
    )


_STARTS = st.integers(0, 3 * 24 * 60)
_LENGTHS = st.integers(0, 4 * 60)

periods = st.builds(
    lambda start, length, use: Period(_from(start), _from(start + length), use),
    _STARTS,
    _LENGTHS,
    st.sampled_from((*USES, "active", "active")),
)
meetings = st.builds(
    lambda start, length: Meeting(_from(start), _from(start + length)), _STARTS, _LENGTHS
)
changes = st.builds(
    lambda start, length, source: Change(_from(start), source, _from(start + length)),
    _STARTS,
    st.integers(0, 10),
    st.sampled_from(SOURCES),
)
snoozes = st.builds(
    lambda start, length: Snoozed(_from(start), _from(start + length)),
    _STARTS,
    st.sampled_from((5, 10, 20)),
)
skips = st.builds(
    lambda start, reason: Skipped(_from(start), reason, "walk"),
    _STARTS,
    st.sampled_from(("bad_moment", "just_moved", "not_this", "hurts")),
)


def _some(each: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(each, max_size=most).map(tuple)


#: Three days of anything, in any order, overlapping and with gaps.
logs: st.SearchStrategy[DeskLog] = st.builds(
    DeskLog,
    periods=_some(periods, 20),
    changes=_some(changes, 8),
    meetings=_some(meetings, 3),
    snoozes=_some(snoozes, 5),
    skips=_some(skips, 5),
)
