"""One cycle of a movement as steps along ways, each way between two stances."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rhomboid.core.knowledge.movements import Phase
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.body.stance import Stance, build_between
from rhomboid.core.movement.motion.figure import Figure
from rhomboid.core.movement.motion.timing import stages

#: Holds and slow phases are shown no longer than this, quick ones no shorter. Product rule.
LONGEST_S, SHORTEST_S = 2.5, 0.4
#: A movement that never rests at either end waits there so long, so that the eye can follow.
REST_S = 0.4


class Way(NamedTuple):
    """From one stance to another."""

    a: Stance
    b: Stance

    def body(self, share: float) -> Skeleton:
        """The body `share` (0 to 1) of the way."""
        return build_between(self.a, self.b, share)


class Step(NamedTuple):
    """A stretch of one way in time.

    Attributes:
        way: its place among the ways.
        begin, end: shares of the way; the same for a hold.
        seconds: how long it takes.
        even: whether it goes at one speed instead of starting and stopping softly.
    """

    way: int
    begin: float
    end: float
    seconds: float
    even: bool = False


class Course(NamedTuple):
    """A cycle: it ends where it began."""

    ways: tuple[Way, ...]
    steps: tuple[Step, ...]

    @property
    def seconds(self) -> float:
        """Length of one cycle."""
        return sum(step.seconds for step in self.steps)


def course(figure: Figure, phases: Sequence[Phase]) -> Course:
    """The cycle that a picture shows."""
    if figure.cycle:
        return _written(figure)
    way = Way(figure.stance("start"), figure.stance("end"))
    steps: list[Step] = []
    for stage in stages(tuple(phases), longest_s=LONGEST_S):
        if steps and stage.begin != stage.end and steps[-1].begin != steps[-1].end:
            steps.append(Step(0, stage.begin, stage.begin, REST_S))
        steps.append(Step(0, stage.begin, stage.end, max(stage.seconds, SHORTEST_S)))
    if steps[-1].begin != steps[-1].end:
        steps.append(Step(0, steps[-1].end, steps[-1].end, REST_S))
    return Course((way,), tuple(steps))


def _written(figure: Figure) -> Course:
    """The cycle that the movement's file writes out pose by pose."""
    ways: dict[tuple[str, str], int] = {}
    steps: list[Step] = []
    here = figure.cycle[-1].to
    for leg in figure.cycle:
        if leg.to == here:
            last = steps[-1] if steps else Step(_way(ways, here, figure.cycle[0].to), 0, 0, 0)
            steps.append(Step(last.way, last.end, last.end, leg.seconds))
            continue
        begin, end = (1.0, 0.0) if (leg.to, here) in ways else (0.0, 1.0)
        pair = (leg.to, here) if begin else (here, leg.to)
        steps.append(Step(_way(ways, *pair), begin, end, leg.seconds, leg.even))
        here = leg.to
    stances = tuple(Way(figure.named(a), figure.named(b)) for a, b in ways)
    return Course(stances, tuple(steps))


def _way(ways: dict[tuple[str, str], int], a: str, b: str) -> int:
    return ways.setdefault((a, b), len(ways))
