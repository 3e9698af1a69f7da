"""How walks grow (WK-07)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.diary.entry import Entry
from rhomboid.core.outcomes.flare import FlareState
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.model import Change
from tests.core.outcomes.days import day, pains, report
from tests.core.review.weeks import change_of, plan, reviewed

LATER = {"walking": day(0)}  # the base was set already


def walks(minutes: dict[int, int]) -> list[Entry]:
    return [report("walk", {"minutes": m}, day(n), 30, hour=19) for n, m in minutes.items()]


def programme(minutes: int, days: int) -> Plan:
    walking = plan().walking
    assert walking is not None
    return msgspec.structs.replace(
        plan(), walking=msgspec.structs.replace(walking, minutes=minutes, days_per_week=days)
    )


def walking(
    minutes: dict[int, int],
    now: tuple[int, int] = (10, 3),
    scores: Sequence[int | None] = (2,) * 28,
    today: int = 20,
    **more: object,
) -> Change:
    changed: dict[str, date] = LATER
    values = {"changed_on": changed, "plan": programme(*now), **more}
    return change_of(reviewed([*pains(scores), *walks(minutes)], today=today, **values), "walking")


THREE = {15: 10, 17: 10, 19: 10}


def three(minutes: int) -> dict[int, int]:
    """Three walks of the week, as long as asked."""
    return dict.fromkeys(THREE, minutes)


@pytest.mark.parametrize(
    ("now", "to", "days", "rule"),
    [
        ((10, 3), 12, 3, "walking.longer"),  # 20 percent
        ((15, 3), 18, 3, "walking.longer"),
        ((19, 3), 22, 3, "walking.longer"),
        ((20, 3), 18, 4, "walking.one_more_day"),  # 60 -> 72: 20 percent
        ((28, 5), 30, 5, "walking.longer"),
        ((30, 4), 28, 5, "walking.one_more_day"),  # 120 -> 140
        ((30, 5), 30, 5, "walking.target"),
    ],
)
def test_a_week_grows_by_at_most_twenty_percent_towards_thirty_minutes_five_days(
    now: tuple[int, int], to: int, days: int, rule: str
) -> None:
    change = walking(three(now[0]), now)
    assert (change.to_amount.minutes, change.to_days) == (to, days)
    assert change.reasons[0].rule == rule


@given(st.integers(2, 30), st.integers(1, 5))
def test_no_week_grows_by_more_than_the_rule(minutes: int, days: int) -> None:
    change = walking(three(minutes), (minutes, days))
    before, after = minutes * days, (change.to_amount.minutes or 0) * change.to_days
    one_minute_each = before + days
    assert after <= max(before * 1.2, one_minute_each)
    assert (change.to_amount.minutes or 0) <= minutes + 5
    assert (change.to_amount.minutes or 0) <= 30
    assert change.to_days <= 5


def test_a_week_of_more_pain_grows_by_the_slower_rate() -> None:
    assert walking(three(20), (20, 5), [4] * 28).to_amount.minutes == 22
    assert walking(three(20), (20, 5), [2] * 28).to_amount.minutes == 24


@pytest.mark.parametrize(
    ("minutes", "more", "rule"),
    [
        ({15: 10, 17: 10}, {}, "walking.few"),
        ({15: 10, 17: 10, 19: 6}, {}, "walking.shorter"),
        (THREE, {"scores": [2] * 18 + [6, 2, 2]}, "hold.rising"),
        (THREE, {"scores": [2] * 18 + [6, 2, 2], "today": 20}, "walking.red"),
        (THREE, {"scores": [2] * 10}, "hold.stale"),
        (THREE, {"scores": []}, "hold.never_told"),
        (THREE, {"flare": FlareState(active=True, began=day(19), usual=2)}, "walking.flare"),
    ],
)
def test_what_holds_walks_back_is_said_and_never_a_missed_day_alone(
    minutes: dict[int, int], more: dict[str, object], rule: str
) -> None:
    if rule == "hold.rising":
        more = {"scores": [2] * 20 + [4]}
    change = walking(minutes, **more)  # type: ignore[arg-type]  # the arguments of the helper
    assert (change.verb, change.reasons[0].rule) == ("hold", rule)
    assert change.to_amount == change.amount


def test_the_first_three_walks_set_the_base_once() -> None:
    change = walking({0: 8, 2: 20, 4: 12}, (15, 3), today=6, changed_on={})
    assert (change.verb, change.to_amount.minutes) == ("set", 12)
    assert walking({0: 8, 2: 20, 4: 12}, (15, 3), today=6).reasons[0].rule == "walking.first_weeks"


def test_the_base_lies_no_more_than_five_minutes_above_the_plan() -> None:
    change = walking({0: 40, 2: 45, 4: 50}, (10, 3), today=6, changed_on={})
    assert change.to_amount.minutes == 15


def test_walks_stay_on_days_that_suit() -> None:
    change = walking(three(20), (20, 3), days=("mon", "wed", "fri"))
    assert change.to_days == 3
