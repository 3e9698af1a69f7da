"""Bounds of both ends: the lower limit counts, and which end decides is said only if it is sure."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError, Span
from rhomboid.core.ergonomics.lifting.bounds_of_ends import ends_between
from rhomboid.core.ergonomics.lifting.equation import rate_ends
from rhomboid.core.ergonomics.lifting.given import End, Lift
from tests.core.ergonomics.lifting.lifts import ANGLES, HEIGHTS, HORIZONTALS, boxes
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules, rules_of

RULES = lifting_rules()
EASY_END = End(h=25.0, v=75.0, a_deg=0.0)


def easiest_but(**changed: Any) -> Lift:
    return msgspec.structs.replace(EASIEST, **changed)


@st.composite
def ends(draw: st.DrawFn) -> tuple[End, End]:
    spans: list[Span] = []
    inside: list[float] = []
    for values in (HORIZONTALS, HEIGHTS, ANGLES):
        low, middle, high = sorted(draw(st.tuples(values, values, values)))
        spans.append(Span(low, high))
        inside.append(middle)
    return End(*spans), End(*inside)


@given(box=boxes(), both=ends(), travel=st.booleans())
def test_bounds_hold_every_lift_within_them(
    box: tuple[Lift, Lift], both: tuple[End, End], travel: bool
) -> None:
    spans, inside = box
    if travel:
        spans = msgspec.structs.replace(spans, d=None)
        inside = msgspec.structs.replace(inside, d=None)
    bounds = ends_between(spans, both[0], RULES)
    rated = rate_ends(inside, both[1], RULES).deciding
    if bounds.rwl is None or rated.rwl is None:
        return
    assert bounds.rwl.low <= rated.rwl <= bounds.rwl.high
    if bounds.li_lowest is not None:
        assert rated.li is None or bounds.li_lowest <= rated.li
    if bounds.li_highest is not None:
        assert rated.li is not None
        assert rated.li <= bounds.li_highest
    if bounds.decides is not None:
        assert rate_ends(inside, both[1], RULES).decides == bounds.decides


def test_the_lower_limit_of_both_ends_counts() -> None:
    bounds = ends_between(EASIEST, End(h=Span(50.0, 62.5), v=75.0, a_deg=0.0), RULES)
    assert bounds.decides == "destination"
    assert bounds.rwl is not None
    assert bounds.rwl.low == pytest.approx(9.2)
    assert bounds.rwl.high == 11.5
    assert bounds.li_lowest == 2.0
    assert bounds.li_highest == pytest.approx(2.5)


def test_two_ends_alike_are_the_origins() -> None:
    assert ends_between(EASIEST, EASY_END, RULES).decides == "origin"


def test_where_either_end_could_be_the_harder_one_none_decides() -> None:
    bounds = ends_between(easiest_but(h=Span(25.0, 50.0)), End(h=40.0, v=75.0, a_deg=0.0), RULES)
    assert bounds.decides is None
    assert bounds.rwl == Span(11.5, 14.375)


def test_an_unknown_end_is_bounded_and_named() -> None:
    bounds = ends_between(EASIEST, End(v=75.0, a_deg=0.0), RULES)
    assert rules_of(bounds.destination.reasons) == ["h_unknown"]
    assert bounds.li_highest == pytest.approx(63 / 25)


def test_with_the_origin_unknown_the_frequency_may_be_that_of_low_hands() -> None:
    bounds = ends_between(easiest_but(v=None, per_min=13.0, load=1.0), EASY_END, RULES)
    assert bounds.destination.rwl is not None
    assert bounds.destination.rwl.low == 0.0
    assert bounds.destination.rwl.high == pytest.approx(23 * 0.34)
    assert bounds.li_highest is None


@pytest.mark.parametrize(
    ("here", "there", "best", "worst"),
    [
        (75.0, 125.0, 0.91, 0.91),
        (Span(60.0, 75.0), Span(125.0, 150.0), 0.91, 0.87),
        (Span(60.0, 100.0), Span(80.0, 110.0), 1.0, 0.91),
        (Span(125.0, 150.0), 75.0, 0.91, 0.88),
        (Span(125.0, 150.0), Span(60.0, 75.0), 0.91, 0.87),
    ],
)
def test_an_absent_way_is_what_both_heights_leave_open(
    here: Any, there: Any, best: float, worst: float
) -> None:
    bounds = ends_between(easiest_but(v=here, d=None), End(h=25.0, v=there, a_deg=0.0), RULES)
    assert bounds.origin.best is not None
    assert bounds.origin.worst is not None
    assert bounds.origin.best.dm == pytest.approx(best)
    assert bounds.origin.worst.dm == pytest.approx(worst)


def test_with_one_height_unknown_so_is_the_way() -> None:
    bounds = ends_between(easiest_but(d=None), End(h=25.0, a_deg=0.0), RULES)
    assert rules_of(bounds.origin.reasons) == ["d_unknown"]


def test_what_is_refused_has_no_bounds() -> None:
    bounds = ends_between(easiest_but(conditions=("fast",)), EASY_END, RULES)
    assert (bounds.rwl, bounds.decides, bounds.li_lowest) == (None, None, None)
    assert rules_of(bounds.origin.reasons) == ["refused.fast"]


def test_an_unknown_load_has_limits_and_no_index() -> None:
    bounds = ends_between(easiest_but(load=None), EASY_END, RULES)
    assert bounds.rwl == Span(23.0, 23.0)
    assert (bounds.li_lowest, bounds.li_highest) == (None, None)


def test_values_that_cannot_be_are_named_by_their_end() -> None:
    with pytest.raises(InputError, match=r"^h must be"):
        ends_between(easiest_but(h=-1.0), EASY_END, RULES)
    with pytest.raises(InputError, match=r"^end\.h must be"):
        ends_between(EASIEST, End(h=-1.0, v=75.0, a_deg=0.0), RULES)
