"""How far a movement went over the weeks, and when a difference is one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.diary.measured import Measured
from rhomboid.core.outcomes.ranges import Ranges, ranges_of
from tests.core.diary.sets import plain, rep, seen
from tests.core.outcomes.days import day, history_of, report

DOSE = {"sets": 1, "reps": 10}


def trained(number: int, *sets: Measured, side: str | None = None, **more: Any) -> Any:
    """A session on a day with measured sets of the band row."""
    told = [
        {"reps": 10, "measured": plain(one), **({"side": side} if side else {})} for one in sets
    ]
    line = {"movement": "band_row", "asked": DOSE, "sets": told}
    body = {"session": f"s{number}{side}", "movements": [line], **more}
    return report("session", body, day(number), place=number + 1)


def reach(degrees: float, error: float = 6.0, **more: Any) -> Measured:
    return seen(range_deg=degrees, error_deg=error, **more)


def found(*entries: Any, today: int = 60) -> tuple[Ranges, ...]:
    return ranges_of(history_of(entries), day(today))


@pytest.mark.parametrize(
    ("first", "last", "size"),
    [
        ((100, 6), (108.4, 6), "same"),  # the error of both is 8.5
        ((100, 6), (108.6, 6), "more"),
        ((100, 6), (91.4, 6), "less"),
        ((100, 3), (105.1, 4), "more"),
        ((100, 3), (105.0, 4), "same"),
    ],
)
def test_a_change_smaller_than_the_error_of_both_days_is_no_change(
    first: tuple[float, float], last: tuple[float, float], size: str
) -> None:
    made = found(trained(0, reach(*first)), trained(20, reach(*last)))
    assert [change.size for change in made[0].changes] == [size]


def test_one_day_makes_no_course() -> None:
    assert found(trained(0, reach(100), reach(110))) == ()


def test_a_day_is_the_middle_of_its_sets_with_the_largest_error() -> None:
    made = found(trained(0, reach(100, 5), reach(110, 9), reach(102, 4)), trained(2, reach(100)))
    first = made[0].days[0]
    assert [(one.side, one.range_deg, one.error_deg) for one in first.sides] == [("both", 102, 9)]
    assert first.counted == 30


def test_sides_that_were_counted_apart_stay_apart() -> None:
    apart = (rep(70, channel="left"),) * 5 + (rep(60, channel="right"),) * 5
    made = found(*(trained(n, reach(65, each=apart, left=5, right=5)) for n in (0, 3)))
    assert [(one.side, one.range_deg) for one in made[0].days[0].sides] == [
        ("left", 70),
        ("right", 60),
    ]
    assert [change.side for change in made[0].changes] == ["left", "right"]


def test_a_set_of_one_side_is_that_sides() -> None:
    left = [trained(n, reach(70), side="left") for n in (0, 3)]
    made = found(*left, trained(1, reach(60), side="right"))
    assert [one.side for day_ in made[0].days for one in day_.sides] == ["left", "right", "left"]
    assert [change.side for change in made[0].changes] == ["left"]


def test_a_set_outside_a_session_counts_for_the_range() -> None:
    single = trained(5, reach(120), part="single", mode="single")
    assert len(found(trained(0, reach(100)), single)[0].days) == 2


def test_sets_without_a_range_draw_nothing() -> None:
    blind = seen(0, each=(), range_deg=None, error_deg=None, no_range="unseen")
    assert found(trained(0, blind), trained(2, blind)) == ()


@given(
    st.lists(st.tuples(st.integers(0, 1800), st.integers(0, 200)), min_size=2, max_size=8),
)
def test_days_come_in_order_and_never_say_more_than_they_measured(
    measured: list[tuple[int, int]],
) -> None:
    entries = [trained(n, reach(v / 10, e / 10)) for n, (v, e) in enumerate(measured)]
    made = found(*entries)[0]
    assert [one.on for one in made.days] == [day(n) for n in range(len(measured))]
    change = made.changes[0]
    assert change.error_deg >= max(measured[0][1], measured[-1][1]) / 10 - 0.05
    assert (change.size == "same") is (abs(change.change_deg) <= change.error_deg)
