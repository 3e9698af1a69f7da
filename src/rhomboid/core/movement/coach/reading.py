"""Numbers of one frame: the signal of each channel, and what the faults are read from."""

from __future__ import annotations

from typing import Final

import msgspec

from rhomboid.core.movement.body.pose import SIDES, Side
from rhomboid.core.movement.coach.plan import Plan, Watching
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.observe.readers import Sight

#: The near side of a person seen from the side.
_NEAR: Final[dict[Facing, tuple[Side, ...]]] = {
    "left": ("left",),
    "right": ("right",),
    "front": SIDES,
    "back": SIDES,
}


#: Error of a signal that is not within its error from here: it counts, and says no range.
_NO_RANGE: Final = 180.0


class Reading(msgspec.Struct, frozen=True):
    """What was read in one frame.

    Attributes:
        sides: value of the signal on each side that is seen, as it is, larger towards the end.
        error: of the signal on the worse side, in its unit.
        faults: value of each watched fault, `None` where it cannot be read from here.
    """

    sides: dict[Side, float]
    error: float
    faults: tuple[float | None, ...]


def sides_for(plan: Plan, facing: Facing) -> tuple[Side, ...]:
    """Sides whose signal counts when the person is seen from there."""
    if plan.measure is not None and plan.measure.paired is None:
        return ("left",)
    return _NEAR[facing] if plan.coached.channels == "both" else SIDES


def read(plan: Plan, sight: Sight, facing: Facing, sides: tuple[Side, ...]) -> Reading:
    """Read one frame on the sides that are seen."""
    sign = -1.0 if plan.coached.falls else 1.0
    values: dict[Side, float] = {}
    error = 0.0
    if plan.measure is not None:
        values = {side: sign * float(plan.measure.value(sight, side)) for side in sides}
        error = max(plan.measure.error(sight, side) for side in sides)
        if not plan.coached.ranged_from(facing):
            error = max(error, _NO_RANGE)
    faults = tuple(_fault(watching, sight, facing, sides) for watching in plan.watching)
    return Reading(values, error, faults)


def _fault(
    watching: Watching, sight: Sight, facing: Facing, sides: tuple[Side, ...]
) -> float | None:
    measure = watching.measure
    if measure is None or not measure.readable_from(facing):
        return None
    if measure.paired is None:
        return float(measure.value(sight, "left"))
    values = [float(measure.value(sight, side)) for side in sides]
    return max(values) if watching.fault.when == "above" else min(values)


def channel_values(plan: Plan, reading: Reading, middle: float) -> tuple[float | None, ...]:
    """The signal of each channel; `middle` is where a signed signal parts into left and right."""
    sides = reading.sides
    if plan.coached.channels == "both":
        mean = sum(sides.values()) / len(sides) if sides else None
        return (mean, sides.get("left"), sides.get("right"))
    if plan.coached.channels == "signed":
        off = sides.get("left")
        return (None, None) if off is None else (max(off - middle, 0.0), max(middle - off, 0.0))
    return (sides.get("left"), sides.get("right"))
