"""What a programme is made of."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.base.decision import Finding, Reason

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SwapKind = Literal["easier", "harder", "equal"]


class Amount(msgspec.Struct, frozen=True):
    """How much of one movement in one session.

    Attributes:
        sets: sets, or repetitions of a hold.
        reps: repetitions in a set; `None` for a held position.
        hold_s: seconds held in each repetition; `None` where nothing is held.
        minutes: minutes, for breathing and walking; `None` otherwise.
        per_side: whether each side gets the whole amount.
    """

    sets: int
    reps: int | None = None
    hold_s: int | None = None
    minutes: int | None = None
    per_side: bool = False


class LeftOut(msgspec.Struct, frozen=True):
    """A movement that this person is not given, and why.

    Attributes:
        movement: id of the movement.
        because: ids of avoidances, clearances, `equipment` or `floor`.
        facts: rows of the evidence behind them.
        findings: the answers behind them.
        hard: whether it must never be given; equipment and taste are not hard.
    """

    movement: str
    because: tuple[str, ...]
    facts: tuple[str, ...]
    findings: tuple[Finding, ...]
    hard: bool


class Item(msgspec.Struct, frozen=True):
    """One movement of the session.

    Attributes:
        movement: id of the movement.
        slot: its place in the session.
        variant: `standard`, or the easier or harder form of the same movement.
        amount, target: what to begin with and what it grows to.
        minutes: how long it takes, rest included.
        reasons: why this person gets it, at this amount.
        alternatives: what it can be swapped for, by kind; only what is allowed.
        swapped_from: the movement it stands in for, when the person swapped.
    """

    movement: str
    slot: str
    variant: Literal["standard", "easier", "harder"]
    amount: Amount
    target: Amount
    minutes: float
    reasons: tuple[Reason, ...]
    alternatives: dict[SwapKind, tuple[str, ...]]
    swapped_from: str | None = None


class Walking(msgspec.Struct, frozen=True):
    """Walks: minutes and days now, growth, and where it goes.

    Attributes:
        minutes, days_per_week: of a walk, and how many walks a week.
        growth_percent, growth_most_min: growth of a week in percent, and most minutes of a walk.
        target_min, target_days: what it grows to.
        reasons: why it begins where it begins.
        brisk_min: minutes of each walk at a brisk pace; 0 until the target is reached.
        brisk_spm: steps a minute from which a pace is brisk at this age; 0 in older programmes.
    """

    minutes: int
    days_per_week: int
    growth_percent: tuple[int, int]
    growth_most_min: int
    target_min: int
    target_days: int
    reasons: tuple[Reason, ...]
    brisk_min: int = 0
    brisk_spm: int = 0


class PositionChange(msgspec.Struct, frozen=True):
    """How often to change position, for how long, with what."""

    every_min: int
    seconds: tuple[int, int]
    long_break_min_per_hour: int | None
    movements: tuple[str, ...]
    reasons: tuple[Reason, ...]


class AdviceCard(msgspec.Struct, frozen=True):
    """A card of knowledge that fits this person."""

    id: str
    group: str
    facts: tuple[str, ...]
    findings: tuple[Finding, ...]


class DayPlan(msgspec.Struct, frozen=True):
    """One day: which parts stand on it (`session`, `micro_dose`, `walk`, `review`)."""

    day: Weekday
    parts: tuple[str, ...]


class Plan(msgspec.Struct, frozen=True):
    """A programme, or the reason why there is none.

    Attributes:
        offered: whether there is a programme.
        template: kind of session; `None` when nothing is offered.
        reasons: why this template, or why none.
        items: the session in order.
        micro_dose: the two-minute movement of other days, if any.
        session_min: minutes of one session.
        walking, positions: `None` where nothing is offered.
        advice: cards that fit.
        week: seven days from Monday.
        left_out: movements that are not given, and why.
        unconfirmed: unanswered names that safety would like to know before the first session.
    """

    offered: bool
    template: str | None
    reasons: tuple[Reason, ...]
    items: tuple[Item, ...] = ()
    micro_dose: Item | None = None
    session_min: int = 0
    sessions_per_week: int = 0
    walking: Walking | None = None
    positions: PositionChange | None = None
    advice: tuple[AdviceCard, ...] = ()
    week: tuple[DayPlan, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unconfirmed: tuple[str, ...] = ()


class Swap(msgspec.Struct, frozen=True):
    """A person's wish: instead of `movement` take `to` (another movement, or a variant)."""

    movement: str
    kind: SwapKind
    to: str
