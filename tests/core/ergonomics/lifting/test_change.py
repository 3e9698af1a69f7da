"""What alone brings the index down to 1: the least change that is enough, best first."""

from __future__ import annotations

from math import nextafter
from typing import Any

import msgspec
import pytest
from hypothesis import given

from rhomboid.core.ergonomics.lifting.change import Change, changes
from rhomboid.core.ergonomics.lifting.equation import rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import End, Lift, LiftingError
from tests.core.ergonomics.lifting.lifts import lifts
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules
from tests.core.ergonomics.lifting.test_cases import cases

RULES = lifting_rules()


def easiest_but(**changed: Any) -> Lift:
    return msgspec.structs.replace(EASIEST, **changed)


def with_change(lift: Lift, change: Change) -> Lift:
    return msgspec.structs.replace(lift, **{change.quantity: change.value})


@pytest.mark.parametrize("case", cases("changes"))
def test_changes_come_out_as_their_cases_say(case: dict[str, Any]) -> None:
    lift = msgspec.convert({**msgspec.to_builtins(EASIEST), **case["lift"]}, Lift)
    found = changes(lift, RULES)
    enough = [change for change in found if change.enough]
    first, then = case.get("first", []), case.get("then", [])
    assert [change.quantity for change in enough] == [row["quantity"] for row in first]
    assert [change.quantity for change in found[len(enough) :]] == [r["quantity"] for r in then]
    for change, row in zip(found, [*first, *then], strict=True):
        wanted = row["value"]
        assert change.value == (wanted if isinstance(wanted, str) else pytest.approx(wanted, 1e-4))
        assert change.now == getattr(lift, change.quantity)
        assert change.place == "lift"
        if "share" in row:
            assert change.share == pytest.approx(row["share"], abs=5e-4)
        if "li" in row:
            assert change.li is not None
            assert round(change.li, 3) == row["li"]


@given(lift=lifts())
def test_a_change_does_what_it_says_and_no_less_would_do(lift: Lift) -> None:
    before = rate(lift, RULES)
    found = changes(lift, RULES)
    if before.refused or (before.li is not None and before.li <= 1.0):
        assert found == ()
    for change in found:
        after = rate(with_change(lift, change), RULES)
        assert change.li == after.li
        assert after.li is not None
        assert before.li is None or after.li < before.li
        assert change.enough is (after.li <= 1.0)
        assert 0.0 < change.share <= 1.0
        if change.enough and isinstance(change.value, float) and change.quantity != "duration_h":
            assert isinstance(change.now, float)
            less = nextafter(change.value, change.now)
            nearer = rate(msgspec.structs.replace(lift, **{change.quantity: less}), RULES)
            assert less == change.now or nearer.li is None or nearer.li > 1.0


@given(lift=lifts())
def test_enough_comes_first_by_share_and_the_rest_by_index(lift: Lift) -> None:
    found = changes(lift, RULES)
    enough = [change for change in found if change.enough]
    assert list(found[: len(enough)]) == enough
    assert enough == sorted(enough, key=lambda change: change.share)
    rest = [change.li or 0.0 for change in found[len(enough) :]]
    assert rest == sorted(rest)


def test_us_lifts_change_in_inches_and_pounds() -> None:
    lift = easiest_but(load=40.0, h=20.0, v=30.0, d=10.0)
    found = {change.quantity: change.value for change in changes(lift, RULES, "us")}
    assert found == {"load": pytest.approx(25.5), "h": pytest.approx(12.75)}


def test_with_a_destination_the_hands_change_where_they_are_too_far() -> None:
    end = End(h=50.0, v=75.0, a_deg=0.0)
    found = changes(easiest_but(load=16.0), RULES, end=end)
    assert [(change.quantity, change.place) for change in found] == [
        ("load", "lift"),
        ("h", "destination"),
    ]
    assert found[1].value == pytest.approx(25 * 23 / 16)


def test_with_both_ends_too_far_neither_alone_is_enough_or_promised() -> None:
    end = End(h=50.0, v=75.0, a_deg=0.0)
    found = changes(easiest_but(load=16.0, h=50.0), RULES, end=end)
    assert [change.quantity for change in found] == ["load"]


def test_with_a_destination_a_change_of_the_whole_lift_counts_at_both_ends() -> None:
    lift, end = easiest_but(load=20.0, v=100.0, d=None), End(h=25.0, v=50.0, a_deg=0.0)
    for change in changes(lift, RULES, end=end):
        assert change.enough
        if change.place == "lift":
            ends = rate_ends(with_change(lift, change), end, RULES)
            assert ends.origin.li is not None
            assert ends.destination.li is not None
            assert max(ends.origin.li, ends.destination.li) <= 1.0


def test_the_way_stays_as_it_is_when_a_height_changes() -> None:
    lift, end = easiest_but(load=20.0, v=0.0, d=None), End(h=25.0, v=75.0, a_deg=0.0)
    found = {change.quantity: change for change in changes(lift, RULES, end=end)}
    assert found["v"].place == "origin"
    # 20 / (23 x 0.88) with the way of 75 cm that both heights make at first
    assert found["v"].value == pytest.approx(75 - (1 - 20 / (23 * 0.88)) / 0.003)


def test_values_that_cannot_be_are_errors() -> None:
    with pytest.raises(LiftingError, match="h must be"):
        changes(easiest_but(h=None), RULES)
    with pytest.raises(LiftingError, match=r"end\.h must be"):
        changes(EASIEST, RULES, end=End(v=75.0, a_deg=0.0))
