from __future__ import annotations

import numpy as np
import pytest

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.movement.coach.batch import coach_recording, count_many
from rhomboid.core.movement.coach.records import SetReport
from tests.core.movement.coach.keraal import FOLDER, blazepose, kinect_elevation_deg

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason=f"the KERAAL recordings are not there: {FOLDER}"
)


def coached(trial: str, movement: str = "standing_overhead_reach") -> SetReport:
    return coach_recording(load_knowledge().movements[movement], blazepose(trial))


def kinect_range_deg(trial: str, side: str) -> float:
    """From rest to the furthest, both as medians of the tenth of frames that are nearest to it."""
    values = np.sort(kinect_elevation_deg(trial, side))
    tenth = max(len(values) // 10, 1)
    return float(np.median(values[-tenth:]) - np.median(values[:tenth]))


@pytest.mark.parametrize("side", ["left", "right"])
def test_raising_one_arm_after_the_other_is_counted_by_side_with_the_range_of_the_kinect(
    side: str,
) -> None:
    report = coached("ELK")
    assert (report.repetitions.left, report.repetitions.right) == (1, 1)
    (rep,) = (rep for rep in report.each if rep.channel == side)
    other = {"left": "right", "right": "left"}[side]
    assert rep.high - rep.low == pytest.approx(kinect_range_deg("ELK", other), abs=15)


def test_hands_behind_the_head_are_one_raise_with_the_range_of_the_kinect() -> None:
    report = coached("CTK")
    kinect = (kinect_range_deg("CTK", "left") + kinect_range_deg("CTK", "right")) / 2
    assert report.repetitions.total == 1
    assert report.range_deg == pytest.approx(kinect, abs=15)
    assert report.error_deg is not None
    assert report.error_deg < 15


def test_a_trunk_that_turns_is_counted_to_each_side_and_given_no_range() -> None:
    report = coached("RTK", "seated_thoracic_rotation")
    assert (report.repetitions.left, report.repetitions.right) == (1, 1)
    assert (report.range_deg, report.no_range) == (None, "out_of_plane")


def test_frames_in_which_the_trunk_has_turned_away_are_left_out_and_said() -> None:
    report = coached("RTK")
    assert report.unseen.get("turned_away", 0) > 0.5


@pytest.mark.parametrize("movement", ["standing_overhead_reach", "seated_thoracic_rotation"])
def test_the_batch_counts_real_recordings_as_the_stream_does(movement: str) -> None:
    recordings = [blazepose(trial) for trial in ("CTK", "ELK", "RTK")]
    row = load_knowledge().movements[movement]
    streamed = [coach_recording(row, recording).repetitions for recording in recordings]
    assert count_many(row, recordings) == streamed
