"""FIT files as walks and days: what watches tell of steps, way and time in motion."""

from __future__ import annotations

import io

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers.fit.messages import MONITORING, MONITORING_INFO
from rhomboid.adapters.importers.fit.recording import FitRecording
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.fit_files import (
    ENUM,
    STAMP,
    UINT16,
    UINT32,
    Described,
    definition,
    fit,
    message,
    stamp,
    walk,
)
from tests.adapters.importers.walk_files import GIVEN, at, opened, read, real, refused

START = at("2026-03-01T08:00")
#: Local midnight in Berlin before it.
MIDNIGHT = at("2026-02-28T23:00")
INFO: tuple[Described, ...] = (STAMP, (0, 4, UINT32))
RISING: tuple[Described, ...] = (STAMP, (5, 1, ENUM), (3, 4, UINT32))
TIMED: tuple[Described, ...] = (STAMP, (5, 1, ENUM), (4, 4, UINT32))
SHORT: tuple[Described, ...] = ((26, 2, UINT16), (5, 1, ENUM), (3, 4, UINT32))
WALKING, RUNNING, SITTING = 6, 1, 8
NOTHING = 0xFFFF_FFFF


def taken(data: bytes, given: Given = GIVEN) -> Batch:
    return read(opened(FitRecording, "x.fit", io.BytesIO(data), given))


def test_a_walk_has_what_its_watch_says_of_it() -> None:
    found = taken(fit(*walk(START, 600)))
    (one,) = found.workouts
    assert (one.activity, one.start_s, one.end_s) == ("walk", START, START + 600)
    assert (one.moving_s, one.distance_m, one.steps) == (600, 840, 2 * (600 * 55 // 60))
    assert (one.offset_s, one.source, one.tracked) == (3600, "Garmin 2697", True)


def test_steps_come_by_the_minute_and_together_are_those_of_the_walk() -> None:
    found = taken(fit(*walk(START, 330, cadence=60)))
    (steps,) = found.samples
    assert (steps.kind, len(steps)) == ("steps", 6)
    assert steps.value.sum() == pytest.approx(found.workouts[0].steps)
    np.testing.assert_allclose(steps.value[:5], 120)
    assert steps.end_s[-1] == START + 330


def test_the_clocks_of_the_watch_tell_local_time_before_the_zone_does() -> None:
    (one,) = taken(fit(*walk(START, 60, offset_s=-7 * 3600))).workouts
    assert one.offset_s == -7 * 3600
    (one,) = taken(fit(*walk(START, 60)[:-2])).workouts
    assert one.offset_s == 3600


def test_a_ride_is_another_activity_and_has_no_steps() -> None:
    found = taken(fit(*walk(START, 600, sport=2)))
    assert found.workouts[0].activity == "other"
    assert found.workouts[0].steps is None
    assert found.samples == ()


def test_steps_that_nobody_wants_are_left_out() -> None:
    found = taken(fit(*walk(START, 600)), Given("Europe/Berlin", frozenset()))
    assert found.samples == ()
    assert len(found.workouts) == 1


def test_a_walk_without_summary_is_as_long_as_its_records() -> None:
    (one,) = taken(fit(*walk(START, 600)[:-4])).workouts
    assert (one.end_s - one.start_s, one.distance_m, one.activity) == (600, 840, "other")


def test_no_place_leaves_the_reader() -> None:
    text = msgspec.json.encode(taken(fit(*walk(START, 60))).workouts).decode()
    assert "600000" not in text
    assert "lat" not in text


def monitored(*rows: bytes, begin_s: float = MIDNIGHT, offset_s: int = 3600) -> bytes:
    return fit(
        definition(0, MONITORING_INFO, INFO),
        message(0, INFO, stamp(begin_s), stamp(begin_s) + offset_s),
        definition(1, MONITORING, RISING),
        definition(2, MONITORING, SHORT),
        *rows,
    )


def rising(minutes: float, moving: int, count: int) -> bytes:
    return message(1, RISING, stamp(MIDNIGHT + minutes * 60), moving, count)


def intervals(found: Batch) -> list[tuple[float, float, float]]:
    (steps,) = found.samples
    rows = np.column_stack([steps.start_s - MIDNIGHT, steps.end_s - MIDNIGHT, steps.value])
    return [(start / 60, end / 60, count) for start, end, count in rows.tolist()]


def test_counts_that_rise_are_steps_since_the_message_before() -> None:
    found = taken(
        monitored(
            rising(480, SITTING, NOTHING), rising(490, WALKING, 900), rising(600, SITTING, NOTHING),
            rising(605, WALKING, 1_300), rising(606, RUNNING, 150),
        )
    )  # fmt: skip
    assert intervals(found) == [(480, 490, 900), (600, 605, 400), (605, 606, 150)]


def test_time_in_motion_is_that_of_the_day_on_foot() -> None:
    """It rises from midnight on, for each way of moving; a reading at midnight ends its day."""
    rows = [
        (480, WALKING, 300_000),
        (600, WALKING, 900_000),
        (700, RUNNING, 60_000),
        (800, SITTING, 9_000_000),
        (1_440, WALKING, 1_000_000),
        (1_500, WALKING, 20_000),
    ]
    found = taken(
        monitored(
            definition(3, MONITORING, TIMED),
            *(message(3, TIMED, stamp(MIDNIGHT + at * 60), way, ms) for at, way, ms in rows),
        )
    )
    assert [one.walking_s for one in found.totals] == [1_060, 20]


def test_times_of_two_bytes_follow_the_last_whole_one() -> None:
    low = [stamp(MIDNIGHT + minutes * 60) & 0xFFFF for minutes in (10, 20, 1_000)]
    found = taken(
        monitored(
            message(2, SHORT, low[0], SITTING, NOTHING), message(2, SHORT, low[1], WALKING, 700),
            message(2, SHORT, low[2], WALKING, 900),
        )
    )  # fmt: skip
    assert intervals(found) == [(10, 20, 700), (20, 1_000, 200)]


def test_the_first_count_of_a_file_that_begins_in_the_day_belongs_to_an_earlier_file() -> None:
    found = taken(
        monitored(
            rising(720, WALKING, 5_000), rising(730, WALKING, 5_600), begin_s=MIDNIGHT + 720 * 60
        )
    )
    assert intervals(found) == [(720, 730, 600)]


def test_a_count_begins_anew_at_midnight() -> None:
    found = taken(
        monitored(
            rising(1_430, WALKING, 8_000), rising(1_450, WALKING, 300), rising(1_460, WALKING, 500)
        )
    )
    assert intervals(found)[1:] == [(1_440, 1_450, 300), (1_450, 1_460, 200)]


def test_a_count_that_falls_within_a_day_is_left_out() -> None:
    found = taken(
        monitored(
            rising(10, WALKING, 900), rising(20, WALKING, 100), rising(30, WALKING, 250)
        )
    )  # fmt: skip
    assert intervals(found)[1:] == [(20, 30, 150)]
    assert found.skipped == {"backwards": 1}


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=1, max_size=30))
def test_the_steps_of_a_day_are_its_last_count(steps: list[int]) -> None:
    counts = np.cumsum(steps).tolist()
    rows = [rising(10 + place, WALKING, count) for place, count in enumerate(counts)]
    found = taken(monitored(*rows))
    assert sum(sample.value.sum() for sample in found.samples) == counts[-1]


def test_a_file_of_many_megabytes_is_refused_before_it_is_read() -> None:
    file = io.BytesIO(b"\0")
    file.seek(40 * 2**20)
    file.write(b"\0")
    assert refused(opened(FitRecording, "x.fit", file)).problem == "too_large"


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(WalkFileError):
        taken(b"\x0c\x20\x54\x08" + data)


def test_the_real_walk_has_its_45_seconds_and_68_metres() -> None:
    (one,) = taken(real("fit/garmin-fenix-5-walk.fit").read_bytes()).workouts
    assert one.activity == "walk"
    assert one.end_s - one.start_s == pytest.approx(45.379)
    assert (one.moving_s, one.distance_m, one.steps) == (45.379, 67.85, 82)
    assert (one.start_s, one.offset_s) == (at("2017-06-11T14:32:51"), -7 * 3600)


def test_the_real_day_has_the_steps_of_its_last_counts() -> None:
    found = taken(real("fit/MonitoringFile.fit").read_bytes())
    (steps,) = found.samples
    # The last counts of 2014-12-27 by Garmin's own kit: 3,142 walked and 31 run.
    assert steps.value.sum() == 3_173
    assert set(steps.offset_s.tolist()) == {-6 * 3600}
    assert steps.start_s.min() >= at("2014-12-27T06:00")
    assert steps.end_s.max() <= at("2014-12-28T06:00")
    # Its last times in motion: 607 s walked, 3 s run.
    assert [(one.day.isoformat(), one.walking_s) for one in found.totals] == [("2014-12-27", 610)]


def test_the_real_run_has_9_kilometres() -> None:
    found = taken(real("fit/activity-small-fenix2-run.fit").read_bytes())
    (one,) = found.workouts
    assert (one.activity, one.distance_m, one.moving_s) == ("run", 9008.22, 2832)
    # By hand: 47.2 minutes at 81 turns of a leg each.
    assert one.steps == pytest.approx(2832 / 60 * 81 * 2, rel=0.01)


def test_the_real_ride_is_no_walk() -> None:
    (one,) = taken(real("fit/2015-10-13-08-43-15.fit").read_bytes()).workouts
    assert (one.activity, one.distance_m, one.steps) == ("other", 11536.43, None)
