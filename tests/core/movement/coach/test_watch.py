from __future__ import annotations

import numpy as np
import pytest

from rhomboid.core.movement.coach.watch import Watched, first, watch
from rhomboid.core.movement.sight.landmark import Landmark


def standing(yaw_deg: float = 0.0) -> np.ndarray:
    """Landmarks of a person who has turned to the left by so much; heights of the picture."""
    c, s = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
    spots = {
        Landmark.NOSE: (0.0, -0.05, -0.08),
        Landmark.LEFT_EAR: (0.04, -0.05, 0.0),
        Landmark.RIGHT_EAR: (-0.04, -0.05, 0.0),
        Landmark.LEFT_SHOULDER: (0.10, 0.05, 0.0),
        Landmark.RIGHT_SHOULDER: (-0.10, 0.05, 0.0),
        Landmark.LEFT_HIP: (0.055, 0.35, 0.0),
        Landmark.RIGHT_HIP: (-0.055, 0.35, 0.0),
        Landmark.LEFT_HEEL: (0.05, 0.9, 0.02),
        Landmark.RIGHT_HEEL: (-0.05, 0.9, 0.02),
        Landmark.LEFT_FOOT_INDEX: (0.05, 0.92, -0.10),
        Landmark.RIGHT_FOOT_INDEX: (-0.05, 0.92, -0.10),
    }
    points = np.zeros((33, 3))
    for mark, (x, y, z) in spots.items():
        points[mark] = (x * c - z * s + 0.8, y + 0.05, x * s + z * c)
    return points


def follow(points: np.ndarray, seconds: float = 2.0) -> Watched:
    now = first(np.asarray(0.0), points)
    for frame in range(1, round(seconds * 30)):
        now = watch(now, np.asarray(frame / 30), points)
    return now


@pytest.mark.parametrize(
    ("yaw_deg", "facing"), [(0, "front"), (90, "right"), (-90, "left"), (180, "back")]
)
def test_the_side_that_is_seen_is_known(yaw_deg: float, facing: str) -> None:
    assert follow(standing(yaw_deg)).facing == facing


def test_a_turn_of_the_whole_body_is_noticed_within_two_seconds() -> None:
    now = follow(standing())
    for frame in range(60, 120):
        now = watch(now, np.asarray(frame / 30), standing(90))
    assert now.facing == "right"


def test_stillness_has_no_speed() -> None:
    assert np.abs(follow(standing()).speed).max() == pytest.approx(0)


def test_jitter_is_smoothed_and_a_fast_movement_is_followed() -> None:
    rng = np.random.default_rng(1)
    noisy = [standing() + rng.normal(0, 0.004, (33, 3)) for _ in range(90)]
    now = first(np.asarray(0.0), noisy[0])
    spread = []
    for frame, points in enumerate(noisy[1:], start=1):
        now = watch(now, np.asarray(frame / 30), points)
        spread.append(now.points[Landmark.LEFT_HIP, 0])
    assert np.std(spread[10:]) < 0.65 * 0.004
    away = standing()
    away[Landmark.NOSE, 0] += 0.3
    for frame in range(90, 100):
        now = watch(now, np.asarray(frame / 30), away)
    assert now.points[Landmark.NOSE, 0] == pytest.approx(away[Landmark.NOSE, 0], abs=0.02)


def test_recordings_side_by_side_are_watched_as_each_alone() -> None:
    rng = np.random.default_rng(2)
    alone = [[standing(yaw) + rng.normal(0, 0.003, (33, 3)) for _ in range(20)] for yaw in (0, 70)]
    both = first(np.zeros(2), np.stack([alone[0][0], alone[1][0]]))
    singles = [first(np.asarray(0.0), frames[0]) for frames in alone]
    for frame in range(1, 20):
        t_s = frame / 25
        both = watch(both, np.full(2, t_s), np.stack([alone[0][frame], alone[1][frame]]))
        singles = [watch(singles[i], np.asarray(t_s), alone[i][frame]) for i in (0, 1)]
    for i in (0, 1):
        np.testing.assert_array_equal(both.points[i], singles[i].points)
        assert bool(both.front[i]) == bool(singles[i].front)
