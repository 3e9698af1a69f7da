"""Hours from work and rest, lifts a minute from a sample (ER-21, manual pp. 13 to 16)."""

from __future__ import annotations

import pytest

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.work import (
    Stretch,
    duration_of,
    frequency_of,
    recovery_min,
)
from tests.core.ergonomics.lifting.rules import lifting_rules, rules_of, seen

RULES = lifting_rules()


def hours(*stretches: tuple[float, float]) -> tuple[float, str | None]:
    found = duration_of([Stretch(*stretch) for stretch in stretches], RULES).outcome
    return found.duration_h, found.duration


def test_half_an_hour_ten_minutes_of_rest_and_45_minutes_are_75_minutes() -> None:
    """The illustration of p. 14."""
    assert hours((30, 10), (45, 0)) == (1.25, "moderate")


def test_with_half_an_hour_of_rest_the_two_stretches_stay_short() -> None:
    """The illustration of p. 14."""
    assert hours((30, 30), (45, 0)) == (0.75, "short")


def test_two_hours_need_36_minutes_of_recovery_to_stay_moderate() -> None:
    """The illustration of p. 14."""
    assert recovery_min(120, RULES) == 36.0
    assert hours((120, 36), (30, 0)) == (2.0, "moderate")
    assert hours((120, 35.9), (30, 0)) == (2.5, "long")


@pytest.mark.parametrize(
    ("work_min", "needed"),
    [(0, 0.0), (50, 50.0), (60, 60.0), (60.1, 18.03), (75, 22.5), (120, 36.0), (120.1, None)],
)
def test_recovery_is_as_long_as_short_work_and_three_tenths_of_moderate_work(
    work_min: float, needed: float | None
) -> None:
    assert recovery_min(work_min, RULES) == needed


def test_recovery_is_that_of_2021_not_the_1_2_of_1994() -> None:
    assert hours((60, 60), (60, 0)) == (1.0, "short")
    assert hours((60, 59.9), (60, 0)) == (2.0, "moderate")


def test_rest_that_is_too_short_is_disregarded_and_said() -> None:
    decision = duration_of([Stretch(50, 20), Stretch(50, 29), Stretch(10)], RULES)
    assert (decision.outcome.duration_h, decision.outcome.duration) == (110 / 60, "moderate")
    assert rules_of(decision.reasons) == [
        "recovery_too_short",
        "recovery_too_short",
        "duration_moderate",
    ]
    assert seen(decision.reasons[0]) == {"work_min": 50.0, "rest_min": 20.0, "recovery_min": 50.0}
    assert seen(decision.reasons[1]) == {"work_min": 100.0, "rest_min": 29.0, "recovery_min": 30.0}


def test_the_longest_run_of_the_day_counts() -> None:
    assert hours((20, 60), (90, 30), (40, 0)) == (1.5, "moderate")


def test_above_two_hours_no_rest_ends_a_run() -> None:
    assert hours((150, 120), (60, 0)) == (3.5, "long")


def test_rest_after_the_last_stretch_decides_nothing() -> None:
    assert hours((60, 0)) == (1.0, "short")


def test_more_than_eight_hours_in_a_day_are_refused_however_they_are_spread() -> None:
    assert hours(*[(60, 60)] * 8) == (1.0, "short")
    decision = duration_of([Stretch(60, 60)] * 9, RULES)
    assert (decision.outcome.duration_h, decision.outcome.duration) == (9.0, None)
    assert rules_of(decision.reasons) == ["refused.over_eight_hours"]
    assert hours((480, 0)) == (8.0, "long")


def test_sums_of_minutes_meet_the_border_exactly() -> None:
    assert hours((20.1, 0), (39.9, 0)) == (1.0, "short")


@pytest.mark.parametrize("stretches", [[], [Stretch(-1)], [Stretch(10, float("nan"))]])
def test_work_that_cannot_be_is_an_error(stretches: list[Stretch]) -> None:
    with pytest.raises(InputError, match="stretches"):
        duration_of(stretches, RULES)


def test_lifts_of_a_sample_are_spread_over_its_15_minutes() -> None:
    """The illustrations of p. 16; the manual prints the second as 3.4."""
    spread = frequency_of(10, 8, RULES)
    assert round(spread.outcome, 2) == 5.33
    assert rules_of(spread.reasons) == ["spread_over_sample"]
    assert round(frequency_of(10, 5, RULES).outcome, 2) == 3.33


@pytest.mark.parametrize(
    ("rate", "minutes", "counts", "rule"),
    [
        (15.0, 5.0, 5.0, "spread_over_sample"),
        (15.1, 5.0, 15.1, "too_fast_to_spread"),
        (10.0, 14.9, 149 / 15, "spread_over_sample"),
        (10.0, 15.0, 10.0, "continuous"),
        (10.0, 40.0, 10.0, "continuous"),
        (10.0, 0.0, 0.0, "spread_over_sample"),
    ],
)
def test_continuous_work_and_rates_above_15_count_as_they_are(
    rate: float, minutes: float, counts: float, rule: str
) -> None:
    decision = frequency_of(rate, minutes, RULES)
    assert decision.outcome == pytest.approx(counts)
    assert rules_of(decision.reasons) == [rule]


@pytest.mark.parametrize(("rate", "minutes"), [(-1.0, 5.0), (5.0, float("nan"))])
def test_a_sample_that_cannot_be_is_an_error(rate: float, minutes: float) -> None:
    with pytest.raises(InputError):
        frequency_of(rate, minutes, RULES)
