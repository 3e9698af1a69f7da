"""Today's walk: shorter after a red day, less offered after a gap; the programme stays (WK-07)."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.course.course import Course
from rhomboid.core.course.walks_today import WalkToday, walk_today
from rhomboid.core.diary.entry import Entry
from rhomboid.core.plan.model import Walking
from tests.core.outcomes.days import day, history_of, pains, report
from tests.core.review.weeks import KNOWLEDGE, plan

Scores = list[int | None]


def planned(minutes: int, brisk: int = 0) -> Walking:
    walking = plan().walking
    assert walking is not None
    return msgspec.structs.replace(walking, minutes=minutes, brisk_min=brisk)


def found(
    entries: list[Entry], today: int, minutes: int = 20, start: float = 2.0, brisk: int = 0
) -> WalkToday:
    course = Course(start_pain=start)
    filed = msgspec.structs.replace(course.filed, history=history_of(entries))
    course = msgspec.structs.replace(course, filed=filed)
    return walk_today(course, day(today), planned(minutes, brisk), KNOWLEDGE)


def rule(of: WalkToday) -> str:
    return "" if of.reason is None else of.reason.rule


def walk(*days: int) -> list[Entry]:
    return [report("walk", {"minutes": 20}, day(n), 30, hour=19) for n in days]


@pytest.mark.hazard("H-21")
@pytest.mark.parametrize(
    ("scores", "today", "minutes", "why"),
    [
        ([2, 2, 5], 2, 20, ""),  # amber is no red day
        ([2, 2, 6], 2, 14, "today.walk_red"),  # 30 percent off
        ([2, 2, 6, None], 3, 14, "today.walk_after_red"),  # nothing told: still shorter
        ([2, 2, 6, 3], 3, 14, "today.walk_after_red"),  # amber is no calmer day
        ([2, 2, 6, 2], 3, 20, ""),  # a green day
        ([2, 2, 6, 2, 4], 4, 20, ""),  # and it stays over
        ([2, 2, 6, 2, 7], 4, 14, "today.walk_red"),  # until the next
        ([4, 4, 4, 6, 4], 4, 20, ""),  # as usual again, where 4 is usual
        ([7, 7, 7, 8, 6], 4, 14, "today.walk_red"),  # where red is usual it stays red
        ([2, 2, 6], 9, 14, "today.walk_after_red"),  # for seven days at most
        ([2, 2, 6], 10, 20, ""),
    ],
)
def test_after_a_red_day_walks_are_thirty_percent_shorter_until_a_calmer_day(
    scores: Scores, today: int, minutes: int, why: str
) -> None:
    made = found(pains(scores), today, brisk=10)
    assert (made.walking.minutes, rule(made)) == (minutes, why)
    assert made.walking.brisk_min == (0 if why else 10)


@pytest.mark.hazard("H-21")
def test_pain_after_a_walk_or_that_kept_from_one_shortens_the_next() -> None:
    hurt = report("walk", {"minutes": 20, "pain_after": 6}, day(2), 30, hour=19)
    kept = report("walk_skipped", {"because": "pain", "pain": 6}, day(2), 30, hour=19)
    for entry in (hurt, kept):
        assert found([*pains([2, 2, 2]), entry], 3).walking.minutes == 14


@pytest.mark.parametrize(("minutes", "to"), [(2, 2), (3, 3), (4, 3), (5, 3), (10, 7), (15, 10)])
def test_a_shorter_walk_is_never_below_the_least(minutes: int, to: int) -> None:
    assert found(pains([2, 2, 8]), 2, minutes).walking.minutes == to


def test_weather_and_no_time_change_nothing() -> None:
    for because in ("weather", "no_time", "other"):
        entry = report("walk_skipped", {"because": because}, day(2), 30)
        assert found([*pains([2, 2, 2]), entry], 3) == found(pains([2, 2, 2]), 3)


@pytest.mark.parametrize(
    ("days", "today", "minutes", "why"),
    [
        ((0,), 13, 20, ""),
        ((0,), 14, 14, "today.walk_again"),  # fourteen days without a walk that is known
        ((0, 20), 21, 14, "today.walk_again"),  # the second walk after it
        ((0, 20, 22, 24), 25, 20, ""),  # the fourth
        ((), 40, 20, ""),  # who never walked begins where the programme begins
    ],
)
def test_after_two_weeks_without_a_known_walk_less_is_offered_for_three_walks(
    days: tuple[int, ...], today: int, minutes: int, why: str
) -> None:
    made = found([*pains([2] * 41), *walk(*days)], today)
    assert (made.walking.minutes, rule(made)) == (minutes, why)


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 10)), min_size=1, max_size=20),
    st.sets(st.integers(0, 19)),
    st.integers(1, 30),
)
def test_a_walk_is_never_longer_than_planned_nor_below_seventy_percent(
    scores: Scores, days: set[int], minutes: int
) -> None:
    made = found([*pains(scores), *walk(*days)], len(scores) - 1, minutes)
    least = min(minutes, KNOWLEDGE.prescription.walking.start_least_min)
    assert max(least, minutes * 70 // 100) <= made.walking.minutes <= minutes
    assert (made.reason is None) == (made.walking == planned(minutes))


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20), st.integers(3, 30))
def test_a_green_day_brings_the_planned_walk_back(scores: list[int], minutes: int) -> None:
    told = [*scores, 2]
    entries = [*pains(told), *walk(*range(len(told)))]
    assert found(entries, len(scores), minutes, brisk=5).walking == planned(minutes, 5)


@given(st.lists(st.integers(0, 10), min_size=1, max_size=20), st.integers(3, 30))
def test_more_pain_today_never_makes_the_walk_longer(scores: list[int], minutes: int) -> None:
    today = len(scores) - 1
    walked = [
        found(pains([*scores[:-1], score]), today, minutes).walking.minutes for score in range(11)
    ]
    assert walked == sorted(walked, reverse=True)
