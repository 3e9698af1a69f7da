"""Spans and unknown values: bounds that hold, and a reason for every 0."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.ergonomics.lifting.bounds import rate_between
from rhomboid.core.ergonomics.lifting.equation import rate
from rhomboid.core.ergonomics.lifting.given import Lift
from tests.core.ergonomics.lifting.lifts import boxes, lifts
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules, rules_of, seen

RULES = lifting_rules()


def easiest_but(**changed: Any) -> Lift:
    return msgspec.structs.replace(EASIEST, **changed)


@given(box=boxes())
def test_bounds_hold_every_lift_within_them(box: tuple[Lift, Lift]) -> None:
    spans, inside = box
    bounds, rated = rate_between(spans, RULES), rate(inside, RULES)
    if bounds.rwl is None:
        assert rated.refused
    if bounds.rwl is None or rated.rwl is None:
        return
    assert bounds.rwl.low <= rated.rwl <= bounds.rwl.high
    if bounds.li_lowest is not None:
        assert rated.li is None or bounds.li_lowest <= rated.li
    if bounds.li_highest is not None:
        assert rated.li is not None
        assert rated.li <= bounds.li_highest


@given(lift=lifts())
def test_bounds_of_a_lift_that_is_known_are_the_lift(lift: Lift) -> None:
    bounds, rated = rate_between(lift, RULES), rate(lift, RULES)
    if rated.rwl is None:
        assert bounds.rwl is None
        assert rules_of(bounds.reasons) == rules_of(rated.reasons)
        return
    assert bounds.rwl == Span(rated.rwl, rated.rwl)
    assert (bounds.li_lowest, bounds.li_highest) == (rated.li, rated.li)
    assert [r for r in rated.reasons if r.decisive] == list(bounds.reasons)


def test_an_unknown_h_is_anything_up_to_63_cm_and_never_a_silent_zero() -> None:
    bounds = rate_between(easiest_but(h=None), RULES)
    assert bounds.rwl is not None
    assert (round(bounds.rwl.low, 3), bounds.rwl.high) == (9.127, 23.0)
    assert bounds.li_lowest == 1.0
    assert bounds.li_highest == pytest.approx(63 / 25)
    assert rules_of(bounds.reasons) == ["h_unknown"]
    assert seen(bounds.reasons[0]) == {"low": 0.0, "high": 63.0}


def test_a_span_beyond_a_border_has_a_lowest_limit_of_zero_with_its_reason() -> None:
    bounds = rate_between(easiest_but(h=Span(50.0, 70.0)), RULES)
    assert bounds.rwl == Span(0.0, 11.5)
    assert (bounds.li_lowest, bounds.li_highest) == (2.0, None)
    assert rules_of(bounds.reasons) == ["h_too_far"]


def test_an_unknown_frequency_can_make_the_limit_zero_and_says_so() -> None:
    bounds = rate_between(easiest_but(per_min=None, duration_h=8.0), RULES)
    assert bounds.rwl == Span(0.0, 23.0 * 0.85)
    assert bounds.li_highest is None
    assert rules_of(bounds.reasons) == ["f_too_often", "per_min_unknown"]


@pytest.mark.parametrize(
    ("name", "lowest", "rule"),
    [
        ("v", 23.0 * 0.7, "v_unknown"),
        ("d", 23.0 * (0.82 + 4.5 / 175), "d_unknown"),
        ("a_deg", 23.0 * 0.568, "a_deg_unknown"),
        ("duration_h", 23.0 * 0.85, "duration_h_unknown"),
        ("coupling", 23.0 * 0.9, "coupling_unknown"),
    ],
)
def test_an_unknown_value_is_taken_over_all_it_can_be(name: str, lowest: float, rule: str) -> None:
    bounds = rate_between(easiest_but(**{name: None}), RULES)
    assert bounds.rwl is not None
    assert bounds.rwl.low == pytest.approx(lowest)
    assert bounds.rwl.high == 23.0
    assert rules_of(bounds.reasons) == [rule]
    assert not bounds.reasons[0].decisive


def test_nothing_known_but_the_load_is_everything_up_to_the_load_constant() -> None:
    bounds = rate_between(Lift(load=10.0), RULES)
    assert bounds.rwl == Span(0.0, 23.0)
    assert (bounds.li_lowest, bounds.li_highest) == (10.0 / 23.0, None)


def test_hands_across_the_splitting_height_are_low_at_worst_and_best_at_75_cm() -> None:
    bounds = rate_between(easiest_but(v=Span(65.0, 85.0), coupling="fair"), RULES)
    assert bounds.rwl is not None
    assert bounds.rwl.low == pytest.approx(23.0 * 0.97 * 0.95)
    assert bounds.rwl.high == 23.0


def test_an_unknown_load_leaves_the_limit_and_no_index() -> None:
    bounds = rate_between(easiest_but(load=None), RULES)
    assert bounds.rwl == Span(23.0, 23.0)
    assert (bounds.li_lowest, bounds.li_highest) == (None, None)
    assert rules_of(bounds.reasons) == ["load_unknown"]


def test_a_span_of_loads_spans_the_index() -> None:
    bounds = rate_between(easiest_but(load=Span(11.5, 46.0)), RULES)
    assert (bounds.li_lowest, bounds.li_highest) == (0.5, 2.0)


def test_hours_partly_above_eight_are_bounded_up_to_eight_and_said() -> None:
    bounds = rate_between(easiest_but(duration_h=Span(7.0, 9.0)), RULES)
    assert bounds.rwl == Span(23.0 * 0.85, 23.0 * 0.85)
    assert rules_of(bounds.reasons) == ["refused.over_eight_hours"]
    assert not bounds.reasons[0].decisive


@pytest.mark.parametrize(
    "changed", [{"duration_h": Span(8.5, 9.0)}, {"conditions": ("over_eight_hours",)}]
)
def test_what_is_refused_has_no_bounds(changed: dict[str, object]) -> None:
    bounds = rate_between(easiest_but(**changed), RULES)
    assert (bounds.rwl, bounds.li_lowest, bounds.worst, bounds.best) == (None,) * 4
    assert rules_of(bounds.reasons) == ["refused.over_eight_hours"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"h": Span(40.0, 30.0)}, "h"),
        ({"v": Span(-1.0, 30.0)}, "v"),
        ({"d": -1.0}, "d"),
        ({"coupling": ("good", "great")}, "coupling"),
        ({"conditions": ("windy",)}, "conditions"),
    ],
)
def test_spans_that_cannot_be_are_errors(changed: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as caught:
        rate_between(easiest_but(**changed), RULES)
    assert caught.value.name == field
