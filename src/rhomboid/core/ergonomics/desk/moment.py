"""What is known about the desk at one moment: how long still, in use or not, asked when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Final

import msgspec

from rhomboid.core.ergonomics.desk.events import (
    Basis,
    Change,
    DeskLog,
    Skipped,
    Snoozed,
    Use,
    until,
    utc,
)
from rhomboid.core.ergonomics.desk.spells import Before, Spell, walked
from rhomboid.core.ergonomics.desk.timeline import (
    in_meeting,
    joined,
    meeting_until,
    met_until,
    use_at,
)
from rhomboid.core.knowledge.desk import LearningRules

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
#: So many movements offered are enough to rotate through.
_REMEMBERED: Final = 30


class Answered(msgspec.Struct, frozen=True):
    """How the last prompts in one slot of the day were answered.

    Attributes:
        declined: so many at a bad moment.
        of: of so many answered.
    """

    declined: int = 0
    of: int = 0


class Asked(msgspec.Struct, frozen=True):
    """What was asked lately and how it was answered.

    Attributes:
        prompts: the prompts within an hour of now, before or after it, in order.
        snoozed: whether the last prompt was answered with a snooze.
        offered: what the latest prompts held, the latest last.
        declined: what the last prompt held, if the person declined it.
    """

    prompts: tuple[datetime, ...] = ()
    snoozed: bool = False
    offered: tuple[str, ...] = ()
    declined: str | None = None


class DeskNow(msgspec.Struct, frozen=True, kw_only=True):
    """The desk at `now`.

    Attributes:
        now: with its zone.
        use: `None` when not known.
        still_s: seconds at the desk without a known change.
        still_since: begin of this spell; `None` when none goes on.
        before: what it came after; `change` means that `still_s` is the time since a change.
        since_long_s: seconds at the desk since the last break of the length that pain asks for.
        meeting: whether one goes on.
        meeting_until: when it is over, with those that follow at once; `None` when not known.
        met_until: when the last one was over; `None` without one.
        snoozed_until: `None` when nobody asked to be left alone.
        asked: the latest prompts.
        hurting: movements told today to hurt.
        answered: the answers in this slot of the day.
    """

    now: datetime
    use: Use | None = None
    still_s: float = 0.0
    still_since: datetime | None = None
    before: Before = "start"
    since_long_s: float = 0.0
    meeting: bool = False
    meeting_until: datetime | None = None
    met_until: datetime | None = None
    snoozed_until: datetime | None = None
    asked: Asked = Asked()
    hurting: frozenset[str] = frozenset()
    answered: Answered = Answered()


def desk_now(log: DeskLog, now: datetime, basis: Basis) -> DeskNow:
    """What the log tells about `now`.

    What the log tells of times after `now` (a clock was set back) is not counted as time at the
    desk; but prompts within an hour still count, so that nobody is asked twice.

    Raises:
        DeskError: if `now` has no zone.
    """
    past = until(log, now)
    work = walked(past, basis.rules)
    told_until = work.stretches[-1].end if work.stretches else utc(now)
    silent = utc(now) - told_until >= timedelta(seconds=basis.rules.away.unknown_ends_s)
    spell = work.spells[-1] if work.is_open and not silent else None
    here = now.astimezone(basis.zone)
    return DeskNow(
        now=here,
        use=use_at(joined(log.periods), now, basis.rules.away.fresh_s),
        still_s=0.0 if spell is None else spell.length.total_seconds(),
        still_since=None if spell is None else spell.start.astimezone(basis.zone),
        before="unknown" if silent else work.before if spell is None else spell.before,
        since_long_s=since_long(work.spells, now, long_break(basis)).total_seconds(),
        meeting=in_meeting(log.meetings, now),
        meeting_until=meeting_until(log.meetings, now),
        met_until=met_until(log.meetings, now),
        snoozed_until=snoozed_until(past.snoozes, now),
        asked=_asked(log, past, here),
        hurting=hurting(past.skips, here),
        answered=answered(past.skips, past.changes, here, basis.rules.learning),
    )


def long_break(basis: Basis) -> timedelta:
    """The length of the break that pain asks for once an hour."""
    return basis.positions.long_break_min_per_hour * _MINUTE


def since_long(spells: Sequence[Spell], now: datetime, long: timedelta) -> timedelta:
    """Time at the desk up to `now` since it was last left alone for at least `long`."""
    total, after = timedelta(), utc(now)
    for start, end in (piece for spell in reversed(spells) for piece in reversed(spell.pieces)):
        if after - end >= long:
            break
        total += end - start
        after = start
    return total


def slot_of(at: datetime, slot_min: int) -> int:
    """Which slot of its own day a time falls into, from 0."""
    return (at.hour * 60 + at.minute) // slot_min


def answered(
    skips: Iterable[Skipped], changes: Iterable[Change], now: datetime, rules: LearningRules
) -> Answered:
    """The last answers to prompts in the slot of `now`, in the zone of `now`.

    A prompt skipped at a bad moment was declined, one that was followed accepted. Other skips say
    nothing about the time.
    """
    oldest = utc(now) - timedelta(days=rules.remember_days)
    times = [(utc(skip.at), True) for skip in skips if skip.reason == "bad_moment"]
    times += [(utc(change.at), False) for change in changes if change.source == "timer"]
    slot, zone = slot_of(now, rules.slot_min), now.tzinfo
    here = sorted(
        (at, declined)
        for at, declined in times
        if oldest <= at <= utc(now) and _slot_in(at, zone, rules) == slot
    )
    last = here[-rules.of :]
    return Answered(sum(declined for _, declined in last), len(last))


def _slot_in(at: datetime, zone: tzinfo | None, rules: LearningRules) -> int:
    return slot_of(at.astimezone(zone), rules.slot_min)


def snoozed_until(snoozes: Iterable[Snoozed], now: datetime) -> datetime | None:
    """The end of the longest snooze in force; one told after `now` is none."""
    ends = [s.until for s in snoozes if utc(s.at) <= utc(now) < utc(s.until)]
    return max(ends, key=utc, default=None)


def _asked(log: DeskLog, past: DeskLog, now: datetime) -> Asked:
    """What was asked lately and how it was answered."""
    at = utc(now)
    near = sorted(utc(p.at) for p in log.prompts if abs(utc(p.at) - at) < _HOUR)
    shown = sorted((utc(p.at), p.offer) for p in past.prompts if p.offer is not None)
    last = max((utc(prompt.at) for prompt in past.prompts), default=None)
    skips = [s for s in past.skips if last is not None and utc(s.at) >= last and s.offer]
    return Asked(
        prompts=tuple(prompt.astimezone(now.tzinfo) for prompt in near),
        snoozed=last is not None and any(utc(s.at) >= last for s in past.snoozes),
        offered=tuple(offer for _, offer in shown)[-_REMEMBERED:],
        declined=max(skips, key=lambda s: utc(s.at)).offer if skips else None,
    )


def hurting(skips: Iterable[Skipped], now: datetime) -> frozenset[str]:
    """What was told on the day of `now`, and before it, to hurt."""
    return frozenset(
        skip.offer
        for skip in skips
        if skip.reason == "hurts"
        and utc(skip.at) <= utc(now)
        and skip.offer is not None
        and skip.at.astimezone(now.tzinfo).date() == now.date()
    )
