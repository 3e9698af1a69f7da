"""Health Connect: the database that Android exports, even one made to hurt."""

from __future__ import annotations

import io
import sqlite3
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers import recognise
from rhomboid.app.walks.ports import Given, WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.walk_files import at, read

ALL = Given("Europe/Berlin", frozenset(("steps", "distance_m", "cadence_per_min", "speed_m_per_s")))
BASE = (
    "row_id INTEGER PRIMARY KEY, uuid BLOB, app_info_id INTEGER, start_time INTEGER,"
    " start_zone_offset INTEGER, end_time INTEGER, local_date INTEGER"
)
SCHEMA = """
CREATE TABLE application_info_table (row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
CREATE TABLE steps_record_table (BASE, count INTEGER);
CREATE TABLE distance_record_table (BASE, distance REAL);
CREATE TABLE exercise_session_record_table (BASE, exercise_type INTEGER, title TEXT);
CREATE TABLE StepsCadenceRecordTable (BASE);
CREATE TABLE steps_cadence_record_table (parent_key INTEGER, rate REAL, epoch_millis INTEGER);
CREATE TABLE exercise_route_table (parent_key INTEGER, latitude REAL, longitude REAL);
INSERT INTO application_info_table VALUES (1, 'com.watch', 'Watch'), (2, 'com.phone', NULL);
""".replace("BASE", BASE)
START_MS = int(at("2026-03-01T08:00") * 1000)


def rows(*statements: str) -> str:
    return "".join(statement + ";\n" for statement in statements)


def record(table: str, app: int, minute: float, minutes: float, *last: str) -> str:
    """A record of a table, recorded where clocks are an hour before UTC."""
    start = START_MS + int(minute * 60_000)
    cells = ["NULL", "x'00'", app, start, 3600, start + int(minutes * 60_000), 20513, *last]
    values = ", ".join(map(str, cells))
    return f"INSERT INTO {table} VALUES ({values})"  # noqa: S608  # the test's own database


WALK = SCHEMA + rows(
    record("steps_record_table", 1, 0, 10, "1000"),
    record("steps_record_table", 2, 0, 15, "1200"),
    record("distance_record_table", 1, 0, 10, "750.5"),
    record("exercise_session_record_table", 1, 0, 10, "53", "'Home'"),
    record("exercise_session_record_table", 1, 60, 10, "4", "'Bike'"),
    record("StepsCadenceRecordTable", 1, 0, 10),
    "INSERT INTO steps_cadence_record_table VALUES (1, 110.5, 1772352000000)",
    "INSERT INTO exercise_route_table VALUES (1, 50.123456, 8.654321)",
)


def database(script: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        made = sqlite3.connect(path)
        made.executescript(f"PRAGMA synchronous = OFF; {script}")
        made.commit()
        made.close()
        return path.read_bytes()


def zipped(content: bytes) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("health_connect_export.db", content)
    return file


def taken(script: str) -> Batch:
    recording = recognise.open("Health Connect.zip", zipped(database(script)), ALL)
    assert recording.form == "health_connect"
    return read(recording)


def problem(script: str) -> str:
    with pytest.raises(WalkFileError) as caught:
        taken(script)
    return caught.value.problem


def test_steps_way_cadence_and_walks_are_read_with_their_programs() -> None:
    found = taken(WALK)
    steps, way, cadence = found.samples
    assert (steps.kind, way.kind, cadence.kind) == ("steps", "distance_m", "cadence_per_min")
    assert (steps.value.tolist(), steps.sources) == ([1000, 1200], ("Watch", "com.phone"))
    assert steps.start_s.tolist() == [START_MS / 1000] * 2
    assert steps.offset_s.tolist() == [3600, 3600]
    assert (way.value.tolist(), cadence.value.tolist()) == ([750.5], [110.5])
    walk, ride = found.workouts
    assert (walk.activity, ride.activity) == ("walk", "other")
    assert (walk.end_s - walk.start_s, walk.source) == (600, "Watch")


def test_the_database_alone_is_read_too() -> None:
    recording = recognise.open("x.db", io.BytesIO(database(WALK)), ALL)
    assert len(read(recording).samples) == 3


def test_no_place_and_no_title_leaves_the_reader() -> None:
    text = repr(taken(WALK))
    for word in ("50.12", "8.65", "Home"):
        assert word not in text


def test_without_an_offset_the_zone_of_the_person_counts() -> None:
    script = SCHEMA + rows(record("steps_record_table", 1, 0, 10, "100").replace("3600", "NULL"))
    assert taken(script).samples[0].offset_s.tolist() == [3600]


def test_records_that_cannot_be_are_left_out() -> None:
    script = SCHEMA + rows(
        record("steps_record_table", 1, 0, -10, "100"), record("steps_record_table", 1, 0, 1, "-5"),
        record("steps_record_table", 1, 0, 1, "'many'"), record("steps_record_table", 9, 0, 1, "7"),
        "INSERT INTO steps_record_table VALUES (NULL, x'', NULL, 1, 0, 2, 0, 5)",
        "INSERT INTO steps_record_table VALUES (NULL, x'', 1, 9e18, 0, 9e18, 0, 9e18)",
    )  # fmt: skip
    found = taken(script)
    assert found.samples[0].value.tolist() == [7]
    assert found.samples[0].source.tolist() == [found.samples[0].sources.index("Health Connect")]
    assert found.skipped == {
        "backwards": 1, "negative": 1, "not_a_number": 1, "bad_time": 2,
    }  # fmt: skip


def test_a_program_that_was_taken_from_the_phone_is_nobody() -> None:
    gone = "DROP TABLE application_info_table"
    script = SCHEMA + rows(gone, record("steps_record_table", 1, 0, 1, "7"))
    assert taken(script).samples[0].sources == ("Health Connect",)


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE other (x)",
        "CREATE VIEW steps_record_table AS SELECT 1 AS start_time, 2 AS end_time, 3 AS count",
        "CREATE VIRTUAL TABLE steps_record_table USING fts5(start_time, end_time, count)",
        "CREATE TABLE steps_record_table (start_time, end_time, count AS (zeroblob(1e9)))",
    ],
)
def test_what_only_looks_like_its_tables_is_refused(script: str) -> None:
    assert problem(script) == "health_connect_schema"


def test_a_table_with_other_columns_gives_nothing() -> None:
    assert taken("CREATE TABLE steps_record_table (a, b)") == Batch(read_bytes=8192)


def test_a_database_that_was_cut_short_is_damaged() -> None:
    records = (record("steps_record_table", 1, n, 1, "7") for n in range(3_000))
    script = f"{SCHEMA} BEGIN; {rows(*records)} COMMIT;"
    content = database(script)
    with pytest.raises(WalkFileError) as caught:
        read(recognise.open("x.zip", zipped(content[: len(content) // 2]), ALL))
    assert caught.value.problem == "health_connect_damaged"


def test_no_copy_of_the_database_stays_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    batches = recognise.open("x.db", io.BytesIO(database(WALK)), ALL).batches()
    next(batches)
    assert list(tmp_path.iterdir())
    batches.close()  # type: ignore[attr-defined]  # it is a generator
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Writing there fails as on a full disk.
    def full(self: Path, mode: str) -> object:
        raise OSError(28, "No space left on device")

    recording = recognise.open("x.db", io.BytesIO(database(WALK)), ALL)
    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(WalkFileError) as caught:
        read(recording)
    assert caught.value.problem == "no_room"


CONTENT = database(WALK)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_changed_databases_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    hurt = bytearray(CONTENT)
    for _ in range(data.draw(st.integers(1, 20))):
        hurt[data.draw(st.integers(16, len(hurt) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = read(recognise.open("x.db", io.BytesIO(bytes(hurt)), ALL))
    except WalkFileError:
        return
    assert found.read_bytes == len(hurt)
