"""Whole arrays: the same numbers as one lift at a time, and no row that raises."""

from __future__ import annotations

from typing import Literal

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.equation import rate
from rhomboid.core.ergonomics.lifting.given import Lift
from rhomboid.core.ergonomics.lifting.rows import Lifts, rate_rows
from rhomboid.core.knowledge.lifting import COUPLINGS
from tests.core.ergonomics.lifting.lifts import NUMBERS, lifts
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules

RULES = lifting_rules()
VALUES = ("hm", "vm", "dm", "am", "fm", "cm", "rwl", "li")


def rows_of(many: list[Lift], **changed: object) -> Lifts:
    columns = {name: np.array([getattr(lift, name) for lift in many], float) for name in NUMBERS}
    codes = [COUPLINGS.index(c) if (c := lift.coupling) in COUPLINGS else -1 for lift in many]
    origins = [lift.v if lift.v_origin is None else lift.v_origin for lift in many]
    rows = Lifts(**columns, coupling=np.array(codes), v_origin=np.array(origins, float))
    return msgspec.structs.replace(rows, **changed)


@given(many=st.lists(lifts(), min_size=1, max_size=20), units=st.sampled_from(["metric", "us"]))
def test_rows_are_the_same_numbers_as_single_lifts(
    many: list[Lift], units: Literal["metric", "us"]
) -> None:
    rows = rate_rows(rows_of(many), RULES, units)
    assert not rows.bad.any()
    for at, lift in enumerate(many):
        rated = rate(lift, RULES, units)
        assert rows.refused[at] == rated.refused
        assert rows.zero[at] == (rated.rwl == 0.0)
        for name in VALUES:
            value, single = getattr(rows, name)[at], getattr(rated, name)
            assert np.isnan(value) if single is None else value == single


@pytest.mark.parametrize("value", [np.nan, np.inf, -0.1])
@pytest.mark.parametrize("name", [*NUMBERS, "v_origin"])
def test_a_bad_value_masks_its_row_alone(name: str, value: float) -> None:
    column = np.array([getattr(EASIEST, name) or 75.0] * 3)
    column[1] = value
    rows = rate_rows(rows_of([EASIEST] * 3, **{name: column}), RULES)
    assert rows.bad.tolist() == [False, True, False]
    assert not rows.refused.any()
    assert not rows.zero.any()
    for multiplier in VALUES:
        assert np.isnan(getattr(rows, multiplier)).tolist() == [False, True, False]


@pytest.mark.parametrize("code", [-1, 3, 99, 0.5, np.nan])
def test_an_unknown_coupling_masks_its_row(code: float) -> None:
    rows = rate_rows(rows_of([EASIEST] * 2, coupling=np.array([0, code])), RULES)
    assert rows.bad.tolist() == [False, True]
    assert np.isnan(rows.cm).tolist() == [False, True]


def test_a_condition_that_holds_refuses_its_row() -> None:
    rows = rate_rows(rows_of([EASIEST] * 2, refused=np.array([True, False])), RULES)
    assert rows.refused.tolist() == [True, False]
    assert np.isnan(rows.rwl).tolist() == [True, False]


def test_a_limit_of_zero_is_a_zero_without_an_index() -> None:
    rows = rate_rows(rows_of([EASIEST, msgspec.structs.replace(EASIEST, h=64.0)]), RULES)
    assert rows.zero.tolist() == [False, True]
    assert rows.rwl.tolist() == [23.0, 0.0]
    assert np.isnan(rows.li).tolist() == [False, True]


def test_no_rows_are_no_rows() -> None:
    assert rate_rows(rows_of([]), RULES).li.shape == (0,)


def test_the_height_at_the_origin_is_the_height_unless_given() -> None:
    lift = msgspec.structs.replace(EASIEST, per_min=13.0)
    rows = rate_rows(rows_of([lift], v_origin=None), RULES)
    assert rows.fm.tolist() == [0.34]


def test_what_was_given_stays_as_it_was() -> None:
    given_rows = rows_of([msgspec.structs.replace(EASIEST, h=64.0, per_min=0.0)])
    rate_rows(given_rows, RULES)
    assert (given_rows.h.tolist(), given_rows.per_min.tolist()) == ([64.0], [0.0])


def test_columns_of_different_shapes_are_an_error() -> None:
    with pytest.raises(InputError, match=r"h must be a column of shape \(2,\), got \(1,\)"):
        rate_rows(rows_of([EASIEST] * 2, h=np.array([30.0])), RULES)
