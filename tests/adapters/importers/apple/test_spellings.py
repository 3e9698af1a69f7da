"""Whatever the spelling of the XML, what is read is what expat reads."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers.apple import pieces as pieces_module
from rhomboid.adapters.importers.apple.head import read_head
from rhomboid.adapters.importers.apple.pieces import pieces
from rhomboid.adapters.importers.apple.records import Finder
from rhomboid.adapters.importers.apple.units import TYPES
from tests.adapters.importers.apple.documents import (
    REAL,
    by_expat,
    export,
    exports,
    read,
    real,
    record,
    rows,
    skipped,
)


@settings(deadline=None, max_examples=150)
@given(exports())
def test_it_reads_what_expat_reads(content: bytes) -> None:
    batches = read(content)
    assert rows(batches) == by_expat(content)
    assert skipped(batches) == {}


@settings(deadline=None, max_examples=150)
@given(exports(), st.integers(1, 300), st.integers(0, 40))
def test_it_reads_the_same_wherever_the_file_is_cut_into_pieces(
    content: bytes, size: int, first: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces_module, "PIECE_BYTES", size)
        assert _by_pieces(content, first) == _by_pieces(content, len(content))


def test_it_reads_the_same_with_borders_between_any_two_bytes() -> None:
    content = export(
        record(source="a &amp; b"), "<!-- <Record -->", record("HeartRate", "72", "count/min"),
        "<Correlation a='b'>", record(), "</Correlation>", record(value="7"),
    )  # fmt: skip
    whole = _by_pieces(content, len(content))
    assert len(whole) == 3
    for size in range(1, len(content)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pieces_module, "PIECE_BYTES", size)
            assert _by_pieces(content, 0) == whole


def _by_pieces(content: bytes, first: int) -> list[tuple[bytes, ...]]:
    head = read_head("x", content)
    assert head is not None
    stream = io.BytesIO(content)
    stream.seek(head.body)
    found: list[tuple[bytes, ...]] = []
    for piece in pieces("x", stream.read, stream.read(first), head.body):
        finder = Finder(TYPES)
        by_tag, unreadable = finder.by_tag(piece.data)
        quick, unreadable_quick = finder.find(piece)
        assert [tuple(row) for row in quick] == [tuple(row) for row in by_tag]
        assert unreadable == unreadable_quick == 0
        found.extend(map(tuple, by_tag))
    return found


@real
@pytest.mark.parametrize("name", ["export.xml", "tdda/export6s3sample.xml"])
def test_published_exports_are_read_as_expat_reads_them(name: str) -> None:
    content = (REAL / name).read_bytes()
    by_instant = [row[:5] for row in rows(read(content))]
    assert by_instant == [row[:5] for row in by_expat(content)]


IOS_16 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 <HealthData> -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ATTLIST Me
  HKCharacteristicTypeIdentifierDateOfBirth CDATA #REQUIRED
<!ELEMENT VisionPrescription ((RightEye|LeftEye)*)>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
<!ELEMENT RightEye EMPTY>
>
]>
"""


def test_the_broken_header_of_ios_16_is_no_hindrance() -> None:
    content = export(record(), head=IOS_16)
    assert [row.value for row in rows(read(content))] == [100]


def test_letters_that_xml_forbids_are_no_hindrance() -> None:
    content = export('<Record type="HKCategory" device="\x0b"/>', record(source="\x0bPhone"))
    assert [row.source for row in rows(read(content))] == ["\x0bPhone"]


def test_a_type_may_be_spelled_by_numbers() -> None:
    spelled = record().replace("StepCount", "St&#101;pCount")
    assert len(rows(read(export(record(), spelled)))) == 2


def test_names_are_kept_as_they_are_after_unescaping() -> None:
    names = [
        "Petra’s Apple\u00a0Watch",
        "Petra’s Apple&#160;Watch",
        "&quot;x&quot;",
        "a\r\nb",
        "&bomb;&#0;",
    ]
    content = export(*(record(source=name) for name in names))
    assert {row.source for row in rows(read(content))} == {
        "Petra’s Apple\u00a0Watch", '"x"', "a b", "&bomb;\ufffd",
    }  # fmt: skip


def test_the_first_exports_of_ios_8_are_read() -> None:
    content = export(
        '<Record type="HKQuantityTypeIdentifierStepCount" source="Withings" unit="count" '
        'creationDate="20150616071919-0700" startDate="20150616071820-0700" '
        'endDate="20150616071830-0700" Health Mate App Version="2.6.0" value="12"/>'
    )
    (row,) = rows(read(content))
    assert (row.source, row.start_s, row.end_s, row.value, row.offset_s) == (
        "Withings", 1434464300.0, 1434464310.0, 12, -25200,
    )  # fmt: skip


def test_a_record_whose_tag_makes_no_sense_is_counted() -> None:
    content = export(
        record(), '<Record type="HKQuantityTypeIdentifierStepCount" value="1\n', record()
    )
    batches = read(content)
    assert len(rows(batches)) == 2
    assert skipped(batches) == {"unreadable": 1}
