"""Time and distance on foot from a route of places; the places go no further."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.core.activity.samples import Floats, Ints

#: Slower over `WINDOW_S` is standing: a receiver that lies still wanders about that much.
STILL_M_PER_S: Final = 0.4
#: Faster than people walk (10 km/h).
WALK_MOST_M_PER_S: Final = 2.8
#: Faster than people run for long (25 km/h).
RUN_MOST_M_PER_S: Final = 7.0
#: A place that is reached and left faster than this, and lies off a slower way, is an error.
JUMP_M_PER_S: Final = 12.0
#: Speed is judged over about this time, from end to end, so that wandering cancels out.
WINDOW_S: Final = 10.0
#: Places closer in time than this are of one moment.
LEAST_S: Final = 0.001
#: Between places further apart in time than this nobody knows what was done.
GAP_S: Final = 300.0
#: Riding for this long, or resting for so long, ends a walk.
RIDE_S: Final = 30.0
REST_S: Final = 600.0
#: Who gains `LIFT_M` faster than this (1,600 m an hour) on the whole of a part, sits in a lift.
LIFT_M_PER_S: Final = 0.45
LIFT_M: Final = 100.0

#: WGS 84: half the long axis in metres, and the square of the first eccentricity.
_AXIS_M: Final = 6_378_137.0
_E2: Final = 6.694_379_990_141e-3
#: Stands between runs of places on the clock that leaves gaps out.
_APART_S: Final = 1e6


class Places(msgspec.Struct, frozen=True, kw_only=True):
    """A route of n places, in the order of the file.

    Attributes:
        lat_deg, lon_deg: WGS 84, shape (n,).
        at_s: seconds since 1970 in UTC, shape (n,).
        height_m: above the sea, shape (n,); NaN where it is not known.
        segment: number of the unbroken piece that a place belongs to, shape (n,). Nothing is known
            of what lies between two pieces.
    """

    lat_deg: Floats
    lon_deg: Floats
    at_s: Floats
    height_m: Floats
    segment: Ints

    def __len__(self) -> int:
        return len(self.at_s)

    def pick(self, rows: NDArray[np.bool_] | Ints) -> Places:
        """Some of the places."""
        return Places(
            lat_deg=self.lat_deg[rows],
            lon_deg=self.lon_deg[rows],
            at_s=self.at_s[rows],
            height_m=self.height_m[rows],
            segment=self.segment[rows],
        )


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a route that was done on foot.

    Attributes:
        start_s, end_s: seconds since 1970 in UTC.
        moving_s: seconds in motion; pauses, gaps and leaps are left out.
        distance_m: metres in that time.
    """

    start_s: float
    end_s: float
    moving_s: float
    distance_m: float


class OnFoot(msgspec.Struct, frozen=True, kw_only=True):
    """What of a route was done on foot.

    Attributes:
        parts: in the order of the file.
        rides: how many stretches were too fast to be on foot, each `RIDE_S` or longer, or too
            steep: lifts.
    """

    parts: tuple[Part, ...]
    rides: int


def leg_m(one: Places, other: Places) -> Floats:
    """Metres between pairs of places.

    The ellipsoid's two radii at the middle latitude. Against a geodesic: 1e-6 of the way on legs
    up to a kilometre and outside of the last degrees before the poles.
    """
    middle = np.radians((one.lat_deg + other.lat_deg) / 2)
    turn = (other.lon_deg - one.lon_deg + 180.0) % 360.0 - 180.0
    shrink = 1.0 - _E2 * np.sin(middle) ** 2
    across = _AXIS_M / np.sqrt(shrink)
    north = np.radians(other.lat_deg - one.lat_deg) * across * (1.0 - _E2) / shrink
    east = np.radians(turn) * across * np.cos(middle)
    found: Floats = np.hypot(north, east)
    return found


def length_m(places: Places) -> float:
    """The whole way, however fast, without what lies between segments."""
    if len(places) < 2:
        return 0.0
    legs = leg_m(places.pick(np.arange(len(places) - 1)), places.pick(np.arange(1, len(places))))
    return float(legs[np.diff(places.segment) == 0].sum())


def on_foot(places: Places, most_m_per_s: float = WALK_MOST_M_PER_S) -> OnFoot:
    """Time and distance on foot.

    A leg counts when its speed, judged over `WINDOW_S`, is between standing and `most_m_per_s`.
    Nothing is counted across the border of a segment, a gap of more than `GAP_S` or a clock that
    goes back. A ride or a rest of more than `REST_S` ends a part. A part that climbs like a lift
    is none.

    Args:
        places: all with a time.
        most_m_per_s: what the person's way of moving allows.
    """
    places = _without_leaps(_once(places))
    if len(places) < 2:
        return OnFoot(parts=(), rides=0)
    legs = _Legs(places)
    speed = legs.speed_m_per_s()
    foot = legs.known & (speed >= STILL_M_PER_S) & (speed <= most_m_per_s)
    foot &= legs.way_m <= JUMP_M_PER_S * legs.time_s
    ride, rides = _rides(legs, legs.known & (speed > most_m_per_s))
    parts, lifts = _parts(places, legs, foot, ride)
    return OnFoot(parts=tuple(parts), rides=rides + lifts)


class _Legs:
    """The legs between places that follow each other, shape (n - 1,) each."""

    def __init__(self, places: Places) -> None:
        self.places = places
        rows = np.arange(len(places) - 1)
        self.way_m = leg_m(places.pick(rows), places.pick(rows + 1))
        self.time_s = np.diff(places.at_s)
        same = np.diff(places.segment) == 0
        self.known = same & (self.time_s >= LEAST_S) & (self.time_s <= GAP_S)

    def speed_m_per_s(self) -> Floats:
        """From end to end of a window around each leg, at least the leg itself."""
        clock = np.concatenate([[0.0], np.cumsum(np.where(self.known, self.time_s, _APART_S))])
        middle = (clock[:-1] + clock[1:]) / 2
        rows = np.arange(len(middle))
        low = np.minimum(np.searchsorted(clock, middle - WINDOW_S / 2), rows)
        high = np.maximum(np.searchsorted(clock, middle + WINDOW_S / 2, "right") - 1, rows + 1)
        way = leg_m(self.places.pick(low), self.places.pick(high))
        found: Floats = way / (clock[high] - clock[low])
        return found


def _once(places: Places) -> Places:
    """Without places of the same moment as the one before."""
    if len(places) < 2:
        return places
    again = (np.abs(np.diff(places.at_s)) < LEAST_S) & (np.diff(places.segment) == 0)
    return places.pick(np.concatenate([[True], ~again]))


def _without_leaps(places: Places) -> Places:
    """Without single places that lie off the way."""
    if len(places) < 3:
        return places
    legs = _Legs(places)
    leap = legs.known & (legs.way_m > JUMP_M_PER_S * legs.time_s)
    rows = np.arange(1, len(places) - 1)
    direct = leg_m(places.pick(rows - 1), places.pick(rows + 1))
    slow = direct <= JUMP_M_PER_S * (places.at_s[rows + 1] - places.at_s[rows - 1])
    keep = np.ones(len(places), bool)
    keep[1:-1] = ~(leap[:-1] & leap[1:] & slow)
    return places.pick(keep)


def _rides(legs: _Legs, fast: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], int]:
    """Which legs belong to a ride, and how many rides there are."""
    run = np.cumsum(np.concatenate([[True], fast[1:] != fast[:-1]])) - 1
    lasted = np.bincount(run, np.where(fast, legs.time_s, 0.0))
    long = lasted >= RIDE_S
    found: NDArray[np.bool_] = fast & long[run]
    return found, int(long.sum())


def _parts(
    places: Places, legs: _Legs, foot: NDArray[np.bool_], ride: NDArray[np.bool_]
) -> tuple[list[Part], int]:
    """The parts on foot, and how many more were lifts."""
    rows = np.flatnonzero(foot)
    if not len(rows):
        return [], 0
    begin, end = places.at_s[rows], places.at_s[rows + 1]
    ends = np.cumsum(ride | (legs.time_s < 0))[rows]
    new = (np.diff(ends) > 0) | (begin[1:] - end[:-1] > REST_S)
    first = np.flatnonzero(np.concatenate([[True], new]))
    last = np.concatenate([first[1:], [len(rows)]]) - 1
    moving = np.add.reduceat(legs.time_s[rows], first)
    way = np.add.reduceat(legs.way_m[rows], first)
    climb = places.height_m[rows[last] + 1] - places.height_m[rows[first]]
    lift = (climb >= LIFT_M) & (climb > LIFT_M_PER_S * moving)
    columns = (column[~lift].tolist() for column in (begin[first], end[last], moving, way))
    parts = [
        Part(start_s=start, end_s=stop, moving_s=time, distance_m=metres)
        for start, stop, time, metres in zip(*columns, strict=True)
    ]
    return parts, int(lift.sum())
