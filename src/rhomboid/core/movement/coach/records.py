"""What the coach says while it watches, and what it reports when a set is over."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.movement.body.pose import Side

#: Why the coach cannot see; each has words. A set waits meanwhile and nothing counts against it.
Unseen = Literal[
    "nobody",
    "covered",
    "out_of_frame",
    "too_near",
    "too_far",
    "wrong_side",
    "turned_away",
    "dark",
    "other_person",
    "other_position",
]
#: Which counter a repetition belongs to; `both` where the sides work together.
Channel = Literal["both", "left", "right"]
Stage = Literal["finding", "ready", "moving", "holding", "unseen"]


class Cue(msgspec.Struct, frozen=True):
    """One thing to say.

    Attributes:
        kind: `fault` for a hint how to do it better, `see` for what the camera needs.
        id: a fault of the movement, or a reason of `Unseen`.
    """

    kind: Literal["fault", "see"]
    id: str


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Whole repetitions; `left` and `right` are 0 where the sides work together.

    `half` are those that turned back before six tenths of the person's own range.
    """

    total: int = 0
    left: int = 0
    right: int = 0
    half: int = 0


class Display(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown after a frame.

    Attributes:
        stage: `finding` until the person is known, then what they are doing.
        unseen: why the coach cannot see, if it can't.
        counted: repetitions so far.
        reaches: for each whole repetition its share of the person's own range, 0 to 1.
        position: where the body is now between rest (0) and its own furthest (1).
        hold_s: how long the position is being held; 0 when it is not.
        cue: something to say now; each is given once.
    """

    t_s: float
    stage: Stage
    unseen: Unseen | None = None
    counted: Counted = Counted()
    reaches: tuple[float, ...] = ()
    position: float = 0.0
    hold_s: float = 0.0
    cue: Cue | None = None


class Repetition(msgspec.Struct, frozen=True, kw_only=True):
    """One repetition.

    Attributes:
        start_s, top_s, end_s: when it left rest, was furthest and had come back.
        low, high: the signal at rest and at its furthest, in the signal's unit.
        up_s, hold_s, down_s: its tempo.
        whole: whether it reached six tenths of the person's own range.
        faults: ids of faults that were seen in it.
    """

    channel: Channel
    start_s: float
    top_s: float
    end_s: float
    low: float
    high: float
    up_s: float
    hold_s: float
    down_s: float
    whole: bool = True
    faults: tuple[str, ...] = ()


class Hold(msgspec.Struct, frozen=True, kw_only=True):
    """One position held."""

    channel: Channel
    start_s: float
    seconds: float


class Tempo(msgspec.Struct, frozen=True):
    """Medians over the whole repetitions, seconds."""

    up_s: float
    hold_s: float
    down_s: float


class Versions(msgspec.Struct, frozen=True):
    """What measured: version of rhomboid, digest of its tables, name of the landmark model."""

    software: str
    tables: str
    model: str | None = None


#: Why there is no range: the movement is not judged by an angle, left the camera's plane, has no
#: whole repetition or hold, or could not be seen.
NoRange = Literal["not_an_angle", "out_of_plane", "nothing_counted", "unseen", "timed_only"]


class SetReport(msgspec.Struct, frozen=True, kw_only=True):
    """One set as the coach saw it.

    Attributes:
        judged: whether a camera can count this movement at all; if not, only time is kept.
        repetitions: counted, and each of them in `each`.
        holds: positions held.
        range_deg, error_deg: median range of the whole repetitions and its error, `None` with
            `no_range` saying why.
        difference_deg, difference_error_deg: left less right where both could be judged and there
            is a range, and what it may be wrong by: two readings that are wrong independently.
        steadiness: standard deviation of the repetitions' ranges by their mean.
        tempo: medians.
        faults: for each fault seen the number of repetitions (or holds) that showed it.
        faulty_repetitions: repetitions that showed any.
        not_judged: faults of the movement that this camera cannot judge, or could not this time.
        seconds, frames: length of the recording.
        unseen_share: share of the time in which the coach could not see, 0 to 1.
        unseen: seconds of that by reason.
    """

    movement: str
    judged: bool
    repetitions: Counted
    each: tuple[Repetition, ...] = ()
    holds: tuple[Hold, ...] = ()
    range_deg: float | None = None
    error_deg: float | None = None
    no_range: NoRange | None = None
    difference_deg: float | None = None
    difference_error_deg: float | None = None
    steadiness: float | None = None
    tempo: Tempo | None = None
    faults: dict[str, int] = {}
    faulty_repetitions: int = 0
    not_judged: tuple[str, ...] = ()
    seconds: float = 0.0
    frames: int = 0
    unseen_share: float = 0.0
    unseen: dict[Unseen, float] = {}

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides that were counted apart."""
        return ("left", "right") if self.repetitions.left or self.repetitions.right else ()
