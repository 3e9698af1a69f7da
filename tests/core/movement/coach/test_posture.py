"""What is read of a posture in one picture from the side, and what is not."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.movement.body.pose import SIDES
from rhomboid.core.movement.coach.posture import (
    CHANGED_FROM_DEG,
    Looks,
    Posture,
    against,
    comparable,
    inclinations,
    of_both,
)
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.core.movement.sight.landmark import COUNT, Landmark, of

ASPECT = 4 / 3
HIP = np.array([0.65, 0.8])


def up(inclination_deg: float, length: float) -> np.ndarray:
    """From the lower to the upper end of a line, for a person who looks to the right."""
    angle = np.radians(inclination_deg)
    return length * np.array([np.sin(angle), -np.cos(angle)])


def sitting(
    trunk: float = 5.0,
    head: float = 20.0,
    gaze: float = 0.0,
    looks: Looks = "right",
    turned: float = 0.0,
) -> Seen:
    """A person who sits sideways to the camera with these inclinations."""
    shoulder = HIP + up(trunk, 0.35)
    ear = shoulder + up(head, 0.15)
    eye = ear + up(90.0 + gaze, 0.05)
    points, visibility = np.zeros((COUNT, 3)), np.full(COUNT, 0.2)
    width, away = 0.25 * np.sin(np.radians(turned)), 0.25 * np.cos(np.radians(turned))
    for side in SIDES:
        sign = 0.5 if side == "left" else -0.5
        for part, place in (("hip", HIP), ("shoulder", shoulder), ("ear", ear), ("eye", eye)):
            own = place + (np.array([sign * width, 0.0]) if part == "shoulder" else 0.0)
            points[of(part, side)] = [*own, sign * away]
            visibility[of(part, side)] = 1.0
    points[Landmark.NOSE] = [*(eye + up(90.0 + gaze, 0.03)), 0.0]
    visibility[Landmark.NOSE] = 1.0
    if looks == "left":
        points[:, 0] = ASPECT - points[:, 0]
    return Seen(points, visibility)


angles = st.floats(-40, 40)


@given(angles, angles, angles, st.sampled_from(["left", "right"]))
def test_inclinations_are_read_alike_whichever_way_a_person_looks(
    trunk: float, head: float, gaze: float, looks: Looks
) -> None:
    read = inclinations(sitting(trunk, head, gaze, looks), ASPECT)
    assert read.facing == looks
    assert read.not_seen == ()
    assert (read.trunk_deg, read.head_deg, read.gaze_deg) == pytest.approx((trunk, head, gaze))


def test_the_error_grows_with_what_is_guessed_and_with_the_view() -> None:
    clean = inclinations(sitting(), ASPECT)
    turned = inclinations(sitting(turned=25.0), ASPECT)
    person = sitting()
    dim = Seen(person.points, person.visibility * 0.7)
    guessed = inclinations(dim, ASPECT)
    assert clean.trunk_error_deg == 5.0
    for worse in (turned, guessed):
        assert worse.trunk_error_deg is not None
        assert 5.0 < worse.trunk_error_deg <= 10.0


@pytest.mark.parametrize("turned", [50.0, 90.0])
def test_a_view_that_is_not_from_the_side_gives_no_number(turned: float) -> None:
    read = inclinations(sitting(turned=turned), ASPECT)
    assert read.not_seen == ("not_from_the_side",)
    assert read.trunk_deg is read.head_deg is read.gaze_deg is None


@pytest.mark.parametrize(
    ("part", "said", "left"),
    [
        ("hip", "hips", {"head_deg", "gaze_deg"}),
        ("ear", "ears", {"trunk_deg"}),
        ("eye", "eyes", {"trunk_deg", "head_deg"}),
        ("shoulder", "shoulders", set()),
    ],
)
def test_what_is_hidden_is_said_and_only_its_lines_are_missing(
    part: str, said: str, left: set[str]
) -> None:
    person = sitting()
    for side in SIDES:
        person.visibility[of(part, side)] = 0.1
    read = inclinations(person, ASPECT)
    assert read.not_seen == (said,)
    given = {
        line for line in ("trunk_deg", "head_deg", "gaze_deg") if getattr(read, line) is not None
    }
    assert given == left


def test_hips_below_the_picture_are_cut_off_however_sure_the_model_is_of_them() -> None:
    person = sitting()
    person.points[:, 1] += 0.3
    read = inclinations(person, ASPECT)
    assert read.not_seen == ("hips", "cut_off")
    assert read.trunk_deg is None
    assert read.head_deg is not None


def test_only_a_change_beyond_what_a_camera_may_be_wrong_by_is_one() -> None:
    then = inclinations(sitting(trunk=0.0), ASPECT)
    near = inclinations(sitting(trunk=CHANGED_FROM_DEG - 0.5), ASPECT)
    far = inclinations(sitting(trunk=-CHANGED_FROM_DEG - 5.0), ASPECT)
    assert against(then, near) == ()
    (change,) = against(then, far)
    assert change.line == "trunk_deg"
    assert change.degrees == pytest.approx(-15.0)


def test_what_was_not_seen_in_one_of_the_pictures_is_not_compared() -> None:
    now = inclinations(sitting(), ASPECT)
    assert against(Posture(), now) == ()
    assert comparable(Posture(), now) == ()
    assert comparable(msgspec.structs.replace(now, head_deg=None), now) == ("trunk_deg", "gaze_deg")


def test_two_readings_of_one_picture_give_their_mean_and_their_difference_in_the_error() -> None:
    one, other = (inclinations(sitting(head=head), ASPECT) for head in (20.0, 26.0))
    both = of_both(one, other)
    assert both.head_deg == pytest.approx(23.0)
    assert both.head_error_deg == pytest.approx(5.0 + 3.0)
    assert both.trunk_error_deg == one.trunk_error_deg


def test_what_only_one_reading_shows_is_taken_from_it() -> None:
    person = sitting()
    for side in SIDES:
        person.visibility[of("hip", side)] = 0.1
    whole, without = inclinations(sitting(), ASPECT), inclinations(person, ASPECT)
    for both in (of_both(whole, without), of_both(without, whole)):
        assert both.trunk_deg == whole.trunk_deg
        assert both.not_seen == ()
    assert of_both(whole, Posture()) == of_both(Posture(), whole) == whole


def test_readings_in_which_the_person_looks_another_way_are_none() -> None:
    one, other = (inclinations(sitting(looks=looks), ASPECT) for looks in ("left", "right"))
    assert of_both(one, other).not_seen == ("not_from_the_side",)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_picture_that_lies_on_its_side_or_head_is_not_upright(quarters: int) -> None:
    person = sitting(trunk=10.0, head=25.0)
    assert inclinations(person, ASPECT).is_read
    points, middle = person.points.copy(), np.array([ASPECT / 2, 0.5])
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    points[:, :2] = (points[:, :2] - middle) @ np.linalg.matrix_power(turn, quarters) + middle
    turned = inclinations(Seen(points, person.visibility), ASPECT)
    assert turned.not_seen == ("not_upright",)
    assert not turned.is_read
    assert of_both(turned, inclinations(person, ASPECT)) == turned


def test_a_change_of_the_face_must_be_larger_than_both_readings_may_be_wrong_by() -> None:
    then, now = (inclinations(sitting(gaze=gaze), ASPECT) for gaze in (0.0, 12.0))
    assert against(then, now) == ()
    assert [one.line for one in against(then, inclinations(sitting(gaze=14.0), ASPECT))] == [
        "gaze_deg"
    ]


def test_a_posture_says_nothing_of_a_curve_of_the_spine() -> None:
    fields = {field.name for field in msgspec.structs.fields(Posture)}
    assert not [name for name in fields if "spine" in name or "kyphosis" in name]
