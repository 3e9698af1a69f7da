"""Tell what a person wants to have looked at: a webcam, recorded landmarks or a video."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from rhomboid.adapters.pose.compact import MAGIC
from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.pictures import VideoPictures, WebcamPictures
from rhomboid.adapters.pose.recorded import RecordedLandmarks
from rhomboid.adapters.pose.watched import Watched
from rhomboid.app.coaching import Source

#: As many bytes tell landmarks from a video.
_SNIFFED: Final = 64
_STANDARD_INPUT: Final = "-"
_MOST_DIGITS: Final = 2


@contextmanager
def open_source(name: str, model: Path, aspect: float | None) -> Iterator[Source]:
    """A source of frames, closed afterwards.

    Args:
        name: a file, the number of a webcam, or a pipe or `-` for landmarks of either form.
        model: the pose model's `.task` file, for what is not landmarks yet.
        aspect: width by height of the picture, for landmarks that do not tell it.

    Raises:
        PoseInputError: if it is nothing that can be looked at.
    """
    if name == _STANDARD_INPUT:
        yield _piped(sys.stdin.buffer, "standard input", aspect)
        return
    path = Path(name)
    if path.is_fifo():
        with path.open("rb") as pipe:
            yield _piped(pipe, name, aspect)
        return
    if name.isdecimal() and len(name) <= _MOST_DIGITS and not path.exists():
        yield Watched(WebcamPictures(int(name)), model, model.stem, ahead=False)
        return
    with _readable(path).open("rb") as stream:
        begin = stream.read(_SNIFFED)
        stream.seek(0)
        if begin.startswith(MAGIC) or _is_text(begin):
            yield RecordedLandmarks(
                stream,
                path.name,
                is_compact=begin.startswith(MAGIC),
                aspect=aspect,
                size=path.stat().st_size,
            )
            return
    if _is_words(begin):
        raise PoseInputError(
            "the input must be a video, a landmark file or the number of a webcam, "
            f"got {path}, which is text and no landmarks; check its name"
        )
    pictures = VideoPictures(path)
    try:
        yield Watched(pictures, model, model.stem)
    finally:
        pictures.close()


def _piped(stream: IO[bytes], name: str, aspect: float | None) -> RecordedLandmarks:
    """Landmarks of either form from what can be read once alone."""
    begin = stream.peek(len(MAGIC)) if isinstance(stream, io.BufferedReader) else b""
    return RecordedLandmarks(stream, name, is_compact=begin.startswith(MAGIC), aspect=aspect)


def _readable(path: Path) -> Path:
    try:
        if path.is_file() and path.stat().st_size:
            path.open("rb").close()
            return path
        what = "which is empty" if path.is_file() else "which is not there"
        what = "which is a folder" if path.is_dir() else what
        if path.is_char_device():
            what = "which is a device; a webcam is named by its number"
    except OSError as error:
        what = f"which cannot be read ({error.strerror})"
    raise PoseInputError(
        "the input must be a video, a landmark file or the number of a webcam, "
        f"got {path}, {what}; check its name"
    )


def _is_text(begin: bytes) -> bool:
    text = begin.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text[:1] in {b"{", b"["} or not text


def _is_words(begin: bytes) -> bool:
    """Whether it is text that a person would read: no video begins so."""
    try:
        text = begin.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign.isspace() for sign in text)
