"""A day as a strip of 24 hours: when each device counted, when it saw more, and the walks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from rhomboid.app.walks.runs import local
from rhomboid.core.activity.audit import AuditMinute
from rhomboid.core.activity.days import LocalBout

_HOUR_MIN: Final = 60
DAY_MIN: Final = 24 * _HOUR_MIN

#: From when until when, in minutes since local midnight.
Span = tuple[int, int]


class DeviceStrip(msgspec.Struct, frozen=True):
    """One device over a day.

    Attributes:
        source: the device.
        counted: when its steps count.
        seen: when it saw steps that don't.
    """

    source: str
    counted: tuple[Span, ...]
    seen: tuple[Span, ...]


class DayStrip(msgspec.Struct, frozen=True):
    """A day.

    Attributes:
        devices: those that saw steps, the one that is believed first, first.
        walks: when each walk began and ended.
    """

    devices: tuple[DeviceStrip, ...]
    walks: tuple[Span, ...]


def strip_of(
    minutes: Sequence[AuditMinute], bouts: Iterable[LocalBout], order: Sequence[str]
) -> DayStrip:
    """The strip of a day.

    Args:
        minutes: its audit.
        bouts: its walks.
        order: devices, the one to believe first, first.
    """
    counted: dict[str, list[int]] = {}
    seen: dict[str, list[int]] = {}
    for minute in minutes:
        at = _minute_of_day(local(minute))
        for one in minute.devices:
            (counted if one.counted > 0 else seen).setdefault(one.source, []).append(at)
    names = counted.keys() | seen.keys()
    ordered = [name for name in order if name in names]
    return DayStrip(
        devices=tuple(
            DeviceStrip(name, joined(counted.get(name, ())), joined(seen.get(name, ())))
            for name in (*ordered, *sorted(names - set(ordered)))
        ),
        walks=tuple(_span(bout) for bout in bouts),
    )


def joined(minutes: Iterable[int]) -> tuple[Span, ...]:
    """Minutes of a day as spans: minutes in a row are one."""
    spans: list[Span] = []
    for minute in sorted(set(minutes)):
        if spans and spans[-1][1] == minute:
            spans[-1] = (spans[-1][0], minute + 1)
        else:
            spans.append((minute, minute + 1))
    return tuple(spans)


def _span(one: LocalBout) -> Span:
    begin, end = (
        datetime.fromtimestamp(at, UTC) + timedelta(seconds=one.offset_s)
        for at in (one.bout.start_s, one.bout.end_s)
    )
    first = _minute_of_day(begin)
    return first, min(DAY_MIN, first + max(1, round((end - begin).total_seconds() / _HOUR_MIN)))


def _minute_of_day(at: datetime) -> int:
    return at.hour * _HOUR_MIN + at.minute
