"""A pose with what holds it, and the bodies on the way from one to another."""

from __future__ import annotations

import msgspec

from rhomboid.core.movement.body.arm import arm
from rhomboid.core.movement.body.build import Rest, build, loose, shift
from rhomboid.core.movement.body.grip import Holders, grip, pin_of
from rhomboid.core.movement.body.leg import leg
from rhomboid.core.movement.body.limb_way import arm_between, leg_between
from rhomboid.core.movement.body.pin import FEET, HANDS, Moment, OneLimb, Pin, mirrored_pin
from rhomboid.core.movement.body.pose import SIDES, Pose, Side, blend, mirrored
from rhomboid.core.movement.body.proportions import HIP_HEIGHT
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.body.skeleton import Arm, Leg, Skeleton, Trunk
from rhomboid.core.movement.body.spine import trunk


class Stance(msgspec.Struct, frozen=True, kw_only=True):
    """A pose, the pins that hold at its moment, and what the body rests on."""

    pose: Pose
    pins: tuple[Pin, ...]
    rest: Rest
    moment: Moment

    def body(self) -> Skeleton:
        """The skeleton that stands, lies or holds so."""
        return build(self.pose, self.pins, self.rest, self.moment)

    def mirrored(self) -> Stance:
        """The same with left and right in each other's place."""
        forward, left = self.rest.at
        return Stance(
            pose=mirrored(self.pose),
            pins=tuple(mirrored_pin(pin) for pin in self.pins),
            rest=msgspec.structs.replace(self.rest, at=(forward, -left)),
            moment=self.moment,
        )


def build_between(a: Stance, b: Stance, share: float) -> Skeleton:
    """The skeleton `share` (0 to 1) of the way from one stance to another.

    Angles go evenly. A limb that is held at one place in `a` and at another, or nowhere, in `b`
    goes evenly from where `a` has it to where `b` has it. No joint jumps at any share.
    """
    if share <= 0:
        return a.body()
    if share >= 1:
        return b.body()
    pose = blend(a.pose, b.pose, share)
    way = _Way(a, b, share, pose)
    first = way.assemble(vector(0, 0, HIP_HEIGHT), placed=False)
    moved = shift(first, a.rest) * (1 - share) + shift(first, b.rest) * share
    return way.assemble(vector(0, 0, HIP_HEIGHT) + moved, placed=True)


class _Way:
    """The limbs of one pose held by the pins of two stances."""

    def __init__(self, a: Stance, b: Stance, share: float, pose: Pose) -> None:
        self.share, self.pose = share, pose
        self._stances = (a, b)
        self._loose = (loose(a.pins), loose(b.pins))

    def assemble(self, pelvis: Array, *, placed: bool) -> Skeleton:
        """The skeleton with its hips at `pelvis`; `placed` if pins to the world can be reached."""
        body = trunk(self.pose.axial, pelvis)
        a, b = (stance.pins for stance in self._stances) if placed else self._loose
        legs = {s: self._leg(s, body, (a, b)) for s in SIDES}
        arms = {s: self._arm(s, Holders(body, legs), (a, b)) for s in SIDES}
        return Skeleton(body, arms["left"], arms["right"], legs["left"], legs["right"])

    def _same(self, limb: OneLimb, pins: tuple[tuple[Pin, ...], tuple[Pin, ...]]) -> bool:
        moments = (stance.moment for stance in self._stances)
        first, second = (pin_of(p, limb, m) for p, m in zip(pins, moments, strict=True))
        return first == second

    def _leg(self, side: Side, body: Trunk, pins: tuple[tuple[Pin, ...], tuple[Pin, ...]]) -> Leg:
        hips, limbs = (body.pelvis, body.pelvis_frame), self.pose.limbs(side)
        first, second = (
            leg(side, limbs, hips, grip(p, FEET[side], stance.moment, Holders(body, {})))
            for p, stance in zip(pins, self._stances, strict=True)
        )
        return first if self._same(FEET[side], pins) else leg_between(first, second, self.share)

    def _arm(
        self, side: Side, holders: Holders, pins: tuple[tuple[Pin, ...], tuple[Pin, ...]]
    ) -> Arm:
        limbs = self.pose.limbs(side)
        first, second = (
            arm(side, limbs, holders.trunk, grip(p, HANDS[side], stance.moment, holders))
            for p, stance in zip(pins, self._stances, strict=True)
        )
        return first if self._same(HANDS[side], pins) else arm_between(first, second, self.share)
