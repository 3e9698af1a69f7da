"""Faults as hints: with hysteresis, one at a time, with a pause between."""

from __future__ import annotations

from typing import Final

import msgspec

from rhomboid.core.movement.coach.plan import Part, Plan
from rhomboid.core.movement.coach.records import Cue, Unseen

#: A fault must be there for this long before it is said, and gone for as long before it can be
#: said again. Product rules.
LASTS_S: Final = 0.4
#: Pause between two cues, and between two of the same.
PAUSE_S: Final = 6.0
SAME_PAUSE_S: Final = 15.0
#: What the camera needs is said after this time, and again after the other.
BLIND_S: Final = 1.2
BLIND_PAUSE_S: Final = 8.0


class Hint(msgspec.Struct, frozen=True):
    """One fault over time: since when it is on (or off), and whether it is on."""

    changing_s: float | None = None
    on: bool = False


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """All faults of a set, and what was said.

    Attributes:
        hints: one for each watched fault.
        said_s: when anything was last said, and when each fault was.
        blind_since_s, blind_said_s: since when the coach cannot see, and when it said so.
    """

    hints: tuple[Hint, ...] = ()
    said_s: float = float("-inf")
    fault_said_s: tuple[float, ...] = ()
    blind_since_s: float | None = None
    blind_said_s: float = float("-inf")


def begun(plan: Plan) -> Hints:
    """Nothing seen yet."""
    count = len(plan.watching)
    return Hints(hints=(Hint(),) * count, fault_said_s=(float("-inf"),) * count)


def watched(
    plan: Plan, before: Hints, t_s: float, part: Part | None, values: tuple[float | None, ...]
) -> tuple[Hints, Cue | None]:
    """After one frame: values are relative to rest where their measure is."""
    hints = tuple(
        _next(hint, t_s, state)
        for hint, state in zip(before.hints, _states(plan, part, values, before), strict=True)
    )
    after = before
    if hints != before.hints or before.blind_since_s is not None:
        after = msgspec.structs.replace(before, hints=hints, blind_since_s=None)
    for index, hint in enumerate(hints):
        if hint.on and not before.hints[index].on:
            return said(plan, after, t_s, index)
    return after, None


def said(plan: Plan, hints: Hints, t_s: float, index: int) -> tuple[Hints, Cue | None]:
    """Say a fault, unless something was said a moment ago."""
    if t_s - hints.said_s < PAUSE_S or t_s - hints.fault_said_s[index] < SAME_PAUSE_S:
        return hints, None
    times = (*hints.fault_said_s[:index], t_s, *hints.fault_said_s[index + 1 :])
    after = msgspec.structs.replace(hints, said_s=t_s, fault_said_s=times)
    return after, Cue("fault", plan.watching[index].fault.id)


def blind(before: Hints, t_s: float, reason: Unseen) -> tuple[Hints, Cue | None]:
    """After a frame in which the coach could not see."""
    since = t_s if before.blind_since_s is None else before.blind_since_s
    after = msgspec.structs.replace(before, blind_since_s=since)
    if t_s - since < BLIND_S or t_s - before.blind_said_s < BLIND_PAUSE_S:
        return after, None
    return msgspec.structs.replace(after, blind_said_s=t_s, said_s=t_s), Cue("see", reason)


def _states(
    plan: Plan, part: Part | None, values: tuple[float | None, ...], hints: Hints
) -> list[bool | None]:
    """For each fault whether it is there; `None` where that cannot be said."""
    states: list[bool | None] = []
    for watching, value, hint in zip(plan.watching, values, hints.hints, strict=True):
        if value is None or part is None or part not in watching.parts:
            states.append(None)
        else:
            # On its way out the bare limit counts, on its way in limit and tolerance.
            states.append(watching.beyond(value, 0.0 if hint.on else None))
    return states


def _next(hint: Hint, t_s: float, state: bool | None) -> Hint:
    if state is None or state == hint.on:
        return hint if hint.changing_s is None else Hint(None, hint.on)
    if hint.changing_s is None:
        return Hint(t_s, hint.on)
    return Hint(None, state) if t_s - hint.changing_s >= LASTS_S else hint
