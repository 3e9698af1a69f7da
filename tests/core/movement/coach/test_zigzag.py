from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.movement.coach.zigzag import (
    Peak,
    Zigzag,
    fed,
    own_range,
    peaks,
    points_of,
)

LEAST = 15.0


def follow(values: list[float], least: float = LEAST) -> Zigzag:
    zigzag = Zigzag()
    for index, value in enumerate(values):
        zigzag = fed(zigzag, index / 30, value, least)
    return zigzag


def found(values: list[float], least: float = LEAST) -> tuple[Peak, ...]:
    zigzag = follow(values, least)
    return peaks(zigzag, own_range(zigzag), least)


def waves(heights: list[float], rest: float = 5.0, steps: int = 40) -> list[float]:
    """One rise and fall for each height, `steps` values each."""
    return [
        rest + height * (1 - math.cos(2 * math.pi * step / steps)) / 2
        for height in heights
        for step in range(steps)
    ] + [rest]


def test_five_equal_waves_are_five_whole_repetitions() -> None:
    assert [peak.whole for peak in found(waves([150] * 5))] == [True] * 5


def test_a_person_who_reaches_a_third_of_the_textbook_is_counted_like_anyone() -> None:
    assert len(found(waves([40] * 7))) == 7


def test_the_first_repetition_counts() -> None:
    assert len(found(waves([120]))) == 1


def test_a_fidget_before_the_first_repetition_is_taken_back() -> None:
    assert [peak.height for peak in found(waves([20, 150, 150]))] == pytest.approx([150, 150])


def test_a_repetition_that_turns_back_half_way_is_half() -> None:
    assert [peak.whole for peak in found(waves([100, 100, 50, 100]))] == [True, True, False, True]


def test_a_pause_at_the_top_that_sinks_a_little_is_one_repetition() -> None:
    pause = [150 - 30 * (index % 2) for index in range(10)]
    assert len(found([5, 60, 150, *pause, 60, 5])) == 1


def test_a_pause_at_rest_changes_nothing() -> None:
    wave = waves([100])
    assert len(found(wave + [5.0] * 500 + wave)) == 2


def test_a_set_that_begins_half_way_up_counts_its_first_top() -> None:
    half = waves([150])[20:]
    assert len(found([80, 120, *half, *waves([150])])) == 2


def test_a_way_up_without_a_way_down_is_not_counted_yet() -> None:
    assert len(found([*waves([150]), 60, 100, 150])) == 1


def test_one_glitch_far_beyond_the_own_range_makes_no_repetition_half() -> None:
    values = waves([80] * 5)
    whole = [peak.whole for peak in found([*values, 5, 175, 5, *values])]
    assert whole.count(True) >= 10


def test_the_furthest_point_of_a_repetition_is_its_highest_value() -> None:
    (peak,) = found([0, 50, 90, 100, 97, 40, 0])
    assert (peak.before.value, peak.top.value, peak.after.value) == (0, 100, 0)


@given(st.lists(st.floats(0, 180), min_size=1, max_size=200))
def test_highs_and_lows_follow_each_other(values: list[float]) -> None:
    points = [turn.value for turn in points_of(follow(values))]
    steps = [b - a for a, b in itertools.pairwise(points)]
    assert all(a * b < 0 for a, b in itertools.pairwise(steps))
    assert all(abs(step) >= LEAST for step in steps)


@given(st.lists(st.floats(0, 180), min_size=1, max_size=100), st.floats(-500, 500))
def test_another_zero_of_the_signal_changes_no_count(values: list[float], shift: float) -> None:
    moved = found([round(value, 3) + round(shift) for value in values])
    assert len(moved) == len(found([round(value, 3) for value in values]))


@given(st.lists(st.floats(0, 180), min_size=1, max_size=100))
def test_waiting_longer_changes_no_count(values: list[float]) -> None:
    doubled = [value for value in values for _ in range(3)]
    assert len(found(doubled)) == len(found(values))
