"""What would bring the lifting index down to 1: one change at a time, the rest as it is.

Every quantity can move from where it is to its best: the load closer, the hands at their best
height, a shorter way, straight ahead, fewer lifts, a better coupling, fewer hours, a lighter
load. The least change that is enough is found by halving, with the equation itself as judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from rhomboid.core.ergonomics.lifting.equation import Rated, rate, rate_ends, with_travel
from rhomboid.core.ergonomics.lifting.given import (
    End,
    Lift,
    Measured,
    constants_of,
    measured,
)
from rhomboid.core.knowledge.lifting import COUPLINGS, DURATIONS, LiftingRules, Units

Place = Literal["lift", "origin", "destination"]
Setting = float | str
#: Hands at one place of the load; all else belongs to the whole lift.
_OF_HANDS = ("h", "v", "a_deg")


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One quantity changed alone.

    Attributes:
        quantity: `load`, `h`, `v`, `d`, `a_deg`, `per_min`, `duration_h` or `coupling`.
        place: where the hands change; `lift` for what belongs to the whole lift.
        now: the value as it is, in the units of the lift.
        value: the nearest value that is enough, or the best one if none is.
        li: the index with that value; `None` if it stays undefined.
        enough: whether that index is within the goal.
        share: how much of the way from `now` to the best value it takes, 0 to 1.
    """

    quantity: str
    place: Place
    now: Setting
    value: Setting
    li: float | None
    enough: bool
    share: float


class _Judge(msgspec.Struct, frozen=True):
    """The lift, its end, the table: all that a change is judged by."""

    lift: Lift
    end: End | None
    rules: LiftingRules
    units: Units

    def rated(self, quantity: str, place: Place, value: Setting) -> Rated:
        """The lift with one value changed, at the end that then decides."""
        lift, end = self.lift, self.end
        if place == "destination" and end is not None:
            end = msgspec.structs.replace(end, **{quantity: value})
        else:
            lift = msgspec.structs.replace(lift, **{quantity: value})
        if end is None:
            return rate(lift, self.rules, self.units)
        return rate_ends(lift, end, self.rules, self.units).deciding

    def enough(self, rated: Rated) -> bool:
        """Whether the index is within the goal."""
        goal = self.rules.band[0].up_to
        return rated.li is not None and goal is not None and rated.li <= goal


def changes(
    lift: Lift, rules: LiftingRules, units: Units = "metric", end: End | None = None
) -> tuple[Change, ...]:
    """Every single change that lowers the index, best first.

    None if the index is within the goal, the equation is refused, or two multipliers are 0.

    Those that are enough come first, the one that takes the least share of its way foremost;
    then the others by how low an index they reach. With an `end`, both ends have to be within
    the goal, and H, V and A change at one of them. D stays as it is when V changes.

    Raises:
        LiftingError: as `rate` and `rate_ends` do.
    """
    if end is not None:
        lift = with_travel(lift, end)
    judge = _Judge(lift, end, rules, units)
    now = measured(lift, constants_of(rules, units))
    before = judge.rated("load", "lift", now.load)
    if before.refused or judge.enough(before):
        return ()
    found = [
        change
        for change in (*_numbers(judge, now), *_steps(judge, now))
        if change.enough or _lower(change.li, before.li)
    ]
    found.sort(key=lambda c: (not c.enough, c.share if c.enough else c.li))
    return tuple(found)


def _lower(after: float | None, before: float | None) -> bool:
    return after is not None and (before is None or after < before)


def _numbers(judge: _Judge, now: Measured) -> Iterator[Change]:
    constants, rows = judge.rules.constants(judge.units), judge.rules.frequency.row
    best = {
        "h": constants.h_least,
        "v": constants.v_best,
        "d": constants.d_least,
        "a_deg": 0.0,
        "per_min": rows[0].per_min,
        "load": 0.0,
    }
    for quantity, target in best.items():
        for place, value in _places(judge, now, quantity):
            if value > target or (quantity == "v" and value < target):
                yield _number(judge, (quantity, place), value, target)


def _places(judge: _Judge, now: Measured, quantity: str) -> Iterator[tuple[Place, float]]:
    value: float = getattr(now, quantity)
    if judge.end is None or quantity not in _OF_HANDS:
        yield "lift", value
    else:
        yield "origin", value
        yield "destination", float(getattr(judge.end, quantity))


def _number(judge: _Judge, what: tuple[str, Place], now: float, best: float) -> Change:
    quantity, place = what
    rated = judge.rated(quantity, place, best)
    value = best
    if judge.enough(rated):
        value = _nearest(lambda x: judge.enough(judge.rated(quantity, place, x)), best, now)
        rated = judge.rated(quantity, place, value)
    return Change(
        quantity=quantity,
        place=place,
        now=now,
        value=value,
        li=rated.li,
        enough=judge.enough(rated),
        share=(value - now) / (best - now),
    )


def _nearest(is_enough: Callable[[float], bool], good: float, bad: float) -> float:
    """The value nearest to `bad` that is enough, to the last digit: halved until none is left."""
    while True:
        middle = good + (bad - good) / 2
        if middle in (good, bad):
            return good
        if is_enough(middle):
            good = middle
        else:
            bad = middle


def _steps(judge: _Judge, now: Measured) -> Iterator[Change]:
    """What changes in steps: the coupling, and the longest hours of a shorter class."""
    better = COUPLINGS[: COUPLINGS.index(now.coupling)]
    shorter = [judge.rules.duration.rule(name).up_to_h for name in DURATIONS]
    shorter = [hours for hours in shorter if hours < now.duration_h]
    yield from _step(judge, "coupling", now.coupling, list(reversed(better)))
    yield from _step(judge, "duration_h", now.duration_h, list(reversed(shorter)))


def _step(judge: _Judge, quantity: str, now: Setting, better: list[Setting]) -> Iterator[Change]:
    """The first step that is enough, or else the last."""
    for number, value in enumerate(better, start=1):
        rated = judge.rated(quantity, "lift", value)
        if judge.enough(rated) or number == len(better):
            yield Change(
                quantity=quantity,
                place="lift",
                now=now,
                value=value,
                li=rated.li,
                enough=judge.enough(rated),
                share=number / len(better),
            )
            return
