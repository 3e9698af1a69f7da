"""Whether to ask for a change of position now, and for which: a pure decision with its reasons.

It asks after `every_min` minutes at the desk without a known change, at a natural pause, at the
latest after `every_most_min` (ER-53). What disturbs or cannot be known makes it wait. The person
can always snooze, skip or set quiet hours; nothing is ever locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from rhomboid.core.base.decision import Decision, Finding, Reason
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Basis, utc
from rhomboid.core.ergonomics.desk.moment import DeskNow, long_break, slot_of
from rhomboid.core.ergonomics.desk.offers import Offer, check_offers, next_offer

PromptKind = Literal["change", "long_break"]

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_MINUTE: Final = timedelta(minutes=1)
_FACTS: Final = ("ER-53", "ER-50")
_MOST_PAIN: Final = 10


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """What else is known now.

    Attributes:
        lull_s: seconds since the last key or movement of the pointer; `None` when not known.
        capturing: whether a camera or a microphone is in use by another program.
        do_not_disturb_until: `None` when nobody asked for it.
        pain: 0 to 10, as last told and still fresh; `None` when not known.

    Raises:
        DeskError: if a value is out of range or a time has no zone.
    """

    lull_s: float | None = None
    capturing: bool = False
    do_not_disturb_until: datetime | None = None
    pain: int | None = None

    def __post_init__(self) -> None:
        if self.lull_s is not None and not self.lull_s >= 0:
            raise DeskError("a lull", "0 s or longer", self.lull_s)
        if self.pain is not None and not 0 <= self.pain <= _MOST_PAIN:
            raise DeskError("pain", "0 to 10", self.pain)
        if self.do_not_disturb_until is not None:
            utc(self.do_not_disturb_until, "the end of do-not-disturb")


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the person has set.

    Attributes:
        every_min: minutes between prompts; `None` for the default of the rules.
        quiet: hours without prompts, from and until just before, in the zone of the basis; they may
            go over midnight.
        offers: what prompts offer, in turn.

    Raises:
        DeskError: if quiet hours end when they begin.
    """

    every_min: int | None = None
    quiet: tuple[tuple[time, time], ...] = ()
    offers: tuple[Offer, ...] = ()

    def __post_init__(self) -> None:
        for start, end in self.quiet:
            if start == end:
                raise DeskError("quiet hours", "from one time to another", f"{start} to {end}")


class Prompt(msgspec.Struct, frozen=True, tag="prompt"):
    """Ask now.

    Attributes:
        kind: a change of position, or the longer break that pain asks for.
        seconds: how long it takes.
        offer: the movement whose turn it is; `None`: stand up, whichever way.
    """

    kind: PromptKind
    seconds: int
    offer: str | None = None


class Wait(msgspec.Struct, frozen=True, tag="wait"):
    """Do not ask now; unless something new is told, there is no prompt before `until`."""

    until: datetime | None = None


class _Due(msgspec.Struct, frozen=True):
    """What is due, or when it will be.

    Attributes:
        kind: `None` when nothing is due yet.
        over: time since it fell due, below zero before; with what was learned.
        slack: how long it can wait for a pause.
        reason: why.
    """

    kind: PromptKind | None
    over: timedelta
    slack: timedelta
    reason: Reason


class _Block(msgspec.Struct, frozen=True):
    """What stands against a prompt, and until when where that is known."""

    reason: Reason
    until: datetime | None = None


def decide(
    desk: DeskNow, signals: Signals, wishes: Wishes, basis: Basis
) -> Decision[Prompt | Wait]:
    """Ask or wait.

    The reason for what is due comes first. Every reason that alone makes it wait is decisive; a
    prompt that is due and waits says what it was overruled by.

    Raises:
        DeskError: if an offer or `every_min` is outside the rules.
    """
    every = _every(wishes, basis)
    check_offers(wishes.offers, basis.positions)
    learned = _learned(desk, basis)
    longer = basis.rules.learning.longer_min * _MINUTE if learned else timedelta()
    due = _due(desk, signals, (every, longer), basis)
    aside = (learned,) if learned else ()
    blocks = [*_blocks(desk, signals, wishes, basis), *_too_soon(desk, every, basis)]
    if due.kind is None:
        soonest = desk.now - min(due.over + longer, timedelta())
        blocks = [_Block(due.reason, soonest), *blocks]
        return Decision(_wait(blocks), (*(b.reason for b in blocks), *aside))
    goes, moment = _pause(due, desk, signals, basis)
    if not goes:
        blocks.append(_Block(moment))
    if blocks:
        overruled = replace(due.reason, decisive=False, ignored_because=blocks[0].reason.rule)
        return Decision(_wait(blocks), (overruled, *(b.reason for b in blocks), *aside))
    return Decision(_prompt(due.kind, desk, wishes, basis), (due.reason, moment, *aside))


def _every(wishes: Wishes, basis: Basis) -> timedelta:
    least, most = basis.positions.every_min, basis.positions.every_most_min
    every_min = least if wishes.every_min is None else wishes.every_min
    if not least <= every_min <= most:
        raise DeskError("every_min", f"{least} to {most} minutes", every_min)
    return every_min * _MINUTE


def _due(desk: DeskNow, signals: Signals, waits: tuple[timedelta, timedelta], basis: Basis) -> _Due:
    """What is due: the longer break before the change of position.

    Args:
        desk, signals, basis: as for `decide`.
        waits: time between prompts, and what was learned to be added at this time of the day.
    """
    every, longer = waits
    slack = basis.positions.every_most_min * _MINUTE - every
    seen = _long_break_due(desk, signals, longer, basis)
    still = (
        Finding("still", _minutes(desk.still_s), "min"),
        Finding("every", (every + longer) / _MINUTE, "min"),
    )
    over = timedelta(seconds=desk.still_s) - every - longer
    seen.append(_Due("change", over, slack, _reason("desk.due", *still)))
    for due in seen:
        if due.over >= timedelta():
            return due
    soonest = max(seen, key=lambda due: due.over)
    return replace(soonest, kind=None, reason=_reason("desk.not_due", *still))


def _long_break_due(desk: DeskNow, signals: Signals, longer: timedelta, basis: Basis) -> list[_Due]:
    """The longer break once an hour at the desk, if the person has pain."""
    positions, pain = basis.positions, signals.pain
    if pain is None or pain < positions.long_break_from_pain:
        return []
    findings = (
        Finding("pain", pain, "0-10"),
        Finding("since_long_break", _minutes(desk.since_long_s), "min"),
        Finding("long_break", positions.long_break_min_per_hour, "min"),
    )
    over = timedelta(seconds=desk.since_long_s) - _HOUR - longer
    slack = (positions.every_most_min - positions.every_min) * _MINUTE
    return [_Due("long_break", over, slack, _reason("desk.long_break", *findings))]


def _pause(due: _Due, desk: DeskNow, signals: Signals, basis: Basis) -> tuple[bool, Reason]:
    """Whether this moment disturbs little, or it has waited long enough for one; and why.

    Time in a meeting is no waiting for a pause: after it there is as much time for one as ever.
    """
    if signals.lull_s is None:
        return True, _reason("desk.no_pause_seen")
    lull = Finding("lull", signals.lull_s, "s")
    if signals.lull_s >= basis.rules.pause.lull_s:
        return True, _reason("desk.pause", lull)
    over = due.over
    if desk.met_until is not None:
        over = min(over, utc(desk.now) - utc(desk.met_until))
    waited = Finding("over", over / _MINUTE, "min")
    if over >= due.slack:
        return True, _reason("desk.limit", waited, lull)
    return False, _reason("desk.waits_for_pause", waited, lull)


def _blocks(desk: DeskNow, signals: Signals, wishes: Wishes, basis: Basis) -> Iterator[_Block]:
    """What stands against any prompt at this moment."""
    if desk.use is None:
        yield _Block(_reason("desk.use_unknown"))
    elif desk.use != "active":
        yield _Block(_reason("desk.away", Finding("use", desk.use)))
    if desk.meeting:
        yield _Block(_reason("desk.meeting"), desk.meeting_until)
    if signals.capturing:
        yield _Block(_reason("desk.capturing"))
    ends = {
        "desk.do_not_disturb": signals.do_not_disturb_until,
        "desk.snoozed": desk.snoozed_until,
    }
    for rule, until in ends.items():
        if until is not None and utc(until) > utc(desk.now):
            left = (utc(until) - utc(desk.now)) / _MINUTE
            yield _Block(_reason(rule, Finding("left", left, "min")), until)
    here = desk.now.astimezone(basis.zone)
    for start, end in wishes.quiet:
        if _within(here.time(), start, end):
            hours = (Finding("from", start.isoformat()), Finding("until", end.isoformat()))
            yield _Block(_reason("desk.quiet_hours", *hours), _next(here, end))


def _within(at: time, start: time, end: time) -> bool:
    return start <= at < end or (end < start and not end <= at < start)


def _next(after: datetime, at: time) -> datetime:
    """When the clock next shows that time."""
    today = after.replace(hour=at.hour, minute=at.minute, second=at.second, microsecond=0)
    return today if today > after else today + _DAY


def _too_soon(desk: DeskNow, every: timedelta, basis: Basis) -> Iterator[_Block]:
    """One prompt in an interval, unless the person asked for it again; never many in an hour.

    A prompt after now, told before a clock was set back, counts as much as one before.
    """
    prompts = desk.asked.prompts
    if not prompts:
        return
    last, now = utc(prompts[-1]), utc(desk.now)
    apart = abs(now - last)
    if apart < every and not desk.asked.snoozed:
        since = Finding("since_prompt", apart / _MINUTE, "min")
        yield _Block(_reason("desk.asked_lately", since), prompts[-1] + every)
    most = basis.rules.prompt.most_an_hour
    if len(prompts) >= most:
        full = _reason("desk.hour_full", Finding("prompts", len(prompts)))
        yield _Block(full, prompts[-most] + _HOUR)


def _learned(desk: DeskNow, basis: Basis) -> Reason | None:
    """Why it waits longer at this time of the day; said with every decision there."""
    rules, seen = basis.rules.learning, desk.answered
    if seen.declined < rules.declined:
        return None
    first_min = slot_of(desk.now.astimezone(basis.zone), rules.slot_min) * rules.slot_min
    findings = (
        Finding("slot_from", f"{first_min // 60:02d}:{first_min % 60:02d}"),
        Finding("declined", seen.declined),
        Finding("of", seen.of),
        Finding("longer", rules.longer_min, "min"),
    )
    return replace(_reason("desk.declined_at_this_time", *findings), decisive=False)


def _prompt(kind: PromptKind, desk: DeskNow, wishes: Wishes, basis: Basis) -> Prompt:
    offer = next_offer(wishes.offers, desk, walk_first=kind == "long_break")
    name = None if offer is None else offer.id
    if kind == "long_break":
        return Prompt(kind, int(long_break(basis).total_seconds()), name)
    return Prompt(kind, basis.positions.seconds_from if offer is None else offer.seconds, name)


def _wait(blocks: list[_Block]) -> Wait:
    """Until the last end that is known; what has no known end may last longer."""
    return Wait(max((b.until for b in blocks if b.until is not None), key=utc, default=None))


def _reason(rule: str, *findings: Finding) -> Reason:
    return Reason(rule, _FACTS, findings)


def _minutes(seconds: float) -> float:
    return seconds / _MINUTE.total_seconds()
