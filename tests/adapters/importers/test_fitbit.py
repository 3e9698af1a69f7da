"""Fitbit: days of its interface, minutes of its export, tables of Takeout."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import numpy as np
import pytest

from rhomboid.adapters.importers import recognise
from rhomboid.adapters.importers.fitbit import minutes_utc_s
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.walk_files import GIVEN, at, read, real


def taken(content: object, name: str, given: Given = GIVEN) -> Batch:
    text = content if isinstance(content, str) else json.dumps(content)
    recording = recognise.open(name, io.BytesIO(text.encode()), given)
    assert recording.form == "fitbit"
    return read(recording)


def minutes(*rows: tuple[str, str]) -> list[dict[str, str]]:
    return [{"dateTime": time, "value": value} for time, value in rows]


def test_days_of_the_interface_are_totals() -> None:
    days = {"activities-steps": minutes(("2026-03-01", "4419"), ("2026-03-02", "0"))}
    one, other = taken(days, "steps.json").totals
    assert (one.day, one.steps, other.steps) == (date(2026, 3, 1), 4419, 0)


def test_the_minutes_of_one_day_are_local() -> None:
    answer = {
        "activities-steps": minutes(("2026-03-01", "180")),
        "activities-steps-intraday": {
            "dataset": [{"time": "09:00:00", "value": 100}, {"time": "09:01:00", "value": 80}],
            "datasetInterval": 1,
            "datasetType": "minute",
        },
    }
    (steps,) = taken(answer, "day.json").samples
    assert steps.start_s.tolist() == [at("2026-03-01T08:00"), at("2026-03-01T08:01")]


def test_minutes_of_the_export_that_begin_with_midnight_in_utc_are_utc() -> None:
    rows = minutes(("03/28/26 23:00:00", "0"), ("03/29/26 08:00:00", "100"))
    (steps,) = taken(rows, "steps-2026-03-29.json").samples
    assert steps.start_s.tolist() == [at("2026-03-28T23:00"), at("2026-03-29T08:00")]
    assert (steps.end_s - steps.start_s).tolist() == [60, 60]
    assert steps.offset_s.tolist() == [3600, 7200]


def test_minutes_of_the_export_that_begin_with_midnight_on_the_clock_are_local() -> None:
    rows = minutes(("03/01/26 00:00:00", "0"), ("03/01/26 09:00:00", "100"))
    (steps,) = taken(rows, "steps-2026-03-01.json").samples
    assert steps.start_s.tolist() == [at("2026-02-28T23:00"), at("2026-03-01T08:00")]


def test_minutes_that_begin_anywhere_else_are_utc() -> None:
    found = minutes_utc_s(np.array([at("2026-03-01T07:31")]), "Europe/Berlin")
    assert found.tolist() == [at("2026-03-01T07:31")]


def test_a_file_of_the_export_that_counts_something_else_is_refused() -> None:
    with pytest.raises(WalkFileError) as caught:
        taken(minutes(("03/01/26 00:00:00", "1.2")), "calories-2026-03-01.json")
    assert caught.value.problem == "fitbit_name"


def test_values_that_cannot_be_are_left_out() -> None:
    rows = minutes(
        ("03/01/26 00:00:00", "many"), ("03/01/26 00:01:00", "-3"), ("13/01/26 00:00:00", "5"),
        ("03/01/26 00:03:00", "7"),
    )  # fmt: skip
    found = taken(rows, "steps-2026-03-01.json")
    assert found.samples[0].value.tolist() == [7]
    assert found.skipped == {"not_a_number": 1, "negative": 1, "bad_time": 1}


TABLE = (
    "timestamp,steps,data source\n"
    "2026-03-01T08:00:00Z,100,Pixel Watch\n2026-03-01T08:01:00Z,50,Phone\n"
)


def test_tables_of_takeout_name_their_devices() -> None:
    (steps,) = taken(TABLE, "steps_2026-03-01.csv").samples
    assert steps.sources == ("Pixel Watch", "Phone")
    assert steps.source.tolist() == [0, 1]
    assert steps.start_s[0] == at("2026-03-01T08:00")


def test_a_whole_export_is_read_for_its_steps_alone() -> None:
    file = io.BytesIO()
    one = json.dumps(minutes(("03/01/26 08:00:00", "100")))
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("Takeout/Fitbit/Global Export Data/steps-2026-03-01.json", one)
        archive.writestr("Takeout/Fitbit/Global Export Data/calories-2026-03-01.json", one)
        archive.writestr("Takeout/Fitbit/Physical Activity_GoogleData/steps_2026-03-01.csv", TABLE)
    recording = recognise.open("takeout.zip", file, GIVEN)
    assert recording.form == "fitbit"
    found = read(recording)
    assert sum(sample.value.sum() for sample in found.samples) == 250


@pytest.mark.parametrize(
    "text",
    ['{"activities-steps": [{"dateTime": 5}]}', '{"activities-steps": 1}',
     '{"activities-steps": [}', '{"activities-steps": 1} 2',
     '[{"dateTime": "03/01/26 00:00:00"}]'],
)  # fmt: skip
def test_json_that_holds_something_else_is_refused(text: str) -> None:
    with pytest.raises(WalkFileError) as caught:
        taken(text, "steps.json")
    assert caught.value.problem == "json_damaged"


def test_json_that_was_saved_with_the_mark_of_utf_8_is_read() -> None:
    text = '\ufeff[{"dateTime": "03/01/26 00:00:00", "value": "1"}]'
    (steps,) = taken(text, "steps.json").samples
    assert steps.value.tolist() == [1]


@pytest.mark.parametrize("name", ["steps.json", "download (3)"])
@pytest.mark.parametrize(
    "text",
    ['[{"dateTime":', '[{"dateTime": "03/01/26 00:00:00", "value": "1"}',
     '[{"dateTime": {"a": 1}, ', '[{"date', '{"activities-steps": [', '{"activities-steps": 1'],
)  # fmt: skip
def test_json_that_ends_in_the_middle_is_told_so_whatever_its_name(name: str, text: str) -> None:
    with pytest.raises(WalkFileError) as caught:
        taken(text, name)
    assert caught.value.problem == "json_cut_short"


def test_the_real_days_have_the_steps_of_their_file() -> None:
    with real("fitbit/Participant4Fitbit.json").open("rb") as file:
        found = read(recognise.open("Participant4Fitbit.json", file, GIVEN))
    # By a spreadsheet: 75 days, 2019-04-09 to 2019-06-22, five of them without a step.
    assert len(found.totals) == 75
    assert sum(one.steps or 0 for one in found.totals) == 350_657
    assert sum(one.steps == 0 for one in found.totals) == 5
