"""Sets of every movement that a camera counts, done before a camera and coached."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pytest

from rhomboid.core.movement.coach.batch import coach_recording, count_many
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import CLEAN, Flaws
from rhomboid.core.movement.sight.perform import Clock, Performance, Performed, perform
from tests.core.movement.movements import IN_SETS, MOVEMENTS

#: As a slow computer takes them; the jitter of a real camera comes thirty times a second.
SLOW = Clock(frames_per_s=15)


def done(name: str, facing: Facing, how: Flaws, seed: int, **more: Any) -> Performed:
    pace = more.pop("pace", Pace(repetitions=4))
    camera = Camera(side=facing)
    performance = Performance(pace=pace, camera=camera, flaws=how, **more)
    return perform(MOVEMENTS[name], performance, np.random.default_rng(seed))


def counted() -> list[tuple[str, Facing]]:
    places: list[Facing] = ["front", "right"]
    return [
        (name, place)
        for name in IN_SETS
        for coached in [read_coached(MOVEMENTS[name])]
        for place in places
        if coached.signal is not None and coached.counts_from(place)
    ]


@pytest.mark.parametrize(("name", "facing"), counted())
def test_every_repetition_is_counted_and_the_textbook_is_no_fault(
    name: str, facing: Facing
) -> None:
    performed = done(name, facing, CLEAN, 4, clock=SLOW)
    report = coach_recording(MOVEMENTS[name], performed.recording)
    assert report.repetitions.total == performed.truth.total
    assert report.faults == {}


@pytest.mark.parametrize(("name", "facing"), counted())
def test_with_the_jitter_of_a_real_camera_the_count_is_within_one_and_the_batch_agrees(
    name: str, facing: Facing
) -> None:
    performed = done(name, facing, Flaws(lost_share=0.02), 11)
    report = coach_recording(MOVEMENTS[name], performed.recording)
    assert abs(report.repetitions.total - performed.truth.total) <= 1
    assert count_many(MOVEMENTS[name], [performed.recording]) == [report.repetitions]


def test_movements_that_no_webcam_counts_say_so() -> None:
    for name in ("childs_pose_side_reach", "isometric_neck"):
        assert read_coached(MOVEMENTS[name]).signal is None
        performed = done("lateral_raise", "front", CLEAN, 4)
        report = coach_recording(MOVEMENTS[name], performed.recording)
        assert not report.judged
        assert report.repetitions.total == 0
        assert report.no_range == "timed_only"


#: Movement, place of the camera, what is done differently at the end, the fault that shows.
FAULTS: Final[list[tuple[str, Facing, dict[str, float], str]]] = [
    ("lateral_raise", "front", {"shoulder_abduction_deg": 122}, "too_high"),
    ("band_row", "right", {"elbow_flexion_deg": 60}, "short_pull"),
    ("band_row", "right", {"pelvis_tilt_deg": -24}, "leans"),
    ("band_pull_apart", "front", {"elbow_flexion_deg": 75}, "elbows_bent"),
    ("standing_overhead_reach", "right", {"pelvis_tilt_deg": -26}, "leans_back"),
    ("sit_to_stand", "right", {"pelvis_tilt_deg": 62}, "leans"),
    ("standing_back_extension", "right", {"knee_flexion_deg": 40}, "knees_bend"),
]


@pytest.mark.parametrize(("name", "facing", "changed", "fault"), FAULTS)
def test_a_set_that_is_done_differently_shows_the_fault(
    name: str, facing: Facing, changed: dict[str, float], fault: str
) -> None:
    performed = done(name, facing, CLEAN, 4, changed=changed, clock=SLOW)
    report = coach_recording(MOVEMENTS[name], performed.recording)
    assert report.faults.get(fault, 0) >= 3
