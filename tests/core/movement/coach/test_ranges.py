"""What is said of a range and of the difference of the sides, and when nothing is."""

from __future__ import annotations

import numpy as np
import pytest

from rhomboid.core.movement.coach.batch import coach_recording
from rhomboid.core.movement.coach.records import SetReport
from rhomboid.core.movement.observe.measures import Facing
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import Covered, Flaws
from rhomboid.core.movement.sight.perform import Performance, perform
from tests.core.movement.movements import MOVEMENTS


def coached(name: str, facing: Facing, *, alternate: bool = False, **flaws: object) -> SetReport:
    how = Performance(
        pace=Pace(repetitions=4, sides="alternate" if alternate else None),
        camera=Camera(side=facing),
        flaws=Flaws(**flaws),  # type: ignore[arg-type] # fields of a struct
    )
    return coach_recording(
        MOVEMENTS[name], perform(MOVEMENTS[name], how, np.random.default_rng(3)).recording
    )


@pytest.mark.parametrize(
    ("name", "facing", "alternate"),
    [
        ("thread_the_needle", "front", True),
        ("open_book", "front", True),
        ("sit_to_stand", "front", False),
        ("overhead_press", "right", False),
        ("face_pull", "front", False),
    ],
)
def test_where_no_range_is_said_the_sides_are_not_compared_in_degrees(
    name: str, facing: Facing, alternate: bool
) -> None:
    report = coached(name, facing, alternate=alternate)
    assert report.repetitions.total > 0
    assert report.range_deg is None
    assert report.difference_deg is None
    assert report.difference_error_deg is None


@pytest.mark.parametrize("alternate", [False, True])
def test_a_difference_has_an_error_and_even_sides_differ_by_less(alternate: bool) -> None:
    report = coached("standing_overhead_reach", "front", alternate=alternate)
    assert report.difference_deg is not None
    assert report.difference_error_deg is not None
    assert report.error_deg is not None
    assert report.difference_error_deg > report.error_deg
    assert abs(report.difference_deg) < report.difference_error_deg


def test_a_set_of_which_most_was_unseen_has_no_range() -> None:
    covered = tuple(Covered(part=part, from_s=14.0) for part in ("arm_left", "arm_right"))
    report = coached("lateral_raise", "front", covered=covered)
    assert coached("lateral_raise", "front").range_deg is not None
    covered = tuple(Covered(part=part, from_s=8.0) for part in ("arm_left", "arm_right"))
    most = coached("lateral_raise", "front", covered=covered)
    assert report.range_deg is not None
    assert most.unseen_share > 0.5
    assert most.repetitions.total > 0
    assert (most.range_deg, most.no_range) == (None, "unseen")
