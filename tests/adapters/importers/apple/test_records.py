"""What records of Apple Health become, and which are left out and counted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers.apple import recording
from rhomboid.adapters.importers.apple.times import BETWEEN, spans, time
from rhomboid.app.walks.ports import Given
from tests.adapters.importers.apple.documents import (
    EVERYTHING,
    PREFIX,
    REAL,
    WHEN,
    export,
    opened,
    read,
    real,
    record,
    rows,
    skipped,
)


@pytest.mark.parametrize(
    ("kind", "unit", "value", "becomes"),
    [
        ("StepCount", "count", "329", ("steps", 329)),
        ("DistanceWalkingRunning", "km", "0.5", ("distance_m", 500)),
        ("DistanceWalkingRunning", "mi", "1", ("distance_m", 1609.344)),
        ("DistanceWalkingRunning", "m", "12", ("distance_m", 12)),
        ("DistanceWalkingRunning", "ft", "10", ("distance_m", 3.048)),
        ("DistanceWalkingRunning", "yd", "100", ("distance_m", 91.44)),
        ("WalkingSpeed", "km/hr", "4.5", ("speed_m_per_s", 1.25)),
        ("WalkingSpeed", "km/h", "4.5", ("speed_m_per_s", 1.25)),
        ("WalkingSpeed", "mi/hr", "3", ("speed_m_per_s", 1.34112)),
        ("WalkingSpeed", "m/s", "1.3", ("speed_m_per_s", 1.3)),
        ("WalkingStepLength", "cm", "72", ("step_length_m", 0.72)),
        ("WalkingStepLength", "in", "30", ("step_length_m", 0.762)),
        ("WalkingStepLength", "m", "0.7", ("step_length_m", 0.7)),
        ("HeartRate", "count/min", "72", ("heart_rate_per_min", 72)),
        ("HeartRate", "count/s", "1.2", ("heart_rate_per_min", 72)),
    ],
)
def test_values_come_in_the_unit_of_their_kind(
    kind: str, unit: str, value: str, becomes: tuple[str, float]
) -> None:
    (row,) = rows(read(export(record(kind, value, unit))))
    assert row.kind == becomes[0]
    assert row.value == pytest.approx(becomes[1], rel=1e-12)


def test_times_are_seconds_since_1970_with_the_offset_of_the_file() -> None:
    (row,) = rows(read(export(record())))
    assert (row.start_s, row.end_s, row.offset_s) == (1767596400, 1767596460, 3600)


def test_where_the_phone_was_at_home_local_time_follows_the_zone_in_summer_and_winter() -> None:
    """iOS writes all times with the offset of the day of the export: 8:00 was 9:00 on the clock."""
    summer = 'startDate="2026-07-05 08:00:00 +0100" endDate="2026-07-05 08:01:00 +0100"'
    at_home = '<ExportDate value="2026-01-09 12:00:00 +0100"/>'
    abroad = '<ExportDate value="2026-01-09 12:00:00 -0500"/>'
    steps = record(when=summer)
    assert [row.offset_s for row in rows(read(export(at_home, steps)))] == [7200]
    assert [row.offset_s for row in rows(read(export(abroad, steps)))] == [3600]


@pytest.mark.parametrize(
    ("told", "offset_s"), [("-0500", -18_000), ("+0900", 32_400), ("+0200", 7200), ("+0100", 3600)]
)
def test_on_a_journey_local_time_is_that_of_the_place(told: str, offset_s: int) -> None:
    """Exported at home, in the winter; the phone knew where it was."""
    at_home = '<ExportDate value="2026-01-19 12:00:00 +0100"/>'
    when = f'startDate="2026-01-12 21:00:00 {told}" endDate="2026-01-12 21:30:00 {told}"'
    assert [row.offset_s for row in rows(read(export(at_home, record(when=when))))] == [offset_s]


def test_the_nights_of_the_clock_change_have_both_offsets() -> None:
    at_home = '<ExportDate value="2026-01-09 12:00:00 +0100"/>'
    times = ["01:59:59", "02:00:00"]
    steps = [
        record(when=f'startDate="2025-10-26 {time} +0100" endDate="2025-10-26 {time} +0100"')
        for time in times
    ]
    assert [row.offset_s for row in rows(read(export(at_home, *steps)))] == [7200, 3600]


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (record(unit="kg"), "unit"),
        (record("WalkingSpeed", "3", "furlong/fortnight"), "unit"),
        (record(value="nan"), "not_a_number"),
        (record(value="inf"), "not_a_number"),
        (record(value="1e999"), "not_a_number"),
        (record(value="1_000"), "not_a_number"),
        (record(value="0,5"), "not_a_number"),
        (record(value=""), "not_a_number"),
        (record(value="-1"), "negative"),
        (record(value="1e12"), "too_much"),
        (record("HeartRate", "999", "count/min"), "too_much"),
        (record(when=WHEN.replace("08:01", "07:59")), "backwards"),
        (record(when=WHEN.replace("2026-01-05 08:00", "1970-01-05 08:00")), "bad_time"),
        (record(when=WHEN.replace("2026-01-05 08:01", "3026-01-05 08:01")), "bad_time"),
        (record(when=WHEN.replace("01-05", "02-30")), "bad_time"),
        (record(when=WHEN.replace("08:00:00", "25:00:00")), "bad_time"),
        (record(when=WHEN.replace("+0100", "+9900")), "bad_time"),
        (record(when=WHEN.replace("+0100", "")), "bad_time"),
        (record(when='startDate="" endDate=""'), "bad_time"),
        (record(when=""), "bad_time"),
    ],
)
def test_a_record_that_makes_no_sense_is_left_out_and_counted(one: str, reason: str) -> None:
    batches = read(export(record(), one, record()))
    assert len(rows(batches)) == 2
    assert skipped(batches) == {reason: 1}


def test_a_day_of_steps_written_into_a_second_is_believed() -> None:
    (row,) = rows(read(export(record(value="12345", when=WHEN.replace("08:01", "08:00")))))
    assert (row.value, row.end_s - row.start_s) == (12345, 0)


def test_kinds_that_are_not_wanted_are_passed_over_and_not_counted() -> None:
    content = export(record(), record("HeartRate", "nan", "count/min"), record("BodyMass", "x"))
    batches = read(content, Given("UTC", frozenset(("steps",))))
    assert [row.kind for row in rows(batches)] == ["steps"]
    assert skipped(batches) == {}
    assert rows(read(content, Given("UTC", frozenset()))) == []


def test_records_inside_a_correlation_stand_beside_it_too_and_count_once() -> None:
    content = export(record(), f"<Correlation type='x'>{record()}</Correlation>")
    assert len(rows(read(content))) == 1


def test_batches_are_small_and_say_how_far_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "BATCH_SAMPLES", 1000)
    monkeypatch.setattr("rhomboid.adapters.importers.apple.pieces.PIECE_BYTES", 1 << 16)
    monkeypatch.setattr(recording, "HEAD_BYTES", 1 << 12)
    content = export(*(record(source=f"Phone {number % 3}") for number in range(5000)))
    taken = opened(content)
    batches = list(taken.batches())
    sizes = [sum(map(len, batch.samples)) for batch in batches]
    assert sum(sizes) == 5000
    assert max(sizes) < 2000
    places = [batch.read_bytes for batch in batches]
    assert places == sorted(places)
    assert places[-1] == taken.size_bytes == len(content)
    assert len(list(taken.batches())) == len(batches), "it can be read again"


def expected(name: str) -> Iterator[dict[str, Any]]:
    with (REAL / "tdda" / f"{name}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


@real
@pytest.mark.parametrize(
    ("name", "kind", "factor"),
    [("StepCount", "steps", 1), ("DistanceWalkingRunning", "distance_m", 1000)],
)
def test_a_published_export_gives_its_published_table(name: str, kind: str, factor: float) -> None:
    table = list(expected(name))
    got = [
        row
        for row in rows(read((REAL / "tdda/export6s3sample.xml").read_bytes()))
        if row.kind == kind
    ]
    assert len(got) == len(table) > 0
    for row, want in zip(got, sorted(table, key=lambda line: line["startDate"]), strict=True):
        assert (row.source, row.value) == (want["sourceName"], float(want["value"]) * factor)
        assert row.start_s == time(want["startDate"].encode())[0]
        assert row.end_s == time(want["endDate"].encode())[0]
    assert sum(row.value for row in got) == pytest.approx(
        {"steps": 2517, "distance_m": 19.43}[kind]
    )


@real
def test_a_published_fixture_gives_its_heart_rate() -> None:
    (row,) = rows(read((REAL / "export.xml").read_bytes(), EVERYTHING))
    assert (row.kind, row.value, row.source) == ("heart_rate_per_min", 72, "Apple\u00a0Watch")


@pytest.mark.parametrize(
    ("text", "seconds", "offset_s"),
    [
        ("2026-01-05 08:00:00 +0100", 1767596400, 3600),
        ("2026-01-05T08:00:00+01:00", 1767596400, 3600),
        ("2026-01-05 07:00:00.5 Z", 1767596400, 0),
        ("20260105080000+0100", 1767596400, 3600),
        ("2026-01-05 8:00:00 AM +0100", 1767596400, 3600),
        ("2026-01-05 8:00:00 p.m. +0100", 1767639600, 3600),
        ("2026-01-05 12:00:00 am +0100", 1767567600, 3600),
        ("2026-01-05 12:00:00 -0330", 1767627000, -12600),
    ],
)
def test_times_are_read_in_every_form_that_exports_had(
    text: str, seconds: float, offset_s: int
) -> None:
    assert time(text.encode()) == (seconds, offset_s)
    starts, ends, offsets = spans([text.encode() + BETWEEN + text.encode()])
    assert (starts[0], ends[0], offsets[0]) == (seconds, seconds, offset_s)


@settings(deadline=None)
@given(st.lists(st.datetimes().map(lambda when: f"{when:%Y-%m-%d %H:%M:%S} -0330".encode())))
def test_times_read_together_are_those_read_one_by_one(texts: list[bytes]) -> None:
    texts = [text.rjust(25, b"0") for text in texts]
    starts, ends, offsets = spans([text + BETWEEN + text for text in texts])
    assert np.array_equal(starts, ends, equal_nan=True)
    together = zip(starts.tolist(), offsets.tolist(), strict=True)
    assert [(repr(start), offset) for start, offset in together] == [
        (repr(float(start)), offset) for start, offset in map(time, texts)
    ]


def test_types_that_only_begin_like_ours_are_others() -> None:
    others = [record("StepCountX"), record("StepCount").replace(PREFIX, "HKCategoryTypeIdentifier")]
    assert rows(read(export(*others))) == []
