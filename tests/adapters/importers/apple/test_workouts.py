"""Workouts of Apple Health: what they were, how long in motion, how far."""

from __future__ import annotations

import pytest

from rhomboid.adapters.importers.apple import pieces, recording
from tests.adapters.importers.apple.documents import (
    REAL,
    export,
    read,
    real,
    record,
    skipped,
    workouts,
)

HOUR = 'startDate="2026-01-05 08:00:00 +0100" endDate="2026-01-05 09:00:00 +0100"'


def workout(*inside: str, kind: str = "Walking", own: str = "", when: str = HOUR) -> str:
    head = f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" {own}'
    return f"{head} sourceName='Watch' {when}>{''.join(inside)}</Workout>\n"


def event(kind: str, minute: int) -> str:
    return (
        f'<WorkoutEvent type="HKWorkoutEventType{kind}" date="2026-01-05 08:{minute:02}:00 +0100"/>'
    )


def statistics(kind: str, total: str, unit: str) -> str:
    own = f'type="HKQuantityTypeIdentifier{kind}" {HOUR} sum="{total}" unit="{unit}"'
    return f"<WorkoutStatistics {own}/>"


@pytest.mark.parametrize(
    ("kind", "activity"),
    [("Walking", "walk"), ("Hiking", "hike"), ("Running", "run"), ("Cycling", "other")],
)
def test_activities_have_one_name_each(kind: str, activity: str) -> None:
    (one,) = workouts(read(export(workout(kind=kind))))
    assert (one.activity, one.source, one.start_s, one.end_s, one.offset_s) == (
        activity, "Watch", 1767596400, 1767600000, 3600,
    )  # fmt: skip
    assert (one.moving_s, one.distance_m, one.steps, one.tracked) == (None, None, None, False)


def test_old_exports_say_distance_and_duration_as_attributes() -> None:
    own = 'duration="45" durationUnit="min" totalDistance="2" totalDistanceUnit="mi"'
    (one,) = workouts(read(export(workout(own=own))))
    assert one.moving_s == 2700
    assert one.distance_m == pytest.approx(3218.688)


def test_new_exports_say_them_as_statistics() -> None:
    inside = (
        statistics("DistanceWalkingRunning", "3.1", "km"), statistics("StepCount", "4100", "count"),
        statistics("ActiveEnergyBurned", "200", "kcal"),
    )  # fmt: skip
    (one,) = workouts(read(export(workout(*inside))))
    assert one.distance_m == pytest.approx(3100)
    assert one.steps == 4100


def test_pauses_are_not_motion() -> None:
    inside = (event("Pause", 10), event("Resume", 15), event("MotionPaused", 20),
              event("MotionResumed", 22), event("Lap", 30), event("Pause", 50))  # fmt: skip
    (one,) = workouts(read(export(workout(*inside, own='duration="59" durationUnit="min"'))))
    assert one.moving_s == 10 * 60 + 5 * 60 + 28 * 60


def test_parts_of_a_workout_are_not_counted_again() -> None:
    part = f"<WorkoutActivity {HOUR}>{statistics('StepCount', '9', 'count')}</WorkoutActivity>"
    whole = statistics("StepCount", "4100", "count")
    assert [one.steps for one in workouts(read(export(workout(part, whole, part))))] == [4100]


def test_a_workout_abroad_has_the_local_time_of_its_place() -> None:
    zone = '<MetadataEntry key="HKTimeZone" value="America/Los_Angeles"/>'
    (one,) = workouts(read(export(workout(zone))))
    assert one.offset_s == -8 * 3600
    unknown = zone.replace("America/Los_Angeles", "../../Atlantis")
    assert [one.offset_s for one in workouts(read(export(workout(unknown))))] == [3600]


@pytest.mark.parametrize(
    ("when", "reason"),
    [
        (HOUR.replace("09:00", "07:00"), "backwards"),
        (HOUR.replace("09:00:00", "99:00:00"), "bad_time"),
        (HOUR.replace('endDate="2026-01-05', 'endDate="2026-03-05'), "too_much"),
    ],
)
def test_a_workout_that_makes_no_sense_is_left_out_and_counted(when: str, reason: str) -> None:
    batches = read(export(workout(when=when), workout()))
    assert len(workouts(batches)) == 1
    assert skipped(batches) == {reason: 1}


@pytest.mark.parametrize("value", ["-5", "nan", "1e99", "", "x"])
def test_figures_that_make_no_sense_are_unknown(value: str) -> None:
    own = f'duration="{value}" totalDistance="{value}" totalDistanceUnit="km"'
    (one,) = workouts(read(export(workout(statistics("StepCount", value, "count"), own=own))))
    assert (one.distance_m, one.steps) == (None, None)
    assert one.moving_s in (None, 3600)


def test_a_workout_may_lie_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = (event("Pause", 10), event("Resume", 15), statistics("StepCount", "4100", "count"))
    empty = workout().replace("></Workout>", "/>")
    content = export(record(), workout(*inside), record(), empty, workout(*inside), record())
    whole = workouts(read(content))
    assert [one.steps for one in whole] == [4100, None, 4100]
    monkeypatch.setattr(recording, "HEAD_BYTES", 60)
    for size in range(1, 400, 7):
        monkeypatch.setattr(pieces, "PIECE_BYTES", size)
        assert workouts(read(content)) == whole


@real
def test_published_workouts_are_read() -> None:
    (running,) = workouts(read((REAL / "export.xml").read_bytes()))
    assert (running.activity, running.source) == ("run", "Apple\u00a0Watch")
    assert running.moving_s == 311, "Apple's own figure is 0.6 s more than the span"
    assert running.distance_m == pytest.approx(0.4971749504535062 * 1609.344)
    assert running.offset_s == -8 * 3600, "November in Los Angeles, whatever the day of the export"
    (other,) = workouts(read((REAL / "tdda/export6s3sample.xml").read_bytes()))
    assert (other.activity, other.distance_m) == ("other", 0)
    assert other.moving_s == 1904, "the span; Apple's own figure is 0.2 s more"
