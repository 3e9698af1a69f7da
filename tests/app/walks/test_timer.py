"""A timed walk: one walk however often a button is pressed, and nothing is lost."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.recorder import Recorder
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.walks.timer import LEAST_S, WalkTimer
from rhomboid.core.diary.bodies import Walk
from rhomboid.core.diary.entry import EntryError

NINE = datetime.fromisoformat("2026-01-06T09:00:00+01:00")


class Outside:
    """Somebody with the timer; time passes as told."""

    def __init__(self) -> None:
        self.clock = StoryClock(NINE)
        self.recorder = Recorder(MemoryDiary(), self.clock, "1.0", "p")
        self.timer = WalkTimer(self.recorder)

    def wait(self, seconds: float) -> None:
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    def walks(self) -> list[tuple[datetime, Walk]]:
        days = self.recorder.course().history.days()
        return [
            (report.entry.about, report.body)
            for _, day in days
            for report in day.reports
            if isinstance(report.body, Walk)
        ]


@pytest.fixture
def outside() -> Outside:
    return Outside()


def test_a_walk_is_noted_about_its_begin_with_its_pauses_left_out(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.wait(600)
    outside.timer.pause(walk.id)
    outside.wait(900)
    outside.timer.pause(walk.id)
    outside.wait(300)
    assert outside.timer.end(walk.id) is not None
    ((about, body),) = outside.walks()
    assert (about - NINE).total_seconds() < 1
    assert (body.minutes, body.timed, body.unseen) == (15, True, False)
    assert outside.timer.running() is None


@pytest.mark.hazard("H-29")
def test_pressed_twice_it_is_one_walk(outside: Outside) -> None:
    first, second = outside.timer.begin(), outside.timer.begin()
    assert first == second
    outside.wait(1200)
    roots = {outside.timer.end(first.id) for _ in range(3)}
    assert len(roots) == 1
    assert len(outside.walks()) == 1


def test_it_outlives_the_page_and_the_program(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.wait(1200)
    later = WalkTimer(Recorder(outside.recorder.diary, outside.clock, "1.1", "p"))
    assert later.running() == walk
    later.end(walk.id)
    assert [body.minutes for _, body in outside.walks()] == [20]


def test_an_end_told_late_counts_from_when_the_button_was_pressed(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.wait(3600)
    outside.timer.end(walk.id, at=walk.began + timedelta(minutes=25))
    assert [body.minutes for _, body in outside.walks()] == [25]


@pytest.mark.parametrize(("far", "minutes"), [(-86400, None), (86400, 10)])
def test_a_time_outside_of_the_walk_is_brought_inside(
    outside: Outside, far: int, minutes: int | None
) -> None:
    walk = outside.timer.begin()
    outside.wait(600)
    outside.timer.end(walk.id, at=walk.began + timedelta(seconds=far))
    assert [body.minutes for _, body in outside.walks()] == ([] if minutes is None else [minutes])


def test_a_start_by_mistake_is_no_walk(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.wait(LEAST_S - 1)
    assert outside.timer.end(walk.id) is None
    assert outside.timer.end(walk.id) is None
    assert outside.walks() == []
    assert outside.timer.running() is None


def test_a_forgotten_one_takes_the_minutes_that_are_told(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.wait(9 * 3600)
    with pytest.raises(EntryError):
        outside.timer.end(walk.id, minutes=5000)
    assert outside.timer.running() is not None
    outside.timer.end(walk.id, minutes=35)
    assert [body.minutes for _, body in outside.walks()] == [35]


def test_another_walk_is_left_alone(outside: Outside) -> None:
    walk = outside.timer.begin()
    outside.timer.pause("another")
    assert outside.timer.end("another") is None
    assert outside.timer.running() == walk


@given(parts=st.lists(st.integers(1, 4000), min_size=1, max_size=8))
def test_minutes_are_those_between_pauses(parts: list[int]) -> None:
    outside = Outside()
    walk = outside.timer.begin()
    for seconds in parts:
        outside.wait(seconds)
        outside.timer.pause(walk.id)
    outside.timer.end(walk.id)
    walked = sum(parts[::2])
    told = [body.minutes for _, body in outside.walks()]
    assert told == ([max(1, round(walked / 60))] if walked >= LEAST_S else [])
