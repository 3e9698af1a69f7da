"""Which device counted, minute by minute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.activity.audit import audit
from rhomboid.core.activity.days import Material, days_of
from tests.core.activity.made import MIDNIGHT_S, MONDAY, RULES, Row, minutes, steps

#: Minute of the day, and for each device what it saw and what of it counts.
Told = list[tuple[float, dict[str, tuple[int, int]]]]


def told(*rows: Row, priority: tuple[str, ...] = ()) -> Told:
    material = Material(steps=steps(*rows), priority=priority)
    return [
        (
            (one.start_s - MIDNIGHT_S) / 60,
            {d.source: (round(d.seen), round(d.counted)) for d in one.devices},
        )
        for one in audit(material, MONDAY)
    ]


def test_each_minute_says_which_device_counted_and_what_the_other_saw() -> None:
    rows = [("phone", 600, 601, 100.0), ("watch", 600, 601, 104.0), ("phone", 601, 602, 90.0)]
    assert told(*rows, priority=("watch", "phone")) == [
        (600, {"watch": (104, 104), "phone": (100, 0)}),
        (601, {"phone": (90, 90)}),
    ]


def test_the_device_that_counts_comes_first() -> None:
    rows = [*minutes(600, 1, 100), *minutes(600, 1, 104, "watch")]
    assert list(told(*rows, priority=("watch",))[0][1]) == ["watch", "phone"]


def test_a_minute_in_which_the_devices_take_turns_is_shared() -> None:
    rows = [("watch", 600, 600.5, 50.0), ("phone", 600, 601, 100.0)]
    assert told(*rows, priority=("watch",)) == [(600, {"watch": (50, 50), "phone": (100, 50)})]


def test_a_day_without_anything_is_empty() -> None:
    assert told(*minutes(1440 + 600, 5, 100)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["phone", "watch"]),
            st.integers(0, 1400),
            st.sampled_from([0.0, 0.5, 1.0, 7.25, 40.0]),
            st.integers(1, 120),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_counted_steps_of_all_minutes_are_the_steps_of_the_day(
    rows: list[tuple[str, int, float, int]],
) -> None:
    made = [(name, float(at), at + length, float(count)) for name, at, length, count in rows]
    material = Material(steps=steps(*made), priority=("watch",))
    counted = sum(d.counted for one in audit(material, MONDAY) for d in one.devices)
    days = {day.day: day.steps for day in days_of(material, RULES)}
    assert counted == pytest.approx(days[MONDAY])
