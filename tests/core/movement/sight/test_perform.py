from __future__ import annotations

from typing import Any

import msgspec
import numpy as np
import pytest

from rhomboid.core.movement.motion.figure import read_figure
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import CLEAN, Flaws
from rhomboid.core.movement.sight.grid import shown_side
from rhomboid.core.movement.sight.landmark import Landmark
from rhomboid.core.movement.sight.model import mirrored_points, model_points
from rhomboid.core.movement.sight.people import alone, moved, together
from rhomboid.core.movement.sight.perform import (
    Clock,
    Performance,
    Performed,
    perfectly,
    perform,
)
from tests.core.movement.movements import IN_SETS, MOVEMENTS

REACH = MOVEMENTS["standing_overhead_reach"]


def done(movement: str, seed: int = 7, **pace: Any) -> Performed:
    how = Performance(pace=Pace(**pace), flaws=CLEAN)
    return perform(MOVEMENTS[movement], how, np.random.default_rng(seed))


@pytest.mark.parametrize("name", IN_SETS)
def test_every_movement_can_be_performed(name: str) -> None:
    how = Performance(pace=Pace(repetitions=3), flaws=Flaws(lost_share=0.02))
    performed = perform(MOVEMENTS[name], how, np.random.default_rng(7))
    recording, truth = performed.recording, performed.truth
    assert truth.total == 3
    assert (np.diff(recording.t_s) > 0).all()
    seen = np.isfinite(recording.points).all(axis=(1, 2))
    assert seen.mean() > 0.8
    assert (recording.visibility[seen].max(axis=1) > 0.9).all()
    assert ((recording.visibility >= 0) & (recording.visibility <= 1)).all()
    assert ((truth.share >= 0) & (truth.share <= 1)).all()
    assert len(truth.share) == len(recording) == len(truth.points)


@pytest.mark.parametrize("name", IN_SETS)
def test_no_landmark_jumps_in_a_perfect_film(name: str) -> None:
    how = Performance(pace=Pace(repetitions=2, pause_s=1.0, tempo=1.5), flaws=CLEAN)
    performed = perform(MOVEMENTS[name], how, np.random.default_rng(7))
    step = np.linalg.norm(np.diff(performed.truth.points, axis=0), axis=-1)
    assert step.max() < 0.06


def test_the_same_generator_gives_the_same_recording() -> None:
    one, other = (
        perform(REACH, Performance(), np.random.default_rng(3)).recording for _ in range(2)
    )
    assert msgspec.msgpack.encode(one.points.tolist()) == msgspec.msgpack.encode(
        other.points.tolist()
    )


def test_a_repetition_leaves_rest_is_furthest_at_its_top_and_comes_back() -> None:
    performed = done("lateral_raise", repetitions=4, reach_spread=0.0)
    t_s, truth = performed.recording.t_s, performed.truth

    def share(at_s: float) -> float:
        return float(np.interp(at_s, t_s, truth.share))

    for begin, top, end in zip(truth.begins_s, truth.tops_s, truth.ends_s, strict=True):
        assert begin < top < end
        assert share(begin) == pytest.approx(0, abs=0.01)
        assert share(top) == pytest.approx(1, abs=0.01)
        assert share(end) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize(
    "name", ["sit_to_stand", "cat_cow", "hip_hinge", "standing_back_extension"]
)
def test_a_repetition_that_begins_anywhere_ends_where_it_began(name: str) -> None:
    performed = done(name, repetitions=2)
    truth, t_s = performed.truth, performed.recording.t_s
    at = np.interp([*truth.begins_s, *truth.ends_s], t_s, truth.share)
    assert at == pytest.approx(at[0], abs=0.02)
    assert np.ptp(truth.share) > 0.9


def test_reach_fatigue_and_half_repetitions_are_as_asked() -> None:
    truth = done(
        "lateral_raise", repetitions=5, reach=0.6, reach_spread=0.0, fatigue=0.3, halves=(2,)
    ).truth
    performed = done("lateral_raise", repetitions=5, reach=0.6, reach_spread=0.0, fatigue=0.3)
    tops = np.interp(performed.truth.tops_s, performed.recording.t_s, performed.truth.share)
    assert tops[0] == pytest.approx(0.6, abs=0.01)
    assert tops[-1] == pytest.approx(0.42, abs=0.01)
    assert (truth.total, truth.half) == (4, 1)
    assert truth.whole == (True, True, False, True, True)


def test_tempo_scales_what_moves_and_not_what_is_held() -> None:
    quick, slow = (
        done("standing_overhead_reach", repetitions=2, tempo=t, tempo_spread=0.0, hold_s=6.0).truth
        for t in (0.5, 2.0)
    )
    rise = [float(truth.tops_s[0] - truth.begins_s[0]) for truth in (quick, slow)]
    assert rise[1] / rise[0] == pytest.approx(4)
    assert list(quick.holds_s) == list(slow.holds_s) == [6.0, 6.0]


@pytest.mark.parametrize("name", [n for n in IN_SETS if MOVEMENTS[n].dose.start.hold_s])
def test_holds_last_as_long_as_asked(name: str) -> None:
    performed = done(name, repetitions=2, hold_s=(4.0, 9.0), reach_spread=0.0)
    truth, t_s = performed.truth, performed.recording.t_s
    assert list(truth.holds_s) == [4.0, 9.0]
    rest = truth.share[0]
    for top, hold in zip(truth.tops_s, truth.holds_s, strict=True):
        held = (t_s > top) & (t_s < top + hold)
        assert abs(truth.share[held] - rest).min() > 0.95
        assert np.ptp(truth.share[held]) < 1e-6


def test_sides_in_turn_are_counted_for_each() -> None:
    truth = done("seated_thoracic_rotation", repetitions=5, sides="alternate").truth
    assert (truth.left, truth.right, truth.total) == (3, 2, 5)


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("seated_thoracic_rotation", "left"),
        ("single_arm_row", "right"),
        ("single_leg_balance", "right"),
        ("upper_trapezius_stretch", "left"),
        ("thread_the_needle", "right"),
        ("lateral_raise", None),
    ],
)
def test_the_side_that_a_figure_shows_is_known(name: str, side: str | None) -> None:
    assert shown_side(read_figure(MOVEMENTS[name])) == side


def test_the_other_side_is_the_mirrored_body() -> None:
    one = done("single_arm_row", repetitions=1, sides="right").truth
    other = done("single_arm_row", repetitions=1, sides="left").truth
    assert other.points == pytest.approx(mirrored_points(one.points), abs=1e-9)
    assert (one.right, other.left) == (1, 1)


def test_the_grid_is_fine_enough_for_the_real_body() -> None:
    performed = done("lateral_raise", repetitions=1, reach_spread=0.0)
    figure = read_figure(MOVEMENTS["lateral_raise"])
    for index in range(0, len(performed.recording), 23):
        exact = model_points(figure.between(float(performed.truth.share[index])))
        assert performed.truth.points[index] == pytest.approx(exact, abs=0.002)


@pytest.mark.parametrize(("rate", "irregular"), [(10.0, 0.4), (30.0, 0.1), (60.0, 0.0)])
def test_frames_come_at_the_rate_asked(rate: float, irregular: float) -> None:
    clock = Clock(frames_per_s=rate, irregular=irregular)
    t_s = perform(REACH, Performance(clock=clock), np.random.default_rng(1)).recording.t_s
    assert 1 / np.diff(t_s).mean() == pytest.approx(rate, rel=0.05)
    assert np.diff(t_s).std() * rate == pytest.approx(irregular / np.sqrt(3), rel=0.2, abs=1e-6)


def test_a_busy_computer_leaves_frames_out() -> None:
    clock = Clock(skipped_share=0.5)
    skipped = perform(REACH, Performance(clock=clock), np.random.default_rng(1)).recording
    whole = perform(REACH, Performance(), np.random.default_rng(1)).recording
    assert 0.4 < len(skipped) / len(whole) < 0.6
    assert skipped.t_s[-1] == pytest.approx(whole.t_s[-1], rel=0.02)


def test_a_fault_is_an_end_pose_done_differently() -> None:
    how = Performance(pace=Pace(repetitions=1), changed={"elbow_flexion_deg": 70}, flaws=CLEAN)
    bent = perform(MOVEMENTS["lateral_raise"], how, np.random.default_rng(1)).truth
    straight = done("lateral_raise", repetitions=1).truth

    def reach(points: np.ndarray) -> float:
        way = points[:, Landmark.LEFT_WRIST] - points[:, Landmark.LEFT_SHOULDER]
        return float(np.linalg.norm(way, axis=-1).min())

    assert reach(bent.points) < 0.85 * reach(straight.points)


def test_nothing_goes_wrong_in_a_perfect_performance() -> None:
    rough = Performance(flaws=Flaws(lost_share=0.5))
    recording = perform(REACH, perfectly(rough), np.random.default_rng(1)).recording
    assert np.isfinite(recording.points).all()


def test_a_second_person_stands_beside_the_first() -> None:
    first = perform(REACH, Performance(), np.random.default_rng(1)).recording
    second = moved(perform(REACH, Performance(), np.random.default_rng(2)).recording, 0.5)
    frames = list(together(first, second, np.random.default_rng(3), swapped_share=0.2))
    assert [frame.t_s for frame in frames] == [frame.t_s for frame in alone(first)]
    both = [frame for frame in frames if len(frame.people) == 2]
    assert len(both) > 0.9 * len(frames)
    swapped = [f for f in both if f.people[0].points[0, 0] > f.people[1].points[0, 0]]
    assert 0.1 < len(swapped) / len(both) < 0.3


def test_a_camera_too_near_loses_the_feet() -> None:
    camera = Camera(distance_m=1.2, height_m=1.2, tilt_deg=0)
    recording = perform(REACH, Performance(camera=camera), np.random.default_rng(1)).recording
    assert np.median(recording.visibility[:, Landmark.LEFT_ANKLE]) < 0.1
    assert np.median(recording.visibility[:, Landmark.LEFT_SHOULDER]) > 0.9
