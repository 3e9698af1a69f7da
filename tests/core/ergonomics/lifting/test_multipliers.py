"""Each multiplier on both sides of each of its borders (ER-20, ER-21)."""

from __future__ import annotations

from math import inf, nextafter

import pytest

from rhomboid.core.ergonomics.lifting.multipliers import (
    asymmetric,
    distance,
    frequency,
    horizontal,
    is_high,
    most_per_min,
    vertical,
)
from rhomboid.core.knowledge.lifting import DurationClass
from tests.core.ergonomics.lifting.rules import lifting_rules

RULES = lifting_rules()
CM, IN = RULES.metric, RULES.us


def above(border: float) -> float:
    return nextafter(border, inf)


def test_a_load_nearer_than_the_least_counts_as_the_least() -> None:
    assert horizontal(0.0, CM) == horizontal(24.9, CM) == horizontal(25.0, CM) == 1.0
    assert horizontal(50.0, CM) == 0.5
    assert horizontal(9.9, IN) == horizontal(10.0, IN) == 1.0
    assert horizontal(20.0, IN) == 0.5


def test_the_farthest_load_still_has_a_multiplier_and_a_farther_one_has_none() -> None:
    assert horizontal(63.0, CM) == 25 / 63
    assert horizontal(above(63.0), CM) == 0.0
    assert horizontal(25.0, IN) == 0.4
    assert horizontal(above(25.0), IN) == 0.0


def test_the_best_height_of_the_hands_is_75_cm_and_both_sides_fall_alike() -> None:
    assert vertical(75.0, CM) == vertical(30.0, IN) == 1.0
    assert vertical(65.0, CM) == vertical(85.0, CM) == pytest.approx(0.97)
    assert vertical(0.0, CM) == pytest.approx(0.775)
    assert vertical(0.0, IN) == pytest.approx(0.775)


def test_the_highest_reach_still_has_a_multiplier_and_a_higher_one_has_none() -> None:
    assert vertical(175.0, CM) == pytest.approx(0.7)
    assert vertical(above(175.0), CM) == 0.0
    assert vertical(70.0, IN) == pytest.approx(0.7)
    assert vertical(above(70.0), IN) == 0.0


def test_a_way_shorter_than_the_least_counts_as_the_least_and_so_does_none() -> None:
    assert distance(0.0, CM) == distance(24.9, CM) == distance(25.0, CM) == 1.0
    assert distance(0.0, IN) == distance(10.0, IN) == 1.0
    assert distance(30.0, CM) == pytest.approx(0.97)


def test_the_longest_way_still_has_a_multiplier_and_a_longer_one_has_none() -> None:
    assert distance(175.0, CM) == pytest.approx(0.845714, abs=1e-6)
    assert distance(above(175.0), CM) == 0.0
    assert distance(70.0, IN) == pytest.approx(0.845714, abs=1e-6)
    assert distance(above(70.0), IN) == 0.0


def test_the_widest_angle_still_has_a_multiplier_and_a_wider_one_has_none() -> None:
    assert asymmetric(0.0, RULES.asymmetry) == 1.0
    assert asymmetric(135.0, RULES.asymmetry) == pytest.approx(0.568)
    assert asymmetric(above(135.0), RULES.asymmetry) == 0.0


def test_the_formulas_govern_where_printed_tables_differ_from_them() -> None:
    """Table 1 prints .46 for 22 in and .44 for 23 in, table 3 .86 for 130 cm."""
    assert round(horizontal(22.0, IN), 2) == 0.45
    assert round(horizontal(23.0, IN), 2) == 0.43
    assert round(distance(130.0, CM), 2) == 0.85


def test_hands_at_the_splitting_height_are_high() -> None:
    assert is_high(75.0, CM)
    assert not is_high(nextafter(75.0, 0.0), CM)
    assert is_high(30.0, IN)
    assert not is_high(nextafter(30.0, 0.0), IN)


def test_rarer_than_once_in_five_minutes_counts_as_that() -> None:
    assert frequency(0.0, "long", RULES, high=True) == 0.85
    assert frequency(0.19, "moderate", RULES, high=False) == 0.95


def test_between_two_rows_the_frequency_multiplier_is_linear() -> None:
    assert frequency(2.4, "short", RULES, high=False) == pytest.approx(0.898)  # p. 57
    assert frequency(0.35, "short", RULES, high=False) == pytest.approx(0.985)
    assert frequency(9.5, "long", RULES, high=True) == pytest.approx(0.14)


@pytest.mark.parametrize(
    ("duration", "high", "most", "fm"),
    [
        ("short", False, 12.0, 0.37),
        ("short", True, 15.0, 0.28),
        ("moderate", False, 10.0, 0.26),
        ("moderate", True, 12.0, 0.21),
        ("long", False, 8.0, 0.18),
        ("long", True, 10.0, 0.13),
    ],
)
def test_the_last_row_above_zero_is_the_most_frequent(
    duration: DurationClass, high: bool, most: float, fm: float
) -> None:
    assert most_per_min(duration, RULES, high=high) == most
    assert frequency(most, duration, RULES, high=high) == fm
    assert frequency(above(most), duration, RULES, high=high) == 0.0
    assert frequency(most + 0.5, duration, RULES, high=high) == 0.0


@pytest.mark.parametrize(
    ("hours", "duration"),
    [
        (0.0, "short"),
        (1.0, "short"),
        (above(1.0), "moderate"),
        (2.0, "moderate"),
        (above(2.0), "long"),
        (8.0, "long"),
        (above(8.0), None),
    ],
)
def test_hours_belong_to_the_first_class_they_fit(hours: float, duration: str | None) -> None:
    assert RULES.duration.class_of(hours) == duration
