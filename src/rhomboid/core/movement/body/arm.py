"""Arms from joint angles, or reaching for a pinned hand; the shoulder girdle follows."""

from __future__ import annotations

import math

import numpy as np

from rhomboid.core.movement.body.grip import Grip
from rhomboid.core.movement.body.pose import Limbs, Side
from rhomboid.core.movement.body.proportions import (
    FOREARM,
    SHOULDER,
    SPINE,
    STERNOCLAVICULAR,
    T4,
    UPPER_ARM,
)
from rhomboid.core.movement.body.reach import hinge_frames, two_bones
from rhomboid.core.movement.body.rotation import (
    Array,
    about_vector,
    about_x,
    about_y,
    about_z,
    cross,
    smoothstep,
    square_to,
    unit,
    vector,
)
from rhomboid.core.movement.body.skeleton import Arm, Trunk, sign, to_side

#: Rounds in which girdle and reaching arm find each other; a fifth changes less than 0.001.
_ROUNDS = 4
_CHEST = vector(SPINE[T4, 0], 0, SPINE[T4, 1])


def shoulder_turn(limbs: Limbs) -> Array:
    """Turn of the left upper arm against the chest."""
    raised = vector(
        math.radians(limbs.shoulder_abduction_deg), -math.radians(limbs.shoulder_flexion_deg), 0
    )
    return np.asarray(
        about_z(limbs.shoulder_horizontal_abduction_deg)
        @ about_vector(raised)
        @ about_z(limbs.shoulder_external_rotation_deg)
    )


def girdle(direction: Array, limbs: Limbs) -> Array:
    """The left shoulder joint in the chest's frame for an upper arm along `direction`.

    The clavicle rises as the arm does and comes forward when the arm reaches forward; the
    scapula's own angles are added.
    """
    elevation_deg = math.degrees(math.acos(min(max(-float(direction[2]), -1.0), 1.0)))
    rise = 24 * smoothstep(25, 175, elevation_deg) + limbs.scapula_elevation_deg
    back = limbs.scapula_retraction_deg
    back -= 7 * smoothstep(20, 90, elevation_deg) * max(float(direction[0]), 0.0)
    turned = about_z(back) @ about_x(rise) @ (SHOULDER - STERNOCLAVICULAR)
    return np.asarray(STERNOCLAVICULAR + turned)


def arm(side: Side, limbs: Limbs, trunk: Trunk, grip: Grip) -> Arm:
    """The arm of one side on a trunk."""
    if grip.at is None:
        shoulder, elbow, wrist, upper, low = _from_angles(side, limbs, trunk)
    else:
        shoulder, elbow, wrist, upper, low = _reaching(side, limbs, trunk, grip)
    s = sign(side)
    forearm = low @ about_z(-limbs.forearm_pronation_deg * s)
    if grip.along is None:
        hand = forearm @ about_x(-limbs.wrist_flexion_deg * s)
        hand = hand @ about_y(-limbs.wrist_radial_deviation_deg)
    else:
        palm = grip.facing if grip.facing is not None else -trunk.thorax_frame[:, 0]
        hand = _held_hand(grip.along, palm, s)
        forearm = _twisted_with(low, hand)
    return Arm(shoulder, elbow, wrist, upper, low, forearm, hand)


def _shoulder_at(side: Side, trunk: Trunk, on_chest: Array) -> Array:
    return np.asarray(trunk.points[T4] + trunk.thorax_frame @ to_side(side, on_chest - _CHEST))


def _from_angles(side: Side, limbs: Limbs, trunk: Trunk) -> tuple[Array, ...]:
    turn = shoulder_turn(limbs)
    shoulder = _shoulder_at(side, trunk, girdle(-turn[:, 2], limbs))
    upper = trunk.thorax_frame @ to_side(side, turn)
    low = upper @ about_y(-limbs.elbow_flexion_deg)
    elbow = shoulder - upper[:, 2] * UPPER_ARM
    return shoulder, elbow, elbow - low[:, 2] * FOREARM, upper, low


def _reaching(side: Side, limbs: Limbs, trunk: Trunk, grip: Grip) -> tuple[Array, ...]:
    assert_at = grip.at if grip.at is not None else np.zeros(3)
    bend = grip.bend if grip.bend is not None else trunk.thorax_frame @ vector(-1, 0, -0.3)
    direction = vector(0, 0, -1)
    for _ in range(_ROUNDS):
        shoulder = _shoulder_at(side, trunk, girdle(direction, limbs))
        elbow, wrist = two_bones(shoulder, assert_at, (UPPER_ARM, FOREARM), bend)
        direction = to_side(side, trunk.thorax_frame.T @ unit(elbow - shoulder))
    upper, low = hinge_frames(np.array([shoulder, elbow, wrist]), bend, fold=1)
    return shoulder, elbow, wrist, upper, low


def _held_hand(fingers: Array, palm: Array, s: float) -> Array:
    """Frame of a hand with its fingers along one direction and its palm facing another."""
    z = -unit(fingers)
    y = -square_to(palm, z) * s
    return np.column_stack([cross(y, z), y, z])


def _twisted_with(low: Array, hand: Array) -> Array:
    """The forearm's frame turned about its bone until it suits the hand."""
    z, y = low[:, 2], hand[:, 1]
    rest = y - z * float(y @ z)
    if float(rest @ rest) < 0.02:
        return low
    y = unit(rest)
    return np.column_stack([cross(y, z), y, z])
