"""A body that lies where it should stand, or stands where it should lie, is not counted."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from rhomboid.core.movement.coach.batch import coach_recording, count_many
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Flaws
from rhomboid.core.movement.sight.frame import Recording
from rhomboid.core.movement.sight.perform import Performance, perform
from tests.core.movement.movements import IN_SETS, MOVEMENTS

#: Done, from where it is seen, and coached as.
OTHERS: list[tuple[str, Facing, str]] = [
    ("lateral_raise", "front", "thread_the_needle"),
    ("standing_overhead_reach", "front", "thread_the_needle"),
    ("standing_overhead_reach", "front", "open_book"),
    ("lateral_raise", "front", "open_book"),
    ("sit_to_stand", "right", "bird_dog"),
    ("overhead_press", "right", "prone_t_w"),
    ("open_book", "front", "lateral_raise"),
    ("prone_y", "right", "overhead_press"),
]


def seen(name: str, facing: Facing, how: Flaws | None = None) -> Recording:
    how = how or Flaws()
    performance = Performance(pace=Pace(repetitions=5), camera=Camera(side=facing), flaws=how)
    return perform(MOVEMENTS[name], performance, np.random.default_rng(8)).recording


@pytest.mark.parametrize(("done", "facing", "coached"), OTHERS)
def test_another_position_is_said_and_nothing_in_it_is_counted(
    done: str, facing: Facing, coached: str
) -> None:
    recording = seen(done, facing)
    report = coach_recording(MOVEMENTS[coached], recording)
    assert report.repetitions.total + report.repetitions.half == 0
    assert report.unseen.get("other_position", 0.0) > 0.9 * report.seconds
    assert count_many(MOVEMENTS[coached], [recording]) == [report.repetitions]


def cameras() -> Iterator[tuple[str, Facing, float, float]]:
    """Two for each movement: both sides, both heights, and every second movement crosswise."""
    low, high = (0.3, -20.0), (1.5, 20.0)
    for number, name in enumerate(sorted(IN_SETS, key=lambda one: MOVEMENTS[one].position)):
        front, right = (low, high) if number % 2 else (high, low)
        yield name, "front", *front
        yield name, "right", *right


@pytest.mark.parametrize(("name", "facing", "height_m", "turn_deg"), list(cameras()))
def test_no_movement_is_ever_taken_for_one_in_another_position(
    name: str, facing: Facing, height_m: float, turn_deg: float
) -> None:
    performance = Performance(
        pace=Pace(repetitions=2, pause_s=0.1, before_s=1.0, after_s=0.5, hold_s=0.5),
        camera=Camera(side=facing, height_m=height_m, turn_deg=turn_deg),
        flaws=Flaws(),
    )
    recording = perform(MOVEMENTS[name], performance, np.random.default_rng(8)).recording
    report = coach_recording(MOVEMENTS[name], recording)
    assert "other_position" not in report.unseen


@pytest.mark.parametrize("name", ["standing_overhead_reach", "lateral_raise", "sit_to_stand"])
@pytest.mark.parametrize("seed", range(3))
def test_noise_is_no_person(name: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    recording = Recording(
        t_s=np.arange(300) / 30,
        points=rng.uniform(0, 1, (300, 33, 3)),
        visibility=rng.uniform(0, 1, (300, 33)),
    )
    report = coach_recording(MOVEMENTS[name], recording)
    assert report.repetitions.total == 0
    assert report.range_deg is None
    assert count_many(MOVEMENTS[name], [recording]) == [report.repetitions]


@pytest.mark.parametrize("name", ["standing_overhead_reach", "lateral_raise", "thread_the_needle"])
def test_a_body_that_is_read_badly_stays_a_body(name: str) -> None:
    bad = Flaws(jitter=2.0, strays_per_min=20.0, swapped_share=0.1, lost_share=0.05)
    report = coach_recording(MOVEMENTS[name], seen(name, "front", bad))
    assert report.unseen.get("nobody", 0.0) < 0.1 * report.seconds
