from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.pose import Pose, Side, mirrored, read_pose
from rhomboid.core.movement.body.rotation import Array, about_x, about_y, about_z
from rhomboid.core.movement.body.skeleton import Skeleton
from rhomboid.core.movement.motion.figure import read_figure
from rhomboid.core.movement.observe.angles import ANGLES, NAMES
from rhomboid.core.movement.observe.pose import Observed, observe
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import Build, model_points
from tests.core.movement.movements import MOVEMENTS
from tests.core.movement.observe.bodies import truth
from tests.core.movement.poses import poses


def within(**bounds: tuple[float, float]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries(
        {f"{name}_deg": st.floats(low, high) for name, (low, high) in bounds.items()}
    )


ARM = within(
    shoulder_flexion=(-40, 120),
    shoulder_abduction=(-10, 120),
    shoulder_horizontal_abduction=(-20, 40),
    shoulder_external_rotation=(-60, 60),
    elbow_flexion=(0, 150),
    scapula_elevation=(-3, 5),
    scapula_retraction=(-5, 5),
)
LEG = within(
    hip_flexion=(-20, 120),
    hip_abduction=(-15, 45),
    hip_external_rotation=(-30, 30),
    knee_flexion=(0, 150),
    ankle_dorsiflexion=(-50, 25),
)
SPINE = within(
    pelvis_tilt=(-90, 90),
    pelvis_list=(-30, 30),
    pelvis_rotation=(-180, 180),
    lumbar_flexion=(-20, 20),
    lumbar_lateral_flexion=(-15, 15),
    lumbar_rotation=(-8, 8),
    thoracic_flexion=(-20, 20),
    thoracic_lateral_flexion=(-15, 15),
    thoracic_rotation=(-35, 35),
    neck_flexion=(-30, 30),
    neck_lateral_flexion=(-30, 30),
    neck_rotation=(-60, 60),
    head_nod=(-10, 10),
)


def _pose(spine: dict[str, Any], *limbs: dict[str, Any]) -> Pose:
    left_arm, right_arm, left_leg, right_leg = limbs
    return read_pose(
        "drawn", {**spine, "left": left_arm | left_leg, "right": right_arm | right_leg}
    )


sensible = st.builds(_pose, SPINE, ARM, ARM, LEG, LEG)


def apart(a: float, b: float) -> float:
    return abs((a - b + 180) % 360 - 180)


def errors(seen: Observed, body: Skeleton) -> dict[str, float]:
    """How far each angle that is seen is from the skeleton's own."""
    own = truth(body)
    return {
        name: apart(float(seen.values[place]), own[name])
        for place, name in enumerate(NAMES)
        if name in own and seen.codes[place] == 0
    }


def kind(name: str) -> str:
    return name.partition(" ")[0]


@given(sensible)
def test_the_angles_of_a_pose_are_found_again_from_its_landmarks(pose: Pose) -> None:
    body = build(pose)
    found = errors(observe(model_points(body)), body)
    assert len(found) >= 16
    too_far = {n: e for n, e in found.items() if e > ANGLES[kind(n)].tolerance_deg}
    assert too_far == {}


@pytest.mark.parametrize("name", sorted(MOVEMENTS))
def test_the_angles_of_every_movement_are_found_again_all_the_way(name: str) -> None:
    figure = read_figure(MOVEMENTS[name])
    for step in range(11):
        body = figure.between(step / 10)
        found = errors(observe(model_points(body)), body)
        assert len(found) >= 14
        too_far = {n: e for n, e in found.items() if e > ANGLES[kind(n)].blades_deg}
        assert too_far == {}


@settings(max_examples=60, deadline=None)
@given(ARM, LEG, st.floats(-60, 90), st.floats(-30, 30), st.floats(-179, 179))
def test_with_a_straight_spine_the_numbers_are_those_of_the_pose(
    arm: dict[str, float], leg: dict[str, float], tilt: float, tip: float, turn: float
) -> None:
    arm = {k: v for k, v in arm.items() if "horizontal" not in k and "scapula" not in k}
    pose = read_pose(
        "x",
        {
            **arm, **leg,
            "pelvis_tilt_deg": tilt, "pelvis_list_deg": tip, "pelvis_rotation_deg": turn,
        },
    )  # fmt: skip
    seen = observe(model_points(build(pose)))
    assert seen.deg("trunk_inclination_deg") == pytest.approx(tilt, abs=1.5)
    assert seen.deg("pelvis_list_deg") == pytest.approx(tip, abs=0.01)
    assert apart(float(seen.deg("pelvis_rotation_deg")), turn) < 0.01
    raised = float(np.hypot(arm["shoulder_flexion_deg"], arm["shoulder_abduction_deg"]))
    plane = np.degrees(np.arctan2(arm["shoulder_abduction_deg"], arm["shoulder_flexion_deg"]))
    both: tuple[Side, Side] = ("left", "right")
    for side in both:
        for name in ("elbow_flexion_deg", "ankle_dorsiflexion_deg"):
            assert seen.deg(name, side) == pytest.approx({**arm, **leg}[name], abs=0.05)
        for name in ("hip_flexion_deg", "hip_abduction_deg"):
            assert seen.deg(name, side) == pytest.approx(leg[name], abs=2)
        assert seen.deg("knee_flexion_deg", side) == pytest.approx(leg["knee_flexion_deg"], abs=1)
        assert seen.deg("shoulder_elevation_deg", side) == pytest.approx(raised, abs=2)
        if seen.seen("shoulder_plane_deg", side):
            assert apart(float(seen.deg("shoulder_plane_deg", side)), float(plane)) < 5
        if seen.seen("shoulder_external_rotation_deg", side):
            turned = float(seen.deg("shoulder_external_rotation_deg", side))
            off = apart(turned, arm["shoulder_external_rotation_deg"])
            assert off <= ANGLES["shoulder_external_rotation_deg"].tolerance_deg


@pytest.mark.parametrize(
    ("given_deg", "name", "value"),
    [
        ({"lumbar_lateral_flexion_deg": 12, "thoracic_lateral_flexion_deg": 18},
         "trunk_lateral_flexion_deg", 12 + 0.75 * 18),
        ({"lumbar_rotation_deg": -6, "thoracic_rotation_deg": -38}, "trunk_rotation_deg",
         -6 - 0.75 * 38),
        ({"thoracic_rotation_deg": 40}, "head_rotation_deg", 0.25 * 40),
        ({"neck_flexion_deg": 25, "head_nod_deg": 15}, "head_flexion_deg", 40),
        ({"neck_lateral_flexion_deg": -35}, "head_lateral_flexion_deg", -35),
        ({"neck_rotation_deg": 70}, "head_rotation_deg", 70),
        ({"pelvis_tilt_deg": 40}, "trunk_inclination_deg", 40),
        ({"pelvis_tilt_deg": -90}, "trunk_inclination_deg", -90),
    ],
)  # fmt: skip
def test_what_is_one_angle_to_a_camera_is_the_sum_of_the_body_s_own(
    given_deg: dict[str, float], name: str, value: float
) -> None:
    seen = observe(model_points(build(read_pose("x", given_deg))))
    assert seen.deg(name) == pytest.approx(value, abs=2)


@given(poses)
def test_no_angle_ever_leaves_its_range(pose: Pose) -> None:
    seen = observe(model_points(build(pose)))
    assert np.isfinite(seen.values).all()
    for place, name in enumerate(NAMES):
        angle = ANGLES[kind(name)]
        assert angle.low <= seen.values[place] <= angle.high


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 1e-9, 1.0]))
def test_no_points_whatever_give_nan_or_leave_the_range(seed: int, size: float) -> None:
    points = np.random.default_rng(seed).normal(0, 1, (3, 33, 3)) * size
    seen = observe(points)
    assert np.isfinite(seen.values).all()
    for place, name in enumerate(NAMES):
        angle = ANGLES[kind(name)]
        assert (angle.low <= seen.values[:, place]).all()
        assert (seen.values[:, place] <= angle.high).all()


@pytest.mark.parametrize("name", sorted(MOVEMENTS))
def test_every_angle_goes_along_a_movement_without_a_jump(name: str) -> None:
    figure = read_figure(MOVEMENTS[name])
    steps = 60
    points = np.array([model_points(figure.between(i / steps)) for i in range(steps + 1)])
    seen = observe(points)
    change = abs(np.diff(seen.values, axis=0))
    both = (seen.codes[1:] == 0) & (seen.codes[:-1] == 0)
    moved = np.linalg.norm(np.diff(points, axis=0), axis=-1).max(axis=1)
    # A point that moves by 0.1 of a limb of 0.1 statures turns it by 6 degrees, and by 4 times as
    # much around an axis that is 15 degrees away.
    assert (np.where(both, change, 0.0).max(axis=1) < 0.5 + moved * np.degrees(1) / 0.1 * 4).all()
    assert both.mean() > 0.75


@pytest.mark.parametrize("way", ["shoulder_flexion_deg", "shoulder_abduction_deg"])
def test_elevation_goes_through_90_degrees_and_overhead_without_a_jump(way: str) -> None:
    raised = np.arange(0, 180.5, 0.5)
    points = np.array([model_points(build(read_pose("x", {way: float(r)}))) for r in raised])
    seen = observe(points).deg("shoulder_elevation_deg", "left")
    assert seen == pytest.approx(raised, abs=3)
    assert (abs(np.diff(seen)) < 1.5).all()


@pytest.mark.parametrize(
    "lying",
    [{"pelvis_tilt_deg": -90}, {"pelvis_tilt_deg": 90}, {"pelvis_list_deg": 90},
     {"pelvis_list_deg": -90}, {"pelvis_tilt_deg": 83, "hip_flexion_deg": 83}],
)  # fmt: skip
def test_arms_and_head_are_read_the_same_way_in_every_position(lying: dict[str, float]) -> None:
    arms = {"shoulder_flexion_deg": 70.0, "elbow_flexion_deg": 40.0, "neck_rotation_deg": 30.0}
    upright = observe(model_points(build(read_pose("x", arms))))
    seen = observe(model_points(build(read_pose("x", arms | lying))))
    for name in ("shoulder_elevation_deg", "shoulder_plane_deg", "elbow_flexion_deg"):
        assert seen.deg(name, "left") == pytest.approx(upright.deg(name, "left"), abs=1e-6)
    assert seen.deg("head_rotation_deg") == pytest.approx(upright.deg("head_rotation_deg"))


def test_on_the_side_the_turn_about_the_upright_axis_is_not_claimed() -> None:
    seen = observe(model_points(build(read_pose("x", {"pelvis_list_deg": 88}))))
    assert seen.why_not("pelvis_rotation_deg") == ("on_its_side",)
    assert seen.why_not("trunk_inclination_deg") == ("on_its_side",)
    assert seen.deg("pelvis_list_deg") == pytest.approx(88, abs=0.01)


def test_a_hanging_arm_has_no_plane_and_a_straight_one_no_rotation() -> None:
    seen = observe(model_points(build(Pose())))
    assert seen.why_not("shoulder_plane_deg", "left") == ("no_direction",)
    assert seen.why_not("shoulder_external_rotation_deg", "left") == ("no_direction",)
    assert seen.seen("shoulder_elevation_deg", "left")


@pytest.mark.parametrize(
    ("marks", "lost", "kept"),
    [
        ((Landmark.LEFT_ELBOW, Landmark.LEFT_SHOULDER), "elbow_flexion_deg left",
         "elbow_flexion_deg right"),
        ((Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE), "knee_flexion_deg left",
         "hip_flexion_deg left"),
        ((Landmark.LEFT_HIP, Landmark.RIGHT_HIP), "trunk_rotation_deg", "elbow_flexion_deg left"),
    ],
)  # fmt: skip
def test_points_in_one_place_lose_only_the_angles_that_need_them(
    marks: tuple[Landmark, Landmark], lost: str, kept: str
) -> None:
    points = model_points(build(read_pose("x", {"elbow_flexion_deg": 30})))
    points[marks[1]] = points[marks[0]]
    seen = observe(points)
    why = dict(zip(NAMES, seen.codes, strict=True))
    assert why[lost] != 0
    assert why[kept] == 0
    assert seen.values[NAMES.index(lost)] == 0


@settings(max_examples=30, deadline=None)
@given(sensible, st.floats(0.3, 3), st.floats(-180, 180), st.floats(-5, 5))
def test_where_a_body_stands_and_how_large_it_is_change_nothing(
    pose: Pose, size: float, turn: float, shift: float
) -> None:
    points = model_points(build(pose))
    other = observe(points @ about_z(turn).T * size + shift)
    here = observe(points)
    for place, name in enumerate(NAMES):
        if name != "pelvis_rotation_deg":
            assert other.codes[place] == here.codes[place]
            assert apart(float(other.values[place]), float(here.values[place])) < 1e-4


@settings(max_examples=30, deadline=None)
@given(sensible)
def test_a_mirrored_body_has_the_mirrored_angles(pose: Pose) -> None:
    here = observe(model_points(build(pose)))
    there = observe(model_points(build(mirrored(pose))))
    for name in ("shoulder_elevation_deg", "shoulder_plane_deg", "hip_abduction_deg"):
        assert there.deg(name, "right") == pytest.approx(here.deg(name, "left"), abs=1e-4)
    for name in ("trunk_rotation_deg", "head_lateral_flexion_deg", "pelvis_list_deg"):
        assert there.deg(name) == pytest.approx(-here.deg(name), abs=1e-4)


def test_many_bodies_at_once_are_each_body_by_itself() -> None:
    bodies: list[Array] = [
        model_points(build(read_pose("x", {"shoulder_flexion_deg": a, "knee_flexion_deg": a / 2})))
        for a in (0.0, 40.0, 150.0)
    ]
    together = observe(np.array(bodies))
    for index, body in enumerate(bodies):
        assert together.values[index] == pytest.approx(observe(body).values)


def test_a_body_of_another_build_is_read_nearly_as_well() -> None:
    arms = {"shoulder_abduction_deg": 90.0, "elbow_flexion_deg": 50.0, "hip_flexion_deg": 45.0}
    broad = Build(shoulders=1.15, hips=1.1, arms=0.93, legs=1.05)
    seen = observe(model_points(build(read_pose("x", arms)), broad))
    assert seen.deg("shoulder_elevation_deg", "left") == pytest.approx(90, abs=5)
    assert seen.deg("elbow_flexion_deg", "left") == pytest.approx(50, abs=0.1)
    assert seen.deg("hip_flexion_deg", "left") == pytest.approx(45, abs=4)


def test_the_rotations_of_a_head_are_told_apart() -> None:
    """A tilted world does not change how the head sits on the trunk."""
    head = {"neck_flexion_deg": 20.0, "neck_lateral_flexion_deg": 15.0, "neck_rotation_deg": 40.0}
    points = model_points(build(read_pose("x", head)))
    tilted = points @ (about_x(20) @ about_y(-35)).T
    for name in ("head_flexion_deg", "head_lateral_flexion_deg", "head_rotation_deg"):
        assert observe(tilted).deg(name) == pytest.approx(observe(points).deg(name), abs=1e-6)
