"""Reading files of watches: seconds, beside published packages, and the error of the distance.

Usage: python -m bench.walk_files [--rounds N]

A FIT file of three hours with a record a second is read beside `fitdecode` and `garmin-fit-sdk`, a
GPX file of 20,000 places beside `gpxpy`. Reading means to the figures of the walk, not to objects.
The way is held against the geodesic of `geographiclib` between the same places.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import fitdecode
import gpxpy
import numpy as np
from garmin_fit_sdk import Decoder, Stream
from geographiclib.geodesic import Geodesic

from rhomboid.adapters.importers import recognise
from rhomboid.app.walks.ports import Given
from rhomboid.core.activity.records import Workout
from rhomboid.core.activity.route import Places, length_m
from tests.adapters.importers.fit_files import fit, walk

GIVEN = Given("Europe/Berlin")
START = datetime(2026, 3, 1, 8, tzinfo=UTC)
RECORDS = 10_800
PLACES = 20_000
PROMISED_S = 0.15


def route(places: int, seed: int = 7) -> Places:
    """A walk at 1.4 m/s that wanders, a place each second."""
    random = np.random.default_rng(seed)
    heading = np.cumsum(random.normal(0, 0.15, places))
    north, east = (np.cumsum(1.4 * turn(heading)) for turn in (np.cos, np.sin))
    lat = 47.6 + north / 111_170.0
    return Places(
        lat_deg=lat.round(7),
        lon_deg=(11.0 + east / (111_320.0 * np.cos(np.radians(lat)))).round(7),
        at_s=START.timestamp() + np.arange(places, dtype=float),
        height_m=np.full(places, 700.0),
        segment=np.zeros(places, np.int64),
    )


def as_gpx(places: Places) -> bytes:
    """The route as a file, as watches write it."""
    rows = []
    for lat, lon, second in zip(
        places.lat_deg.tolist(), places.lon_deg.tolist(), range(len(places)), strict=True
    ):
        clock = (START + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")
        rows.append(
            f'<trkpt lat="{lat:.7f}" lon="{lon:.7f}"><ele>700.0</ele><time>{clock}</time></trkpt>\n'
        )
    head = '<?xml version="1.0"?><gpx version="1.1" creator="bench"><trk><trkseg>\n'
    return (head + "".join(rows) + "</trkseg></trk></gpx>").encode()


def ours(name: str, data: bytes) -> Workout:
    """The walk of a file."""
    (walked,) = (
        one
        for batch in recognise.open(name, io.BytesIO(data), GIVEN).batches()
        for one in batch.workouts
    )
    return walked


def by_fitdecode(data: bytes) -> int:
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        return sum(frame.frame_type == fitdecode.FIT_FRAME_DATA for frame in reader)


def by_garmin(data: bytes) -> int:
    messages, _ = Decoder(Stream.from_byte_array(bytearray(data))).read()
    return len(messages["record_mesgs"])


def by_gpxpy(data: bytes) -> float:
    parsed = gpxpy.parse(data.decode())
    way: float = parsed.length_2d()
    return way


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of some rounds, after one to warm up."""
    work()
    told = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        told.append(time.perf_counter() - start)
    return statistics.median(told)


def geodesic_m(places: Places) -> float:
    """The way by geodesics between the places."""
    lat, lon = places.lat_deg.tolist(), places.lon_deg.tolist()
    return float(
        sum(
            Geodesic.WGS84.Inverse(lat[i], lon[i], lat[i + 1], lon[i + 1], Geodesic.DISTANCE)["s12"]
            for i in range(len(lat) - 1)
        )
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Read files of watches.")
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    recorded = fit(*walk(START.timestamp(), RECORDS - 1))
    places = route(PLACES)
    tracked = as_gpx(places)
    mine_fit = seconds(lambda: ours("walk.fit", recorded), rounds)
    mine_gpx = seconds(lambda: ours("walk.gpx", tracked), rounds)
    print(f"FIT, {RECORDS:,} records, {len(recorded) / 1e3:,.0f} kB")
    _line("rhomboid", mine_fit, mine_fit)
    _line("fitdecode", seconds(lambda: by_fitdecode(recorded), 3), mine_fit)
    _line("garmin-fit-sdk", seconds(lambda: by_garmin(recorded), 3), mine_fit)
    print(f"GPX, {PLACES:,} places, {len(tracked) / 1e3:,.0f} kB")
    _line("rhomboid", mine_gpx, mine_gpx)
    _line("gpxpy", seconds(lambda: by_gpxpy(tracked), 3), mine_gpx)
    true_m = geodesic_m(places)
    print(f"the way: {true_m:,.2f} m by geodesics")
    for name, found in (
        ("rhomboid, every leg", length_m(places)),
        ("rhomboid, the walk", ours("walk.gpx", tracked).distance_m or 0.0),
        ("gpxpy", by_gpxpy(tracked)),
    ):
        print(f"  {name:20} {found:12,.2f} m  {found / true_m - 1:+.1e}")
    for name, found in (("FIT", mine_fit), ("GPX", mine_gpx)):
        print(f"{name}: promised {PROMISED_S} s, {'kept' if found <= PROMISED_S else 'broken'}")


def _line(name: str, took_s: float, mine_s: float) -> None:
    print(f"  {name:20} {took_s:8.4f} s   {took_s / mine_s:6.1f} x")


if __name__ == "__main__":
    main()
