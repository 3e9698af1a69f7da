"""Time and distance on foot from a route: rests, rides, leaps and gaps are no walking."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.core.activity.route import (
    RUN_MOST_M_PER_S,
    OnFoot,
    Places,
    leg_m,
    length_m,
    on_foot,
)

DEGREE_M = 111_195.0


def along(speeds: list[float], step_s: float = 1.0, segment: int = 0) -> Places:
    """A way to the north, a speed for each leg in m/s."""
    way = np.concatenate([[0.0], np.cumsum(np.array(speeds) * step_s)])
    count = len(way)
    return Places(
        lat_deg=50.0 + way / DEGREE_M,
        lon_deg=np.full(count, 8.0),
        at_s=1.7e9 + np.arange(count, dtype=float) * step_s,
        height_m=np.full(count, np.nan),
        segment=np.full(count, segment),
    )


def joined(*pieces: Places) -> Places:
    return Places(
        lat_deg=np.concatenate([one.lat_deg for one in pieces]),
        lon_deg=np.concatenate([one.lon_deg for one in pieces]),
        at_s=np.concatenate([one.at_s for one in pieces]),
        height_m=np.concatenate([one.height_m for one in pieces]),
        segment=np.concatenate([one.segment for one in pieces]),
    )


def moved(places: Places, later_s: float, segment: int = 0) -> Places:
    return Places(
        lat_deg=places.lat_deg,
        lon_deg=places.lon_deg,
        at_s=places.at_s + later_s,
        height_m=places.height_m,
        segment=np.full(len(places), segment),
    )


def totals(found: OnFoot) -> tuple[float, float]:
    return (
        sum(part.moving_s for part in found.parts),
        sum(part.distance_m for part in found.parts),
    )


def test_the_way_from_equator_to_pole_is_the_meridian_of_wgs_84() -> None:
    count = 9_001
    lat = np.linspace(0, 90, count)
    still = np.zeros(count)
    route = Places(
        lat_deg=lat, lon_deg=still, at_s=still, height_m=still, segment=still.astype(int)
    )
    assert length_m(route) == pytest.approx(10_001_965.729, abs=1)


def test_the_way_around_the_equator_is_its_length_across_the_date_line_too() -> None:
    lon = np.concatenate([np.arange(0, 180.5, 0.5), np.arange(-179.5, 0.5, 0.5)])
    still = np.zeros(len(lon))
    route = Places(
        lat_deg=still, lon_deg=lon, at_s=still, height_m=still, segment=still.astype(int)
    )
    assert length_m(route) == pytest.approx(40_075_016.686, abs=1)


def test_a_steady_walk_counts_whole() -> None:
    time, way = totals(on_foot(along([1.4] * 600)))
    assert time == 600
    assert way == pytest.approx(840, rel=2e-3)


def test_a_rest_is_left_out_and_a_long_one_makes_two_walks() -> None:
    short = on_foot(along([1.4] * 300 + [0.0] * 120 + [1.4] * 300))
    assert len(short.parts) == 1
    assert totals(short)[0] == pytest.approx(600, abs=10)
    assert short.parts[0].end_s - short.parts[0].start_s == 720
    assert len(on_foot(along([1.4] * 300 + [0.0] * 900 + [1.4] * 300)).parts) == 2


def test_a_receiver_that_lies_still_walks_nowhere() -> None:
    random = np.random.default_rng(3)
    places = along([0.0] * 1_200)
    wander = np.cumsum(random.normal(0, 0.1, len(places)))
    wander -= np.linspace(0, wander[-1], len(places))
    still = Places(
        lat_deg=50 + wander / DEGREE_M,
        lon_deg=places.lon_deg,
        at_s=places.at_s,
        height_m=places.height_m,
        segment=places.segment,
    )
    assert totals(on_foot(still))[0] < 0.05 * 1_200


def test_a_ride_is_no_walk_and_parts_the_walks_around_it() -> None:
    found = on_foot(along([1.4] * 300 + [13.0] * 300 + [1.4] * 300))
    assert len(found.parts) == 2
    assert found.rides == 1
    assert totals(found)[0] == pytest.approx(600, abs=10)


def test_a_run_is_one_when_it_is_meant() -> None:
    run = along([3.5] * 600)
    assert on_foot(run).parts == ()
    assert totals(on_foot(run, RUN_MOST_M_PER_S))[0] == 600


def test_a_lift_is_no_walk_and_a_steep_path_is() -> None:
    way = along([2.3] * 600)
    lifted = Places(
        lat_deg=way.lat_deg,
        lon_deg=way.lon_deg,
        at_s=way.at_s,
        height_m=np.linspace(1500, 1500 + 0.6 * 600, len(way)),
        segment=way.segment,
    )
    steep = Places(
        lat_deg=way.lat_deg,
        lon_deg=way.lon_deg,
        at_s=way.at_s,
        height_m=np.linspace(1500, 1500 + 0.3 * 600, len(way)),
        segment=way.segment,
    )
    assert on_foot(lifted) == OnFoot(parts=(), rides=1)
    assert totals(on_foot(steep))[0] == 600


def test_a_single_place_far_off_is_left_out() -> None:
    walk = along([1.4] * 600)
    wrong = walk.lat_deg.copy()
    wrong[301] += 0.5
    off = Places(
        lat_deg=wrong,
        lon_deg=walk.lon_deg,
        at_s=walk.at_s,
        height_m=walk.height_m,
        segment=walk.segment,
    )
    assert totals(on_foot(off))[1] == pytest.approx(totals(on_foot(walk))[1])


def test_nothing_is_counted_between_segments_and_across_gaps() -> None:
    walk = along([1.4] * 300)
    apart = joined(walk, moved(walk, 360, segment=1))
    gap = joined(walk, moved(walk, 300 + 301))
    assert totals(on_foot(apart)) == pytest.approx((600, 2 * totals(on_foot(walk))[1]))
    assert totals(on_foot(gap))[0] == 600


def test_a_clock_that_goes_back_counts_nothing_and_ends_the_walk() -> None:
    walk = along([1.4] * 300)
    assert len(on_foot(joined(walk, moved(walk, -5000))).parts) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 4e9), st.integers(0, 3)),
        max_size=40,
    )
)
def test_no_route_counts_more_time_than_passed_or_more_way_than_allowed(
    rows: list[tuple[float, float, float, int]],
) -> None:
    table = np.array(rows, float).reshape(-1, 4)
    places = Places(
        lat_deg=table[:, 0],
        lon_deg=table[:, 1],
        at_s=table[:, 2],
        height_m=np.zeros(len(table)),
        segment=table[:, 3].astype(int),
    )
    for part in on_foot(places).parts:
        assert 0 < part.moving_s <= part.end_s - part.start_s + 1e-6
        assert 0 <= part.distance_m <= 12.0 * part.moving_s


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(-0.005, 0.005))
def test_a_leg_is_as_long_there_as_back(lat: float, lon: float, off: float) -> None:
    one = Places(
        lat_deg=np.array([lat]), lon_deg=np.array([lon]), at_s=np.zeros(1),
        height_m=np.zeros(1), segment=np.zeros(1, int),
    )  # fmt: skip
    other = Places(
        lat_deg=np.array([lat + off]), lon_deg=np.array([lon + off]), at_s=np.zeros(1),
        height_m=np.zeros(1), segment=np.zeros(1, int),
    )  # fmt: skip
    assert leg_m(one, other)[0] == pytest.approx(leg_m(other, one)[0], rel=1e-9, abs=1e-9)
