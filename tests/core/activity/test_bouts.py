"""Minutes and walks out of steps and recorded walks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.activity.bouts import Walked, apart, walked
from rhomboid.core.activity.merge import merge
from rhomboid.core.activity.records import Workout
from rhomboid.core.activity.stretches import hidden_steps
from tests.core.activity.made import MIDNIGHT_S, RULES, Row, minutes, recorded, steps


def found(*rows: Row, workouts: tuple[Workout, ...] = (), age_years: int | None = None) -> Walked:
    return walked(merge(steps(*rows)), workouts, RULES, age_years=age_years)


def told(result: Walked) -> list[tuple[float, float, float]]:
    """Begin, minutes walked, moderate minutes."""
    return [
        (
            round((bout.start_s - MIDNIGHT_S) / 60, 3),
            round(bout.walked_s / 60, 3),
            round(bout.moderate_s / 60, 3),
        )
        for bout in result.bouts
    ]


def test_half_an_hour_at_a_brisk_pace_is_one_walk_of_thirty_moderate_minutes() -> None:
    assert told(found(*minutes(600, 30, 110))) == [(600, 30, 30)]


def test_a_walk_that_begins_between_two_minutes_of_the_clock_loses_nothing() -> None:
    assert told(found(*minutes(600.4, 30, 110))) == [(600.4, 30, 30)]


def test_a_slow_walk_is_walked_but_not_moderate() -> None:
    assert told(found(*minutes(600, 20, 75))) == [(600, 20, 0)]


@pytest.mark.parametrize(("cadence", "moderate"), [(99, 0), (100, 10)])
def test_a_minute_is_moderate_from_a_hundred_steps_on(cadence: int, moderate: int) -> None:
    assert told(found(*minutes(600, 10, cadence))) == [(600, 10, moderate)]


@pytest.mark.parametrize(("age", "moderate"), [(64, 0), (65, 10), (None, 0)])
def test_from_sixty_five_years_on_ninety_steps_suffice(age: int | None, moderate: int) -> None:
    assert told(found(*minutes(600, 10, 92), age_years=age)) == [(600, 10, moderate)]


@pytest.mark.parametrize(("cadence", "walks"), [(59, 0), (60, 1)])
def test_walking_begins_at_sixty_steps_a_minute(cadence: int, walks: int) -> None:
    assert len(told(found(*minutes(600, 10, cadence)))) == walks


@pytest.mark.parametrize(("length", "walks"), [(4, 0), (5, 1)])
def test_less_than_five_minutes_is_no_walk(length: int, walks: int) -> None:
    assert len(told(found(*minutes(600, length, 80)))) == walks


def test_a_brisk_minute_counts_even_where_it_stands_alone() -> None:
    result = found(*minutes(600, 1, 120))
    assert not result.bouts
    assert (result.walked_s, result.moderate_s) == (60, 60)


def test_a_red_light_does_not_end_a_walk_and_is_not_walked() -> None:
    assert told(found(*minutes(600, 10, 110), *minutes(611, 10, 110))) == [(600, 20, 20)]


def test_a_pause_of_more_than_a_minute_makes_two_walks() -> None:
    assert told(found(*minutes(600, 10, 110), *minutes(611.5, 10, 110))) == [
        (600, 10, 10), (611.5, 10, 10),
    ]  # fmt: skip


def test_seconds_of_a_watch_are_judged_by_the_minute() -> None:
    """Single seconds hold 1 or 2 steps (60 or 120 a minute); their minutes hold 108."""
    second = 1 / 60
    rows = [
        ("watch", 600 + n * second, 600 + (n + 1) * second, 2 if n % 5 != 0 else 1)
        for n in range(600)
    ]
    assert told(found(*rows)) == [(600, 10, 10)]


def test_steps_faster_than_anybody_makes_count_and_have_no_minutes() -> None:
    rows = steps(("phone", 600, 600 + 5 / 60, 329))
    assert walked(rows, (), RULES).walked_s == 0
    assert hidden_steps(rows, RULES) == 329


@pytest.mark.hazard("H-29")
def test_an_hour_with_few_steps_hides_when_they_were_made() -> None:
    rows = steps(("phone", 600, 660, 1800))
    assert walked(rows, (), RULES).walked_s == 0
    assert hidden_steps(rows, RULES) == 1800


def test_a_quarter_of_an_hour_full_of_steps_was_walked() -> None:
    rows = steps(("phone", 600, 615, 1600))
    assert told(walked(rows, (), RULES)) == [(600, 15, 15)]
    assert hidden_steps(rows, RULES) == 0


# ---------------------------------------------------------------- recorded walks


def test_a_recorded_walk_counts_however_short() -> None:
    assert told(found(workouts=(recorded(600, 600.75),))) == [(600, 0.75, 0)]


def test_a_recorded_walk_counts_for_its_time_in_motion() -> None:
    assert told(found(workouts=(recorded(600, 640, moving_min=31, count=3410),))) == [(600, 31, 31)]


def test_steps_within_a_recorded_walk_are_not_walked_twice() -> None:
    rows = minutes(600, 30, 110)
    assert told(found(*rows, workouts=(recorded(600, 30 + 600),))) == [(600, 30, 30)]


def test_what_was_walked_before_the_recording_began_counts_too() -> None:
    rows = minutes(594, 36, 110)
    assert told(found(*rows, workouts=(recorded(600, 630),))) == [(594, 6, 6), (600, 30, 30)]


def test_a_run_counts_and_gymnastics_do_not() -> None:
    assert told(found(workouts=(recorded(600, 620, activity="run"),))) == [(600, 20, 20)]
    assert not found(workouts=(recorded(600, 620, activity="other"),)).bouts


def test_one_walk_recorded_by_two_devices_is_one_walk() -> None:
    twice = (recorded(600, 630), recorded(601, 630.5, source="phone"))
    assert sum(one[1] for one in told(found(workouts=twice))) == 30


def test_of_two_recordings_the_part_that_only_one_saw_counts() -> None:
    both = (recorded(600, 630), recorded(620, 650, source="phone", distance_m=3000))
    kept = apart(both)
    assert [(one.start_s - MIDNIGHT_S) / 60 for one in kept] == [600, 630]
    assert kept[1].distance_m == pytest.approx(2000)


# ---------------------------------------------------------------- properties

_CADENCES = st.lists(st.integers(0, 140), min_size=1, max_size=90)


@given(_CADENCES, st.integers(18, 90))
def test_moderate_time_is_part_of_walked_time_and_walked_time_of_the_time(
    cadences: list[int], age: int
) -> None:
    rows = [("phone", 600.0 + n, 601.0 + n, float(c)) for n, c in enumerate(cadences)]
    result = found(*rows, age_years=age)
    assert 0 <= result.moderate_s <= result.walked_s + 1e-6 <= len(cadences) * 60 + 1e-5


@given(_CADENCES, st.integers(0, 89))
def test_more_steps_in_a_minute_never_mean_less_walking(cadences: list[int], place: int) -> None:
    place %= len(cadences)
    rows = [("phone", 600.0 + n, 601.0 + n, float(c)) for n, c in enumerate(cadences)]
    more = [*rows]
    more[place] = (*rows[place][:3], 140.0)
    assert found(*more).walked_s >= found(*rows).walked_s - 1e-6
    assert found(*more).moderate_s >= found(*rows).moderate_s - 1e-6


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 50)), max_size=6))
def test_recorded_walks_count_as_long_as_at_least_one_of_them_ran(
    walks: list[tuple[int, int]],
) -> None:
    workouts = tuple(recorded(begin, begin + length) for begin, length in walks)
    covered = {minute for begin, length in walks for minute in range(begin, begin + length)}
    assert found(workouts=workouts).walked_s == pytest.approx(len(covered) * 60)


@given(_CADENCES, st.integers(1, 60))
def test_cutting_at_midnight_loses_no_minute(cadences: list[int], after: int) -> None:
    rows = [("phone", 600.0 + n, 601.0 + n, float(c)) for n, c in enumerate(cadences)]
    merged = merge(steps(*rows))
    border = MIDNIGHT_S + (600 + after) * 60
    whole = walked(merged, (), RULES)
    cut = walked(merged, (), RULES, borders_s=[border])
    assert cut.walked_s == pytest.approx(whole.walked_s)
    assert cut.moderate_s == pytest.approx(whole.moderate_s)
    assert all(bout.end_s <= border or bout.start_s >= border for bout in cut.bouts)
