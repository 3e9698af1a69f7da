"""A set of a movement in time: how far the body is from start to end at every moment."""

from __future__ import annotations

from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.motion.timing import Stage, stages

#: Into and out of a held position where no phase says how.
_MOVE_S: Final = 2.0
#: No step of a course is shorter: bodies have mass.
_QUICKEST_S: Final = 0.15


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How a person does a set.

    Attributes:
        repetitions: how many, half ones among them.
        sides: one side, or the sides in turn beginning with the left; `None` for movements that
            both do together, and for the side that the figure shows.
        reach: how far towards the end pose, 0 to 1.
        reach_spread, tempo_spread: standard deviation from repetition to repetition, as shares.
        fatigue: share of the reach that is lost by the last repetition.
        tempo: times the seconds of the phases that move; above 1 is slower.
        pause_s: between repetitions.
        hold_s: time in held positions; the phases' own if it isn't said. One number for all, or
            one for each repetition.
        halves: numbers (from 0) of repetitions that turn back early, at `half_reach` of the reach.
        before_s, after_s: standing still.
    """

    repetitions: int = 10
    sides: Side | Literal["alternate"] | None = None
    reach: float = 1.0
    reach_spread: float = 0.04
    fatigue: float = 0.0
    tempo: float = 1.0
    tempo_spread: float = 0.08
    pause_s: float = 0.6
    hold_s: float | tuple[float, ...] | None = None
    halves: tuple[int, ...] = ()
    half_reach: float = 0.4
    before_s: float = 2.0
    after_s: float = 2.0


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A set as ways from knot to knot.

    Attributes:
        t_s, share: shape (k,); between knots the body starts and stops softly.
        begins_s, tops_s, ends_s: of each repetition: leaves rest, is furthest, has come back.
        holds_s: time at the furthest, of each repetition.
        mirrored: whether the body is mirrored at each knot, 0 or 1, shape (k,).
        sides: side of each repetition.
        half: whether each repetition is a half one.
    """

    t_s: Array
    share: Array
    begins_s: Array
    tops_s: Array
    ends_s: Array
    holds_s: Array
    mirrored: Array
    sides: tuple[Side | None, ...]
    half: tuple[bool, ...]

    @property
    def seconds(self) -> float:
        return float(self.t_s[-1])


def cycle(movement: Movement) -> tuple[Stage, ...]:
    """One repetition: the phases, or into a position, holding it and out of it again."""
    course = stages(movement.phases)
    held = movement.dose.start.hold_s
    begins_at_rest = course[0].begin == 0.0
    holds = any(stage.begin == stage.end and stage.begin > 0 for stage in course)
    if held is None or (begins_at_rest and holds):
        return course
    return (
        Stage(phase=None, begin=0.0, end=1.0, seconds=_MOVE_S),
        Stage(phase=None, begin=1.0, end=1.0, seconds=float(held)),
        Stage(phase=None, begin=1.0, end=0.0, seconds=_MOVE_S),
    )


def _reaches(pace: Pace, rng: np.random.Generator) -> Array:
    tired = 1 - pace.fatigue * np.linspace(0, 1, max(pace.repetitions, 1))
    drawn = 1 + pace.reach_spread * np.clip(rng.standard_normal(pace.repetitions), -2, 2)
    whole = np.minimum(pace.reach * tired[: pace.repetitions] * drawn, 1.0)
    whole[list(pace.halves)] *= pace.half_reach
    return np.asarray(whole)


def _hold(pace: Pace, number: int, seconds: float) -> float:
    if pace.hold_s is None:
        return seconds
    return pace.hold_s[number] if isinstance(pace.hold_s, tuple) else pace.hold_s


def course(movement: Movement, pace: Pace, shown: Side | None, rng: np.random.Generator) -> Course:
    """A set of a movement.

    Args:
        shown: the side that its figure shows.
    """
    one = cycle(movement)
    home = one[0].begin
    furthest = max(one, key=lambda stage: abs(stage.end - home)).end
    reaches = _reaches(pace, rng)
    speeds = pace.tempo * np.exp(
        pace.tempo_spread * np.clip(rng.standard_normal(pace.repetitions), -2, 2)
    )
    sides = tuple(_side(pace, shown, number) for number in range(pace.repetitions))
    # The first knot: the person stands still.
    t, knots, flips = 0.0, [(0.0, home)], [_flip(sides[0] if sides else None, shown)]
    begins, tops, ends, holds = [], [], [], []

    def go(seconds: float, share: float, flip: float) -> None:
        nonlocal t
        t += seconds
        knots.append((t, share))
        flips.append(flip)

    go(pace.before_s, home, flips[0])
    for number, (reach, speed) in enumerate(zip(reaches, speeds, strict=True)):
        flip = _flip(sides[number], shown)
        if number:
            go(pace.pause_s, home, flip)
        begins.append(t)
        top, held = t, 0.0
        for stage in one:
            still = stage.begin == stage.end
            seconds = stage.seconds * float(speed)
            if still:
                seconds = _hold(pace, number, stage.seconds) if stage.begin != home else seconds
            go(max(seconds, _QUICKEST_S), home + (stage.end - home) * float(reach), flip)
            if stage.end == furthest:
                held += seconds if still else 0.0
                top = top if still else t
        tops.append(top)
        ends.append(t)
        holds.append(held)
    go(pace.after_s, home, flips[-1])
    return Course(
        t_s=np.array([knot[0] for knot in knots]),
        share=np.array([knot[1] for knot in knots]),
        begins_s=np.array(begins),
        tops_s=np.array(tops),
        ends_s=np.array(ends),
        holds_s=np.array(holds),
        mirrored=np.array(flips),
        sides=sides,
        half=tuple(number in pace.halves for number in range(pace.repetitions)),
    )


def _side(pace: Pace, shown: Side | None, number: int) -> Side | None:
    if pace.sides == "alternate":
        return "left" if number % 2 == 0 else "right"
    return pace.sides or shown


def _flip(side: Side | None, shown: Side | None) -> float:
    return 0.0 if side is None or side == (shown or "left") else 1.0


def at(of: Course, values: Array, t_s: Array) -> Array:
    """Values at the knots, softly led from knot to knot; shape of `t_s`."""
    knot = np.clip(np.searchsorted(of.t_s, t_s, side="right") - 1, 0, len(of.t_s) - 2)
    length = np.maximum(of.t_s[knot + 1] - of.t_s[knot], 1e-9)
    u = np.clip((t_s - of.t_s[knot]) / length, 0.0, 1.0)
    u = u * u * (3 - 2 * u)
    return np.asarray(values[knot] * (1 - u) + values[knot + 1] * u)
