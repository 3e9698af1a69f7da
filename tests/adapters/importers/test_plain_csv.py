"""Tables that people write: what can be read two ways is refused, with its line."""

from __future__ import annotations

import io
from datetime import date

import pytest

from rhomboid.adapters.importers import recognise
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal
from tests.adapters.importers.walk_files import GIVEN, at, read


def taken(text: str, given: Given = GIVEN, coding: str = "utf-8") -> Batch:
    recording = recognise.open("steps.csv", io.BytesIO(text.encode(coding)), given)
    assert recording.form == "csv"
    return read(recording)


def why(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(WalkFileError) as caught:
        taken(text)
    error = caught.value
    return error.problem, {found.name: found.value for found in error.findings}


def test_steps_with_times_are_in_the_zone_of_the_person() -> None:
    (steps,) = taken("start,end,steps\n2026-03-01 09:00,2026-03-01 09:10,1000\n").samples
    assert steps.start_s.tolist() == [at("2026-03-01T08:00")]
    assert (steps.value.tolist(), steps.sources) == ([1000], ("CSV",))
    assert steps.offset_s.tolist() == [3600]


def test_a_zone_in_the_table_goes_first() -> None:
    row = "2026-03-01T09:00:00-05:00,2026-03-01T09:10:00-05:00,1000,Phone"
    (steps,) = taken(f"start,end,steps,source\n{row}\n").samples
    assert steps.start_s.tolist() == [at("2026-03-01T14:00")]
    assert (steps.offset_s.tolist(), steps.sources) == ([-18_000], ("Phone",))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_any_of_three_marks_parts_the_columns(mark: str) -> None:
    text = "\ufeffday,steps,source\r\n2026-03-01,5000,Phone\r\n\r\n".replace(",", mark)
    (total,) = taken(text).totals
    assert (total.day, total.steps, total.source) == (date(2026, 3, 1), 5000, "Phone")


def test_german_heads_and_days_are_read() -> None:
    (total,) = taken('Tag;Schritte\n"05.01.2026";5000,5\n').totals
    assert (total.day, total.steps) == (date(2026, 1, 5), 5000.5)


def test_other_columns_may_stand_between() -> None:
    (total,) = taken("note,steps,day\nnice,5000,2026-03-01\n").totals
    assert total.steps == 5000


@pytest.mark.parametrize(
    "text", ["01/05/2026", "5.1.26", "2026-1-5", "20260105", "2026-W01-1", "31.2.2026", ""]
)
def test_a_day_that_can_be_read_two_ways_is_refused_with_its_line(text: str) -> None:
    problem, found = why(f"day,steps\n2026-03-01,1\n{text},1\n")
    assert problem == "csv_day"
    assert (found["line"], found["got"]) == (3, text)


def test_a_time_that_is_none_is_refused_with_line_and_column() -> None:
    problem, found = why("start,end,steps\n2026-03-01 09:00,9:10,1000\n")
    assert problem == "csv_time"
    assert found == {"line": 2, "column": "end", "got": "9:10"}


@pytest.mark.parametrize("text", ["1,000", "1.000", "many", "NaN", "inf", "1_000", "1e999"])
def test_a_number_that_can_be_read_two_ways_is_refused(text: str) -> None:
    problem, found = why(f'day,steps\n2026-03-01,"{text}"\n')
    assert problem == "csv_steps"
    assert found["line"] == 2


def test_records_that_cannot_be_are_left_out_and_counted() -> None:
    rows = [
        "2026-03-01 09:00,2026-03-01 08:00,10",
        "2026-03-01 09:00,2026-03-01 09:10,-10",
        "2026-03-01 09:00,2026-03-01 09:10,99999999",
        "2026-01-01 09:00,2026-03-01 09:10,5",
        "2026-03-01 09:00,2026-03-01 09:10,500",
    ]
    found = taken("start,end,steps\n" + "\n".join(rows))
    assert found.skipped == {"backwards": 1, "negative": 1, "too_much": 1, "bad_time": 1}
    assert found.samples[0].value.tolist() == [500]


def test_the_night_of_25_hours_is_read_in_its_order() -> None:
    times = ["02:00", "02:30", "02:00", "02:30", "03:00"]
    rows = [
        f"2026-10-25 {start},2026-10-25 {end},50"
        for start, end in (("02:00", "02:30"), ("02:30", "02:59"), ("02:00", "02:30"))
    ]
    (steps,) = taken("start,end,steps\n" + "\n".join(rows)).samples
    assert len(times) == 5
    assert steps.start_s.tolist() == [
        at("2026-10-25T00:00"), at("2026-10-25T00:30"), at("2026-10-25T01:00"),
    ]  # fmt: skip
    assert steps.offset_s.tolist() == [7200, 7200, 3600]


def test_a_head_alone_holds_nothing() -> None:
    assert taken("start,end,steps\n") == Batch(read_bytes=16)
    assert taken("day,steps") == Batch(read_bytes=9)


def test_many_rows_come_in_lots() -> None:
    rows = "2026-03-01,5000\n" * 120_000
    recording = recognise.open("x.csv", io.BytesIO(b"day,steps\n" + rows.encode()), GIVEN)
    sizes = [len(batch.totals) for batch in recording.batches()]
    assert sizes == [50_000, 50_000, 20_000]


def test_a_line_without_end_is_refused() -> None:
    assert why("day,steps\n" + "1" * 200_000)[0] == "long_line"


def test_bytes_that_are_no_text_are_refused() -> None:
    assert why("day,steps\n" + "2026-03-01,1\n" * 500 + "\0\0\n")[0] == "not_text"


def test_a_quotation_that_never_ends_is_refused() -> None:
    assert why('day,steps\n"' + "2026-03-01,1\n" * 20_000)[0] == "bad_row"


PHONE = DayTotal(day=date(2026, 3, 1), source="Küche", steps=5000)


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_read_however_a_program_saves_it(coding: str, end: str) -> None:
    rows = ["day\tsteps\tsource", *["2026-03-01\t5000\tKüche"] * 6_000, ""]
    assert set(taken(end.join(rows), coding=coding).totals) == {PHONE}


def test_the_line_that_excel_writes_above_the_head_is_passed_over() -> None:
    assert taken("sep=;\r\nday;steps;source\r\n2026-03-01;5000;Küche\r\n").totals == (PHONE,)
    assert why("sep=;\nday;steps\nnever;5000\n")[1]["line"] == 3


def test_one_damaged_byte_among_letters_of_utf_8_does_not_change_the_others() -> None:
    text = "day,steps,source\n2026-03-01,1,Küche\n2026-03-01,2,K\udcfcche\n"
    file = io.BytesIO(text.encode("utf-8", "surrogateescape"))
    found = read(recognise.open("steps.csv", file, GIVEN)).totals
    assert [one.source for one in found] == ["Küche", "K\ufffdche"]


def test_stop_and_count_are_names_too() -> None:
    (steps,) = taken("start,stop,count\n2026-03-01 09:00,2026-03-01 09:10,1000\n").samples
    assert steps.value.tolist() == [1000]


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("2026-01-05,2200\n", "2026-01-05,2200"),
        ("when,howmany\n2026-01-05,2200\n", "when,howmany"),
        ("start,steps\n2026-01-05 08:00,2200\n", "start,steps"),
        ("sep=;\nwhen;howmany\n", "when;howmany"),
        ("steps\n2200\n", "steps"),
    ],
)
def test_a_table_without_the_names_of_its_columns_is_told_what_its_first_line_says(
    text: str, got: str
) -> None:
    assert why(text) == ("table_head", {"got": got})


def test_a_german_sentence_calls_the_column_as_the_file_does() -> None:
    assert why("Tag;Schritte\n2026-03-01;viele\n")[1]["column"] == "Schritte"


@pytest.mark.parametrize(
    "text",
    ["day,steps\n2026-03-01,1\n1969-01-05,1\n",
     "start,end,steps\n2026-03-01 09:00,2026-03-01 09:10,1\n1969-01-05 08:00,1969-01-05 09:00,1\n",
     "start,end,steps\n2026-03-01 09:00,2026-03-01 09:10,1\n2100-01-05 08:00,2100-01-05 09:00,1\n"],
)  # fmt: skip
def test_a_year_without_phones_and_watches_is_named_as_the_reason(text: str) -> None:
    problem, found = why(text)
    assert (problem, found["line"]) == ("csv_year", 3)


@pytest.mark.parametrize("text", ["5.1.2026", "05.1.2026", "5.01.2026", "05.01.2026"])
def test_days_with_points_are_german_with_one_digit_or_two(text: str) -> None:
    assert taken(f"day,steps\n{text},1\n").totals[0].day == date(2026, 1, 5)
    (steps,) = taken(f"start,end,steps\n{text} 08:00,{text} 08:10,1\n").samples
    assert steps.start_s.tolist() == [at("2026-01-05T07:00")]


def test_a_cell_without_anything_is_not_known_and_left_out() -> None:
    found = taken("day,steps\n2026-03-01,\n2026-03-02,0\n2026-03-03, \n2026-03-04\n")
    assert [(one.day.day, one.steps) for one in found.totals] == [(2, 0)]
    assert found.skipped == {"not_known": 3}
    rows = ["2026-03-01 09:00,2026-03-01 09:10,", "2026-03-01 09:10,2026-03-01 09:20,5"]
    found = taken("start,end,steps\n" + "\n".join(rows))
    assert found.samples[0].value.tolist() == [5]
    assert found.skipped == {"not_known": 1}


def test_minutes_of_a_day_are_time_on_foot() -> None:
    assert [one.walking_s for one in taken("day,minutes\n2026-03-01,45.5\n").totals] == [2730]
    rows = ["2026-03-01;5000;45", "2026-03-02;;30", "2026-03-03;100;", "2026-03-04;;"]
    found = taken("Tag;Schritte;Minuten\n" + "\n".join(rows))
    told = [(one.steps, one.walking_s) for one in found.totals]
    assert told == [(5000, 2700), (None, 1800), (100, None)]
    assert found.skipped == {"not_known": 1}


def test_minutes_that_no_day_has_are_left_out_and_others_refused() -> None:
    found = taken("day,minutes\n2026-03-01,1441\n2026-03-01,-1\n2026-03-01,1440\n")
    assert found.skipped == {"too_much": 1, "negative": 1}
    assert why("day,minutes\n2026-03-01,0:45\n") == (
        "csv_minutes", {"line": 2, "column": "minutes", "got": "0:45"},
    )  # fmt: skip
