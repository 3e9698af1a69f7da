"""TCX: activities with their laps."""

from __future__ import annotations

import io

import pytest

from rhomboid.adapters.importers.tcx import TcxRecording
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.walk_files import at, opened, read, real, refused


def point(time: str, metres: float | None = None, inside: str = "") -> str:
    way = "" if metres is None else f"<DistanceMeters>{metres}</DistanceMeters>"
    return f"<Trackpoint><Time>{time}</Time>{inside}{way}</Trackpoint>"


def lap(start: str, seconds: float, metres: float, inside: str = "") -> str:
    return (
        f'<Lap StartTime="{start}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Track>{inside}</Track></Lap>"
    )


def tcx(laps: str, sport: str = "Walking", rest: str = "") -> io.BytesIO:
    text = (
        '<?xml version="1.0"?><TrainingCenterDatabase xmlns="tcx/v2"><Activities>'
        f'<Activity Sport="{sport}"><Id>1</Id>{laps}{rest}</Activity></Activities>'
        "<Author><Name>Some app</Name></Author></TrainingCenterDatabase>"
    )
    return io.BytesIO(text.encode())


def taken(file: io.BytesIO) -> Batch:
    return read(opened(TcxRecording, "walk.tcx", file))


TWO = lap(
    "2026-03-01T08:00:00Z", 600, 800, point("2026-03-01T08:00:00Z") + point("2026-03-01T08:10:00Z")
) + lap("2026-03-01T08:15:00Z", 300, 400, point("2026-03-01T08:20:00Z"))


def test_laps_are_one_walk_and_the_pause_between_them_is_no_motion() -> None:
    (walk,) = taken(tcx(TWO)).workouts
    assert (walk.start_s, walk.end_s) == (at("2026-03-01T08:00"), at("2026-03-01T08:20"))
    assert (walk.moving_s, walk.distance_m) == (900, 1200)
    assert (walk.activity, walk.source, walk.offset_s) == ("walk", "Some app", 3600)


def test_the_watch_is_named_before_the_program() -> None:
    (walk,) = taken(tcx(TWO, rest="<Creator><Name>Forerunner</Name></Creator>")).workouts
    assert walk.source == "Forerunner"


def test_steps_of_laps_are_added_up() -> None:
    steps = "<Extensions><LX><Steps>700</Steps></LX></Extensions></Lap>"
    (walk,) = taken(tcx(TWO.replace("</Lap>", steps))).workouts
    assert walk.steps == 1400


def test_a_place_says_that_there_was_a_route_and_is_not_kept() -> None:
    inside = "<Position><LatitudeDegrees>50.987</LatitudeDegrees></Position>"
    places = point("2026-03-01T08:00:30Z", 40, inside)
    (walk,) = taken(tcx(lap("2026-03-01T08:00:00Z", 60, 80, places))).workouts
    assert walk.tracked
    assert "50.987" not in repr(walk)


@pytest.mark.parametrize(
    ("sport", "metres", "activity"),
    [
        ("Running", 3000, "run"), ("Hiking", 1000, "hike"), ("Biking", 1000, "other"),
        ("Other", 1200, "walk"), ("Other", 6000, "other"), ("Other", 0, "other"),
    ],
)  # fmt: skip
def test_sports(sport: str, metres: float, activity: str) -> None:
    (walk,) = taken(tcx(lap("2026-03-01T08:00:00Z", 900, metres), sport)).workouts
    assert walk.activity == activity


def test_an_activity_without_time_is_left_out() -> None:
    found = taken(tcx(lap("yesterday", 900, 1000)))
    assert (found.workouts, found.skipped) == ((), {"bad_time": 1})


@pytest.mark.parametrize("number", ["1e300", "-5", "NaN", "1" * 400, "five"])
def test_numbers_that_cannot_be_are_unknown(number: str) -> None:
    (walk,) = taken(tcx(lap("2026-03-01T08:00:00Z", 900, 1000).replace("1000", number))).workouts
    assert walk.distance_m is None


def test_a_file_that_ends_in_the_middle_is_refused() -> None:
    content = tcx(TWO).getvalue()[:-40]
    assert refused(opened(TcxRecording, "x.tcx", io.BytesIO(content))).problem == "xml_cut_short"


@pytest.mark.parametrize(
    ("name", "start", "seconds", "metres"),
    [
        ("2020-03-24T18_25_30+01_00_PT6M44.363S_Walking", "2020-03-24T17:25:30.624", 404.363,
            559.868),
        ("2022-04-13T12_00_00+02_00_PT30M_Walking", "2022-04-13T10:00:00", 1800, 2092.142),
        ("2022-04-18T10_30_00+02_00_PT10M_Walking", "2022-04-18T08:30:00", 600, 724.203),
        ("2022-04-18T12_00_00+02_00_PT15M_Walking", "2022-04-18T10:00:00", 900, 965.604),
        ("2022-04-18T12_15_00+02_00_PT10M_Walking", "2022-04-18T10:15:00", 600, 724.203),
    ],
)  # fmt: skip
def test_the_real_walks_are_as_long_as_their_names_say(
    name: str, start: str, seconds: float, metres: float
) -> None:
    with real(f"tcx/{name}.tcx").open("rb") as file:
        (walk,) = read(opened(TcxRecording, name, file)).workouts
    assert walk.start_s == pytest.approx(at(start))
    assert walk.end_s - walk.start_s == pytest.approx(seconds)
    assert walk.moving_s == pytest.approx(seconds)
    assert walk.distance_m == pytest.approx(metres, abs=1e-3)
    assert (walk.activity, walk.source) == ("walk", "Google Fit")
