"""A set in front of a camera while it is done: what is shown, and what survives a lost line."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rhomboid.app import live
from rhomboid.core.movement.coach.records import Versions
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.frame import Frame, Recording
from rhomboid.core.movement.sight.perform import Performance, perform
from tests.core.movement.movements import MOVEMENTS

VERSIONS = Versions("0.1.0", "tables", "pose_landmarker_lite")
REACH = MOVEMENTS["standing_overhead_reach"]


def film(repetitions: int = 5, seed: int = 1) -> Recording:
    how = Performance(pace=Pace(repetitions=repetitions))
    return perform(REACH, how, np.random.default_rng(seed)).recording


def frames(recording: Recording) -> list[Frame]:
    return [recording.frame(index) for index in range(len(recording))]


def seen(set_: live.LiveSet, given: list[Frame]) -> tuple[live.LiveSet, list[live.Answer]]:
    answers = []
    for frame in given:
        set_, answer = live.watched(set_, frame)
        answers.append(answer)
    return set_, answers


def test_a_set_is_counted_from_the_first_repetition_and_kept_as_it_was_shown() -> None:
    over, answers = seen(live.begun(REACH, VERSIONS), frames(film()))
    assert answers[-1].total == 5
    kept = live.measured(over)
    assert kept.counted == 5
    assert kept.by.model == "pose_landmarker_lite"
    assert [one.total for one in answers] == sorted(one.total for one in answers)


@pytest.mark.hazard("H-24")
@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_a_new_connection_goes_on_from_what_was_counted(share: float) -> None:
    given = frames(film())
    at = int(len(given) * share)
    first, before = seen(live.begun(REACH, VERSIONS), given[:at])
    carried = live.measured(first)
    again, after = seen(live.begun(REACH, VERSIONS, carried), given[at:])
    assert after[0].total >= before[-1].total
    assert abs(after[-1].total - 5) <= 1
    kept = live.measured(again)
    assert kept.counted == after[-1].total
    assert kept.parts == 2


@pytest.mark.hazard("H-24")
def test_a_connection_that_saw_nothing_more_keeps_what_was_carried() -> None:
    first, _ = seen(live.begun(REACH, VERSIONS), frames(film(3)))
    carried = live.measured(first)
    assert live.measured(live.begun(REACH, VERSIONS, carried)) == carried


@pytest.mark.hazard("H-24")
@pytest.mark.parametrize("jump_s", [3600.0, 4e6, -3.0])
def test_a_long_pause_or_a_clock_that_jumps_loses_no_repetition(jump_s: float) -> None:
    given = frames(film(4))
    half, before = seen(live.begun(REACH, VERSIONS), given[: len(given) // 2])
    later = [msgspec.structs.replace(f, t_s=f.t_s + jump_s) for f in given[len(given) // 2 :]]
    over, after = seen(half, later)
    assert before[-1].total >= 1
    assert after[0].total >= before[-1].total
    assert after[-1].total in (3, 4)
    assert live.measured(over).parts == 2


def test_one_frame_from_another_time_does_not_end_the_set() -> None:
    given = frames(film(4))
    odd = msgspec.structs.replace(given[100], t_s=4e6)
    _, answers = seen(live.begun(REACH, VERSIONS), [*given[:100], odd, *given[100:]])
    assert answers[-1].total in (3, 4)


def test_times_that_jump_again_and_again_are_refused_in_the_end() -> None:
    given = frames(film(1))
    jumping = [msgspec.structs.replace(given[0], t_s=1e4 * (n % 2)) for n in range(200)]
    with pytest.raises(live.FrameTimeError, match="must follow"):
        seen(live.begun(REACH, VERSIONS), jumping)


def test_nobody_in_the_picture_is_said_and_no_mistake() -> None:
    given = [msgspec.structs.replace(frame, people=()) for frame in frames(film(3))]
    over, answers = seen(live.begun(REACH, VERSIONS), given)
    assert {answer.unseen for answer in answers} == {"nobody"}
    assert next(answer.cue.id for answer in answers if answer.cue) == "nobody"
    assert live.measured(over).faults == {}


def test_a_hold_is_shown_as_a_share_of_what_was_asked() -> None:
    movement = MOVEMENTS["cross_body_hug"]
    how = Performance(pace=Pace(repetitions=1, hold_s=12.0))
    recording = perform(movement, how, np.random.default_rng(2)).recording
    _, answers = seen(live.begun(movement, VERSIONS, hold_s=10), frames(recording))
    held = max(answers, key=lambda answer: answer.hold_s)
    assert held.hold_s > 8
    assert held.hold_share == pytest.approx(min(held.hold_s / 10, 1.0), abs=1e-3)
