"""What one picture of a camera at the desk says of trunk and head."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from rhomboid.app.desk.sight import From, look
from rhomboid.core.ergonomics.desk.shifts import Shift, Watch, step
from rhomboid.core.movement.sight.frame import Frame, Seen
from rhomboid.core.movement.sight.landmark import Landmark
from tests.app.diaries import KNOWLEDGE

RULES = KNOWLEDGE.strain.desk.shift
_UPPER = [mark for mark in Landmark if mark < Landmark.LEFT_HIP]


def person(tilt_deg: float = 0.0, *, hips: bool = False, left: float = 0.0) -> Seen:
    """Head and shoulders of a person before a screen, upright or tilted to one side."""
    points = np.zeros((33, 3))
    points[:, :2] = [0.67, 1.4]
    for mark in Landmark:
        if mark <= Landmark.MOUTH_RIGHT:
            points[mark, :2] = [0.67, 0.35]
    for side, sign in (("LEFT", 1.0), ("RIGHT", -1.0)):
        points[Landmark[f"{side}_EAR"], :2] = [0.67 + 0.09 * sign, 0.33]
        points[Landmark[f"{side}_SHOULDER"], :2] = [0.67 + 0.25 * sign, 0.65]
        points[Landmark[f"{side}_HIP"], :2] = [0.67 + 0.15 * sign, 1.25 if not hips else 0.97]
    points[Landmark.NOSE] = [0.67, 0.38, -0.12]
    turn = np.radians(tilt_deg)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    points[:, :2] = (points[:, :2] - [0.67, 0.65]) @ matrix.T + [0.67 + left, 0.65]
    visibility = np.zeros(33)
    visibility[_UPPER] = 0.99
    return Seen(points, visibility)


def frame(t_s: float, *people: Seen, light: float | None = 0.5) -> Frame:
    return Frame(t_s=t_s, people=people, aspect=4 / 3, light=light)


def shifts(tilts: list[float]) -> list[Shift]:
    """Changes in looks four seconds apart."""
    watch, view, found = Watch(), None, []
    for number, tilt in enumerate(tilts):
        looked = look(frame(number * 4.0, person(tilt)), view)
        view = looked.view
        watch, shift = step(watch, looked.sample, RULES)
        if shift is not None:
            found.append(shift)
    return found


def test_from_the_front_shoulders_and_nod_are_read_with_their_errors() -> None:
    looked = look(frame(1.0, person(9.0)), None)
    assert looked.view == "front"
    assert looked.sample.trunk is not None
    assert abs(looked.sample.trunk.deg) == pytest.approx(9.0, abs=0.5)
    assert looked.sample.trunk.error_deg > 0
    assert looked.sample.head is not None


def test_a_lean_that_is_held_is_a_change_and_a_small_or_short_one_is_none() -> None:
    assert len(shifts([0.0] * 5 + [20.0] * 5)) == 1
    assert shifts([0.0] * 5 + [6.0] * 5) == []
    assert shifts([0.0] * 5 + [20.0] + [0.0] * 5) == []


def test_moving_the_chair_without_leaning_is_none() -> None:
    there, here = (look(frame(1.0, person(left=left)), "front").sample for left in (0.0, 0.2))
    assert there.trunk is not None
    assert here.trunk is not None
    assert there.trunk.deg == pytest.approx(here.trunk.deg)


@pytest.mark.parametrize(("light", "nobody"), [(0.5, True), (0.01, False), (None, False)])
def test_an_empty_seat_is_told_only_in_a_picture_that_is_good(
    light: float | None, nobody: bool
) -> None:
    looked = look(frame(1.0, light=light), "front")
    assert (looked.sample.nobody, looked.view) == (nobody, None)
    assert looked.sample.trunk is None


def test_what_the_picture_does_not_show_is_not_read() -> None:
    hidden = msgspec.structs.replace(person(), visibility=np.full(33, 0.2))
    looked = look(frame(1.0, hidden), None)
    assert looked.sample.trunk is None
    assert looked.sample.head is None
    assert not looked.sample.nobody


@pytest.mark.parametrize(("before", "view"), [("front", "front"), (None, "side"), ("side", "side")])
def test_who_turns_a_little_is_still_seen_from_where_they_were(
    before: From | None, view: From
) -> None:
    turned = person(hips=True)
    middle = turned.points[:, 0].mean()
    points = turned.points.copy()
    points[:, 0] = middle + (points[:, 0] - middle) * 0.21
    assert look(frame(1.0, msgspec.structs.replace(turned, points=points)), before).view == view
