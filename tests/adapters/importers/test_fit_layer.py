"""FIT, record by record: the same as another decoder says, and damage is told."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

import fitdecode
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers.fit.checksum import checksum
from rhomboid.adapters.importers.fit.layer import decode
from rhomboid.adapters.importers.fit.messages import (
    EPOCH_S,
    MONITORING,
    RECORD,
    SESSION,
    TIMESTAMP,
    WANTED,
)
from rhomboid.app.walks.ports import WalkFileError
from tests.adapters.importers.fit_files import (
    RECORD_FIELDS,
    STAMP,
    STRING,
    UINT8,
    UINT16,
    crc,
    definition,
    fit,
    message,
    walk,
)
from tests.adapters.importers.walk_files import at, real

START = at("2026-03-01T08:00")


def theirs(data: bytes) -> dict[tuple[int, int], list[float]]:
    """Every whole field of every wanted message, as fitdecode reads it, unscaled."""
    found: dict[tuple[int, int], list[float]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
            for frame in reader:
                if (
                    frame.frame_type != fitdecode.FIT_FRAME_DATA
                    or frame.global_mesg_num not in WANTED
                ):
                    continue
                for field in frame.fields:
                    number = field.def_num
                    if field.is_expanded or isinstance(field.raw_value, tuple | str | bytes):
                        continue
                    value = np.nan if field.raw_value is None else float(field.raw_value)
                    found.setdefault((frame.global_mesg_num, number), []).append(value)
    return found


def agree(data: bytes) -> int:
    """See that both decoders say the same; how many values there were."""
    messages = decode("x.fit", data)
    count = 0
    for (number, field), values in theirs(data).items():
        column = messages.column(number, field)
        same = np.array(values)
        if len(same) != len(column):
            column, same = column[np.isfinite(column)], same[np.isfinite(same)]
        np.testing.assert_array_equal(column, same, f"message {number} field {field}")
        count += len(values)
    return count


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("garmin-fenix-5-walk.fit", 400), ("MonitoringFile.fit", 400),
        ("activity-small-fenix2-run.fit", 20_000), ("2015-10-13-08-43-15.fit", 1_000),
    ],
)  # fmt: skip
def test_real_files_say_the_same_as_fitdecode(name: str, least: int) -> None:
    assert agree(real(f"fit/{name}").read_bytes()) > least


@pytest.mark.parametrize("big", [False, True])
def test_a_written_walk_says_the_same_as_fitdecode(big: bool) -> None:
    assert agree(fit(*walk(START, 600, big=big))) > 3_000


shapes = st.lists(
    st.tuples(
        st.sampled_from(sorted(WANTED)),
        st.lists(st.tuples(st.integers(0, 252), st.sampled_from([1, 2, 4])), max_size=5),
        st.booleans(),
        st.integers(0, 4),
        st.lists(st.integers(0, 200), max_size=4),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(shapes, st.randoms(use_true_random=False))
def test_any_written_file_says_the_same_as_fitdecode(
    described: list[tuple[int, list[tuple[int, int]], bool, int, list[int]]], random: object
) -> None:
    kinds = {1: UINT8, 2: UINT16, 4: 0x86}
    records = []
    for local, (number, sizes, big, extra, counts) in enumerate(described):
        unique = {field: (field, size, kinds[size]) for field, size in sizes}
        fields = list(unique.values())
        records.append(definition(local, number, fields, big=big, extra=extra))
        for value in counts:
            values = [value] * len(fields)
            records.append(message(local, fields, *values, big=big) + b"\7" * extra)
    agree_ignoring_subfields(fit(*records))


def agree_ignoring_subfields(data: bytes) -> None:
    """As `agree`, where fitdecode reads a field of the profile's own size and kind."""
    messages = decode("x.fit", data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with fitdecode.FitReader(
            io.BytesIO(data), error_handling=fitdecode.ErrorHandling.IGNORE
        ) as reader:
            counts: dict[int, int] = {}
            for frame in reader:
                if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                    counts[frame.global_mesg_num] = counts.get(frame.global_mesg_num, 0) + 1
    assert counts == {number: messages.count(number) for number in counts}
    assert sum(counts.values()) == sum(messages.count(number) for number in WANTED)


def test_a_run_among_other_messages_keeps_the_order_of_the_file() -> None:
    narrow = (STAMP, (4, 1, UINT8))
    records = [definition(0, RECORD, RECORD_FIELDS), definition(1, RECORD, narrow)]
    for second in range(300):
        if second % 3:
            records.append(message(0, RECORD_FIELDS, 2**30 + second, 1, 2, second, 50))
        else:
            records.append(message(1, narrow, 2**30 + second, 60))
    times = decode("x.fit", fit(*records)).column(RECORD, TIMESTAMP)
    np.testing.assert_array_equal(times, 2**30 + np.arange(300))


def test_times_in_the_heads_of_messages_follow_the_last_whole_one() -> None:
    short = ((4, 1, UINT8),)
    records = [
        definition(0, RECORD, (STAMP, (4, 1, UINT8))),
        message(0, (STAMP, (4, 1, UINT8)), 2**30 + 30, 50),
        definition(1, RECORD, short),
        *(struct.pack("BB", 0x80 | 1 << 5 | (30 + later) % 32, 51) for later in (1, 2, 5, 34)),
    ]
    data = fit(*records)
    messages = decode("x.fit", data)
    later = messages.column(RECORD, TIMESTAMP) - 2**30 - 30
    assert later.tolist() == [0, 1, 2, 5, 34]
    assert messages.column(RECORD, 4).tolist() == [50, 51, 51, 51, 51]


def test_files_that_follow_each_other_are_read_as_one() -> None:
    one = fit(*walk(START, 60))
    assert decode("x.fit", one + one).count(SESSION) == 2


def test_a_head_of_twelve_bytes_and_one_without_checksum_are_heads() -> None:
    short = fit(*walk(START, 10), head_size=12)
    assert decode("x.fit", short).count(RECORD) == 11
    bare = bytearray(fit(*walk(START, 10)))
    bare[12:14] = b"\0\0"
    bare[-2:] = struct.pack("<H", crc(bytes(bare[:-2])))
    assert decode("x.fit", bytes(bare)).count(RECORD) == 11


def test_values_that_mean_nothing_are_missing() -> None:
    fields = (STAMP, (4, 1, UINT8), (5, 4, 0x86), (0, 4, 0x85), (200, 5, STRING))
    data = fit(
        definition(0, RECORD, fields),
        message(0, fields, 2**30, 0xFF, 0xFFFF_FFFF, 0x7FFF_FFFF, b"hello"),
    )
    messages = decode("x.fit", data)
    for field in (4, 5, 0, 200, 17):
        assert np.isnan(messages.column(RECORD, field)).all()
    assert messages.text(RECORD, 200) == "hello"


def problem(data: bytes) -> str:
    with pytest.raises(WalkFileError) as caught:
        decode("x.fit", data)
    return caught.value.problem


def test_a_file_that_ends_in_the_middle_is_cut_short() -> None:
    data = fit(*walk(START, 60))
    for length in (1, 11, 13, 14, 100, len(data) - 1):
        assert problem(data[:length]) == "fit_cut_short"


def test_a_byte_that_changed_is_damage() -> None:
    data = fit(*walk(START, 60))
    for place in (5, 20, 500, len(data) - 1):
        hurt = bytearray(data)
        hurt[place] ^= 0x55
        assert problem(bytes(hurt)) in ("fit_damaged", "fit_cut_short")


def test_messages_without_definition_are_damage() -> None:
    assert problem(fit(b"\x01\x00\x00")) == "fit_damaged"
    assert problem(fit(b"\xa1\x00")) == "fit_damaged"
    assert problem(fit(definition(0, RECORD, RECORD_FIELDS), b"\x00\x01")) == "fit_damaged"
    assert problem(fit(definition(0, RECORD, RECORD_FIELDS)[:-2])) == "fit_damaged"


def test_millions_of_empty_messages_are_refused_early() -> None:
    empty = definition(0, RECORD, ()) + b"\0" * 3_100_000
    assert problem(bare(empty)) == "too_large"
    two = definition(0, RECORD, ()) + definition(1, RECORD, ()) + b"\0\1" * 600_000
    assert problem(bare(two)) == "too_large"


def bare(body: bytes) -> bytes:
    """A file without checksums, which would take long to compute bit by bit."""
    return struct.pack("<BBHI4s", 12, 0x20, 2132, len(body), b".FIT") + body + b"\0\0"


@given(st.binary(max_size=80))
def test_the_checksum_is_that_of_the_format(data: bytes) -> None:
    assert checksum(data) == crc(data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("activity-settings-corruptheader.fit", "fit_damaged"),
        ("activity-unexpected-eof.fit", "fit_cut_short"),
    ],
)
def test_real_broken_files_are_told(name: str, expected: str) -> None:
    assert problem(real(f"fit/{name}").read_bytes()) == expected


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_changed_files_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    body = b"".join(walk(START, 5))
    hurt = bytearray(body)
    for _ in range(data.draw(st.integers(1, 6))):
        hurt[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        messages = decode("x.fit", bare(bytes(hurt)))
    except WalkFileError:
        return
    for number in WANTED:
        assert len(messages.column(number, 5)) == messages.count(number)


def test_times_before_the_clock_was_set_are_none() -> None:
    fields = (STAMP,)
    data = fit(
        definition(0, MONITORING, fields), message(0, fields, 1000), message(0, fields, 2**30)
    )
    times = decode("x.fit", data).times_s(MONITORING)
    assert np.isnan(times[0])
    assert times[1] == 2**30 + EPOCH_S


def test_the_folder_of_the_package_holds_no_real_file() -> None:
    assert not list(Path(__file__).parent.rglob("*.fit"))
