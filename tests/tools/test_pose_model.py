"""The bundle of the pose model: the same bytes each time, checked on both sides."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
from pathlib import Path

import pytest
from flatbuffers import Builder

from tools.make_pose_model import (
    BUILT,
    READ,
    WRITTEN,
    PoseModelError,
    bundle,
    checked,
    read_packages,
    write,
)
from tools.tflite_metadata import Input, ModelError, metadata, with_metadata


def small_model(version: int = 3) -> bytes:
    """A flatbuffer with the root of a TFLite model, two empty buffers and a description."""
    b = Builder(64)
    text = b.CreateString("small")
    empty = []
    for _ in range(2):
        b.StartObject(1)
        empty.append(b.EndObject())
    b.StartVector(4, 2, 4)
    for one in reversed(empty):
        b.PrependUOffsetTRelative(one)
    buffers = b.EndVector()
    b.StartObject(8)
    b.PrependUint32Slot(0, version, 0)
    b.PrependUOffsetTRelativeSlot(3, text, 0)
    b.PrependUOffsetTRelativeSlot(4, buffers, 0)
    b.Finish(b.EndObject(), file_identifier=b"TFL3")
    return bytes(b.Output())


def root_field(model: bytes, field: int) -> int:
    """Where a field of the root table points."""
    root = struct.unpack_from("<I", model, 0)[0]
    table = root - struct.unpack_from("<i", model, root)[0]
    place = root + struct.unpack_from("<H", model, table + 4 + 2 * field)[0]
    return int(place + struct.unpack_from("<I", model, place)[0])


def test_a_model_keeps_its_bytes_and_gains_a_buffer_and_an_entry() -> None:
    model = small_model()
    longer = with_metadata(model, metadata(Input(127.5, 127.5, 2)))
    assert longer[4:8] == b"TFL3"
    assert model in longer
    assert struct.unpack_from("<I", longer, root_field(longer, 4))[0] == 3
    assert struct.unpack_from("<I", longer, root_field(longer, 6))[0] == 1
    assert b"TFLITE_METADATA" in longer
    assert b"M001" in longer


def test_a_model_keeps_its_description() -> None:
    longer = with_metadata(small_model(), b"x")
    place = root_field(longer, 3)
    assert longer[place + 4 : place + 9] == b"small"


def test_the_metadata_hold_mean_and_deviation_as_given() -> None:
    written = metadata(Input(0.0, 255.0, 5))
    assert struct.pack("<f", 255.0) in written
    assert written.count(b"output_") == 5


@pytest.mark.parametrize("data", [b"", b"RIFF1234", b"\0\0\0\0TFL2"])
def test_what_is_not_a_model_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match="TFL3"):
        with_metadata(data, b"")


def test_a_bundle_is_stored_and_the_same_each_time() -> None:
    first, second = (bundle(small_model(), small_model()) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = [member.filename for member in archive.infolist()]
        assert names == ["pose_detector.tflite", "pose_landmarks_detector.tflite"]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}


def test_another_file_than_expected_is_refused_by_name() -> None:
    with pytest.raises(PoseModelError, match=r"weights\.tflite must have the SHA-256"):
        checked(b"other", "weights.tflite", "0" * 64)


def test_a_missing_package_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(PoseModelError, match="make setup"):
        read_packages(tmp_path)


def test_files_are_written_whole(tmp_path: Path) -> None:
    write({"a.task": b"1"}, tmp_path / "pose")
    assert [path.name for path in (tmp_path / "pose").iterdir()] == ["a.task"]


@pytest.mark.parametrize("name", WRITTEN)
def test_setup_has_made_the_bundle_that_was_checked(name: str) -> None:
    assert hashlib.sha256((BUILT / name).read_bytes()).hexdigest() == WRITTEN[name]


def test_the_parts_of_the_browser_and_the_licence_lie_beside_it() -> None:
    for name in READ:
        if name.startswith("tasks-vision"):
            assert (BUILT / Path(name).name).is_file()
    assert "Apache License" in (BUILT / "NOTICE.txt").read_text(encoding="utf-8")
