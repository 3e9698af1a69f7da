"""GPX: walks out of routes, without a place of them."""

from __future__ import annotations

import io

import msgspec
import pytest

from rhomboid.adapters.importers.gpx import GpxRecording, activity_of, read_route
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.walk_files import (
    at,
    gpx,
    opened,
    place,
    read,
    real,
    refused,
    walked,
)


def taken(file: io.BytesIO) -> Batch:
    return read(opened(GpxRecording, "route.gpx", file))


def test_a_walk_has_its_times_its_way_and_its_program() -> None:
    (walk,) = taken(gpx([walked(601)], "<name>Home</name><type>walking</type>")).workouts
    assert (walk.start_s, walk.end_s) == (at("2026-03-01T08:00"), at("2026-03-01T08:10"))
    assert walk.moving_s == 600
    assert walk.distance_m == pytest.approx(840, rel=2e-4)
    assert (walk.activity, walk.source, walk.tracked) == ("walk", "Watch 5", True)
    assert walk.offset_s == 3600


def test_an_address_is_no_part_of_the_program_s_name() -> None:
    content = gpx([walked(300)]).getvalue().replace(b"Watch 5", b"Logger 9 - http://example.org/")
    (walk,) = taken(io.BytesIO(content)).workouts
    assert walk.source == "Logger 9"


def test_the_older_version_and_prefixed_names_are_read_alike() -> None:
    old = taken(gpx([walked(300)], version="1.0"))
    text = gpx([walked(300)]).getvalue().decode().replace("<", "<g:").replace("<g:/", "</g:")
    prefixed = text.replace("<g:?xml", "<?xml").replace("xmlns=", "xmlns:g=")
    assert taken(io.BytesIO(prefixed.encode())).workouts == old.workouts != ()


def test_nothing_is_counted_between_segments() -> None:
    (walk,) = taken(gpx([walked(301), walked(301, minute=7)])).workouts
    assert walk.moving_s == 600
    assert walk.distance_m == pytest.approx(840, rel=2e-4)


def test_a_route_without_times_is_left_out_with_its_reason() -> None:
    found = taken(gpx([[place(50, 8), place(50.001, 8)]]))
    assert (found.workouts, found.skipped) == ((), {"no_time": 1})
    route = read_route("route.gpx", gpx([[place(50, 8), place(50.001, 8)]]))
    assert (route.start_s, route.moving_s) == (None, 0)
    assert route.distance_m == pytest.approx(111.2, abs=0.1)


def test_places_that_are_none_are_left_out_and_the_walk_goes_on() -> None:
    places = walked(301)
    places[100] = place(91, 8, "2026-03-01T08:01:40Z")
    places[101] = '<trkpt lat="north"><time>2026-03-01T08:01:41Z</time></trkpt>'
    places[102] = place(50, 8, "yesterday")
    found = taken(gpx([places]))
    assert found.skipped == {"bad_place": 3}
    assert found.workouts[0].moving_s == 300


def test_a_way_on_foot_before_and_after_a_drive_is_two_walks() -> None:
    # Places to the north at 1.4 m/s, from minute 10 on 40 km further: a drive between.
    before, after = walked(300), walked(300, minute=15)
    drive = walked(1, minute=10, speed_m_per_s=20)
    found = taken(gpx([[*before, *drive, *after]]))
    assert len(found.workouts) == 2
    assert found.skipped == {"not_walking": 1}


def test_a_ride_by_its_own_word_is_no_walk() -> None:
    found = taken(gpx([walked(600)], "<type>cycling</type>"))
    assert (found.workouts, found.skipped) == ((), {"not_walking": 1})


@pytest.mark.parametrize(
    ("word", "activity"),
    [
        ("Walking", "walk"), ("10", "walk"), ("hiking", "hike"), ("9", "run"),
        ("road biking", "other"),
    ],
)  # fmt: skip
def test_words_for_activities(word: str, activity: str) -> None:
    assert activity_of(word) == activity


def test_a_word_that_says_nothing_leaves_it_to_the_speed() -> None:
    assert activity_of("Tuesday") is None
    (walk,) = taken(gpx([walked(600)], "<type>Tuesday</type>")).workouts
    assert walk.activity == "walk"


def test_no_place_leaves_the_reader() -> None:
    found = taken(gpx([walked(600)], "<name>Home</name>"))
    text = msgspec.json.encode(found).decode()
    assert "50.0" not in text
    assert "lat" not in text
    assert "Home" not in text


def test_a_route_that_ends_in_the_middle_is_refused() -> None:
    content = gpx([walked(300)]).getvalue()
    error = refused(opened(GpxRecording, "r.gpx", io.BytesIO(content[: len(content) // 2])))
    assert (error.name, error.problem) == ("r.gpx", "xml_cut_short")


def test_what_is_no_xml_is_refused_with_its_line() -> None:
    error = refused(opened(GpxRecording, "r.gpx", io.BytesIO(b"<gpx>\n<trk>\n</gpx>")))
    assert error.problem == "xml_damaged"
    assert [(found.name, found.value) for found in error.findings] == [("line", 3)]


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "ha">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><gpx><trk><name>&b;</name></trk></gpx>'
)


@pytest.mark.parametrize(
    "content", [BOMB, b'<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx></gpx>']
)
def test_entities_are_refused(content: bytes) -> None:
    assert refused(opened(GpxRecording, "r.gpx", io.BytesIO(content))).problem == "xml_entities"


def test_a_tag_that_never_ends_is_refused_early() -> None:
    content = b'<gpx><trk><trkseg><trkpt lat="' + b"1" * 8_000_000
    assert refused(opened(GpxRecording, "r.gpx", io.BytesIO(content))).problem == "xml_damaged"


def test_text_without_end_is_passed_over() -> None:
    head = "<name>" + "x" * 3_000_000 + "</name>"
    assert len(taken(gpx([walked(300)], head)).workouts) == 1


def test_the_real_walk_at_the_sea_counts_on_foot_only() -> None:
    with real("gpx/20180208.gpx").open("rb") as file:
        found = read(opened(GpxRecording, "20180208.gpx", file))
    # By hand: 65 places from 0:09:57 to 1:10:35 UTC, rests of 3 to 15 minutes in between.
    assert len(found.workouts) == 3
    assert sum(walk.distance_m or 0 for walk in found.workouts) == pytest.approx(1960, abs=2)
    assert sum(walk.moving_s or 0 for walk in found.workouts) == pytest.approx(2293, abs=2)


def test_the_real_day_with_car_and_ski_lifts_is_hardly_walked() -> None:
    with real("gpx/20151227.gpx").open("rb") as file:
        found = read(opened(GpxRecording, "20151227.gpx", file))
    assert found.skipped["not_walking"] > 40
    assert sum(walk.moving_s or 0 for walk in found.workouts) < 1_300


def test_the_real_route_of_a_phone_has_three_places_in_a_second() -> None:
    place_of = "apple_health/zip_contents/apple_health_export/workout-routes"
    with real(f"{place_of}/route_2019-06-11_3.00pm.gpx").open("rb") as file:
        route = read_route("route.gpx", file)
    assert route.places == 3
    assert (route.start_s, route.end_s) == (at("2019-06-11T22:00:42"), at("2019-06-11T22:00:43"))
    assert route.moving_s == 0
