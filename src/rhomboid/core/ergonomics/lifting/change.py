"""What would bring the lifting index down to 1, as far as a lift can be changed in practice.

One change alone where one is enough, else the smallest two together, else that none is. How far
each quantity can go is a rule of ours in the table (`realistic`); the equation itself judges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import msgspec

from rhomboid.core.ergonomics.lifting.equation import with_travel
from rhomboid.core.ergonomics.lifting.given import End, Lift
from rhomboid.core.ergonomics.lifting.moves import (
    Around,
    Judge,
    Key,
    Move,
    Place,
    Setting,
    Step,
    judge_of,
    moves,
)
from rhomboid.core.knowledge.lifting import LiftingRules, Units

#: Costs twice the lifts, so that anything else that is enough goes before it.
_SPLIT = "load"
#: One lifts the load more often, the other less: never both.
_APART: frozenset[Key] = frozenset({("load", "lift"), ("per_min", "lift")})


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity changed.

    Attributes:
        quantity: `load` (split: lifted more often as well), `h`, `v`, `d`, `a_deg`, `per_min`,
            `duration_h` or `coupling`.
        place: where the hands change; `lift` for what belongs to the whole lift.
        now: the value as it is, in the units of the lift.
        value: the nearest value that is enough, or the one that helps most if none is.
        li: the index with that value alone; `None` if it stays undefined.
        enough: whether that index is within the goal.
        share: how much of the realistic way it takes, 0 to 1.
    """

    quantity: str
    place: Place
    now: Setting
    value: Setting
    li: float | None
    enough: bool
    share: float


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """What lowers an index that is above the goal.

    Attributes:
        single: changes that lower it alone, those that are enough first.
        pair: the smallest two that are enough together, where none is alone, or only a split
            load, which is then not one of them.
        together: the index with everything changed as far as it goes, where neither one nor two
            are enough; `None` else, or if it stays undefined.
    """

    single: tuple[Change, ...] = ()
    pair: tuple[Change, Change] | None = None
    together: float | None = None


class _Tried(msgspec.Struct, frozen=True):
    """A move, its steps up to the one that helps most, and what it does alone."""

    move: Move
    change: Change


def advise(
    lift: Lift,
    rules: LiftingRules,
    units: Units = "metric",
    end: End | None = None,
    around: Around = Around(),  # noqa: B008 - a frozen record
) -> Advice:
    """What would bring the index to the goal; nothing if it is there, or refused.

    Single changes that are enough come first, the one that takes the least share of its way
    foremost, a split load last; then the others by how low an index they reach. With an `end`,
    both ends have to be within the goal, and H, V and A change at one of them.

    Raises:
        InputError: as `rate` and `rate_ends` do.
    """
    if end is not None:
        lift = with_travel(lift, end)
    judge = judge_of(lift, end, around, rules, units)
    before = judge.rated({})
    if before.refused or judge.within(before.li):
        return Advice()
    tried = [_tried(judge, move) for move in moves(judge, around.depth)]
    single = [one.change for one in tried if _lower(one.change.li, before.li)]
    single.sort(key=_order)
    if any(one.enough and one.quantity != _SPLIT for one in single):
        return Advice(single=tuple(single))
    pair = _smallest_pair(judge, [one for one in tried if not one.change.enough])
    open_still = pair is None and not any(one.enough for one in single)
    together = _together(judge, tried) if open_still else None
    return Advice(single=tuple(single), pair=pair, together=together)


def _order(change: Change) -> tuple[bool, bool, float]:
    if change.enough:
        return False, change.quantity == _SPLIT, change.share
    return True, False, change.li or 0.0


def _lower(after: float | None, before: float | None) -> bool:
    return after is not None and (before is None or after < before)


def _tried(judge: Judge, move: Move) -> _Tried:
    """The first step that is enough alone, or the one that helps most.

    Steps beyond which the index rises are left out; where it only stays, they may help together
    with another move.
    """
    best: tuple[int, float | None] = (len(move.steps) - 1, None)
    last = 0
    for number, step in enumerate(move.steps):
        li = judge.rated({move.key: step.value}).li
        if _lower(li, best[1]):
            best = number, li
        if li == best[1]:
            last = number
        if judge.within(li):
            break
    number, li = best
    change = _change(judge, move, move.steps[number], li)
    return _Tried(msgspec.structs.replace(move, steps=move.steps[: last + 1]), change)


def _change(judge: Judge, move: Move, step: Step, li: float | None) -> Change:
    return Change(
        quantity=move.key[0],
        place=move.key[1],
        now=move.now,
        value=step.value,
        li=li,
        enough=judge.within(li),
        share=step.share,
    )


def _smallest_pair(judge: Judge, tried: Sequence[_Tried]) -> tuple[Change, Change] | None:
    """The two changes that are enough together with the least sum of shares."""
    found: list[tuple[tuple[bool, float], Move, Step, Move, Step]] = []
    for one, other in combinations([each.move for each in tried], 2):
        if {one.key, other.key} != _APART:
            found += [
                (_size(one, first, other, second), one, first, other, second)
                for first, second in _border(judge, one, other)
            ]
    if not found:
        return None
    _, one, first, other, second = min(found, key=lambda each: each[0])
    parts = [
        _change(judge, move, step, judge.rated({move.key: step.value}).li)
        for move, step in ((one, first), (other, second))
    ]
    parts.sort(key=lambda part: part.share, reverse=True)
    return parts[0], parts[1]


def _size(one: Move, first: Step, other: Move, second: Step) -> tuple[bool, float]:
    """What a pair asks for: the least is proposed."""
    return _SPLIT in (one.key[0], other.key[0]), first.share + second.share


def _border(judge: Judge, one: Move, other: Move) -> Iterator[tuple[Step, Step]]:
    """For each step of one move the smallest of the other with which it is enough.

    More of one never asks for more of the other, so one walk along both finds them all.
    """
    at = len(other.steps) - 1
    if not judge.enough({one.key: one.steps[-1].value, other.key: other.steps[at].value}):
        return
    for step in one.steps:
        made = {one.key: step.value, other.key: other.steps[at].value}
        if not judge.enough(made):
            continue
        while at > 0 and judge.enough({**made, other.key: other.steps[at - 1].value}):
            at -= 1
        yield step, other.steps[at]


def _together(judge: Judge, tried: Sequence[_Tried]) -> float | None:
    """The index with everything changed, whichever of splitting and lifting less is better."""
    every = {each.move.key: each.move.steps[-1].value for each in tried}
    both = [
        judge.rated({key: value for key, value in every.items() if key != left}).li
        for left in _APART
    ]
    return min((li for li in both if li is not None), default=None)
