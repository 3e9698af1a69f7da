"""A movement in time: its phases as ways between the start pose and the end pose."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.movements import Phase
from rhomboid.core.movement.body.rotation import smoothstep

#: A movement that ends away from where it began goes back in this time. Product rule.
RETURN_S = 2.0


class Stage(msgspec.Struct, frozen=True, kw_only=True):
    """One phase in time.

    Attributes:
        phase: its id, `None` for the way back that no phase names.
        begin, end: how far from the start pose (0) to the end pose (1) it begins and ends.
        seconds: how long it takes.
    """

    phase: str | None
    begin: float
    end: float
    seconds: float


def stages(phases: tuple[Phase, ...], *, longest_s: float | None = None) -> tuple[Stage, ...]:
    """One cycle of the phases, each in its shortest time; it ends where it began.

    Args:
        longest_s: cuts holds and other long phases to this time, for a picture that moves.
    """
    first = _begin(phases)
    done: list[Stage] = []
    place = first
    for phase in phases:
        goal = _goal(phase, place)
        seconds = float(phase.seconds[0])
        if longest_s is not None:
            seconds = min(seconds, longest_s)
        done.append(Stage(phase=phase.id, begin=place, end=goal, seconds=seconds))
        place = goal
    if place != first:
        done.append(Stage(phase=None, begin=place, end=first, seconds=RETURN_S))
    return tuple(done)


def _begin(phases: tuple[Phase, ...]) -> float:
    """The end pose if a cycle first leads to the start and then back, else the start pose."""
    moving = [phase for phase in phases if phase.to != "hold" and phase.share > 0]
    ends_at_end = bool(moving) and moving[-1].to == "end"
    return 1.0 if moving and moving[0].to == "start" and ends_at_end and len(moving) > 1 else 0.0


def _goal(phase: Phase, place: float) -> float:
    if phase.to == "hold":
        return place
    pose = 1.0 if phase.to == "end" else 0.0
    return place + (pose - place) * phase.share


def cycle_s(course: tuple[Stage, ...]) -> float:
    """Seconds of one cycle."""
    return sum(stage.seconds for stage in course)


def share_at(course: tuple[Stage, ...], t_s: float) -> float:
    """How far from the start pose (0) to the end pose (1) the body is at `t_s`; cycles repeat."""
    left = t_s % cycle_s(course)
    for stage in course:
        if left <= stage.seconds:
            return stage.begin + (stage.end - stage.begin) * smoothstep(0, stage.seconds, left)
        left -= stage.seconds
    return course[-1].end
