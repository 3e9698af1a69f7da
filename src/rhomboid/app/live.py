"""A set in front of a camera while it is done: frames in, what to show out.

Nothing of a set is kept here between connections. What was counted goes to the page after each
repetition; a page that has to connect anew brings it back, and the counts go on from there.
"""

from __future__ import annotations

import msgspec

from rhomboid.app.measured import measured_of, merged
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.measured import MOST_S, Measured
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.engine import State, begin, finish, step
from rhomboid.core.movement.coach.records import Cue, Display, Stage, Unseen, Versions
from rhomboid.core.movement.sight.frame import Frame

#: After a longer gap, or a page's clock that was set back, what follows is a new part of the set.
_LONGEST_GAP_S = 600.0
_LONGEST_BACK_S = 1.0
#: Parts that one set may have; more are no set that a person does.
_MOST_PARTS = 90


class FrameTimeError(RhomboidError):
    """The time of frames jumps again and again."""

    def __init__(self, t_s: float, before_s: float) -> None:
        self.t_s = t_s
        self.before_s = before_s
        super().__init__(
            f"a frame's time must follow the one before it at {before_s:.3f} s, got {t_s:.3f} s, "
            f"and the set has {_MOST_PARTS} parts already"
        )


class LiveSet(msgspec.Struct, frozen=True, kw_only=True):
    """A set under way; each is followed by one next one (see `engine.State`).

    Attributes:
        movement: what is done.
        versions: what measures.
        state: what the coach knows.
        carried: what was counted before this connection, if there was one.
        hold_s: how long a position is asked to be held.
        frame_s: time of the newest frame.
    """

    movement: Movement
    versions: Versions
    state: State
    carried: Measured | None = None
    hold_s: float | None = None
    frame_s: float | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the page shows after a frame; what was carried is in the counts.

    Attributes:
        t_ms: time of the frame.
        total, left, right, half: repetitions so far.
        position: between rest (0) and the person's own furthest (1).
        hold_s: how long the position is being held.
        hold_share: the same as a share of what was asked, 0 to 1.
        unseen: why the coach cannot see.
        cue: something to say now.
    """

    t_ms: int
    stage: Stage
    total: int = 0
    left: int = 0
    right: int = 0
    half: int = 0
    position: float = 0.0
    hold_s: float = 0.0
    hold_share: float = 0.0
    unseen: Unseen | None = None
    cue: Cue | None = None


def begun(
    movement: Movement,
    versions: Versions,
    carried: Measured | None = None,
    hold_s: float | None = None,
) -> LiveSet:
    """A set that begins, or goes on after its connection was lost.

    Raises:
        CoachTableError: if the movement's table `coach` cannot be read.
    """
    asked = hold_s if hold_s is not None else movement.dose.start.hold_s
    return LiveSet(
        movement=movement,
        versions=versions,
        state=begin(movement),
        carried=carried,
        hold_s=None if asked is None else float(asked),
    )


def watched(live: LiveSet, frame: Frame) -> tuple[LiveSet, Answer]:
    """Watch one frame; one that is as old as the frame before it changes nothing.

    Raises:
        FrameTimeError: if times have jumped too often; the set goes on.
    """
    before = live.frame_s
    if before is not None and not -_LONGEST_BACK_S <= frame.t_s - before <= _LONGEST_GAP_S:
        so_far = measured(live)
        if so_far.parts >= _MOST_PARTS:
            raise FrameTimeError(frame.t_s, before)
        live, before = begun(live.movement, live.versions, so_far, live.hold_s), None
    state, display = step(live.state, frame)
    newest = frame.t_s if before is None else max(before, frame.t_s)
    live = msgspec.structs.replace(live, state=state, frame_s=newest)
    return live, _answer(live, display)


def measured(live: LiveSet) -> Measured:
    """The set so far as the diary keeps it, with what was carried."""
    now = measured_of(finish(live.state), live.movement, live.versions)
    if live.carried is None:
        return now
    if live.frame_s is None:
        return live.carried
    return merged((live.carried, now))


def counted(live: LiveSet) -> tuple[int, int, int]:
    """Whole and half repetitions and holds since the connection: what losing it could lose."""
    now = live.state.counting
    held = sum(len(holding.done) for holding in now.holdings)
    return now.counted.total, now.counted.half, held


def _answer(live: LiveSet, display: Display) -> Answer:
    now, before = display.counted, live.carried
    share = 0.0 if not live.hold_s else min(display.hold_s / live.hold_s, 1.0)
    return Answer(
        t_ms=round(display.t_s * 1000),
        stage=display.stage,
        total=now.total + (0 if before is None else before.counted),
        left=now.left + (0 if before is None else before.left),
        right=now.right + (0 if before is None else before.right),
        half=now.half + (0 if before is None else before.half),
        position=round(display.position, 3),
        hold_s=round(min(display.hold_s, MOST_S), 2),
        hold_share=round(share, 3),
        unseen=display.unseen,
        cue=display.cue,
    )
