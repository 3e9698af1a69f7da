"""What kind of file it is, and files made to hurt: a sentence, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers import recognise
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.activity.records import Batch
from tests.adapters.importers.fit_files import fit, walk
from tests.adapters.importers.test_fitbit import TABLE
from tests.adapters.importers.test_google_fit import ACTIVITY, GERMAN, QUARTERS
from tests.adapters.importers.test_health_connect import WALK, database
from tests.adapters.importers.test_tcx import TWO, tcx
from tests.adapters.importers.walk_files import GIVEN, at, gpx, read, walked

MINUTES = json.dumps([{"dateTime": "03/01/26 08:00:00", "value": "100"}])
DAYS = json.dumps({"activities-steps": [{"dateTime": "2026-03-01", "value": "4419"}]})
#: A whole file of each kind: name that a person's file may have, form, content.
WHOLE: dict[str, tuple[str, bytes]] = {
    "walk.gpx": ("gpx", gpx([walked(200)]).getvalue()),
    "walk.tcx": ("tcx", tcx(TWO).getvalue()),
    "walk.fit": ("fit", fit(*walk(at("2026-03-01T08:00"), 5))),
    "2026-03-01.csv": ("google_fit", QUARTERS.encode()),
    "Tägliche Aktivitätsmesswerte.csv": ("google_fit", GERMAN.encode()),
    "x_WALKING.json": ("google_fit", json.dumps(ACTIVITY).encode()),
    "steps-2026-03-01.json": ("fitbit", MINUTES.encode()),
    "steps.json": ("fitbit", DAYS.encode()),
    "steps_2026-03-01.csv": ("fitbit", TABLE.encode()),
    "export.db": ("health_connect", database(WALK)),
    "mine.csv": ("csv", b"start,end,steps\n2026-03-01 08:00,2026-03-01 08:10,900\n"),
    "days.csv": ("csv", b"day,steps\n2026-03-01,5000\n"),
}


def outcome(name: str, file: BinaryIO) -> str | Batch:
    """What a file holds, or why it is refused."""
    try:
        return read(recognise.open(name, file, GIVEN))
    except WalkFileError as error:
        return error.problem


def zipped(*members: tuple[str, bytes]) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_recognised_whatever_it_is_called(name: str) -> None:
    form, content = WHOLE[name]
    assert recognise.open("download (3)", io.BytesIO(content), GIVEN).form == form
    found = outcome(name, io.BytesIO(content))
    assert isinstance(found, Batch)
    assert found.samples or found.workouts or found.totals


@pytest.mark.parametrize("name", [name for name in WHOLE if name != "export.db"])
def test_a_zip_with_one_file_is_as_good_as_the_file(name: str) -> None:
    form, content = WHOLE[name]
    recording = recognise.open("x.zip", zipped((f"a/{name}", content)), GIVEN)
    assert recording.form == form
    found, alone = read(recording), read(recognise.open(name, io.BytesIO(content), GIVEN))
    assert (found.workouts, found.totals) == (alone.workouts, alone.totals)
    assert len(found.samples) == len(alone.samples)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"), (b" \n", "unknown"), (b"hello", "unknown"), (b"\0" * 9000, "unknown"),
        (b"<html><body>gpx</body></html>", "unknown"), (b"[1, 2]", "unknown"), (b"{}", "unknown"),
        (b"a,b,c\n1,2,3\n", "table_head"), (b"%PDF-1.7", "unknown"),
        (b"\x89PNG\r\n\x1a\n", "unknown"),
        (gzip.compress(b"<gpx></gpx>"), "packed"),
        (zipped(("a.txt", b"x")).getvalue(), "unknown_zip"),
        (zipped().getvalue(), "unknown_zip"), (b"PK\x03\x04" + b"x" * 100, "zip_damaged"),
        (b"SQLite format 3\0" + b"\0" * 5000, "health_connect_damaged"),
        (b"\xff\xfes\0t\0e\0p\0s\0", "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_walks_is_told_so(content: bytes, problem: str) -> None:
    assert outcome("x", io.BytesIO(content)) == problem


def test_a_zip_with_a_way_out_of_its_folder_is_refused() -> None:
    assert outcome("x", zipped(("../../a.csv", b"day,steps\n2026-03-01,1\n"))) == "zip_path"


def test_a_zip_that_unpacks_to_far_more_is_refused() -> None:
    assert outcome("x", zipped(("steps.csv", b"\0" * 100_000_000))) == "zip_bomb"


class Endless(io.RawIOBase):
    """A file of a stated size that begins with something and goes on with one byte for ever."""

    def __init__(self, head: bytes, filler: bytes, size: int) -> None:
        self._head, self._filler, self._size, self._at = head, filler, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # the stubs want Buffer
        count = min(len(buffer), self._size - self._at)
        piece = self._head[self._at : self._at + count]
        buffer[:count] = piece + self._filler * (count - len(piece))
        self._at += count
        return count


TWO_GIGABYTES = 2**31
ENDLESS = [
    (b"", b" ", {"unknown"}),
    (b"", b"\0", {"unknown"}),
    (b"<gpx><trk><trkseg>", b" ", {"too_large"}),
    (b"<gpx><trk><name>", b"x", {"too_large"}),
    (b'<gpx><trk name="', b"x", {"xml_damaged"}),
    (b"<TrainingCenterDatabase><!-- ", b"x", {"xml_damaged"}),
    (b"day,steps\n", b"1", {"long_line"}),
    (b'day,steps\n"', b"\n", {"bad_row"}),
    (b"day,steps,x\n", b"\n", {"bad_row"}),
    (b'[{"dateTime":', b" ", {"too_large"}),
    (b'{"activities-steps":', b"[", {"too_large"}),
    (b"\x0e\x10\x00\x00\xf0\xff\xff\x7f.FIT\0\0", b"\0", {"too_large"}),
    (b"PK\x03\x04", b"\0", {"zip_damaged"}),
]


@pytest.mark.parametrize(("head", "filler", "expected"), ENDLESS)
def test_two_gigabytes_of_nothing_are_refused_without_being_held(
    head: bytes, filler: bytes, expected: set[str]
) -> None:
    file = io.BufferedReader(Endless(head, filler, TWO_GIGABYTES), 1 << 16)
    tracemalloc.start()
    found = outcome("steps.json", file)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found in expected
    assert peak < 150_000_000


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_file_that_was_cut_short_is_refused_or_gives_what_is_there(
    name: str, share: float
) -> None:
    form, content = WHOLE[name]
    found = outcome(name, io.BytesIO(content[: int(len(content) * share)]))
    if form in ("gpx", "tcx", "fit", "health_connect"):
        assert isinstance(found, str)


def values(found: Batch) -> Iterator[float]:
    for lot in found.samples:
        for column in (lot.start_s, lot.end_s, lot.value):
            yield from column.tolist()
        assert (lot.end_s >= lot.start_s).all()
        assert (lot.value >= 0).all()
        assert lot.source.size == 0 or lot.source.max() < len(lot.sources)
    for one in found.workouts:
        yield from (one.start_s, one.end_s, one.moving_s or 0, one.distance_m or 0, one.steps or 0)
        assert one.end_s > one.start_s
        assert (one.moving_s or 0) <= one.end_s - one.start_s
    for total in found.totals:
        yield from (total.steps or 0, total.distance_m or 0, total.walking_s or 0)
        assert total.day.year >= 1


def sound(found: str | Batch) -> None:
    """Whatever comes out of a file can be counted."""
    if isinstance(found, Batch):
        numbers = np.array(list(values(found)))
        assert np.isfinite(numbers).all()
        assert (numbers >= 0).all()


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"<gpx>", b"[{", b"day,steps\n", b"PK\x03\x04"])
)
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes, head: bytes) -> None:
    sound(outcome("steps.json", io.BytesIO(head + data)))


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(WHOLE)), st.data())
def test_changed_files_are_read_or_refused_and_nothing_else(name: str, data: st.DataObject) -> None:
    hurt = bytearray(WHOLE[name][1])
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(hurt) - 1))
        match data.draw(st.sampled_from(["byte", "digit", "drop", "twice"])):
            case "byte":
                hurt[place] = data.draw(st.integers(0, 255))
            case "digit":
                hurt[place] = data.draw(st.sampled_from(b"0123456789-.eE"))
            case "drop":
                del hurt[place : place + data.draw(st.integers(1, 40))]
            case _:
                hurt[place:place] = hurt[place : place + data.draw(st.integers(1, 40))]
        if not hurt:
            return
    sound(outcome(name, io.BytesIO(bytes(hurt))))


GIGANTIC = ["1e308", "9" * 400, "-1e308", "NaN", "inf", "-0", "1e-320", "0x10"]


@pytest.mark.parametrize("number", GIGANTIC)
@pytest.mark.parametrize("name", [name for name in WHOLE if name != "export.db"])
def test_numbers_that_cannot_be_do_no_harm(name: str, number: str) -> None:
    content = WHOLE[name][1]
    for old in (
        b"840",
        b"1200",
        b"4000",
        b"900",
        b"5000",
        b"100",
        b"4419",
        b"800",
        b"3200",
        b"50.0",
    ):
        sound(outcome(name, io.BytesIO(content.replace(old, number.encode()))))


@pytest.mark.parametrize("year", ["0001", "9999", "1969", "2526"])
@pytest.mark.parametrize("name", [name for name in WHOLE if name != "export.db"])
def test_years_that_cannot_be_do_no_harm(name: str, year: str) -> None:
    sound(outcome(name, io.BytesIO(WHOLE[name][1].replace(b"2026", year.encode()))))
