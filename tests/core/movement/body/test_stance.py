"""Bodies between two stances: they begin and end where they should and never jump."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from rhomboid.adapters.drawing.poses import load_figure, movement_ids
from rhomboid.core.movement.body.points import landmarks
from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.body.proportions import FOREARM, SHANK, THIGH, UPPER_ARM
from rhomboid.core.movement.body.skeleton import Skeleton

every_movement = pytest.mark.parametrize("movement", movement_ids())


def points(body: Skeleton) -> dict[str, list[float]]:
    return {name: point.tolist() for name, point in landmarks(body).items()}


def farthest(a: Skeleton, b: Skeleton) -> float:
    first, second = landmarks(a), landmarks(b)
    return max(float(np.linalg.norm(first[name] - second[name])) for name in first)


@every_movement
def test_the_way_begins_at_the_start_and_ends_at_the_end(movement: str) -> None:
    figure = load_figure(movement)
    assert farthest(figure.between(0), figure.body("start")) < 1e-9
    assert farthest(figure.between(1), figure.body("end")) < 1e-9


@every_movement
def test_no_joint_jumps_where_a_pin_lets_go_or_takes_hold(movement: str) -> None:
    figure = load_figure(movement)
    assert farthest(figure.between(0), figure.between(1e-10)) < 1e-6
    assert farthest(figure.between(1), figure.between(1 - 1e-10)) < 1e-6


@every_movement
def test_no_joint_jumps_on_the_way(movement: str) -> None:
    figure = load_figure(movement)
    way = [figure.between(share) for share in np.linspace(0, 1, 81)]
    whole = max(farthest(body, way[0]) for body in way)
    steps = [farthest(a, b) for a, b in pairwise(way)]
    assert max(steps) < 0.01 + whole * 0.06


@every_movement
def test_bones_keep_their_length_on_the_way(movement: str) -> None:
    body = load_figure(movement).between(0.37)
    for side in SIDES:
        arm, leg = body.arm(side), body.leg(side)
        bones = ((arm.shoulder, arm.elbow), (arm.elbow, arm.wrist), (leg.hip, leg.knee))
        lengths = [float(np.linalg.norm(a - b)) for a, b in (*bones, (leg.knee, leg.ankle))]
        assert lengths == pytest.approx([UPPER_ARM, FOREARM, THIGH, SHANK], abs=1e-6)


@every_movement
def test_a_mirrored_stance_is_the_mirror_image_of_its_body(movement: str) -> None:
    stance = load_figure(movement).stance("end")
    body, other = landmarks(stance.body()), landmarks(stance.mirrored().body())
    swap = {"left": "right", "right": "left"}
    for name, point in body.items():
        kind, _, side = name.partition("_")
        twin = f"{kind}_{swap[side]}" if side in swap else name
        assert other[twin] == pytest.approx(point * np.array([1, -1, 1]), abs=1e-6)


def test_a_hand_that_is_free_at_the_start_goes_evenly_to_where_it_is_held_at_the_end() -> None:
    figure = load_figure("face_pull")
    start, half, end = (figure.between(s).left_arm.wrist for s in (0, 0.5, 1))
    assert np.linalg.norm(half - start) > 0.02
    assert np.linalg.norm(half - end) > 0.02
