"""What brings the index down to 1 in practice: one change, or two, or that none does."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.change import Change, advise
from rhomboid.core.ergonomics.lifting.equation import rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import End, Lift
from rhomboid.core.ergonomics.lifting.moves import Around, judge_of, moves
from rhomboid.core.knowledge.lifting import COUPLINGS
from tests.core.ergonomics.lifting.lifts import HEIGHTS, lifts
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules
from tests.core.ergonomics.lifting.test_cases import cases

RULES = lifting_rules()
REAL = RULES.realistic


def easiest_but(**changed: Any) -> Lift:
    return msgspec.structs.replace(EASIEST, **changed)


def with_changes(lift: Lift, *made: Change) -> Lift:
    """The lift as somebody would have it who does what is proposed."""
    for change in made:
        lift = msgspec.structs.replace(lift, **{change.quantity: change.value})
        if change.quantity == "load":
            assert isinstance(lift.per_min, float)
            lift = msgspec.structs.replace(lift, per_min=lift.per_min * REAL.lifts_when_split)
    return lift


@pytest.mark.parametrize("case", cases("changes"))
def test_changes_come_out_as_their_cases_say(case: dict[str, Any]) -> None:
    lift = msgspec.convert({**msgspec.to_builtins(EASIEST), **case["lift"]}, Lift)
    advice = advise(lift, RULES)
    enough = [change for change in advice.single if change.enough]
    first, then = case.get("first", []), case.get("then", [])
    assert [change.quantity for change in enough] == [row["quantity"] for row in first]
    assert [c.quantity for c in advice.single[len(enough) :]] == [r["quantity"] for r in then]
    pair = list(advice.pair or ())
    assert [change.quantity for change in pair] == [r["quantity"] for r in case.get("pair", [])]
    rows = [*first, *then, *case.get("pair", [])]
    for change, row in zip((*advice.single, *pair), rows, strict=True):
        assert change.value == row["value"]
        assert change.now == getattr(lift, change.quantity)
        assert change.place == "lift"
        if "share" in row:
            assert change.share == pytest.approx(row["share"], abs=5e-4)
        if "li" in row:
            assert change.li is not None
            assert round(change.li, 3) == row["li"]
    assert advice.together == pytest.approx(case.get("together"), abs=5e-4)


@given(lift=lifts())
def test_a_change_does_what_it_says(lift: Lift) -> None:
    before = rate(lift, RULES)
    advice = advise(lift, RULES)
    if before.refused or (before.li is not None and before.li <= 1.0):
        assert advice == type(advice)()
    for change in advice.single:
        after = rate(with_changes(lift, change), RULES)
        assert change.li == after.li
        assert after.li is not None
        assert before.li is None or after.li < before.li
        assert change.enough is (after.li <= 1.0)
        assert 0.0 < change.share <= 1.0


@given(lift=lifts())
def test_two_changes_are_enough_together_and_each_of_them_is_needed(lift: Lift) -> None:
    advice = advise(lift, RULES)
    if advice.pair is None:
        return
    together = rate(with_changes(lift, *advice.pair), RULES)
    assert together.li is not None
    assert together.li <= 1.0
    for change in advice.pair:
        alone = rate(with_changes(lift, change), RULES)
        assert alone.li == change.li
        assert alone.li is None or alone.li > 1.0
    assert all(not one.enough or one.quantity == "load" for one in advice.single)


@given(lift=lifts())
def test_nothing_is_proposed_beyond_what_can_be_done(lift: Lift) -> None:
    advice = advise(lift, RULES)
    for change in (*advice.single, *(advice.pair or ())):
        if change.quantity == "coupling":
            order = [COUPLINGS.index(c) for c in COUPLINGS if c in (change.value, change.now)]
            assert COUPLINGS[order[0]] == change.value
            continue
        now, value = float(change.now), float(change.value)
        least = {
            "load": now * REAL.load_share_least,
            "h": REAL.h_nearest["metric"],
            "v": min(now, 75.0),
            "d": now * REAL.d_share_least,
            "a_deg": REAL.a_deg_least,
            "per_min": now * REAL.per_min_share_least,
            "duration_h": now * REAL.duration_share_least,
        }[change.quantity]
        most = max(now, 75.0) if change.quantity == "v" else now
        assert least - 1e-9 <= value <= most + 1e-9
        assert value != now


@given(lift=lifts())
def test_no_smaller_pair_is_enough(lift: Lift) -> None:
    advice = advise(lift, RULES)
    if advice.pair is None:
        return
    judge = judge_of(lift, None, Around(), RULES, "metric")
    keys = [(change.quantity, change.place) for change in advice.pair]
    one, other = (next(m for m in moves(judge, None) if m.key == key) for key in keys)
    sizes = [
        first.share + second.share
        for first in one.steps
        for second in other.steps
        if judge.enough({one.key: first.value, other.key: second.value})
    ]
    assert sum(change.share for change in advice.pair) == pytest.approx(min(sizes))


@given(lift=lifts())
def test_enough_comes_first_a_split_load_last_of_it_and_the_rest_by_index(lift: Lift) -> None:
    found = advise(lift, RULES).single
    enough = [change for change in found if change.enough]
    assert list(found[: len(enough)]) == enough
    assert enough == sorted(enough, key=lambda c: (c.quantity == "load", c.share))
    rest = [change.li or 0.0 for change in found[len(enough) :]]
    assert rest == sorted(rest)


@pytest.mark.parametrize("per_min", [1e6, 16.0])
def test_a_huge_number_takes_no_longer(per_min: float) -> None:
    lift = easiest_but(load=1e6, per_min=per_min)
    judge = judge_of(lift, None, Around(), RULES, "metric")
    assert all(len(move.steps) <= 101 for move in moves(judge, None))
    assert advise(lift, RULES).pair is None


def test_us_lifts_change_in_inches_and_pounds() -> None:
    lift = easiest_but(load=40.0, h=20.0, v=30.0, d=10.0)
    found = {change.quantity: change.value for change in advise(lift, RULES, "us").single}
    # 51 x 10 / 20 = 25.5 lb, split .98 of it; 10 x 51 / 40 = 12.75 in
    assert found == {"load": 24.0, "h": 12.5}


def test_hands_come_no_nearer_than_the_load_is_deep() -> None:
    lift = easiest_but(load=20.0, h=50.0)
    near = {one.quantity: one for one in advise(lift, RULES).single}["h"]
    deep = {one.quantity: one for one in advise(lift, RULES, around=Around(depth=40.0)).single}["h"]
    assert near.value == 30.0
    assert deep.value == 40.0  # 20 + 40 / 2
    low = advise(easiest_but(load=20.0, h=50.0, v=20.0), RULES, around=Around(depth=40.0))
    assert {one.quantity: one.value for one in low.single}["h"] == 45.0  # 25 + 40 / 2


def test_with_a_destination_the_hands_change_where_they_are_too_far() -> None:
    end = End(h=50.0, v=75.0, a_deg=0.0)
    found = advise(easiest_but(load=16.0), RULES, end=end).single
    assert [(change.quantity, change.place) for change in found] == [
        ("h", "destination"),
        ("load", "lift"),
    ]
    assert found[0].value == 35.0  # 25 x 23 / 16 = 35.9


def test_with_both_ends_too_far_both_have_to_come_nearer() -> None:
    end = End(h=50.0, v=75.0, a_deg=0.0)
    advice = advise(easiest_but(load=16.0, h=50.0), RULES, end=end)
    assert [change.quantity for change in advice.single] == ["load"]
    assert {(one.quantity, one.place, one.value) for one in advice.pair or ()} == {
        ("h", "origin", 35.0),
        ("h", "destination", 35.0),
    }


def test_with_a_destination_a_change_of_the_whole_lift_counts_at_both_ends() -> None:
    lift, end = easiest_but(load=20.0, v=100.0, d=None), End(h=25.0, v=50.0, a_deg=0.0)
    whole = [one for one in advise(lift, RULES, end=end).single if one.place == "lift"]
    assert [one.quantity for one in whole] == ["load"]
    ends = rate_ends(with_changes(lift, *whole), end, RULES)
    assert ends.origin.li is not None
    assert ends.destination.li is not None
    assert max(ends.origin.li, ends.destination.li) <= 1.0


def test_the_way_follows_a_height_that_changes() -> None:
    lift = easiest_but(load=20.0, v=0.0, d=75.0)
    alone = {one.quantity: one.value for one in advise(lift, RULES).single}
    ends = {one.quantity: one for one in advise(lift, RULES, around=Around(end_v=75.0)).single}
    # 20 / (23 x .88) asks for 71.04 cm where the way stays; nearer to its end it shortens
    assert alone["v"] == 72.0
    there = ends["v"].value
    assert isinstance(there, float)
    assert there < 72.0
    assert rate(easiest_but(load=20.0, v=there, d=75.0 - there), RULES).li == ends["v"].li


@given(lift=lifts(), end_v=HEIGHTS)
def test_a_height_that_leads_away_from_the_end_costs_its_way(lift: Lift, end_v: float) -> None:
    assert isinstance(lift.v, float)
    lift = msgspec.structs.replace(lift, d=abs(end_v - lift.v))
    for change in advise(lift, RULES, around=Around(end_v=end_v)).single:
        if change.quantity == "v":
            moved = with_changes(lift, change)
            travel = abs(end_v - float(change.value))
            moved = msgspec.structs.replace(moved, d=travel)
            assert change.li == pytest.approx(rate(moved, RULES).li)


def test_values_that_cannot_be_are_errors() -> None:
    with pytest.raises(InputError, match="h must be"):
        advise(easiest_but(h=None), RULES)
    with pytest.raises(InputError, match=r"end\.h must be"):
        advise(EASIEST, RULES, end=End(v=75.0, a_deg=0.0))
