"""The drawing of a lift: in step with its numbers, wherever the hands are, in known colours."""

from __future__ import annotations

import re
from importlib.resources import files
from xml.etree import ElementTree

import numpy as np
import pytest

from rhomboid.adapters.drawing.lifting import LiftLabels, LiftPicture, draw_angle, draw_lift
from rhomboid.adapters.drawing.lifting_pose import standing
from rhomboid.core.movement.body.points import landmarks

LABELS = LiftLabels(h="40 cm", v="30 cm", d="80 cm", a="30°", side="a <b> lift", above="above")
CRATE = LiftPicture(h=40.0, v=30.0, end_h=40.0, end_v=110.0, a_deg=30.0)
STATURE_CM = 170.0
PLACES = [(h, v) for h in (20, 25, 40, 63) for v in (4, 30, 75, 110, 150, 190)]
#: Too far for the arms: the picture then shows how far they reach.
BEYOND = {(63, 190)}


@pytest.mark.parametrize(("h", "v"), PLACES)
def test_the_hands_are_where_the_numbers_say(h: int, v: int) -> None:
    points = landmarks(standing(h / STATURE_CM, v / STATURE_CM).body())
    middle = (points["hand_left"] + points["hand_right"]) / 2
    off = float(np.hypot(middle[0] - h / STATURE_CM, middle[2] - v / STATURE_CM)) * STATURE_CM
    assert off < (8.0 if (h, v) in BEYOND else 2.0)


@pytest.mark.parametrize(("h", "v"), PLACES)
def test_both_feet_stand_on_the_floor_under_the_ankles(h: int, v: int) -> None:
    points = landmarks(standing(h / STATURE_CM, v / STATURE_CM).body())
    ankles = (points["ankle_left"] + points["ankle_right"]) / 2
    assert abs(float(ankles[0])) < 1e-6
    assert abs(float(points["foot_left"][2])) < 0.01


def test_every_value_stands_beside_its_letter() -> None:
    side, above = draw_lift(CRATE, LABELS), draw_angle(CRATE, LABELS)
    said = ["".join(one.itertext()) for one in ElementTree.fromstring(side).iter("text")]  # noqa: S314 - our own drawing
    assert said == ["H 40 cm", "V 30 cm", "D 80 cm"]
    assert "30°" in above
    assert 'aria-label="a &lt;b&gt; lift"' in side


def test_a_load_that_stays_has_no_way_and_no_second_person() -> None:
    stays = draw_lift(LiftPicture(h=40.0, v=30.0, end_h=40.0, end_v=30.0, a_deg=0.0), LABELS)
    assert "fg-ghost" not in stays
    assert "80 cm" not in stays
    assert "fg-ghost" in draw_lift(CRATE, LABELS)


def test_what_is_not_known_has_a_broken_line() -> None:
    unsure = LiftPicture(h=40, v=30, end_h=40, end_v=110, a_deg=0, unsure=frozenset({"h", "a"}))
    assert draw_lift(unsure, LABELS).count("ld-open") == 1
    assert "ld-open" in draw_angle(unsure, LABELS)
    assert "ld-open" not in draw_lift(CRATE, LABELS)


@pytest.mark.parametrize("far", [0.0, 63.0, 9e9])
def test_any_number_stays_within_the_picture(far: float) -> None:
    drawn = draw_lift(LiftPicture(h=far, v=far, end_h=far, end_v=0.0, a_deg=far), LABELS)
    left, top, width, height = map(float, re.findall(r'viewBox="([^"]+)"', drawn)[0].split())
    for x, y in re.findall(r'<text[^>]* x="([-\d.]+)" y="([-\d.]+)"', drawn):
        assert left <= float(x) <= left + width
        assert top <= float(y) <= top + height


def test_every_class_has_its_colour_in_the_style_sheets() -> None:
    folder = files("rhomboid.web") / "static/rhomboid"
    css = "".join((folder / name).read_text("utf-8") for name in ("look.css", "lifting.css"))
    drawn = draw_lift(CRATE, LABELS) + draw_angle(CRATE, LABELS)
    for name in set(re.findall(r'class="((?:fg|ld)-[a-z]+)', drawn)):
        assert f".{name}" in css, name
