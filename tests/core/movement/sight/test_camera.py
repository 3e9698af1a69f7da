from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.pose import Pose, read_pose
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.sight.camera import Camera, Facing, lens, picture, see
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import mirrored_points, model_points

STANDING = model_points(build(Pose()))
ARMS_OUT = model_points(build(read_pose("x", {"shoulder_abduction_deg": 90})))
SIDES_SEEN: list[Facing] = ["front", "back", "left", "right"]


def test_a_point_twice_as_far_is_half_as_large() -> None:
    camera = Camera(height_m=1.0, tilt_deg=0)
    near = see(STANDING, camera, 1.7).points
    far = see(STANDING, Camera(height_m=1.0, tilt_deg=0, distance_m=6.0), 1.7).points
    heights = [p[Landmark.LEFT_ANKLE, 1] - p[Landmark.LEFT_SHOULDER, 1] for p in (near, far)]
    assert heights[0] / heights[1] == pytest.approx(2, rel=0.02)


def test_the_size_is_that_of_the_angle_of_view() -> None:
    """At 3 m, 45 degrees see 2 x 3 x tan(22.5) = 2.485 m; the span of the arms is known."""
    wrists = ARMS_OUT[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]].mean(axis=0)
    points = see(ARMS_OUT, Camera(height_m=1.4, tilt_deg=0), 1.7, aim=wrists).points
    wide = points[Landmark.LEFT_WRIST, 0] - points[Landmark.RIGHT_WRIST, 0]
    real = ARMS_OUT[Landmark.LEFT_WRIST, 1] - ARMS_OUT[Landmark.RIGHT_WRIST, 1]
    assert wide == pytest.approx(real * 1.7 / 2.485, rel=0.001)


def test_what_the_camera_looks_at_is_in_the_middle() -> None:
    for side in SIDES_SEEN:
        through = lens(Camera(side=side, height_m=0.4), 1.6, vector(0.1, -0.2, 0.5))
        seen = picture(np.repeat(vector(0.1, -0.2, 0.5)[None], 33, 0), through)
        assert seen[0, :2] == pytest.approx([16 / 18, 0.5])


@pytest.mark.parametrize(
    ("side", "mark", "where"),
    [
        ("front", Landmark.LEFT_WRIST, "right"),
        ("back", Landmark.LEFT_WRIST, "left"),
        ("right", Landmark.NOSE, "right"),
        ("left", Landmark.NOSE, "left"),
    ],
)
def test_each_side_is_seen_from_there(side: Facing, mark: Landmark, where: str) -> None:
    x = see(ARMS_OUT, Camera(side=side), 1.7).points[mark, 0] - 16 / 18
    assert (x > 0) == (where == "right")


def test_turning_to_the_left_shows_the_left_side() -> None:
    turned = see(ARMS_OUT, Camera(side="front", turn_deg=90), 1.7)
    left = see(ARMS_OUT, Camera(side="left"), 1.7)
    assert turned.points == pytest.approx(left.points, abs=1e-9)


def test_depth_is_from_the_hips_and_grows_away_from_the_camera() -> None:
    points = see(STANDING, Camera(side="right"), 1.7).points
    assert points[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 2].mean() == pytest.approx(0, abs=1e-9)
    assert points[Landmark.LEFT_SHOULDER, 2] > 0 > points[Landmark.RIGHT_SHOULDER, 2]
    front = see(ARMS_OUT, Camera(side="front", distance_m=8), 1.7).points
    across = front[Landmark.LEFT_WRIST, 0] - front[Landmark.RIGHT_WRIST, 0]
    side = see(ARMS_OUT, Camera(side="right", distance_m=8), 1.7).points
    deep = side[Landmark.LEFT_WRIST, 2] - side[Landmark.RIGHT_WRIST, 2]
    assert deep == pytest.approx(across, rel=0.02)


@given(
    side=st.sampled_from(SIDES_SEEN),
    turn=st.floats(-40, 40),
    height=st.floats(0.2, 2.0),
    arm=st.floats(0, 170),
)
def test_a_mirrored_body_before_a_mirrored_camera_is_the_mirrored_picture(
    side: Facing, turn: float, height: float, arm: float
) -> None:
    body = model_points(build(read_pose("x", {"left": {"shoulder_abduction_deg": arm}})))
    across: dict[Facing, Facing] = {"left": "right", "right": "left"}
    other = across.get(side, side)
    here = see(body, Camera(side=side, turn_deg=turn, height_m=height), 1.7)
    there = see(mirrored_points(body), Camera(side=other, turn_deg=-turn, height_m=height), 1.7)
    for mark in (Landmark.NOSE, Landmark.LEFT_WRIST, Landmark.RIGHT_FOOT_INDEX):
        partner = Landmark[_other(mark.name)]
        assert here.points[mark, 0] - 8 / 9 == pytest.approx(
            8 / 9 - there.points[partner, 0], abs=1e-9
        )
        assert here.points[mark, 1:] == pytest.approx(there.points[partner, 1:], abs=1e-9)
        assert here.visibility[mark] == pytest.approx(there.visibility[partner], abs=1e-6)


def _other(name: str) -> str:
    if "LEFT" in name:
        return name.replace("LEFT", "RIGHT")
    return name.replace("RIGHT", "LEFT")


def visibility(points: Array, camera: Camera) -> Array:
    return see(points, camera, 1.7).visibility


def test_from_the_front_everything_is_seen() -> None:
    assert visibility(ARMS_OUT, Camera()).min() > 0.95


def test_from_the_side_the_far_limbs_are_behind_the_near_ones() -> None:
    seen = visibility(STANDING, Camera(side="right"))
    assert seen[Landmark.RIGHT_KNEE] > 0.95 > 0.8 > seen[Landmark.LEFT_KNEE]
    assert seen[Landmark.RIGHT_ELBOW] > 0.95 > 0.6 > seen[Landmark.LEFT_ELBOW]
    assert seen[[Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP]].min() >= 0.9


def test_from_behind_the_face_is_not_seen() -> None:
    seen = visibility(STANDING, Camera(side="back"))
    assert seen[Landmark.NOSE] < 0.6
    assert seen[Landmark.LEFT_WRIST] > 0.95


def test_hands_behind_the_back_are_not_seen_from_the_front() -> None:
    behind = read_pose(
        "x", {"shoulder_flexion_deg": -35, "elbow_flexion_deg": 90,
              "shoulder_external_rotation_deg": -80}
    )  # fmt: skip
    assert visibility(model_points(build(behind)), Camera())[Landmark.LEFT_WRIST] < 0.6


def test_feet_below_the_picture_are_guessed_with_low_visibility() -> None:
    near = see(STANDING, Camera(distance_m=1.2, height_m=1.3, tilt_deg=0), 1.7)
    assert near.points[Landmark.LEFT_ANKLE, 1] > 1
    assert near.visibility[Landmark.LEFT_ANKLE] < 0.1
    assert near.visibility[Landmark.NOSE] > 0.9
    assert np.isfinite(near.points).all()
