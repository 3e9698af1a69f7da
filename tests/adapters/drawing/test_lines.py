"""The parts the drawings are made of: paths, hulls, lofts, ghosts and the camera."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.drawing.camera import Camera
from rhomboid.adapters.drawing.ghost import ghost
from rhomboid.adapters.drawing.loft import Loft, rows_at
from rhomboid.adapters.drawing.outline import Seen, hull, tube
from rhomboid.adapters.drawing.solid import Box
from rhomboid.adapters.drawing.svg import number, same_way, smooth, straight
from rhomboid.core.movement.body.rotation import Array, vector
from rhomboid.core.movement.motion.figure import View

Of = Literal["front", "back", "left", "right"]
SQUARE = np.array([[0.0, 0], [10, 0], [10, 10], [0, 10]])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.04, "0"), (0.5, ".5"), (-0.5, "-.5"), (12.0, "12"), (-3.26, "-3.3")],
)
def test_a_number_is_as_short_as_it_can_be(value: float, text: str) -> None:
    assert number(value) == text


def test_a_straight_path_goes_through_its_points() -> None:
    assert straight(SQUARE) == "M0 0l10 0 0 10-10 0z"


def test_an_open_smooth_path_starts_and_ends_at_its_ends() -> None:
    data = smooth(np.array([[0.0, 0], [5, 5], [10, 0], [15, 5]]), closed=False)
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", data)]
    steps = np.array(numbers[2:]).reshape(-1, 4)
    assert numbers[:2] == [0, 0]
    assert steps[:, 2:].sum(0) == pytest.approx([15, 5])


def test_a_closed_smooth_path_comes_back_to_where_it_began() -> None:
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", smooth(SQUARE / 3))]
    assert np.array(numbers[2:]).reshape(-1, 4)[:, 2:].sum(0) == pytest.approx([0, 0], abs=1e-9)


def test_every_outline_is_turned_the_same_way_round() -> None:
    assert same_way(SQUARE[::-1]).tolist() == SQUARE.tolist()
    assert same_way(SQUARE).tolist() == SQUARE.tolist()


points = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=12, max_size=40)


@given(points)
def test_no_point_lies_outside_the_hull(cloud: list[tuple[int, int]]) -> None:
    p = np.array(cloud, dtype=float)
    if np.linalg.matrix_rank(p - p[0]) < 2:
        return
    ring = hull(p, most=400)
    way = np.roll(ring, -1, axis=0) - ring
    to = p[:, None] - ring[None]
    side = way[None, :, 0] * to[..., 1] - way[None, :, 1] * to[..., 0]
    # Points set along the ring cut its corners a little.
    assert (side / (np.linalg.norm(way, axis=1) + 1e-9)).min() > -1.5


def test_a_table_is_met_at_its_rows_and_never_overshoots_between_them() -> None:
    table = np.array([[0, 1.0], [1, 1.0], [2, 5.0], [3, 5.0]])
    assert rows_at(table, np.array([0.0, 1, 2, 3]))[:, 0] == pytest.approx([1, 1, 5, 5])
    between = rows_at(table, np.linspace(0, 3, 50))[:, 0]
    assert between.min() >= 1 - 1e-9
    assert between.max() <= 5 + 1e-9


def cylinder(radius: float = 0.1, length: float = 1.0) -> Loft:
    heights = np.linspace(0, length, 9)
    centres = np.column_stack([0 * heights, 0 * heights, heights])
    frames = np.broadcast_to(np.eye(3), (9, 3, 3))
    return Loft(centres, frames, np.full((9, 4), radius), 2.0)


@pytest.mark.parametrize("turn_deg", [-60, -20, 0, 35, 60])
@pytest.mark.parametrize("of", ["front", "left", "back", "right"])
def test_a_round_column_is_as_wide_from_every_side(of: Of, turn_deg: float) -> None:
    camera = Camera(View(of=of, turn_deg=turn_deg, tilt_deg=0), 100)
    outline = tube(Seen(cylinder(), camera))
    assert np.ptp(outline[:, 0]) == pytest.approx(20, abs=0.1)
    assert np.ptp(outline[:, 1]) == pytest.approx(100, abs=0.1)


def test_normals_of_a_column_point_away_from_its_axis() -> None:
    column = cylinder()
    out = column.points[4] * [1, 1, 0]
    assert ((column.normals[4] * out).sum(1) > 0.09).all()


@pytest.mark.parametrize(
    ("of", "right"),
    [("front", (0, 1, 0)), ("back", (0, -1, 0)), ("right", (1, 0, 0)), ("left", (-1, 0, 0))],
)
def test_what_lies_to_the_right_of_the_picture(of: Of, right: tuple[float, ...]) -> None:
    camera = Camera(View(of=of, tilt_deg=0), 100)
    assert camera.page(vector(*right)) == pytest.approx([100, 0], abs=1e-9)
    assert camera.page(vector(0, 0, 1)) == pytest.approx([0, -100], abs=1e-9)


def test_of_a_box_three_faces_are_seen_from_above_a_corner() -> None:
    box = Box((0, 1), (0, 1), (0, 1))
    assert len(box.faces(Camera(View(of="front", turn_deg=30, tilt_deg=30), 10))) == 3
    assert len(box.faces(Camera(View(of="front", tilt_deg=0), 10))) == 1


def circle(x: float, radius: float = 20) -> Array:
    t = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return np.column_stack([x + radius * np.cos(t), radius * np.sin(t)])


def test_a_start_far_from_the_end_is_dotted_all_round() -> None:
    (line,) = ghost([circle(0)], [circle(200)])
    assert np.linalg.norm(line, axis=1) == pytest.approx(np.full(len(line), 20), abs=0.6)


def test_a_start_under_the_end_is_not_dotted() -> None:
    assert ghost([circle(0)], [circle(0)]) == []


def test_of_two_parts_only_the_outside_is_dotted() -> None:
    lines = ghost([circle(0), circle(20)], [circle(200)])
    every = np.concatenate(lines)
    assert not ((np.abs(every[:, 0] - 10) < 4) & (np.abs(every[:, 1]) < 10)).any()
