"""One lift: limits that are 0 say why, wrong values are refused in a sentence, both ends count."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import msgspec
import pytest

from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.ergonomics.lifting.equation import band_of, rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import End, Lift
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules, rules_of, seen

RULES = lifting_rules()


def easiest_but(**changed: Any) -> Lift:
    return msgspec.structs.replace(EASIEST, **changed)


def test_at_its_best_a_lift_of_the_load_constant_has_an_index_of_one() -> None:
    rated = rate(EASIEST, RULES)
    assert (rated.rwl, rated.li, rated.refused, rated.units) == (23.0, 1.0, False, "metric")
    assert rules_of(rated.reasons) == []


def test_us_units_have_their_own_load_constant() -> None:
    rated = rate(easiest_but(load=51.0, h=10.0, v=30.0, d=10.0), RULES, "us")
    assert (rated.rwl, rated.li, rated.units) == (51.0, 1.0, "us")


def test_no_load_has_an_index_of_zero() -> None:
    assert rate(easiest_but(load=0.0), RULES).li == 0.0


@pytest.mark.parametrize(
    ("changed", "multiplier", "rule", "border"),
    [
        ({"h": 63.1}, "hm", "h_too_far", 63.0),
        ({"v": 175.1}, "vm", "v_too_high", 175.0),
        ({"d": 175.1}, "dm", "d_too_long", 175.0),
        ({"a_deg": 135.1}, "am", "a_too_wide", 135.0),
        ({"per_min": 15.1}, "fm", "f_too_often", 15.0),
        ({"per_min": 12.5, "v": 74.9}, "fm", "f_too_often", 12.0),
    ],
)
def test_a_limit_of_zero_names_the_multiplier_and_leaves_the_index_undefined(
    changed: dict[str, float], multiplier: str, rule: str, border: float
) -> None:
    rated = rate(easiest_but(**changed), RULES)
    assert (rated.rwl, rated.li, rated.refused) == (0.0, None, False)
    assert getattr(rated, multiplier) == 0.0
    [reason] = [reason for reason in rated.reasons if reason.decisive]
    name, value = next(iter(changed.items()))
    assert reason.rule == f"lifting.{rule}"
    assert seen(reason)[name] == value
    assert seen(reason)["border"] == border


def test_every_multiplier_that_is_zero_is_named() -> None:
    rated = rate(easiest_but(h=64.0, a_deg=136.0, per_min=16.0), RULES)
    assert rules_of(rated.reasons) == ["h_too_far", "a_too_wide", "f_too_often"]


def test_what_counts_as_the_least_is_said_without_deciding() -> None:
    rated = rate(easiest_but(h=10.0, d=0.0, per_min=0.0), RULES)
    assert rated.rwl == 23.0
    assert rules_of(rated.reasons) == ["h_counted_as", "d_counted_as", "per_min_counted_as"]
    assert not any(reason.decisive for reason in rated.reasons)
    assert [seen(reason)["counted_as"] for reason in rated.reasons] == [25.0, 25.0, 0.2]


def test_fm_goes_by_the_hands_at_the_origin_and_cm_by_the_hands_where_they_are() -> None:
    low, high = 50.0, 100.0
    often = easiest_but(per_min=9.0, duration_h=8.0, coupling="fair")
    lifted = rate(msgspec.structs.replace(often, v=high, v_origin=low), RULES)
    assert (lifted.fm, lifted.cm) == (0.0, 1.0)
    lowered = rate(msgspec.structs.replace(often, v=low, v_origin=high), RULES)
    assert (lowered.fm, lowered.cm) == (0.15, 0.95)


@pytest.mark.parametrize("hours", [8.0001, 24.0])
def test_more_than_eight_hours_are_refused_and_not_rated(hours: float) -> None:
    rated = rate(easiest_but(duration_h=hours), RULES)
    assert rated.refused
    assert [rated.hm, rated.fm, rated.rwl, rated.li] == [None] * 4
    assert rules_of(rated.reasons) == ["refused.over_eight_hours"]
    assert seen(rated.reasons[0]) == {"duration_h": hours, "border": 8.0}


def test_eight_hours_are_rated() -> None:
    assert rate(easiest_but(duration_h=8.0), RULES).fm == 0.85


def test_a_condition_refuses_and_each_is_named_once() -> None:
    lift = easiest_but(duration_h=9.0, conditions=("slippery", "over_eight_hours", "one_handed"))
    rated = rate(lift, RULES)
    assert (rated.rwl, rated.li) == (None, None)
    assert rules_of(rated.reasons) == [
        "refused.one_handed",
        "refused.over_eight_hours",
        "refused.slippery",
    ]


@pytest.mark.parametrize(
    "field", ["load", "h", "v", "d", "a_deg", "per_min", "duration_h", "coupling"]
)
def test_an_absent_value_is_an_error_that_names_it(field: str) -> None:
    with pytest.raises(InputError) as caught:
        rate(easiest_but(**{field: None}), RULES)
    assert (caught.value.name, caught.value.got) == (field, None)


@pytest.mark.parametrize("value", [-0.1, nan, inf, -inf, True, "30", Span(20.0, 30.0)])
def test_a_value_that_is_not_a_number_from_zero_is_an_error(value: object) -> None:
    for field in ("load", "h", "v", "d", "a_deg", "per_min", "duration_h", "v_origin"):
        with pytest.raises(InputError, match=f"^{field} must be a number of .*, at least 0, got"):
            rate(easiest_but(**{field: value}), RULES)


def test_more_than_anybody_meets_is_a_slip_of_the_pen() -> None:
    with pytest.raises(InputError, match="h must be a number of cm, at most 1000000, got 1e"):
        rate(easiest_but(h=1e26), RULES)
    assert rate(easiest_but(h=1e6), RULES).hm == 0


def test_an_error_says_what_must_be_what_and_what_it_got() -> None:
    with pytest.raises(InputError) as caught:
        rate(easiest_but(h=-1.0), RULES)
    assert str(caught.value) == "h must be a number of cm, at least 0, got -1.0"
    assert caught.value.must_be == "a number of cm, at least 0"
    with pytest.raises(InputError, match="h must be a number of in, at least 0, got -1"):
        rate(easiest_but(h=-1.0), RULES, "us")


def test_unknown_words_are_errors() -> None:
    with pytest.raises(InputError, match="coupling must be good, fair or poor, got 'great'"):
        rate(easiest_but(coupling="great"), RULES)
    with pytest.raises(InputError, match="coupling"):
        rate(easiest_but(coupling=("good", "fair")), RULES)
    with pytest.raises(InputError, match=r"conditions must be one of one_handed, .* got 'windy'"):
        rate(easiest_but(conditions=("windy",)), RULES)
    wrong: Any = "stone"
    with pytest.raises(InputError, match="units must be metric or us, got 'stone'"):
        rate(EASIEST, RULES, wrong)


def test_the_end_with_the_lower_limit_decides() -> None:
    far = rate_ends(EASIEST, End(h=50.0, v=75.0, a_deg=0.0), RULES)
    assert (far.decides, far.deciding.rwl) == ("destination", 11.5)
    assert rules_of(far.reasons) == ["destination_decides"]
    assert seen(far.reasons[0]) == {"rwl.origin": 23.0, "rwl.destination": 11.5}
    near = rate_ends(easiest_but(h=50.0), End(h=25.0, v=75.0, a_deg=0.0), RULES)
    assert (near.decides, near.deciding.rwl) == ("origin", 11.5)


def test_of_two_ends_alike_the_origin_decides() -> None:
    ends = rate_ends(EASIEST, End(h=25.0, v=75.0, a_deg=0.0), RULES)
    assert (ends.decides, ends.deciding.li) == ("origin", 1.0)


def test_the_way_follows_from_both_heights_when_it_is_not_given() -> None:
    end = End(h=25.0, v=125.0, a_deg=0.0)
    assert rate_ends(easiest_but(d=None), end, RULES).origin.dm == pytest.approx(0.91)
    assert rate_ends(easiest_but(d=100.0), end, RULES).origin.dm == pytest.approx(0.865)


def test_a_refused_lift_is_refused_at_both_ends() -> None:
    ends = rate_ends(easiest_but(duration_h=9.0), End(h=25.0, v=75.0, a_deg=0.0), RULES)
    assert ends.origin.refused
    assert ends.destination.refused
    assert rules_of(ends.reasons) == ["refused.over_eight_hours"]


def test_an_absent_value_at_the_destination_is_named_as_one_of_it() -> None:
    with pytest.raises(InputError, match=r"end\.h must be a number of cm"):
        rate_ends(EASIEST, End(v=75.0, a_deg=0.0), RULES)
    with pytest.raises(InputError, match="d must be a number of cm"):
        rate_ends(easiest_but(d=None), End(h=25.0, v=Span(1.0, 2.0), a_deg=0.0), RULES)


@pytest.mark.parametrize(
    ("index", "band"),
    [
        (0.0, "goal"),
        (1.0, "goal"),
        (1.0001, "increased_for_some"),
        (3.0, "increased_for_some"),
        (3.0001, "increased_for_nearly_all"),
        (50.0, "increased_for_nearly_all"),
    ],
)
def test_exactly_one_is_within_the_goal_and_exactly_three_is_not_above_three(
    index: float, band: str
) -> None:
    assert band_of(index, RULES) == band


@pytest.mark.parametrize("index", [-0.1, nan])
def test_an_index_that_is_none_has_no_band(index: float) -> None:
    with pytest.raises(InputError, match="index must be a number, at least 0"):
        band_of(index, RULES)
