"""What the coach must read in every frame of one movement, worked out once."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.knowledge.movements import Fault, Movement
from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.body.rotation import Indices
from rhomboid.core.movement.coach.coached import Coached, read_coached
from rhomboid.core.movement.coach.position import is_level, most_lean_deg
from rhomboid.core.movement.coach.records import Channel
from rhomboid.core.movement.observe.measures import MEASURES, Measure

#: Part of a repetition: away from rest, furthest, and on the way back.
Part = Literal["up", "top", "down"]
#: Faults that are judged on whole repetitions.
OF_REPETITION: Final = ("side_difference", "up_time", "down_time")


class Watching(msgspec.Struct, frozen=True):
    """A fault that a camera can judge.

    Attributes:
        fault: its row.
        measure: what it is read from; `None` if it is judged on whole repetitions.
        parts: in which parts of a repetition it counts.
    """

    fault: Fault
    measure: Measure | None
    parts: frozenset[Part]

    def beyond(self, value: float, tolerance: float | None = None) -> bool:
        """Whether a value is a fault, by more than the tolerance."""
        fault = self.fault
        slack = fault.tolerance if tolerance is None else tolerance
        limit = fault.limit or 0.0
        return value > limit + slack if fault.when == "above" else value < limit - slack


class Plan(msgspec.Struct, frozen=True):
    """One movement as the coach reads it.

    Attributes:
        measure: of the signal; `None` where only time guides.
        channels: names of the counters; where both sides work together, each side is followed
            as well, for those who move one at a time.
        needed: landmarks that the signal needs on each side.
        watching: faults that can be judged.
        unjudged: ids of those that no webcam can judge.
        holds: whether positions are held and timed.
        level: whether it is done lying, or on hands and knees.
        most_lean_deg: if not, from which lean on a person lies.
    """

    movement: Movement
    coached: Coached
    measure: Measure | None
    channels: tuple[Channel, ...]
    needed: dict[Side, Indices]
    watching: tuple[Watching, ...]
    unjudged: tuple[str, ...]
    holds: bool
    level: bool
    most_lean_deg: float


@lru_cache(maxsize=128)
def _planned(movement_id: str, packed: bytes) -> Plan:  # noqa: ARG001 - part of the key
    movement = msgspec.msgpack.decode(packed, type=Movement)
    coached = read_coached(movement)
    measure = coached.measure
    channels: tuple[Channel, ...] = ("left", "right")
    if coached.channels == "both":
        channels = ("both", *channels)
    needed = {
        side: np.array(measure.landmarks(side) if measure else (), dtype=np.intp) for side in SIDES
    }
    watching = tuple(_watching(movement, fault) for fault in movement.faults if _judged(fault))
    return Plan(
        movement=movement,
        coached=coached,
        measure=measure,
        channels=channels,
        needed=needed,
        watching=watching,
        unjudged=tuple(fault.id for fault in movement.faults if not _judged(fault)),
        holds=movement.dose.start.hold_s is not None,
        level=is_level(movement),
        most_lean_deg=most_lean_deg(movement),
    )


def plan(movement: Movement) -> Plan:
    """The plan of a movement, kept after the first time.

    Raises:
        CoachTableError: if its table `coach` cannot be read.
    """
    return _planned(movement.id, msgspec.msgpack.encode(movement))


def _judged(fault: Fault) -> bool:
    return fault.limit is not None and (fault.measure in MEASURES or fault.measure in OF_REPETITION)


def _watching(movement: Movement, fault: Fault) -> Watching:
    measure = MEASURES.get(fault.measure or "")
    return Watching(fault, measure, _parts(movement, fault))


def _parts(movement: Movement, fault: Fault) -> frozenset[Part]:
    named = [phase for phase in movement.phases if not fault.during or phase.id in fault.during]
    parts: set[Part] = set()
    for phase in named:
        parts.add("top" if phase.to == "hold" else "up" if phase.to == "end" else "down")
    if not any(phase.to == "hold" for phase in movement.phases) and "up" in parts:
        parts.add("top")
    return frozenset(parts)
