"""Landmark files: read as they were written, and refused in words where they cannot be used."""

from __future__ import annotations

import io
import json
import os
import struct
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.landmark_lines import MOST_LINE_BYTES
from rhomboid.adapters.pose.opening import open_source
from rhomboid.adapters.pose.recorded import RecordedLandmarks, SavedLandmarks
from rhomboid.app.coaching import Shot
from rhomboid.core.movement.sight.frame import Frame
from tests.adapters.pose.recordings import NOTHING, frames_equal, plain_lines, saved

NO_MODEL = Path("none.task")


def frames(path: Path, aspect: float | None = None) -> list[Frame]:
    with open_source(str(path), NO_MODEL, aspect) as source:
        return [shot.frame for shot in source.shots()]


@pytest.mark.parametrize("ending", ["jsonl", "rhlm"])
def test_a_file_that_is_saved_read_and_saved_again_is_the_same(tmp_path: Path, ending: str) -> None:
    first = saved(tmp_path / f"a.{ending}")
    read = frames(first)
    other = "rhlm" if ending == "jsonl" else "jsonl"
    with SavedLandmarks(tmp_path / f"b.{other}", lambda: None) as sink:
        for frame in read:
            sink.add(Shot(frame), NOTHING)
    again = frames(tmp_path / f"b.{other}")
    assert len(again) == len(read) > 100
    assert all(frames_equal(a, b) for a, b in zip(read, again, strict=True))


def test_a_file_that_is_not_finished_does_not_bear_its_name(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    with pytest.raises(KeyboardInterrupt), SavedLandmarks(path, lambda: None):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_program_is_read_and_its_missing_shape_assumed_and_said(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text("\n".join(plain_lines()) + "\n")
    with open_source(str(path), NO_MODEL, None) as source:
        shots = list(source.shots())
        origin = source.origin()
    assert origin.aspect == pytest.approx(16 / 9)
    assert [note.id for note in origin.notes] == ["aspect_assumed"]
    assert len(shots) == len(plain_lines())


def test_a_shape_that_is_named_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "plain.jsonl"
    path.write_text("\n".join(plain_lines()))
    assert {frame.aspect for frame in frames(path, 4 / 3)} == {4 / 3}


def test_a_line_that_is_cut_off_at_the_end_costs_that_frame_alone(tmp_path: Path) -> None:
    path = tmp_path / "cut.jsonl"
    text = "\n".join(plain_lines())
    path.write_text(text[:-200])
    with open_source(str(path), NO_MODEL, None) as source:
        count = len(list(source.shots()))
        notes = {note.id for note in source.origin().notes}
    assert count == len(plain_lines()) - 1
    assert "cut_short" in notes


@pytest.mark.parametrize("end", ['{"t": 9, hello}', '{"t": 9, "landmarks": [[NaN, 0'])
def test_a_last_line_that_is_wrong_is_not_taken_for_one_that_was_cut_off(
    tmp_path: Path, end: str
) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("\n".join([*plain_lines(), end]))
    with pytest.raises(PoseInputError, match=f"line {len(plain_lines()) + 1}: "):
        frames(path)


@pytest.mark.parametrize("ending", ["jsonl", "rhlm"])
def test_landmarks_of_either_form_come_through_a_pipe(tmp_path: Path, ending: str) -> None:
    path = saved(tmp_path / f"set.{ending}")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(path.read_bytes()))
    writer.start()
    read = frames(pipe)
    writer.join()
    assert all(frames_equal(a, b) for a, b in zip(read, frames(path), strict=True))


@pytest.mark.parametrize("ending", ["jsonl", "rhlm"])
def test_landmarks_of_either_form_come_on_standard_input(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path / f"set.{ending}")
    with path.open("rb") as stream, io.TextIOWrapper(stream) as text:
        monkeypatch.setattr("sys.stdin", text)
        with open_source("-", NO_MODEL, None) as source:
            count = len(list(source.shots()))
    assert count == len(frames(path))


LINE = json.loads(plain_lines()[0])
POINTS = LINE["landmarks"]


def line(**changed: object) -> str:
    return json.dumps({**LINE, **changed})


BAD = {
    "NaN": (line(landmarks=[[float("nan"), 0, 0, 1], *POINTS[1:]]), "NaN"),
    "32 landmarks": (line(landmarks=POINTS[1:]), "33 landmarks, got 32"),
    "3 numbers": (line(landmarks=[POINTS[0][:3], *POINTS[1:]]), "[x, y, z, visibility], got 3"),
    "words": (line(landmarks=[["a"] * 4, *POINTS[1:]]), "33 of [x, y, z, visibility]"),
    "no time": (json.dumps({"landmarks": POINTS}), "seconds"),
    "backwards": ("\n".join([line(t=2.0), line(t=1.0)]), "times must not run backwards"),
    "milliseconds": ("\n".join(line(t=1000.0 * k) for k in range(9)), "divide milliseconds by"),
    "far away": (line(landmarks=[[1e9, 0, 0, 1], *POINTS[1:]]), "within"),
    "visibility 17": (line(landmarks=[[0, 0, 0, 17], *POINTS[1:]]), "got 17 of landmark 0"),
    "visibility below 0": (line(landmarks=[[0, 0, 0, -0.5], *POINTS[1:]]), "between 0 and 1"),
    "light 250": (line(light=250), "light must lie between 0 and 1, got 250"),
    "a bad shape in the header": (
        '{"format": "rhomboid-landmarks", "version": 1, "aspect": -2}\n' + line(),
        "line 1: aspect",
    ),
    "a list": (json.dumps([LINE, LINE]) + "\n", "line of its own"),
    "nothing but brackets": ('{"t": 0, "more": ' + "[" * 400_000 + "\n", "must be JSON like"),
    "a newer format": ('{"format": "rhomboid-landmarks", "version": 9}\n', "version"),
    "no frames": ("\n\n\n", "a frame a line"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_used_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    text, words = BAD[name]
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(PoseInputError) as refused:
        frames(path)
    assert words in str(refused.value)
    assert "bad.jsonl" in str(refused.value)


@pytest.mark.parametrize(("at", "value"), [(0, 250.0), (1 + 3, 17.0)])
def test_light_and_visibility_of_the_compact_form_lie_between_0_and_1(
    tmp_path: Path, at: int, value: float
) -> None:
    """Numbers of the first frame: brightness after the time, then the first landmark."""
    path = saved(tmp_path / "set.rhlm")
    raw = bytearray(path.read_bytes())
    first = 16 + len("pose_landmarker_full") + 8
    struct.pack_into("<f", raw, first + (0 if at == 0 else 5 + 4 * (at - 1)), value)
    path.write_bytes(raw)
    with pytest.raises(PoseInputError, match="frame 1: light and visibility"):
        frames(path)


def test_a_line_without_end_is_refused_without_being_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]  # the protocol is wider in the stubs
            self.taken += len(view)
            view[:] = b"1" * len(view)
            return len(view)

    endless = Endless()
    source = RecordedLandmarks(io.BufferedReader(endless), "endless")
    with pytest.raises(PoseInputError, match="at most 1000000 bytes"):
        list(source.shots())
    assert endless.taken < 2 * MOST_LINE_BYTES


@pytest.mark.parametrize("what", ["missing.jsonl", "folder", "empty.jsonl"])
def test_what_is_no_file_is_said(tmp_path: Path, what: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(PoseInputError, match="check its name"):
        frames(tmp_path / what)


@given(st.binary(min_size=1, max_size=400), st.sampled_from([b"", b"RHLM", b'{"t": 0.0, ']))
@settings(max_examples=300, deadline=None)
def test_bytes_that_mean_nothing_give_a_sentence_and_nothing_else(
    noise: bytes, begin: bytes
) -> None:
    stream, said = io.BytesIO(begin + noise), "noise"
    try:
        source = RecordedLandmarks(stream, "noise", is_compact=begin == b"RHLM")
        list(source.shots())
    except PoseInputError as refused:
        said = str(refused)
    assert "noise" in said
