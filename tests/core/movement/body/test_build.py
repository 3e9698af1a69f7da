from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from rhomboid.core.movement.body.build import Rest, build
from rhomboid.core.movement.body.contact import lowest, lowest_sole, sole
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.pose import SIDES, Pose, mirrored, read_pose
from rhomboid.core.movement.body.proportions import FOREARM, SHANK, SPINE, THIGH, UPPER_ARM
from rhomboid.core.movement.body.rotation import MIRROR, Array
from tests.core.movement.poses import poses


def length(a: Array, b: Array) -> float:
    return float(np.linalg.norm(a - b))


@given(poses)
def test_no_pose_changes_the_length_of_a_bone(pose: Pose) -> None:
    body = build(pose)
    for side in SIDES:
        arm, leg = body.arm(side), body.leg(side)
        assert length(arm.shoulder, arm.elbow) == pytest.approx(UPPER_ARM)
        assert length(arm.elbow, arm.wrist) == pytest.approx(FOREARM)
        assert length(leg.hip, leg.knee) == pytest.approx(THIGH)
        assert length(leg.knee, leg.ankle) == pytest.approx(SHANK)


@given(poses)
def test_no_pose_stretches_the_spine(pose: Pose) -> None:
    steps = np.linalg.norm(np.diff(build(pose).trunk.points, axis=0), axis=1)
    assert steps == pytest.approx(np.linalg.norm(np.diff(SPINE, axis=0), axis=1))


@given(poses)
def test_every_frame_is_a_rotation(pose: Pose) -> None:
    body = build(pose)
    frames = [*body.trunk.frames]
    for side in SIDES:
        arm, leg = body.arm(side), body.leg(side)
        frames += [arm.upper_frame, arm.forearm_frame, arm.hand_frame]
        frames += [leg.thigh_frame, leg.shank_frame, leg.foot_frame]
    for frame in frames:
        assert frame.T @ frame == pytest.approx(np.eye(3), abs=1e-9)
        assert np.linalg.det(frame) == pytest.approx(1)


@given(poses)
def test_a_mirrored_pose_is_the_mirrored_body(pose: Pose) -> None:
    there, here = landmarks(build(pose)), landmarks(build(mirrored(pose)))
    for name, point in there.items():
        other = name
        if name.endswith(("_left", "_right")):
            stem, _, side = name.rpartition("_")
            other = f"{stem}_{'right' if side == 'left' else 'left'}"
        assert here[other] == pytest.approx(MIRROR @ point, abs=1e-9)


@given(poses)
def test_feet_rest_on_the_floor(pose: Pose) -> None:
    assert lowest_sole(build(pose)) == pytest.approx(0, abs=1e-9)


@given(poses)
def test_a_lying_body_rests_on_its_lowest_part(pose: Pose) -> None:
    assert lowest(build(pose, rest=Rest(on="floor"))) == pytest.approx(0, abs=1e-9)


def test_the_neutral_body_is_one_stature_tall_and_stands_flat() -> None:
    body = build(Pose())
    assert landmarks(body)["crown"][2] == pytest.approx(1, abs=0.01)
    for side in SIDES:
        assert sole(body.leg(side))[:, 2] == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.parametrize(
    ("angle", "joint", "axis", "sign"),
    [
        ("shoulder_flexion_deg", "wrist_left", 0, 1),
        ("shoulder_abduction_deg", "wrist_left", 1, 1),
        ("elbow_flexion_deg", "wrist_left", 0, 1),
        ("hip_flexion_deg", "knee_left", 0, 1),
        ("hip_abduction_deg", "ankle_left", 1, 1),
        ("knee_flexion_deg", "ankle_left", 0, -1),
        ("lumbar_flexion_deg", "head", 0, 1),
        ("thoracic_lateral_flexion_deg", "head", 1, 1),
        ("neck_rotation_deg", "face", 1, 1),
        ("pelvis_list_deg", "hip_left", 2, 1),
        ("scapula_elevation_deg", "shoulder_left", 2, 1),
        ("scapula_retraction_deg", "shoulder_left", 0, -1),
    ],
)
def test_an_angle_moves_its_joint_the_clinical_way(
    angle: str, joint: str, axis: int, sign: int
) -> None:
    rest = Rest(on="pelvis", anchor="pelvis")
    neutral = landmarks(build(Pose(), rest=rest))[joint]
    moved = landmarks(build(read_pose("x", {angle: 20}), rest=rest))[joint]
    assert sign * (moved[axis] - neutral[axis]) > 0.002


def test_external_rotation_turns_the_bent_forearm_outwards() -> None:
    pose = read_pose("x", {"elbow_flexion_deg": 90, "shoulder_external_rotation_deg": 40})
    body = build(pose)
    for side, outwards in (("left", 1), ("right", -1)):
        marks = landmarks(body)
        assert outwards * (marks[f"wrist_{side}"][1] - marks[f"elbow_{side}"][1]) > 0.05


def test_raised_arms_take_the_shoulders_up_with_them() -> None:
    low, high = build(Pose()), build(read_pose("x", {"shoulder_abduction_deg": 170}))
    assert high.left_arm.shoulder[2] - low.left_arm.shoulder[2] > 0.02
