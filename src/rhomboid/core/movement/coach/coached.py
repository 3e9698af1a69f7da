"""How a camera counts a movement: the table `coach` of its file."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.observe.measures import MEASURES, Facing, Measure, View, view_of


class CoachTableError(RhomboidError):
    """The table `coach` of `movement` cannot be used; `problem` says why."""

    def __init__(self, movement: str, problem: str) -> None:
        self.movement = movement
        self.problem = problem
        super().__init__(f"movement {movement}, table coach: {problem}")


class Coached(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How a movement is counted.

    Attributes:
        signal: the measure that counts it; without one only time guides.
        channels: `both` sides together, `each` side for itself, `signed` where one measure goes
            to the left (positive) and to the right.
        falls: the signal gets smaller on the way to the end pose.
        least: the smallest excursion that can be a repetition, in the unit of the signal.
        views: from where it can be counted.
        ranged: from where the signal lies within its error, so that a range is said; everywhere
            it can be counted from, if left out.
        proxy: the signal stands for something that a webcam cannot see (view P).
    """

    signal: str | None = None
    channels: Literal["both", "each", "signed"] = "both"
    falls: bool = False
    least: Annotated[float, msgspec.Meta(gt=0)] = 15.0
    views: tuple[View, ...] = ("front", "side")
    ranged: tuple[View, ...] | None = None
    proxy: bool = False

    @property
    def measure(self) -> Measure | None:
        """The measure behind the signal."""
        return None if self.signal is None else MEASURES[self.signal]

    def counts_from(self, facing: Facing) -> bool:
        """Whether it can be counted from there."""
        return view_of(facing) in self.views and (
            self.measure is None or self.measure.readable_from(facing)
        )

    def ranged_from(self, facing: Facing) -> bool:
        """Whether a range can be said from there."""
        return self.counts_from(facing) and (self.ranged is None or view_of(facing) in self.ranged)


def read_coached(movement: Movement) -> Coached:
    """Read the table `coach` of a movement.

    Raises:
        CoachTableError: for an unknown field or measure, or an impossible value.
    """
    try:
        coached = msgspec.convert(movement.coach, Coached)
    except msgspec.ValidationError as error:
        raise CoachTableError(movement.id, str(error)) from error
    if coached.signal is not None and coached.signal not in MEASURES:
        raise CoachTableError(movement.id, f"no measure is called `{coached.signal}`")
    return coached
