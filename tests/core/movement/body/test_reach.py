from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.movement.body.build import Rest, build
from rhomboid.core.movement.body.pin import Pin
from rhomboid.core.movement.body.pose import Pose
from rhomboid.core.movement.body.reach import hinge_frames, two_bones
from rhomboid.core.movement.body.rotation import about_vector, between, vector

coordinates = st.floats(-1, 1, allow_nan=False)


@given(coordinates, coordinates, coordinates)
def test_two_bones_keep_their_lengths_and_end_on_the_way_to_the_target(
    x: float, y: float, z: float
) -> None:
    target = vector(x, y, z)
    distance = float(np.linalg.norm(target))
    if distance < 0.05:
        return
    middle, end = two_bones(np.zeros(3), target, (0.3, 0.3), vector(0.3, -0.5, 0.8))
    assert np.linalg.norm(middle) == pytest.approx(0.3)
    assert np.linalg.norm(end - middle) == pytest.approx(0.3)
    assert end == pytest.approx(target * min(1, 0.6 * 0.9995 / distance))


def test_the_middle_joint_points_to_the_side_it_is_told() -> None:
    for bend in (1.0, -1.0):
        middle, _ = two_bones(np.zeros(3), vector(0, 0, -0.5), (0.3, 0.3), vector(bend, 0, 0))
        assert middle[0] * bend > 0.1


def test_a_pinned_elbow_is_a_hinge_that_folds_forward_and_a_knee_one_that_folds_back() -> None:
    joints = np.array([[0, 0, 0], [0, 0, -1], [0.6, 0, -1.8]])
    upper, lower = hinge_frames(joints, vector(-1, 0, 0), fold=1)
    assert upper[:, 0] == pytest.approx([1, 0, 0])
    assert lower[:, 2] == pytest.approx([-0.6, 0, 0.8])
    thigh, _ = hinge_frames(joints * [-1, 1, 1], vector(1, 0, 0), fold=-1)
    assert thigh[:, 0] == pytest.approx([1, 0, 0])


def test_a_pinned_hand_goes_where_it_is_pinned_on_both_sides() -> None:
    pin = Pin(limb="hands", at=(0.2, 0.15, 0.8), bend=(-1, 0, -1))
    body = build(Pose(), (pin,))
    assert body.left_arm.wrist == pytest.approx([0.2, 0.15, 0.8], abs=1e-6)
    assert body.right_arm.wrist == pytest.approx([0.2, -0.15, 0.8], abs=1e-6)


def test_a_pin_for_one_side_is_not_mirrored() -> None:
    body = build(Pose(), (Pin(limb="hand_right", at=(0.2, -0.05, 0.8)),))
    assert body.right_arm.wrist == pytest.approx([0.2, -0.05, 0.8], abs=1e-6)


def test_a_pin_holds_only_at_its_moment() -> None:
    pin = Pin(limb="hands", at=(0.2, 0.15, 0.8), during=("end",))
    free = build(Pose()).left_arm.wrist
    assert build(Pose(), (pin,), moment="start").left_arm.wrist == pytest.approx(free)
    assert build(Pose(), (pin,), moment="end").left_arm.wrist != pytest.approx(free)


def test_pinned_feet_stay_while_the_hips_come_down() -> None:
    pin = Pin(limb="feet", at=(0.0, 0.06, 0.039), along=(1, 0, 0), facing=(0, 0, 1))
    high = build(Pose(), (pin,), Rest(on="pelvis", anchor="pelvis", height=0.52))
    low = build(Pose(), (pin,), Rest(on="pelvis", anchor="pelvis", height=0.35))
    assert low.left_leg.ankle == pytest.approx(high.left_leg.ankle)
    assert low.left_leg.knee[0] > high.left_leg.knee[0] + 0.1


@given(coordinates, coordinates, coordinates, st.floats(0, 1))
def test_between_two_rotations_lies_a_share_of_the_turn(
    x: float, y: float, z: float, share: float
) -> None:
    turn = vector(x, y, z)
    whole = about_vector(turn)
    assert between(np.eye(3), whole, share) == pytest.approx(about_vector(share * turn), abs=1e-6)
