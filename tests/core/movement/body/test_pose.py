from __future__ import annotations

import pytest
from hypothesis import given

from rhomboid.core.movement.body.pose import Pose, PoseError, blend, mirrored, read_pose
from tests.core.movement.poses import poses


def test_an_angle_without_a_side_holds_for_both() -> None:
    pose = read_pose("x", {"elbow_flexion_deg": 90})
    assert (pose.left.elbow_flexion_deg, pose.right.elbow_flexion_deg) == (90, 90)


def test_an_angle_of_one_side_wins_over_that_of_both() -> None:
    pose = read_pose("x", {"elbow_flexion_deg": 90, "left": {"elbow_flexion_deg": 20}})
    assert (pose.left.elbow_flexion_deg, pose.right.elbow_flexion_deg) == (20, 90)


def test_what_the_end_leaves_out_stays_as_at_the_start() -> None:
    start = read_pose("x", {"hip_flexion_deg": 30, "neck_flexion_deg": 5})
    end = read_pose("x", {"neck_flexion_deg": 9}, onto=start)
    assert (end.left.hip_flexion_deg, end.axial.neck_flexion_deg) == (30, 9)


def test_a_misspelt_angle_is_refused_by_name() -> None:
    with pytest.raises(PoseError, match="elbow_flexoin_deg"):
        read_pose("band_row", {"elbow_flexoin_deg": 90})


def test_a_misspelt_angle_of_one_side_is_refused_by_name() -> None:
    with pytest.raises(PoseError, match="elbow_flexoin_deg"):
        read_pose("band_row", {"left": {"elbow_flexoin_deg": 90}})


@pytest.mark.parametrize("degrees", [-0.1, 155.1])
def test_an_elbow_beyond_its_bounds_is_refused(degrees: float) -> None:
    with pytest.raises(PoseError, match="band_row"):
        read_pose("band_row", {"elbow_flexion_deg": degrees})


@pytest.mark.parametrize("degrees", [0, 155])
def test_an_elbow_at_its_bounds_is_taken(degrees: float) -> None:
    assert read_pose("x", {"elbow_flexion_deg": degrees}).left.elbow_flexion_deg == degrees


def test_halfway_is_the_mean_of_both_poses() -> None:
    a, b = read_pose("a", {"knee_flexion_deg": 10}), read_pose("b", {"knee_flexion_deg": 50})
    assert blend(a, b, 0.5).left.knee_flexion_deg == 30
    assert blend(a, b, 0) == a
    assert blend(a, b, 1) == b


@given(poses)
def test_mirroring_twice_changes_nothing(pose: Pose) -> None:
    assert mirrored(mirrored(pose)) == pose


def test_mirroring_turns_a_left_tilt_into_a_right_one() -> None:
    pose = read_pose("x", {"neck_lateral_flexion_deg": 20, "left": {"elbow_flexion_deg": 40}})
    flipped = mirrored(pose)
    assert flipped.axial.neck_lateral_flexion_deg == -20
    assert flipped.right.elbow_flexion_deg == 40
    assert flipped.left.elbow_flexion_deg == 0
