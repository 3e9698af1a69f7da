"""Google Fit by Takeout: days, quarters of an hour, single activities."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import pytest

from rhomboid.adapters.importers import recognise
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.walk_files import GIVEN, at, read, real

QUARTERS = (
    "Start time,End time,Move Minutes count,Distance (m),Step count\n"
    "00:00:00.000+01:00,00:15:00.000+01:00,,,\n"
    "09:00:00.000+01:00,09:15:00.000+01:00,12,900.5,1200\n"
    "23:45:00.000+01:00,00:00:00.000+01:00,1,30,40\n"
)
GERMAN = (
    "Datum,Anzahl der Aktivitätsminuten,Distanz (m),Schrittzahl,Gehen – Dauer (ms)\n"
    "2026-03-01,30,2500.5,4000,1800000\n2026-03-02,,,,\n"
)
ACTIVITY = {
    "fitnessActivity": "walking",
    "startTime": "2026-03-01T08:00:00Z",
    "endTime": "2026-03-01T08:30:00Z",
    "duration": "1800s",
    "aggregate": [
        {"metricName": "com.google.step_count.delta", "intValue": 3200},
        {"metricName": "com.google.distance.delta", "floatValue": 2400.5},
        {"metricName": "com.google.speed.summary", "floatValue": 1.3},
    ],
}


def taken(text: str, name: str = "2026-03-01.csv") -> Batch:
    recording = recognise.open(name, io.BytesIO(text.encode()), GIVEN)
    assert recording.form == "google_fit"
    return read(recording)


def test_quarters_of_an_hour_are_samples_of_the_day_in_the_name() -> None:
    steps, way = taken(QUARTERS, "2026-03-01 (1).csv").samples
    assert steps.start_s.tolist() == [at("2026-03-01T08:00"), at("2026-03-01T22:45")]
    assert (steps.end_s - steps.start_s).tolist() == [900, 900]
    assert (steps.value.tolist(), way.value.tolist()) == ([1200, 40], [900.5, 30])
    assert steps.offset_s.tolist() == [3600, 3600]


def test_a_day_whose_name_was_lost_is_refused() -> None:
    with pytest.raises(WalkFileError) as caught:
        taken(QUARTERS, "download.csv")
    assert caught.value.problem == "google_fit_day"


def test_totals_are_read_in_german_too_and_missing_ones_are_missing() -> None:
    (total,) = taken(GERMAN, "Tägliche Aktivitätsmesswerte.csv").totals
    assert (total.day, total.steps, total.distance_m) == (date(2026, 3, 1), 4000, 2500.5)
    assert total.walking_s == 1800


def test_figures_that_cannot_be_are_left_out_of_their_day() -> None:
    found = taken(
        "Date,Distance (m),Step count\n2026-03-01,-5,3000\n2026-03-02,1e9,1e9\nsoon,1,1\n", "x.csv"
    )
    (total,) = found.totals
    assert (total.steps, total.distance_m) == (3000, None)
    assert found.skipped == {"negative": 1, "too_much": 2, "bad_time": 1}


def test_an_activity_has_its_steps_and_way() -> None:
    (walk,) = taken(json.dumps(ACTIVITY), "WALKING.json").workouts
    assert (walk.start_s, walk.end_s) == (at("2026-03-01T08:00"), at("2026-03-01T08:30"))
    assert (walk.activity, walk.steps, walk.distance_m) == ("walk", 3200, 2400.5)


def test_sleep_is_another_activity() -> None:
    (one,) = taken(json.dumps(ACTIVITY | {"fitnessActivity": "sleep"}), "x.json").workouts
    assert (one.activity, one.steps) == ("other", None)


def test_an_activity_that_ends_before_it_begins_is_left_out() -> None:
    found = taken(json.dumps(ACTIVITY | {"endTime": "2026-03-01T07:00:00Z"}), "x.json")
    assert (found.workouts, found.skipped) == ((), {"bad_time": 1})


def test_a_whole_takeout_is_read_file_by_file() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Takeout/Fit/Daily activity metrics/2026-03-01.csv", QUARTERS)
        archive.writestr("Takeout/Fit/Daily activity metrics/Daily activity metrics.csv", GERMAN)
        archive.writestr("Takeout/Fit/All Sessions/a_WALKING.json", json.dumps(ACTIVITY))
        archive.writestr("Takeout/Fit/All Data/raw.json", json.dumps({"Data Points": []}))
        archive.writestr("Takeout/archive_browser.html", "<html></html>")
    recording = recognise.open("takeout.zip", file, GIVEN)
    assert recording.form == "google_fit"
    found = read(recording)
    assert (len(found.samples), len(found.workouts), len(found.totals)) == (2, 1, 1)
    assert found.read_bytes == recording.size_bytes


def test_the_real_days_have_the_figures_of_their_table() -> None:
    with real("google_fit/dailyActivityMetrics.csv").open("rb") as file:
        found = read(recognise.open("dailyActivityMetrics.csv", file, GIVEN))
    # By a spreadsheet: 1,784 days, of which 12 have neither steps nor way nor walking.
    assert len(found.totals) == 1_772
    assert sum(one.steps or 0 for one in found.totals) == 8_292_309
    assert sum(one.distance_m or 0 for one in found.totals) == pytest.approx(5_735_017.957)
    hours = sum(one.walking_s or 0 for one in found.totals) / 3600
    assert hours == pytest.approx(1_016.287, abs=1e-3)
    assert (found.totals[0].day, found.totals[0].steps) == (date(2019, 3, 9), 1378)
    assert found.skipped == {}
