"""Days of walking out of everything that devices recorded."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.activity.days import Material, WalkedDay, days_of
from rhomboid.core.activity.records import DayTotal
from rhomboid.core.activity.samples import Floats, Steps, together
from rhomboid.core.activity.sources import alike, believed
from tests.core.activity.made import MIDNIGHT_S, MONDAY, RULES, minutes, recorded, steps


def days(material: Material) -> dict[date, WalkedDay]:
    return {one.day: one for one in days_of(material, RULES)}


def test_a_day_with_a_walk() -> None:
    day = days(Material(steps=steps(*minutes(600, 30, 110))))[MONDAY]
    assert (day.steps, day.walked_s, day.moderate_s) == (3300, 1800, 1800)
    assert dict(day.shares) == {"phone": 3300.0}
    assert [one.bout.start_s for one in day.bouts] == [MIDNIGHT_S + 600 * 60]


def test_a_day_of_which_nothing_is_known_is_missing_and_not_zero() -> None:
    rows = steps(*minutes(600, 30, 110), *minutes(600 + 2 * 1440, 30, 110))
    found = days(Material(steps=rows))
    assert MONDAY + timedelta(days=1) not in found
    assert len(found) == 2


def test_a_recorded_walk_without_steps_has_minutes_and_no_steps() -> None:
    day = days(Material(workouts=(recorded(600, 630, distance_m=2400),)))[MONDAY]
    assert (day.steps, day.walked_s, day.distance_m) == (None, 1800, 2400)


def test_steps_of_a_recorded_walk_count_where_its_device_has_no_others() -> None:
    walk = recorded(600, 630, count=3300)
    assert days(Material(workouts=(walk,)))[MONDAY].steps == 3300
    own = steps(*minutes(600, 30, 108, "watch"))
    assert days(Material(steps=own, workouts=(walk,)))[MONDAY].steps == 3240


def test_the_local_day_is_that_of_the_place() -> None:
    """A walk at 00:10 on Tuesday in Berlin begins at 23:10 on Monday in UTC."""
    rows = steps(*minutes(1440 + 10, 10, 110), offset_h=1)
    assert list(days(Material(steps=rows))) == [MONDAY + timedelta(days=1)]


def test_a_walk_across_midnight_is_shared_between_its_days() -> None:
    found = days(Material(steps=steps(*minutes(1440 - 20, 30, 110))))
    assert [day.steps for day in found.values()] == [2200, 1100]
    assert [day.walked_s / 60 for day in found.values()] == [20, 10]


def test_a_sample_over_three_days_is_shared_by_time() -> None:
    found = days(Material(steps=steps(("phone", 720, 720 + 2880, 4800))))
    assert [day.steps for day in found.values()] == pytest.approx([1200, 2400, 1200])


@pytest.mark.parametrize(
    ("name", "offsets", "hours"),
    [
        ("the clock goes forward", (3600, 7200), 23),
        ("the clock goes back", (7200, 3600), 25),
    ],
)
def test_the_night_of_a_change_of_clocks_has_all_its_steps(
    name: str, offsets: tuple[int, int], hours: int
) -> None:
    """One sample an hour through a local day of 23 or 25 hours."""
    begin = MIDNIGHT_S - offsets[0]
    start: Floats = begin + np.arange(hours, dtype=np.float64) * 3600.0
    rows = Steps(
        start_s=start,
        end_s=start + 3600,
        steps=np.full(hours, 200.0),
        source=np.zeros(hours, np.int64),
        offset_s=np.where(np.arange(hours) < 2, offsets[0], offsets[1]).astype(np.int64),
        sources=("phone",),
    )
    found = days(Material(steps=rows))
    assert {day: one.steps for day, one in found.items()} == {MONDAY: 200.0 * hours}


def test_flying_west_makes_a_long_day() -> None:
    east = steps(*minutes(600, 30, 110), offset_h=1)
    west = steps(*minutes(1000, 30, 110), offset_h=-8)
    found = days(Material(steps=together([east, west], ("phone",))))
    assert {day: (one.steps, one.walked_s) for day, one in found.items()} == {MONDAY: (6600, 3600)}


def test_the_total_of_a_day_counts_where_it_says_more_than_was_seen() -> None:
    total = DayTotal(day=MONDAY, source="Google Fit", steps=5000, walking_s=2400)
    seen = steps(*minutes(600, 30, 110))
    day = days(Material(steps=seen, totals=(total,)))[MONDAY]
    assert (day.steps, day.total_from, day.walked_s) == (5000, "Google Fit", 2400)
    low = msgspec.structs.replace(total, steps=3000.0, walking_s=None)
    day = days(Material(steps=seen, totals=(low,)))[MONDAY]
    assert (day.steps, day.total_from, day.walked_s) == (3300, "", 1800)


def test_totals_of_two_sources_are_never_added() -> None:
    totals = (
        DayTotal(day=MONDAY, source="Fitbit", steps=4100),
        DayTotal(day=MONDAY, source="Google Fit", steps=4000),
    )
    assert days(Material(totals=totals))[MONDAY].steps == 4100


def test_distance_is_counted_once() -> None:
    metres = steps(("phone", 600, 630, 2300), ("watch", 600, 630, 2400))
    day = days(Material(distances=metres, priority=("watch",)))[MONDAY]
    assert day.distance_m == 2400


@given(st.data())
def test_steps_of_all_days_are_the_steps_there_are(data: st.DataObject) -> None:
    """Gaps, places and lengths of samples as they come; one device, no overlap."""
    at, rows = 0.0, []
    for _ in range(data.draw(st.integers(1, 20))):
        at += data.draw(st.sampled_from([0, 1, 30, 700, 2000]))
        length = data.draw(st.sampled_from([1, 10, 300, 1600]))
        rows.append(("phone", at, at + length, float(data.draw(st.integers(0, 120 * length)))))
        at += length
    offset_h = data.draw(st.sampled_from([-11, -3.5, 0, 1, 5.75, 13]))
    found = days(Material(steps=steps(*rows, offset_h=offset_h)))
    assert sum(day.steps or 0 for day in found.values()) == pytest.approx(
        sum(row[3] for row in rows)
    )


def test_many_spellings_are_one_device() -> None:
    names = [
        "Anna's iPhone",
        "Anna’s iPhone",
        "Anna’s\u00a0iPhone",
        " Anna's  iPhone ",
        "Anna´s iPhone",
    ]
    assert {alike(name) for name in names} == {"Anna's iPhone"}
    assert alike("\u0000") == "?"


def test_what_is_worn_is_believed_before_what_is_carried_unless_the_person_says_otherwise() -> None:
    steps_told = {"iPhone": 9000.0, "Anna's Apple Watch": 7000.0, "Pedometer": 100.0}
    assert believed(steps_told, RULES) == ("Anna's Apple Watch", "iPhone", "Pedometer")
    assert believed(steps_told, RULES, ["Pedometer", "gone"]) == (
        "Pedometer", "Anna's Apple Watch", "iPhone",
    )  # fmt: skip
