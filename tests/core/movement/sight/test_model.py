from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from rhomboid.core.movement.body.build import build
from rhomboid.core.movement.body.pose import SIDES, Pose, mirrored
from rhomboid.core.movement.body.proportions import FOREARM, SHANK, THIGH, UPPER_ARM
from rhomboid.core.movement.sight.landmark import Landmark, of
from rhomboid.core.movement.sight.model import PARTNER, Build, mirrored_points, model_points
from tests.core.movement.poses import poses


def gap(points: np.ndarray, a: Landmark, b: Landmark) -> float:
    return float(np.linalg.norm(points[a] - points[b]))


@given(poses)
def test_shoulders_elbows_wrists_knees_and_ankles_lie_in_the_joints(pose: Pose) -> None:
    body = build(pose)
    points = model_points(body)
    for side in SIDES:
        arm, leg = body.arm(side), body.leg(side)
        joints = {"shoulder": arm.shoulder, "elbow": arm.elbow, "wrist": arm.wrist}
        joints |= {"knee": leg.knee, "ankle": leg.ankle}
        for part, joint in joints.items():
            assert points[of(part, side)] == pytest.approx(joint, abs=1e-12)


@given(poses)
def test_a_mirrored_pose_has_the_mirrored_landmarks(pose: Pose) -> None:
    there, here = model_points(build(pose)), model_points(build(mirrored(pose)))
    assert here == pytest.approx(mirrored_points(there), abs=1e-9)


def test_mirroring_leaves_the_nose_and_swaps_every_pair() -> None:
    assert PARTNER[Landmark.NOSE] == Landmark.NOSE
    assert PARTNER[Landmark.LEFT_WRIST] == Landmark.RIGHT_WRIST
    assert PARTNER[Landmark.MOUTH_RIGHT] == Landmark.MOUTH_LEFT
    assert list(PARTNER[PARTNER]) == list(range(33))


def test_a_standing_body_has_its_face_ahead_and_its_left_on_the_left() -> None:
    points = model_points(build(Pose()))
    nose, ear = points[Landmark.NOSE], points[Landmark.LEFT_EAR]
    assert nose[0] > ear[0] + 0.03
    assert 0.88 < nose[2] < 0.95
    for left, right in ((mark, PARTNER[mark]) for mark in Landmark if "LEFT" in mark.name):
        assert points[left][1] > points[right][1]
    for side in SIDES:
        assert points[of("foot_index", side)][0] > points[of("heel", side)][0] + 0.1
        assert points[of("thumb", side)][0] > points[of("pinky", side)][0]
        assert 0 < points[of("heel", side)][2] < 0.03
        assert points[of("hip", side)][2] > points[of("knee", side)][2]


def test_a_person_may_be_broader_and_longer_limbed_than_the_model() -> None:
    body = build(Pose())
    model, person = (
        model_points(body),
        model_points(body, Build(shoulders=1.2, hips=1.1, arms=1.1, legs=0.9)),
    )
    left, right = Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER
    assert gap(person, left, right) == pytest.approx(1.2 * gap(model, left, right))
    for side in SIDES:
        upper = gap(person, of("shoulder", side), of("elbow", side))
        assert upper == pytest.approx(1.1 * UPPER_ARM)
        assert gap(person, of("elbow", side), of("wrist", side)) == pytest.approx(1.1 * FOREARM)
        assert gap(person, of("knee", side), of("ankle", side)) == pytest.approx(0.9 * SHANK)
    assert THIGH * 0.85 < gap(person, Landmark.LEFT_HIP, Landmark.LEFT_KNEE) < THIGH
