"""The drawings as SVG: well-formed, coloured by classes alone, small, and on one floor line."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import pytest

from rhomboid.adapters.drawing import still
from rhomboid.adapters.drawing.poses import load_figure, movement_ids
from rhomboid.adapters.drawing.still import FLOOR_PX, draw_still
from rhomboid.adapters.drawing.theme import CLASSES, standalone_style

IDS = movement_ids()
every_movement = pytest.mark.parametrize("movement", IDS)
SVG = "{http://www.w3.org/2000/svg}"
#: Bytes of one drawing.
LARGEST = 25_000


def parsed(movement: str) -> ElementTree.Element:
    return ElementTree.fromstring(draw_still(movement, label="x", standalone=True))  # noqa: S314 - our own


@every_movement
def test_it_is_well_formed_and_has_no_nan(movement: str) -> None:
    assert parsed(movement).tag == f"{SVG}svg"
    assert "nan" not in draw_still(movement, label="x")


@every_movement
def test_only_classes_of_the_look_colour_it(movement: str) -> None:
    drawing = draw_still(movement, label="x")
    assert not re.search(r"\s(style|fill|stroke|onload)=|<style|<script", drawing)
    assert {e.get("class") for e in parsed(movement).iter(f"{SVG}path")} <= set(CLASSES)


@every_movement
def test_it_is_small(movement: str) -> None:
    assert len(draw_still(movement, label="x", standalone=True).encode()) < LARGEST


@every_movement
def test_it_stands_on_the_same_floor_line_as_all_others(movement: str) -> None:
    _, top, _, height = (float(v) for v in parsed(movement).attrib["viewBox"].split())
    assert top + height == FLOOR_PX
    (floor,) = (e for e in parsed(movement).iter(f"{SVG}path") if e.get("class") == "fg-floor")
    assert re.fullmatch(r"M-?[\d.]+ 0H-?[\d.]+", floor.attrib["d"])


@every_movement
def test_no_paths_but_the_floor_are_cut_off_by_the_frame(movement: str) -> None:
    """Start points of all paths lie in the frame; the ghost may reach a little under the floor."""
    left, top, width, _ = (float(v) for v in parsed(movement).attrib["viewBox"].split())
    (group,) = parsed(movement).iter(f"{SVG}g")
    found = re.search(r"translate\(0 (-?[\d.]+)\)", group.attrib["transform"])
    assert found is not None
    for shape in group.iter(f"{SVG}path"):
        for x, y in re.findall(r"M(-?[\d.]+) ?(-?[\d.]+)", shape.attrib["d"]):
            assert left <= float(x) <= left + width
            assert float(y) + float(found[1]) >= top


@every_movement
def test_the_figure_has_skin_shirt_trousers_and_hair(movement: str) -> None:
    drawn = {e.get("class") for e in parsed(movement).iter(f"{SVG}path")}
    assert drawn >= {"fg-skin", "fg-shirt", "fg-trousers", "fg-hair", "fg-move", "fg-head"}


@every_movement
def test_every_muscle_that_is_named_is_seen(movement: str) -> None:
    drawn = {e.get("class") for e in parsed(movement).iter(f"{SVG}path")}
    assert ("fg-muscle" in drawn) == bool(load_figure(movement).muscles)


@every_movement
def test_the_ghost_shows_the_start_where_there_is_one(movement: str) -> None:
    drawn = {e.get("class") for e in parsed(movement).iter(f"{SVG}path")}
    assert ("fg-ghost" in drawn) == load_figure(movement).ghost


def test_the_label_is_escaped_and_said_to_screen_readers() -> None:
    label = 'Row <b>"now"</b> & then'
    root = ElementTree.fromstring(draw_still("band_row", label=label, standalone=True))  # noqa: S314 - our own
    assert root.attrib["aria-label"] == label
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title") == label
    assert "<b>" not in draw_still("band_row", label=label)


def test_labels_don_t_get_into_each_other_s_drawings() -> None:
    assert "one" in draw_still("shrug", label="one")
    assert "one" not in draw_still("shrug", label="two")


def test_a_stand_alone_file_brings_its_own_colours_for_light_and_dark() -> None:
    drawing = draw_still("band_row", label="x", standalone=True)
    assert "prefers-color-scheme:dark" in drawing
    assert "prefers-color-scheme" not in draw_still("band_row", label="x")


def test_the_style_knows_every_class() -> None:
    assert [name for name in CLASSES if f".{name}" not in standalone_style()] == []


def rules(css: str) -> set[str]:
    """What a style sheet says about the figures, one rule a line."""
    return {line.strip() for line in css.splitlines() if line.startswith((".fg-", ".fig path"))}


def test_the_pages_colour_the_drawings_as_the_files_do() -> None:
    ours = (files("rhomboid.adapters.drawing") / "figure.css").read_text("utf-8")
    look = (files("rhomboid.web") / "static/rhomboid/look.css").read_text("utf-8")
    assert rules(ours)
    assert rules(ours) - rules(look) == set()


def test_twice_the_size_is_twice_as_wide() -> None:
    def width(scale: float) -> float:
        found = re.search(
            r'width="([\d.]+)"', draw_still("walking", label="x", px_per_stature=scale)
        )
        assert found is not None
        return float(found[1]) - 8

    assert width(360) == pytest.approx(2 * width(180), abs=4)


def test_the_same_drawing_comes_out_every_time() -> None:
    first = draw_still("cat_cow", label="x")
    still.drawn.cache_clear()
    assert draw_still("cat_cow", label="x") == first


def test_a_movement_is_drawn_once_and_then_kept() -> None:
    draw_still("cat_cow", label="x")
    made = still.drawn.cache_info().misses
    draw_still("cat_cow", label="y")
    assert still.drawn.cache_info().misses == made
