"""The zip of an export: its folder and file may have any name, its routes join their workouts."""

from __future__ import annotations

import io
import zipfile

import pytest

from rhomboid.adapters.importers.apple.recording import AppleZip, open_zip
from rhomboid.adapters.importers.unzip import open_package
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.apple.documents import (
    EVERYTHING,
    REAL,
    export,
    real,
    record,
    rows,
    skipped,
    workouts,
)

HOUR = 'startDate="2026-01-05 08:00:00 +0000" endDate="2026-01-05 09:00:00 +0000"'
CDA = b"<?xml version='1.0'?><ClinicalDocument>" + b" " * 10_000 + b"</ClinicalDocument>"


def zipped(members: dict[str, bytes | str]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def opened(members: dict[str, bytes | str]) -> AppleZip | None:
    return open_zip(open_package("export.zip", zipped(members)), EVERYTHING)


def read(members: dict[str, bytes | str]) -> list[Batch]:
    found = opened(members)
    assert found is not None
    assert found.form == "apple_health"
    return list(found.batches())


def workout(route: str = "", own: str = "", kind: str = "Walking") -> str:
    inside = f'<WorkoutRoute {HOUR}><FileReference path="/workout-routes/{route}"/></WorkoutRoute>'
    head = f'<Workout workoutActivityType="HKWorkoutActivityType{kind}" {own}'
    return f"{head} sourceName='Watch' {HOUR}>{inside if route else ''}</Workout>"


def gpx(hour: int = 8, title: str = "Route", minutes: int = 30) -> str:
    """A straight way north at 1.2 m/s."""
    points = "".join(
        f'<trkpt lat="{52 + second * 1.2 / 111_260:.7f}" lon="13.0"><ele>30</ele>'
        f"<time>2026-01-05T{hour:02}:{second // 60:02}:{second % 60:02}Z</time></trkpt>"
        for second in range(0, minutes * 60, 2)
    )
    return (
        '<?xml version="1.0"?><gpx version="1.1" creator="Apple Health Export" '
        'xmlns="http://www.topografix.com/GPX/1/1">'
        f"<trk><name>{title}</name><trkseg>{points}</trkseg></trk></gpx>"
    )


@pytest.mark.parametrize(
    "name", ["apple_health_export/export.xml", "Export.xml", "apple_health_export/导出.xml",
     "a/b/Exportación.XML"]
)  # fmt: skip
def test_the_export_is_found_by_what_it_holds(name: str) -> None:
    batches = read({"apple_health_export/export_cda.xml": CDA, name: export(record())})
    assert [row.value for row in rows(batches)] == [100]


def test_a_zip_without_an_export_is_not_recognised() -> None:
    assert opened({"export_cda.xml": CDA, "a.gpx": gpx()}) is None


def test_a_route_gives_its_workout_time_and_distance() -> None:
    (one,) = workouts(
        read({"a/export.xml": export(workout("r1.gpx")), "a/workout-routes/r1.gpx": gpx()})
    )
    assert (one.activity, one.source, one.tracked) == ("walk", "Watch", True)
    assert one.distance_m == pytest.approx(1799 * 1.2, rel=0.01)
    assert one.moving_s == pytest.approx(1799, rel=0.01)


def test_what_apple_says_of_distance_and_duration_is_believed_first() -> None:
    own = 'duration="45" durationUnit="min" totalDistance="2" totalDistanceUnit="km"'
    content = export(workout("r1.gpx", own))
    (one,) = workouts(read({"export.xml": content, "workout-routes/r1.gpx": "not opened"}))
    assert (one.moving_s, one.distance_m, one.tracked) == (2700, 2000, False)


def test_a_route_without_a_name_in_the_export_joins_by_time() -> None:
    content = export(workout(), record())
    (one,) = workouts(read({"export.xml": content, "workout-routes/r1.gpx": gpx()}))
    assert one.source == "Watch"
    assert one.distance_m == pytest.approx(1799 * 1.2, rel=0.01)


def test_a_route_of_a_workout_is_never_a_second_walk() -> None:
    own = 'duration="45" durationUnit="min" totalDistance="2" totalDistanceUnit="km"'
    members: dict[str, bytes | str] = {
        "export.xml": export(workout("", own)),
        "workout-routes/r1.gpx": gpx(),
    }
    assert [one.distance_m for one in workouts(read(members))] == [2000]


@pytest.mark.parametrize(("title", "activity"), [("Walk 5", "walk"), ("Route 5", "other")])
def test_a_route_without_a_workout_is_one(title: str, activity: str) -> None:
    (one,) = workouts(
        read({"export.xml": export(), "workout-routes/r1.gpx": gpx(hour=15, title=title)})
    )
    assert (one.activity, one.offset_s, one.tracked) == (activity, 3600, True)
    assert one.end_s - one.start_s == 1798


def test_a_route_that_cannot_be_read_is_left_out_and_counted() -> None:
    batches = read({"export.xml": export(workout("r1.gpx")), "workout-routes/r1.gpx": "<gpx"})
    assert [one.distance_m for one in workouts(batches)] == [None]
    assert skipped(batches) == {"route": 1}


def test_an_export_cut_short_inside_the_zip_is_refused() -> None:
    found = opened({"export.xml": export(record()).replace(b"</HealthData>", b"")})
    assert found is not None
    with pytest.raises(WalkFileError, match="apple_cut_short"):
        list(found.batches())


def test_a_damaged_zip_is_refused_while_it_is_read() -> None:
    content = export(*(record(source=f"Phone {number}") for number in range(20_000)))
    data = bytearray(zipped({"export.xml": content}).getvalue())
    data[len(data) // 2] ^= 0xFF
    found = open_zip(open_package("export.zip", io.BytesIO(bytes(data))), EVERYTHING)
    assert found is not None
    with pytest.raises(WalkFileError, match="zip_damaged"):
        list(found.batches())


@real
def test_the_published_layout_is_read() -> None:
    folder = REAL / "zip_contents"
    members = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    assert len(members) == 2
    batches = read(dict(members))
    assert [(row.kind, row.value) for row in rows(batches)] == [("heart_rate_per_min", 72)]
    (one,) = workouts(batches)
    assert (one.activity, one.moving_s) == ("run", 311)
    assert one.distance_m == pytest.approx(0.4971749504535062 * 1609.344)
