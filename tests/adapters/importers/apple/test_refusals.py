"""What is not an export of Apple Health, and exports that cannot be taken in."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers.apple.head import is_export
from rhomboid.adapters.importers.apple.pieces import MOST_TAG_BYTES
from rhomboid.adapters.importers.apple.recording import open_export
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.wording import catalogue, languages
from rhomboid.wording.catalogue import placeholders
from tests.adapters.importers.apple.documents import EVERYTHING, export, exports, read, record

BOMB = """<?xml version="1.0"?>
<!DOCTYPE HealthData [
 <!ENTITY a "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa">
 <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
]>
"""


def refusal(content: bytes) -> WalkFileError:
    with pytest.raises(WalkFileError) as caught:
        read(content)
    assert caught.value.name == "export.xml"
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        b"", b"<", b"<?xml version='1.0'?><gpx/>", b"PK\x03\x04", b"start,end\n1,2\n",
        b"<html><HealthData locale='x'></HealthData></html>", b"<!-- <HealthData> -->",
        b"<HealthDataX></HealthDataX>",
        "<HealthData></HealthData>".encode("utf-16"),
    ],
)  # fmt: skip
def test_other_files_are_not_recognised(content: bytes) -> None:
    assert not is_export(content)
    assert open_export("x.xml", io.BytesIO(content), EVERYTHING) is None


def test_an_export_with_nothing_in_it_is_empty() -> None:
    for content in (b"<HealthData/>", export()):
        assert [batch.samples for batch in read(content)] in ([], [()])


@pytest.mark.parametrize("end", [" ", "<Record type='HK", "<!-- </HealthData> "])
def test_an_export_cut_short_is_refused_before_anything_is_read(end: str) -> None:
    content = export(record()).replace(b"</HealthData>\n", end.encode())
    if "</HealthData" in end:
        assert refusal(content).problem == "apple_cut_short"
        return
    with pytest.raises(WalkFileError) as caught:
        open_export("export.xml", io.BytesIO(content), EVERYTHING)
    assert caught.value.problem == "apple_cut_short"


@settings(deadline=None, max_examples=60)
@given(exports(), st.data())
def test_an_export_cut_anywhere_is_refused_or_not_recognised(
    content: bytes, data: st.DataObject
) -> None:
    whole = content.rindex(b"</HealthData>") + len(b"</HealthData>") - 1
    content = content[: data.draw(st.integers(0, whole))]
    try:
        assert open_export("export.xml", io.BytesIO(content), EVERYTHING) is None
    except WalkFileError as error:
        assert error.problem == "apple_cut_short"  # noqa: PT017  # either outcome is right


def test_an_entity_bomb_is_refused_before_anything_is_read() -> None:
    content = export(record(source="&b;"), head=BOMB)
    with pytest.raises(WalkFileError) as caught:
        open_export("export.xml", io.BytesIO(content), EVERYTHING)
    assert caught.value.problem == "apple_entities"


def test_files_are_never_fetched() -> None:
    head = "<!DOCTYPE HealthData SYSTEM 'file:///etc/hostname' [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
    assert refusal(export(record(source="&x;"), head=head)).problem == "apple_entities"


@pytest.mark.parametrize("filler", ["x", " ", "<!", '"'])
def test_a_tag_without_an_end_takes_no_memory(filler: str) -> None:
    content = export(record(), "<Record ", filler * (MOST_TAG_BYTES * 6))
    try:
        read(content)
    except WalkFileError as error:
        assert error.problem == "apple_damaged"  # noqa: PT017  # or it is read around
        assert error.findings[0].name == "place"  # noqa: PT017  # the same


@pytest.mark.parametrize(
    "hostile",
    [
        "<Record " + "a" * 1_000_000 + "/>",
        "<Record " + "a " * 500_000 + "/>",
        "<Record " + "a=" * 500_000 + "/>",
        "<Record" + " " * 1_000_000 + "/>",
        record(value="1" * 1_000_000 + "x"),
        record(value="1" * 1_000_000),
        record(when=f'startDate="{"2" * 1_000_000}" endDate=""'),
        record(source="&" * 1_000_000),
        record(source="&#" + "1" * 1_000_000 + ";"),
        "<!--" * 250_000,
        "<Correlation " * 80_000,
        "<?" * 500_000,
        "<Workout " * 100_000,
        "</HealthData" * 80_000,
        "".join(record(source=f"Phone {number}", unit=f"x{number}") for number in range(6_000)),
    ],
    ids=range(15),
)
def test_what_is_made_to_take_long_does_not(hostile: str) -> None:
    """Each of these would take hours if its time grew with the square of its length."""
    _read_or_refused(export(hostile))
    _read_or_refused(hostile.encode())


@settings(deadline=None, max_examples=200)
@given(exports(), st.data())
def test_changed_bytes_give_samples_or_a_refusal(content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(changed) - 1))
        changed[place] = data.draw(st.integers(0, 255))
    _read_or_refused(bytes(changed))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
@example(b"<" * 100)
@example(b"<Workout>" * 20 + b"<WorkoutStatistics type='HKQuantityTypeIdentifierStepCount'/>")
@example(b"<!--<?<![CDATA[")
def test_any_bytes_inside_give_samples_or_a_refusal(inside: bytes) -> None:
    _read_or_refused(b"<HealthData>" + inside + b"</HealthData>")
    _read_or_refused(inside)


def _read_or_refused(content: bytes) -> None:
    try:
        found = open_export("export.xml", io.BytesIO(content), EVERYTHING)
        for batch in found.batches() if found else ():
            for lot in batch.samples:
                assert (lot.value >= 0).all()
                assert (lot.end_s >= lot.start_s).all()
                assert lot.source.max() < len(lot.sources)
    except WalkFileError as error:
        assert error.problem.startswith("apple_")  # noqa: PT017  # either outcome is right


@pytest.mark.parametrize("language", languages())
def test_every_refusal_has_its_sentence(language: str) -> None:
    own = {key: text for key, text in catalogue(language).items() if ".file_error.apple_" in key}
    assert {key.rpartition(".")[2] for key in own} >= {
        "apple_cut_short", "apple_damaged", "apple_entities",
    }  # fmt: skip
    assert placeholders(own["walk_files.file_error.apple_damaged"]) == {"place"}
