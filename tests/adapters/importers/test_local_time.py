"""Local time and UTC: nights of 23 and 25 hours, hours that are missing or come twice."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.importers.local_time import FIRST_S, LAST_S, offsets_s, to_utc

ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"]


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def shown(at_s: float) -> str:
    return datetime.fromtimestamp(at_s, UTC).isoformat()[:19]


@given(
    st.sampled_from(ZONES),
    st.lists(st.floats(FIRST_S, LAST_S - 1), min_size=1, max_size=20),
)
def test_offsets_are_those_of_the_zone(zone: str, times: list[float]) -> None:
    clock = ZoneInfo(zone)
    shifts = [datetime.fromtimestamp(time, UTC).astimezone(clock).utcoffset() for time in times]
    seconds = [shift.total_seconds() for shift in shifts if shift is not None]
    assert offsets_s(np.array(times), zone).tolist() == seconds


@given(st.sampled_from(ZONES), st.floats(FIRST_S + 1e6, LAST_S - 1e6))
def test_utc_of_a_local_time_is_what_the_standard_library_says(zone: str, local: float) -> None:
    bare = datetime.fromtimestamp(round(local), UTC).replace(tzinfo=ZoneInfo(zone))
    assert to_utc(np.array([float(round(local))]), zone)[0] == bare.timestamp()


def test_an_hour_that_the_clock_leaves_out_is_read_as_if_it_had_not_been_put_forward() -> None:
    found = to_utc(np.array([at("2026-03-29T02:30:00")]), "Europe/Berlin")
    assert shown(found[0]) == "2026-03-29T01:30:00"


def test_of_an_hour_that_comes_twice_the_second_begins_where_times_go_back() -> None:
    times = ["01:30", "02:00", "02:30", "02:59", "02:00", "02:30", "03:00"]
    local = np.array([at(f"2026-10-25T{time}:00") for time in times])
    found = to_utc(local, "Europe/Berlin")
    assert [shown(one)[11:16] for one in found] == [
        "23:30", "00:00", "00:30", "00:59", "01:00", "01:30", "02:00",
    ]  # fmt: skip


def test_of_an_hour_that_comes_twice_the_first_is_meant_when_nothing_goes_back() -> None:
    found = to_utc(np.array([at("2026-10-25T02:30:00")]), "Europe/Berlin")
    assert shown(found[0]) == "2026-10-25T00:30:00"


@pytest.mark.parametrize(("night", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_days_have_their_hours(night: str, hours: int) -> None:
    day = at(f"{night}T00:00:00")
    start, end = to_utc(np.array([day, day + 86_400]), "Europe/Berlin")
    assert end - start == hours * 3600
