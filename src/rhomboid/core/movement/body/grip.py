"""A pin worked out for one limb of one body: points and directions in the world."""

from __future__ import annotations

import msgspec
import numpy as np

from rhomboid.core.movement.body.pin import Holder, Moment, OneLimb, Pin, Triple
from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.body.skeleton import Leg, Trunk, to_side


class Grip(msgspec.Struct, frozen=True):
    """Where one hand or foot is held; fields as in `Pin`, in the world's frame."""

    at: Array | None = None
    bend: Array | None = None
    along: Array | None = None
    facing: Array | None = None


class Holders(msgspec.Struct, frozen=True):
    """What a limb may hold on to."""

    trunk: Trunk
    legs: dict[Side, Leg]

    def place(self, holder: Holder) -> tuple[Array, Array]:
        """Origin and frame of a holder."""
        trunk = self.trunk
        if holder == "pelvis":
            return trunk.pelvis, trunk.pelvis_frame
        if holder == "thorax":
            return trunk.points[5], trunk.thorax_frame
        if holder == "head":
            return trunk.points[8], trunk.head_frame
        if holder == "thigh_left":
            return self.legs["left"].hip, self.legs["left"].thigh_frame
        if holder == "thigh_right":
            return self.legs["right"].hip, self.legs["right"].thigh_frame
        return np.zeros(3), np.eye(3)


def pin_of(pins: tuple[Pin, ...], limb: OneLimb, moment: Moment) -> Pin | None:
    """The last of the pins that holds `limb` at `moment`."""
    found = [pin for pin in pins if pin.holds(limb) and moment in pin.during]
    return found[-1] if found else None


def grip(pins: tuple[Pin, ...], limb: OneLimb, moment: Moment, holders: Holders) -> Grip:
    """Where the pin that holds `limb` at `moment` puts it; an empty grip if none does."""
    pin = pin_of(pins, limb, moment)
    if pin is None:
        return Grip()
    # A pin named for one side is given for that side; only a pair is mirrored.
    side: Side = "right" if limb.endswith("right") and pin.limb != limb else "left"
    origin, frame = holders.place(pin.to)

    def turned(direction: Triple | None) -> Array | None:
        if direction is None:
            return None
        return np.asarray(frame @ to_side(side, np.array(direction, dtype=np.float64)))

    at = turned(pin.at)
    return Grip(
        at=None if at is None else origin + at,
        bend=turned(pin.bend),
        along=turned(pin.along),
        facing=turned(pin.facing),
    )
