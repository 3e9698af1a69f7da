"""Zips: their members are read as streams, and a hostile one is refused with its reason."""

from __future__ import annotations

import io
import struct
import zipfile
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.importers import unzip
from rhomboid.adapters.importers.unzip import Package, is_zip, open_package
from rhomboid.app.walks.ports import WalkFileError


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def whole(package: Package) -> dict[str, bytes]:
    found = {}
    for member in package.members:
        with package.open(member) as stream:
            found[member.name] = stream.read()
    return found


def refusal(file: BinaryIO) -> str:
    with pytest.raises(WalkFileError) as caught:
        whole(open_package("export.zip", file))
    assert caught.value.name == "export.zip"
    return caught.value.problem


def outcome(file: BinaryIO) -> str:
    try:
        whole(open_package("x.zip", file))
    except WalkFileError as error:
        return error.problem
    return "read"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_members_are_listed_with_their_size_and_read_whole(method: int) -> None:
    content = {"a/export.xml": b"<a/>" * 100_000, "b.txt": b""}
    package = open_package("export.zip", packed(content, method))
    assert [(m.name, m.size_bytes) for m in package.members] == [
        ("a/export.xml", 400_000),
        ("b.txt", 0),
    ]
    assert whole(package) == content


def test_several_members_are_read_side_by_side() -> None:
    package = open_package("x.zip", packed({"a": b"1" * 100_000, "b": b"2" * 100_000}))
    with package.open(package.members[0]) as one, package.open(package.members[1]) as two:
        assert one.read(50_000) + two.read() + one.read() == (
            b"1" * 50_000 + b"2" * 100_000 + b"1" * 50_000
        )


def test_folders_are_no_members_and_names_have_slashes() -> None:
    file = packed({"folder/": b"", "x\\y.xml": b"y"})
    assert [member.name for member in open_package("x.zip", file).members] == ["x/y.xml"]


@pytest.mark.parametrize("name", ["../up.xml", "a/../../up.xml", "/etc/up", "C:\\up", "a\\..\\b"])
def test_it_refuses_a_name_that_leads_out_of_the_zip(name: str) -> None:
    assert refusal(packed({"good.xml": b"", name: b"x"})) == "zip_path"


def test_two_dots_inside_a_name_are_a_name() -> None:
    assert whole(open_package("x.zip", packed({"a..b/..c": b"x"}))) == {"a..b/..c": b"x"}


def test_it_refuses_a_zip_that_unpacks_to_hundreds_of_times_its_size() -> None:
    assert refusal(packed({"zeros": bytes(unzip.FREE_BYTES + 1)})) == "zip_bomb"


def test_it_adds_up_what_many_entries_unpack_to() -> None:
    file = packed({"zeros": bytes(4_000_000)})
    data = bytearray(file.getvalue())
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry, copies = bytes(data[start:end]), 60
    many = bytes(data[:start]) + entry * copies
    many += struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, copies, copies, len(entry) * copies, start, 0)
    assert refusal(io.BytesIO(many)) == "zip_bomb"


def test_no_more_is_read_than_an_entry_says() -> None:
    file = packed({"long": b"x" * 1000})
    data = file.getvalue().replace(struct.pack("<L", 1000), struct.pack("<L", 10))
    assert refusal(io.BytesIO(data)) == "zip_damaged"


def test_it_refuses_more_members_than_an_export_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unzip, "MOST_LIST_BYTES", 1 << 17)
    file = packed({f"{number:0100}": b"" for number in range(2000)}, zipfile.ZIP_STORED)
    assert refusal(file) == "zip_too_many"


def test_a_zip_inside_stays_closed() -> None:
    inner = packed({"zeros": bytes(10_000)}).getvalue()
    assert whole(open_package("x.zip", packed({"in.zip": inner}))) == {"in.zip": inner}


def test_it_refuses_what_needs_a_password() -> None:
    data = bytearray(packed({"a": b"secret"}).getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(io.BytesIO(bytes(data))) == "zip_encrypted"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_it_refuses_unusual_packing(method: int) -> None:
    assert refusal(packed({"a": b"x" * 100}, method)) == "zip_method"


def test_it_refuses_a_zip_cut_short_or_with_changed_content() -> None:
    data = packed({"a": bytes(range(256)) * 1000}, zipfile.ZIP_STORED).getvalue()
    assert refusal(io.BytesIO(data[:-30])) == "zip_damaged"
    changed = bytearray(data)
    changed[5000] ^= 1
    assert refusal(io.BytesIO(bytes(changed))) == "zip_damaged"


def test_it_is_recognised_by_its_first_bytes() -> None:
    assert is_zip(packed({"a": b""}).getvalue()[:4])
    assert is_zip(packed({}).getvalue()[:4])
    assert not is_zip(b"<?xml")


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_any_bytes_give_members_or_a_refusal(data: st.DataObject) -> None:
    content = bytearray(packed({"a/export.xml": b"<a/>" * 50, "b": b"xyz"}).getvalue())
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    for file in (io.BytesIO(bytes(content)), io.BytesIO(bytes(content[:cut]))):
        assert outcome(file).startswith(("read", "zip_"))
