"""The body in a pose: joint angles, pins and a ground to rest on -> joint positions."""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np

from rhomboid.core.movement.body.arm import arm
from rhomboid.core.movement.body.contact import lowest, lowest_sole
from rhomboid.core.movement.body.grip import Grip, Holders, grip
from rhomboid.core.movement.body.leg import leg
from rhomboid.core.movement.body.pin import FEET, HANDS, Moment, OneLimb, Pin
from rhomboid.core.movement.body.pose import SIDES, Pose, Side
from rhomboid.core.movement.body.proportions import HIP_HEIGHT
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.body.skeleton import Leg, Skeleton
from rhomboid.core.movement.body.spine import trunk

#: What stays over one place of the floor while the body moves.
Anchor = Literal["feet", "knees", "pelvis"]


class Rest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the body rests on.

    Attributes:
        on: `feet` puts the lower sole on the floor, `floor` the lowest part of the body;
            `pelvis` puts the hips at `height`.
        anchor: which part stays over `at`.
        at: forward and left, in statures.
        height: height of the hip joints, for `pelvis` only.
    """

    on: Literal["feet", "floor", "pelvis"] = "feet"
    anchor: Anchor = "feet"
    at: tuple[float, float] = (0.0, 0.0)
    height: float = HIP_HEIGHT


def build(
    pose: Pose, pins: tuple[Pin, ...] = (), rest: Rest | None = None, moment: Moment = "end"
) -> Skeleton:
    """The skeleton of a pose, resting on the ground with its pinned hands and feet in place."""
    rest = rest or Rest()
    start = assemble(pose, loose(pins), vector(0, 0, HIP_HEIGHT), moment)
    pelvis = vector(0, 0, HIP_HEIGHT) + shift(start, rest)
    return assemble(pose, pins, pelvis, moment)


def loose(pins: tuple[Pin, ...]) -> tuple[Pin, ...]:
    """The pins for a body that has no place yet: one to the world gives directions only."""
    return tuple(
        msgspec.structs.replace(pin, at=None) if pin.to == "world" else pin for pin in pins
    )


def assemble(pose: Pose, pins: tuple[Pin, ...], pelvis: Array, moment: Moment) -> Skeleton:
    """The skeleton whose hips are at `pelvis`."""
    body = trunk(pose.axial, pelvis)
    hips = (body.pelvis, body.pelvis_frame)

    def held(limb: OneLimb, legs: dict[Side, Leg]) -> Grip:
        return grip(pins, limb, moment, Holders(body, legs))

    legs = {s: leg(s, pose.limbs(s), hips, held(FEET[s], {})) for s in SIDES}
    arms = {s: arm(s, pose.limbs(s), body, held(HANDS[s], legs)) for s in SIDES}
    return Skeleton(body, arms["left"], arms["right"], legs["left"], legs["right"])


def shift(body: Skeleton, rest: Rest) -> Array:
    """How far the body must move to rest."""
    place = _anchor(body, rest.anchor)
    if rest.on == "feet":
        down = lowest_sole(body)
    elif rest.on == "floor":
        down = lowest(body)
    else:
        down = float(body.trunk.pelvis[2]) - rest.height
    return vector(rest.at[0] - place[0], rest.at[1] - place[1], -down)


def _anchor(body: Skeleton, part: Anchor) -> Array:
    if part == "pelvis":
        return body.trunk.pelvis
    legs = [body.leg(side) for side in SIDES]
    points = [leg.ankle if part == "feet" else leg.knee for leg in legs]
    return np.asarray((points[0] + points[1]) / 2)
