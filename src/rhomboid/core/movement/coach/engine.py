"""The streaming coach: state and frame in, next state and what to show out."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.records import Counted, Display, SetReport
from rhomboid.core.movement.sight.frame import Frame


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the coach knows after a frame; a new one is made for each frame."""

    movement: Movement
    frames: int = 0
    first_s: float | None = None
    last_s: float | None = None


def begin(movement: Movement) -> State:
    """A coach for one set of a movement."""
    return State(movement=movement)


def step(state: State, frame: Frame) -> tuple[State, Display]:
    """Watch one frame.

    A frame that is not later than the one before it changes nothing.
    """
    if state.last_s is not None and frame.t_s <= state.last_s:
        return state, Display(t_s=frame.t_s, stage="finding")
    first_s = frame.t_s if state.first_s is None else state.first_s
    after = msgspec.structs.replace(
        state, frames=state.frames + 1, first_s=first_s, last_s=frame.t_s
    )
    return after, Display(t_s=frame.t_s, stage="finding")


def finish(state: State) -> SetReport:
    """The report of the set so far; the state can go on afterwards."""
    first, last = state.first_s or 0.0, state.last_s or 0.0
    return SetReport(
        movement=state.movement.id,
        judged=False,
        repetitions=Counted(),
        no_range="timed_only",
        seconds=last - first,
        frames=state.frames,
    )
