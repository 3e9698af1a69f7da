"""Moving drawings: small, well-formed, on the floor, standing where motion is not wanted."""

from __future__ import annotations

import re
from functools import cache
from itertools import cycle
from xml.etree import ElementTree

import numpy as np
import pytest

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.moving.animate import UNITS, reach, shared
from rhomboid.adapters.drawing.moving.course import course
from rhomboid.adapters.drawing.moving.file import file
from rhomboid.adapters.drawing.moving.kept import draw, load
from rhomboid.adapters.drawing.moving.picture import Picture
from rhomboid.adapters.drawing.moving.sampling import sampled
from rhomboid.adapters.drawing.parts import Parts
from rhomboid.adapters.drawing.people import DEFAULT, PEOPLE, person
from rhomboid.adapters.drawing.poses import load_figure, load_movement, movement_ids
from rhomboid.adapters.drawing.still import PX_PER_STATURE
from rhomboid.adapters.drawing.theme import CLASSES

every_movement = pytest.mark.parametrize("movement", movement_ids())
SVG = "{http://www.w3.org/2000/svg}"
#: What the issue allows for a file.
LARGEST = 60_000
#: Nothing but the effort changes here: its arrows come and go.
UNMOVED = {"isometric_neck"}
OTHERS = [who for who in PEOPLE if who != DEFAULT]


@cache
def drawn(movement: str, who: str = DEFAULT) -> Picture:
    """What people see: drawn ahead by this very code, or drawn now."""
    return load(movement, who) or draw(movement, who)


@cache
def text_of(movement: str, who: str = DEFAULT) -> str:
    return file(drawn(movement, who), person(who), movement)


@cache
def parsed(movement: str) -> ElementTree.Element:
    return ElementTree.fromstring(text_of(movement))  # noqa: S314 - our own


@every_movement
def test_a_file_is_under_sixty_kilobytes(movement: str) -> None:
    assert len(text_of(movement).encode()) < LARGEST


@pytest.mark.parametrize(
    ("movement", "who"),
    list(zip(["cross_body_hug", "face_pull", "bird_dog"], cycle(OTHERS), strict=False)),
)
def test_so_are_the_largest_of_the_others(movement: str, who: str) -> None:
    assert len(text_of(movement, who).encode()) < LARGEST


@every_movement
def test_no_point_strays_more_than_three_pixels_to_save_bytes(movement: str) -> None:
    assert drawn(movement).tolerance <= 3


@every_movement
def test_it_is_well_formed_and_has_no_nan(movement: str) -> None:
    assert parsed(movement).tag == f"{SVG}svg"
    assert "nan" not in text_of(movement)


@every_movement
def test_all_key_frames_of_a_path_have_the_same_commands(movement: str) -> None:
    """A browser jumps instead of blending where they differ."""
    found = [e for e in parsed(movement).iter(f"{SVG}animate") if e.get("attributeName") == "d"]
    assert found or movement in UNMOVED
    for animate in found:
        values = animate.attrib["values"].split(";")
        shapes = {tuple((c, len(re.findall(r"-?\d+", n))) for c, n in parts(v)) for v in values}
        assert len(shapes) == 1


def parts(data: str) -> list[tuple[str, str]]:
    return re.findall(r"([MqtlZz])([^MqtlZz]*)", data)


@every_movement
def test_key_times_rise_from_0_to_1_and_each_has_its_value_and_its_spline(movement: str) -> None:
    for animate in parsed(movement).iter(f"{SVG}animate"):
        times = [float(t) for t in animate.attrib["keyTimes"].split(";")]
        assert times[0] == 0
        assert times == sorted(times)
        assert len(animate.attrib["values"].split(";")) == len(times)
        if animate.get("calcMode") == "spline":
            assert times[-1] == 1
            assert len(animate.attrib["keySplines"].split(";")) == len(times) - 1


@every_movement
def test_a_cycle_ends_where_it_began(movement: str) -> None:
    for animate in parsed(movement).iter(f"{SVG}animate"):
        if animate.get("attributeName") == "d":
            values = animate.attrib["values"].split(";")
            assert values[0] == values[-1]


@every_movement
def test_it_stands_still_where_motion_is_not_wanted_and_on_paper(movement: str) -> None:
    still, moving = (e for e in parsed(movement) if e.get("class") in {"s", "m"})
    assert (still.get("class"), moving.get("class")) == ("s", "m")
    assert not list(still.iter(f"{SVG}animate"))
    assert "@media (prefers-reduced-motion:reduce),print{" in text_of(movement)


@every_movement
def test_the_figure_that_stands_has_the_start_dotted_and_an_arrow(movement: str) -> None:
    still = next(e for e in parsed(movement) if e.get("class") == "s")
    names = {e.get("class") for e in still.iter()}
    assert ("fg-ghost" in names) == load_figure(movement).ghost
    assert "fg-move" in names


@every_movement
def test_every_colour_is_a_class_of_the_look(movement: str) -> None:
    names = {e.get("class") for e in parsed(movement).iter() if e.get("class")}
    assert names <= {*CLASSES, "s", "m", "n"}
    assert not re.search(r'\s(style|fill|stroke|onload)="|<script', text_of(movement))


@every_movement
def test_it_stays_inside_its_frame(movement: str) -> None:
    left, top, width, height = drawn(movement).box
    for x, y in re.findall(r"M(-?\d+) ?(-?\d+)", drawn(movement).body.partition('class="s"')[2]):
        assert left <= int(x) <= left + width
        assert int(y) >= top or "-" not in y
    assert top + height == 20


def test_the_same_drawing_comes_out_every_time() -> None:
    assert draw("shrug", DEFAULT) == drawn("shrug") == draw("shrug", DEFAULT)


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_is_drawn_in_their_own_colours(who: str) -> None:
    drawing = text_of("band_row", who)
    assert f"--fig-skin:{PEOPLE[who].skin.light}" in drawing
    assert f"--fig-skin:{PEOPLE[who].skin.dark}" in drawing


def test_people_differ_in_build_and_not_only_in_colour() -> None:
    assert len({drawn("band_row", who).body for who in PEOPLE}) == len(PEOPLE)


def test_a_scheme_that_is_asked_for_does_not_follow_the_system() -> None:
    dark = file(drawn("shrug"), person(DEFAULT), "x", "dark")
    assert "prefers-color-scheme" not in dark
    assert f"--fig-skin:{PEOPLE[DEFAULT].skin.dark}" in dark
    assert PEOPLE[DEFAULT].skin.light not in dark


def test_the_label_is_escaped() -> None:
    drawing = file(drawn("shrug"), person(DEFAULT), 'A <b>"c"</b>')
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own
    assert root.attrib["aria-label"] == 'A <b>"c"</b>'


@pytest.mark.parametrize(
    "movement", ["isometric_neck", "diaphragmatic_breathing", "chin_nod", "shrug"]
)
def test_where_little_moves_the_arrows_come_and_go_with_the_effort(movement: str) -> None:
    moving = next(e for e in parsed(movement) if e.get("class") == "m")
    pulse = next(e for e in moving.iter(f"{SVG}animate") if e.get("attributeName") == "opacity")
    values = [float(v) for v in pulse.attrib["values"].split(";")]
    assert (values[0], max(values), values[-1]) == (0, 1, 0)
    assert any(e.get("class") == "fg-move" for e in moving.iter())


def test_a_breath_widens_the_belly_and_nothing_else_of_the_trunk() -> None:
    figure = load_figure("diaphragmatic_breathing")
    assert figure.breathes
    camera = Camera(figure.view, 1000)
    flat, deep = (
        Parts(figure.body("end"), figure.end, camera, breath=breath).seen["trunk"].points
        for breath in (0.0, 1.0)
    )
    moved = np.linalg.norm(deep - flat, axis=2).max(1)
    assert moved.argmax() in {3, 4}
    assert moved[[0, -1]].max() < 0.1 * moved.max()


def test_a_path_that_comes_twice_is_written_once() -> None:
    path = f'<path d="{"M0 0l1 1" * 20}"><animate/></path>'
    once = f'{path[:6]}id="p0" {path[6:]}'
    assert shared(f"<g>{path}</g><i/>{path}") == f'<g>{once}</g><i/><use href="#p0"/>'


def test_a_hand_before_the_chest_is_not_seen_from_behind() -> None:
    moving = next(e for e in parsed("cross_body_hug") if e.get("class") == "m")
    shown = [e for e in moving.iter(f"{SVG}animate") if e.get("attributeName") == "display"]
    assert {e.attrib["values"].split(";")[0] for e in shown} == {"none"}
    assert all("inline" in e.attrib["values"] for e in shown)


def test_a_movement_that_is_seen_to_move_needs_no_arrow() -> None:
    for movement in ("band_row", "walking"):
        moving = next(e for e in parsed(movement) if e.get("class") == "m")
        assert "fg-move" not in {e.get("class") for e in moving.iter()}


def test_nothing_that_moves_sinks_below_the_floor_line() -> None:
    """The near hand of a T on the floor lies lower on the page than the body at the end."""
    figure = load_figure("prone_t_w")
    camera = Camera(figure.view, PX_PER_STATURE)
    groups = sampled(figure, course(figure, load_movement("prone_t_w").phases), camera, person(""))
    box = drawn("prone_t_w").box
    tall = (reach(groups)[1] - reach(groups)[0])[1] * UNITS
    assert box[3] >= tall


def test_walking_goes_on_by_steps_and_not_back_the_way_it_came() -> None:
    figure = load_figure("walking")
    steps = course(figure, load_movement("walking").phases).steps
    assert len({step.way for step in steps}) == len(steps) == 6
    assert all((step.begin, step.end) == (0.0, 1.0) for step in steps)
