"""A record of use played through the prompts: how many a day, and never one while away."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import msgspec

from rhomboid.core.ergonomics.desk.day import DayDose, StillSpell, day_doses, longest_of
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Basis, Change, DeskLog, Prompted, utc
from rhomboid.core.ergonomics.desk.moment import (
    Asked,
    DeskNow,
    answered,
    hurting,
    long_break,
    snoozed_until,
)
from rhomboid.core.ergonomics.desk.prompt import Prompt, Signals, Wait, Wishes, decide
from rhomboid.core.ergonomics.desk.spells import Spell, walked
from rhomboid.core.ergonomics.desk.timeline import in_meeting

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How a record is played.

    Attributes:
        follows: whether the person follows every prompt or none.
        tick_s: seconds between decisions.
        signals, wishes: the same at each moment.

    Raises:
        DeskError: if `tick_s` is below one second.
    """

    follows: bool = False
    tick_s: int = 60
    signals: Signals = Signals()
    wishes: Wishes = Wishes()

    def __post_init__(self) -> None:
        if self.tick_s < 1:
            raise DeskError("tick_s", "1 second or longer", self.tick_s)


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        days: the dose of each day with data, with the prompts played and followed.
        prompts: every prompt, in the zone of the basis.
        misplaced: prompts at a moment that no record calls active, or that any record calls away,
            locked or off, or that lies in a meeting; looked up in the records themselves. None.
        prompts_per_day, changes_per_day: of days with data; `None` without one.
        changes_per_hour: an hour at the desk; `None` without time there.
        longest: the longest still spell.
        long_share: share of the time at the desk in long spells, 0 to 1.
    """

    days: tuple[DayDose, ...]
    prompts: tuple[Prompted, ...]
    misplaced: tuple[Prompted, ...]
    prompts_per_day: float | None
    changes_per_day: float | None
    changes_per_hour: float | None
    longest: StillSpell | None
    long_share: float | None


def replay(log: DeskLog, how: How, basis: Basis) -> Replayed:
    """Play a record; what it holds of prompts is played along.

    Raises:
        DeskError: as `decide`.
    """
    prompts, followed = _played(log, how, basis)
    log = msgspec.structs.replace(
        log, prompts=(*log.prompts, *prompts), changes=(*log.changes, *followed)
    )
    days = day_doses(log, basis)
    desk_min = sum((day.desk_min for day in days), 0.0)
    changes = sum(day.changes for day in days)
    long_min = sum(day.desk_min * (day.long_share or 0.0) for day in days)
    return Replayed(
        days=days,
        prompts=prompts,
        misplaced=misplaced(log, prompts),
        prompts_per_day=len(prompts) / len(days) if days else None,
        changes_per_day=changes / len(days) if days else None,
        changes_per_hour=changes / (desk_min / (_HOUR / _MINUTE)) if desk_min else None,
        longest=longest_of(day.longest for day in days),
        long_share=long_min / desk_min if desk_min else None,
    )


def misplaced(log: DeskLog, prompts: Iterable[Prompted]) -> tuple[Prompted, ...]:
    """The prompts that the records, as they were told, do not allow."""
    records = [(utc(p.start), utc(p.end), p.use == "active") for p in log.periods]

    def allowed(at: datetime) -> bool:
        uses = [active for start, end, active in records if start <= at < end]
        return bool(uses) and all(uses) and not in_meeting(log.meetings, at)

    return tuple(prompt for prompt in prompts if not allowed(utc(prompt.at)))


class _Player:
    """One pass over the still spells of a record."""

    def __init__(self, log: DeskLog, how: How, basis: Basis) -> None:
        self._log, self._how, self._basis = log, how, basis
        self._tick = timedelta(seconds=how.tick_s)
        self._still = timedelta()
        self._since_long = timedelta()
        self._left: datetime | None = None
        self.prompts: list[Prompted] = []
        self.changes: list[Change] = []

    def play(self, spell: Spell) -> None:
        self._still = timedelta()
        for start, end in spell.pieces:
            if self._left is not None and start - self._left >= long_break(self._basis):
                self._since_long = timedelta()
            self._piece(start, end)
            self._left = max(end, self._left or end)

    def _piece(self, start: datetime, end: datetime) -> None:
        at = start if self._left is None else max(start, self._left)
        while at < end:
            outcome = decide(
                self._now(at), self._how.signals, self._how.wishes, self._basis
            ).outcome
            step = self._tick
            if isinstance(outcome, Wait) and outcome.until is not None:
                ticks = math.ceil((utc(outcome.until) - at) / self._tick)
                step = max(ticks, 1) * self._tick
            elif isinstance(outcome, Prompt):
                self.prompts.append(Prompted(at.astimezone(self._basis.zone), outcome.offer))
                if self._how.follows:
                    at = self._follow(at, timedelta(seconds=outcome.seconds))
                    continue
            step = min(step, end - at)
            self._still += step
            self._since_long += step
            at += step

    def _follow(self, at: datetime, length: timedelta) -> datetime:
        """The person changes position and is back after the time that was asked for."""
        zone = self._basis.zone
        back = at + length
        self.changes.append(Change(at.astimezone(zone), "timer", back.astimezone(zone)))
        self._still = timedelta()
        if length >= long_break(self._basis):
            self._since_long = timedelta()
        self._left = back
        return back

    def _now(self, at: datetime) -> DeskNow:
        basis, log = self._basis, self._log
        here = at.astimezone(basis.zone)
        near = [utc(p.at) for p in log.prompts if abs(utc(p.at) - at) < _HOUR]
        near += [utc(p.at) for p in self.prompts[-basis.rules.prompt.most_an_hour :]]
        prompts = sorted(prompt for prompt in near if abs(prompt - at) < _HOUR)
        return DeskNow(
            now=here,
            use="active",
            still_s=self._still.total_seconds(),
            since_long_s=self._since_long.total_seconds(),
            meeting=in_meeting(log.meetings, at),
            snoozed_until=snoozed_until(log.snoozes, at),
            asked=Asked(
                prompts=tuple(prompt.astimezone(basis.zone) for prompt in prompts),
                offered=tuple(p.offer for p in self.prompts[-30:] if p.offer is not None),
            ),
            hurting=hurting(log.skips, here),
            answered=answered(log.skips, log.changes, here, basis.rules.learning),
        )


def _played(
    log: DeskLog, how: How, basis: Basis
) -> tuple[tuple[Prompted, ...], tuple[Change, ...]]:
    player = _Player(log, how, basis)
    for spell in walked(log, basis.rules).spells:
        player.play(spell)
    return tuple(player.prompts), tuple(player.changes)
