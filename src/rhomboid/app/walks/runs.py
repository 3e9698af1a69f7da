"""The audit of a day in runs: minutes in a row in which the same devices counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from rhomboid.core.activity.audit import AuditMinute

_MINUTE: Final = timedelta(minutes=1)
_MINUTE_S: Final = 60


class Run(msgspec.Struct, frozen=True):
    """Minutes in a row in which the same devices counted.

    Attributes:
        minutes: them, in order.
        counted: names of the devices that count.
    """

    minutes: tuple[AuditMinute, ...]
    counted: tuple[str, ...]

    @property
    def begins(self) -> datetime:
        """Local time at which the first minute begins."""
        return local(self.minutes[0])

    @property
    def ends(self) -> datetime:
        """Local time at which the last minute ends."""
        return local(self.minutes[-1]) + _MINUTE

    @property
    def steps(self) -> dict[str, float]:
        """Steps of each device that count."""
        found = dict.fromkeys(self.counted, 0.0)
        for minute in self.minutes:
            for one in minute.devices:
                if one.source in found:
                    found[one.source] += one.counted
        return found

    @property
    def left_out(self) -> dict[str, float]:
        """Steps of each device that were seen and do not count, where that is a step or more."""
        found: dict[str, float] = {}
        for minute in self.minutes:
            for one in minute.devices:
                found[one.source] = found.get(one.source, 0.0) + one.seen - one.counted
        return {name: steps for name, steps in found.items() if round(steps)}


def runs_of(minutes: Sequence[AuditMinute]) -> Iterator[Run]:
    """Minutes that follow each other with the same devices counting, as one."""
    held: list[AuditMinute] = []
    for minute in minutes:
        if held and not _goes_on(held[-1], minute):
            yield Run(tuple(held), counting(held[0]))
            held = []
        held.append(minute)
    if held:
        yield Run(tuple(held), counting(held[0]))


def counting(minute: AuditMinute) -> tuple[str, ...]:
    """Names of the devices that count in a minute, in the order of the alphabet."""
    return tuple(sorted(one.source for one in minute.devices if one.counted > 0))


def local(minute: AuditMinute) -> datetime:
    """When a minute begins, where it was."""
    at = datetime.fromtimestamp(minute.start_s, UTC)
    return at + timedelta(seconds=minute.offset_s)


def _goes_on(before: AuditMinute, minute: AuditMinute) -> bool:
    return (
        minute.start_s - before.start_s == _MINUTE_S
        and minute.offset_s == before.offset_s
        and counting(before) == counting(minute)
    )
