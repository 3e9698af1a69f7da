"""Files of walks, written for the tests; and where real ones lie, for who has them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import pytest

from rhomboid.adapters.importers.archive import Opener
from rhomboid.app.walks.ports import Given, Recording, WalkFileError
from rhomboid.core.activity.records import Batch, DayTotal, Samples, Workout

GIVEN = Given("Europe/Berlin", frozenset(("steps", "distance_m", "cadence_per_min")))
REAL = Path(__file__).resolve().parents[4] / "shared" / "data"


def real(place: str) -> Path:
    """A real file that others published, or the test is skipped."""
    path = REAL / place
    if not path.exists():
        pytest.skip(f"the real data are not here: {place}")
    return path


def at(text: str) -> float:
    """Seconds since 1970 of a time such as `2026-03-01T08:00` in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


def opened(opener: Opener, name: str, file: BinaryIO, given: Given = GIVEN) -> Recording:
    """A file as a recording of a kind, from its beginning."""
    size_bytes = file.seek(0, io.SEEK_END)
    file.seek(0)
    return opener(name, file, size_bytes, given)


def read(recording: Recording) -> Batch:
    """Everything that a file holds, as one batch."""
    samples: list[Samples] = []
    workouts: list[Workout] = []
    totals: list[DayTotal] = []
    skipped: dict[str, int] = {}
    far = 0
    for batch in recording.batches():
        samples.extend(batch.samples)
        workouts.extend(batch.workouts)
        totals.extend(batch.totals)
        for reason, count in batch.skipped.items():
            skipped[reason] = skipped.get(reason, 0) + count
        assert far <= batch.read_bytes <= recording.size_bytes
        far = batch.read_bytes
    return Batch(
        samples=tuple(samples),
        workouts=tuple(workouts),
        totals=tuple(totals),
        skipped=skipped,
        read_bytes=far,
    )


def refused(recording: Recording) -> WalkFileError:
    """Why a file cannot be taken in."""
    with pytest.raises(WalkFileError) as caught:
        read(recording)
    return caught.value


def place(lat: float, lon: float, time: str = "", inside: str = "") -> str:
    """One place of a route."""
    when = f"<time>{time}</time>" if time else ""
    return f'<trkpt lat="{lat}" lon="{lon}">{inside}{when}</trkpt>'


def gpx(segments: Iterable[Sequence[str]], head: str = "", version: str = "1.1") -> io.BytesIO:
    """A route with one track."""
    body = "".join(f"<trkseg>{''.join(places)}</trkseg>" for places in segments)
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><gpx version="{version}" creator="Watch 5"'
        f' xmlns="http://www.topografix.com/GPX/{version.replace(".", "/")}">'
        f"<trk>{head}{body}</trk></gpx>"
    )
    return io.BytesIO(text.encode())


def walked(count: int, minute: int = 0, speed_m_per_s: float = 1.4) -> list[str]:
    """Places of a steady walk to the north, one each second, from 8:00 UTC on."""
    found = []
    for second in range(count):
        clock = minute * 60 + second
        time = f"2026-03-01T{8 + clock // 3600:02d}:{clock // 60 % 60:02d}:{clock % 60:02d}Z"
        found.append(place(50 + clock * speed_m_per_s / 111_229.0, 8, time, "<ele>120.5</ele>"))
    return found
