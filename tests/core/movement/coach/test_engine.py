"""What the coach does when something is in the way: other people, darkness, the wrong side."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec
import numpy as np

from rhomboid.core.movement.coach.engine import begin, finish, step
from rhomboid.core.movement.coach.records import Cue, SetReport
from rhomboid.core.movement.sight.camera import Camera
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.flaws import CLEAN, Covered, Flaws
from rhomboid.core.movement.sight.frame import Frame, Seen
from rhomboid.core.movement.sight.people import alone, moved, together
from rhomboid.core.movement.sight.perform import Clock, Performance, Performed, perform
from tests.core.movement.movements import MOVEMENTS

RAISE = MOVEMENTS["lateral_raise"]


def done(how: Flaws = CLEAN, **more: object) -> Performed:
    performance = Performance(pace=Pace(repetitions=5), clock=Clock(frames_per_s=15), flaws=how)
    performance = msgspec.structs.replace(performance, **more)
    return perform(RAISE, performance, np.random.default_rng(2))


def coached(
    frames: Iterable[Frame], movement: str = "lateral_raise"
) -> tuple[SetReport, list[Cue]]:
    state, cues = begin(MOVEMENTS[movement]), []
    for frame in frames:
        state, shown = step(state, frame)
        if shown.cue is not None:
            cues.append(shown.cue)
    return finish(state), cues


def test_somebody_who_walks_into_the_picture_is_not_followed() -> None:
    me = done()
    other = moved(done(stature_m=1.9).recording, 0.7)
    frames = list(together(me.recording, other, np.random.default_rng(1), swapped_share=0.3))
    begun_alone = [
        msgspec.structs.replace(frame, people=tuple(_left_most(frame))) if frame.t_s < 1 else frame
        for frame in frames
    ]
    report, _ = coached(begun_alone)
    assert report.repetitions.total == 5


def _left_most(frame: Frame) -> list[Seen]:
    return sorted(frame.people, key=lambda seen: float(seen.points[:, 0].mean()))[:1]


def test_what_cannot_be_seen_is_said_once_in_a_while_and_is_no_mistake() -> None:
    hidden = Flaws(
        jitter=0.0,
        bias=0.0,
        covered=(
            Covered(part="arm_left", from_s=3.0, to_s=60.0),
            Covered(part="arm_right", from_s=3.0, to_s=60.0),
        ),
    )
    report, cues = coached(alone(done(hidden).recording))
    assert {cue.kind for cue in cues} == {"see"}
    assert 1 <= len(cues) <= 1 + report.seconds / 8
    assert report.faults == {}
    assert report.unseen_share > 0.5
    assert "covered" in report.unseen


def test_a_movement_that_is_judged_from_the_side_is_not_counted_from_the_front() -> None:
    performance = Performance(pace=Pace(repetitions=3), camera=Camera(side="front"), flaws=CLEAN)
    seen = perform(MOVEMENTS["hip_hinge"], performance, np.random.default_rng(2))
    report, cues = coached(alone(seen.recording), "hip_hinge")
    assert report.repetitions.total == 0
    assert report.unseen_share > 0.9
    assert [cue.id for cue in cues[:1]] == ["wrong_side"]


def test_nobody_in_the_picture_is_said() -> None:
    empty = [Frame(t_s=index / 10, people=()) for index in range(50)]
    report, cues = coached(empty)
    assert [cue.id for cue in cues] == ["nobody"]
    assert report.repetitions.total == 0


def test_a_dark_room_is_called_dark_only_where_the_body_is_not_seen() -> None:
    recording = done().recording
    frames = [msgspec.structs.replace(frame, light=0.05) for frame in alone(recording)]
    report, _ = coached(frames)
    assert report.repetitions.total == 5
    guessed = [
        msgspec.structs.replace(
            frame, people=tuple(Seen(seen.points, seen.visibility * 0.2) for seen in frame.people)
        )
        for frame in frames
    ]
    report, cues = coached(guessed)
    assert report.repetitions.total == 0
    assert {cue.id for cue in cues} == {"dark"}


def test_a_slow_machine_that_skips_frames_counts_the_same() -> None:
    slow = done(Flaws(), clock=Clock(frames_per_s=30, irregular=0.8, skipped_share=0.6))
    report, _ = coached(alone(slow.recording))
    assert report.repetitions.total == 5


def test_a_frame_that_comes_twice_or_late_changes_nothing() -> None:
    frames = list(alone(done().recording))
    shuffled = [frame for pair in zip(frames, frames, strict=True) for frame in pair]
    assert coached(shuffled)[0] == coached(frames)[0]


def test_the_count_never_goes_down_while_a_steady_set_goes_on() -> None:
    state, counts = begin(RAISE), []
    for frame in alone(done().recording):
        state, shown = step(state, frame)
        counts.append(shown.counted.total)
    assert counts == sorted(counts)
    assert counts[-1] == 5


def test_between_two_cues_there_is_a_pause() -> None:
    swaying = done(changed={"pelvis_tilt_deg": 0, "shoulder_abduction_deg": 125})
    state, said = begin(RAISE), []
    for frame in alone(swaying.recording):
        state, shown = step(state, frame)
        if shown.cue is not None:
            said.append(frame.t_s)
    assert said
    assert all(b - a >= 6.0 for a, b in pairwise(said))
