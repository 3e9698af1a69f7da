"""What must hold of every lift: a harder one never has a higher limit."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.lifting.equation import rate
from rhomboid.core.ergonomics.lifting.given import Lift
from rhomboid.core.knowledge.lifting import COUPLINGS
from tests.core.ergonomics.lifting.lifts import HEIGHTS, NUMBERS, lifts
from tests.core.ergonomics.lifting.rules import lifting_rules

RULES = lifting_rules()


def limit(lift: Lift, **changed: object) -> float | None:
    return rate(msgspec.structs.replace(lift, **changed), RULES).rwl


@pytest.mark.parametrize("name", ["h", "d", "a_deg", "per_min", "duration_h"])
@given(lift=lifts(), data=st.data())
def test_farther_longer_wider_and_more_often_never_raise_the_limit(
    name: str, lift: Lift, data: st.DataObject
) -> None:
    less, more = sorted(data.draw(st.tuples(NUMBERS[name], NUMBERS[name])))
    with_less, with_more = limit(lift, **{name: less}), limit(lift, **{name: more})
    if with_less is not None and with_more is not None:
        assert with_more <= with_less


@given(lift=lifts(), heights=st.tuples(HEIGHTS, HEIGHTS))
def test_hands_farther_from_75_cm_on_the_same_side_never_raise_the_limit(
    lift: Lift, heights: tuple[float, float]
) -> None:
    low, high = sorted(heights)
    at_low, at_high = limit(lift, v=low), limit(lift, v=high)
    if at_low is None or at_high is None:
        return
    if low >= 75.0:
        assert at_high <= at_low
    if high <= 75.0:
        assert at_low <= at_high


@given(lift=lifts())
def test_a_worse_coupling_never_raises_the_limit(lift: Lift) -> None:
    good, fair, poor = (limit(lift, coupling=coupling) for coupling in COUPLINGS)
    if good is not None and fair is not None and poor is not None:
        assert poor <= fair <= good


@given(lift=lifts())
def test_limit_and_multipliers_stay_within_their_ranges(lift: Lift) -> None:
    rated = rate(lift, RULES)
    if rated.refused:
        assert rated.li is None
        return
    assert rated.rwl is not None
    assert 0.0 <= rated.rwl <= 23.0
    for multiplier in (rated.hm, rated.vm, rated.dm, rated.am, rated.fm, rated.cm):
        assert multiplier is not None
        assert 0.0 <= multiplier <= 1.0
    decisive = [reason for reason in rated.reasons if reason.decisive]
    assert (rated.li is None) is (rated.rwl == 0.0) is bool(decisive)
