"""What can be changed about a lift in practice, step by step, and the lift with that changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import ceil
from typing import Literal

import msgspec

from rhomboid.core.ergonomics.lifting.equation import Rated, rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import MOST, End, Lift, Measured, constants_of, measured
from rhomboid.core.ergonomics.lifting.grip import estimated_h
from rhomboid.core.knowledge.lifting import COUPLINGS, DURATIONS, LiftingRules, Units

Place = Literal["lift", "origin", "destination"]
Setting = float | str
#: A quantity and where the hands change it.
Key = tuple[str, Place]
Made = Mapping[Key, Setting]
#: Hands at one place of the load; all else belongs to the whole lift.
_OF_HANDS = ("h", "v", "a_deg")
_LOAD: Key = ("load", "lift")
#: More steps than this are thinned out.
_MOST_STEPS = 100
_DIGITS = 6
_SLACK = 1e-9


class Around(msgspec.Struct, frozen=True):
    """What else is known of a lift, in its units.

    Attributes:
        end_v: height of the hands at the end, where that needs no control.
        depth: of the load, from the body outwards.
    """

    end_v: float | None = None
    depth: float | None = None


class Step(msgspec.Struct, frozen=True):
    """A value, and how much of the realistic way to it is gone, 0 to 1."""

    value: Setting
    share: float


class Move(msgspec.Struct, frozen=True):
    """One quantity that can change at one place, from the smallest step to the largest."""

    key: Key
    now: Setting
    steps: tuple[Step, ...]


class Judge(msgspec.Struct, frozen=True):
    """The lift, its end, the table: all that a change is judged by."""

    lift: Lift
    now: Measured
    end: End | None
    end_v: float | None
    rules: LiftingRules
    units: Units

    def rated(self, made: Made) -> Rated:
        """The lift with these values, at the end that then decides.

        A load that is split is lifted more often; another height changes the way between both.
        """
        lift, end = self.lift, self.end
        here = {key[0]: value for key, value in made.items() if key[1] != "destination"}
        there = {key[0]: value for key, value in made.items() if key[1] == "destination"}
        if _LOAD in made:
            often = self.now.per_min * self.rules.realistic.lifts_when_split
            here["per_min"] = min(often, MOST)
        if end is not None:
            end = msgspec.structs.replace(end, **there)
        travel = self._travel(here.get("v"), there.get("v"))
        if travel is not None:
            here["d"] = min(travel, float(here.get("d", travel)))
        lift = msgspec.structs.replace(lift, **here)
        if end is None:
            return rate(lift, self.rules, self.units)
        return rate_ends(lift, end, self.rules, self.units).deciding

    def enough(self, made: Made) -> bool:
        """Whether the index is then within the goal."""
        return self.within(self.rated(made).li)

    def within(self, li: float | None) -> bool:
        """Whether an index is within the goal."""
        goal = self.rules.band[0].up_to
        return li is not None and goal is not None and li <= goal

    def _travel(self, here: Setting | None, there: Setting | None) -> float | None:
        """The way with other heights; `None` if they stay, or the other one is unknown."""
        far = self.end_v
        if far is None or (here is None and there is None):
            return None
        over = self.now.d - abs(far - self.now.v)
        v = self.now.v if here is None else float(here)
        return max(0.0, abs((far if there is None else float(there)) - v) + over)


def judge_of(
    lift: Lift, end: End | None, around: Around, rules: LiftingRules, units: Units
) -> Judge:
    """What a lift is judged by.

    Raises:
        InputError: if a value of the lift is absent, a span or no number.
    """
    far = around.end_v if end is None else end.v
    end_v = float(far) if isinstance(far, int | float) else None
    return Judge(lift, measured(lift, constants_of(rules, units)), end, end_v, rules, units)


def moves(judge: Judge, depth: float | None) -> Iterator[Move]:
    """Everything that can be changed, within the bounds of the table.

    With an end that needs control, the way follows from both heights and is no change of its own.
    """
    now, constants = judge.now, judge.rules.constants(judge.units)
    real, length = judge.rules.realistic, constants.length_unit
    yield from _number(
        judge, _LOAD, now.load, now.load * real.load_share_least, constants.mass_unit
    )
    for name in _OF_HANDS:
        for place, value in _places(judge, name):
            unit = "deg" if name == "a_deg" else length
            yield from _number(judge, (name, place), value, _best(judge, name, place, depth), unit)
    if judge.end is None:
        yield from _number(judge, ("d", "lift"), now.d, now.d * real.d_share_least, length)
    rarest = max(now.per_min * real.per_min_share_least, judge.rules.frequency.row[0].per_min)
    yield from _number(judge, ("per_min", "lift"), now.per_min, rarest, "rate")
    yield from _classes(judge)


def _places(judge: Judge, name: str) -> Iterator[tuple[Place, float]]:
    value: float = getattr(judge.now, name)
    if judge.end is None:
        yield "lift", value
    else:
        yield "origin", value
        yield "destination", float(getattr(judge.end, name))


def _best(judge: Judge, name: str, place: Place, depth: float | None) -> float:
    """How far the hands can go at a place."""
    real = judge.rules.realistic
    if name == "v":
        return judge.rules.constants(judge.units).v_best
    if name == "a_deg":
        return real.a_deg_least
    nearest = real.h_nearest[judge.units]
    if depth is None:
        return nearest
    there = place == "destination" and judge.end is not None
    v = float(judge.end.v) if there else judge.now.v  # type: ignore[union-attr,arg-type]  # a number: the lift was rated
    return max(nearest, estimated_h(depth, v, judge.rules, judge.units))


def _number(judge: Judge, key: Key, now: float, best: float, unit: str) -> Iterator[Move]:
    """A number on its way to its best; only the height has its best above as well as below."""
    if now == best or (now < best and key[0] != "v"):
        return
    values = _grid(now, best, judge.rules.realistic.step[unit])
    steps = tuple(Step(value, (now - value) / (now - best)) for value in values)
    if steps:
        yield Move(key, now, steps)


def _grid(now: float, best: float, step: float) -> list[float]:
    """The whole steps from now to the best, which is never passed."""
    if best > now:
        return [-value for value in _grid(-now, -best, step)]
    step *= max(1, ceil((now - best) / step / _MOST_STEPS))
    first, last = ceil(now / step - _SLACK) - 1, ceil(best / step - _SLACK)
    return [round(number * step, _DIGITS) for number in range(first, last - 1, -1)]


def _classes(judge: Judge) -> Iterator[Move]:
    """What changes in classes: the coupling, and the longest hours of a shorter one."""
    now, rules = judge.now, judge.rules
    better = COUPLINGS[: COUPLINGS.index(now.coupling)][::-1]
    least = now.duration_h * rules.realistic.duration_share_least
    ends = [rules.duration.rule(name).up_to_h for name in reversed(DURATIONS)]
    shorter = [hours for hours in ends if least <= hours < now.duration_h]
    for name, present, values in (
        ("coupling", now.coupling, better),
        ("duration_h", now.duration_h, shorter),
    ):
        if values:
            count = len(values)
            steps = tuple(Step(v, number / count) for number, v in enumerate(values, start=1))
            yield Move((name, "lift"), present, steps)
