"""What kind of file it is, by what it holds; the name says nothing."""

from __future__ import annotations

from typing import BinaryIO, Final

from rhomboid.adapters.importers.unzip import is_zip, open_package
from rhomboid.app.walks.ports import Given, Recording, WalkFileError

_HEAD_BYTES: Final = 4096


def open(name: str, file: BinaryIO, given: Given) -> Recording:  # noqa: A001 - the port's name
    """Recognise a file by its content.

    Args:
        name: of the file, as the person knows it.
        file: open for reading bytes, seekable; it stays open while the recording is read.
        given: what it cannot say by itself.

    Raises:
        WalkFileError: if it is of no known kind, hostile, or damaged as far as looked.
    """
    head = file.read(_HEAD_BYTES)
    file.seek(0)
    if not head.strip(b"\x00 \t\r\n"):
        raise WalkFileError(name, "empty")
    found = _zipped(name, file, given) if is_zip(head) else _plain(name, file, given)
    if found is None:
        raise WalkFileError(name, "unknown")
    return found


def _zipped(name: str, file: BinaryIO, given: Given) -> Recording | None:
    from rhomboid.adapters.importers.apple.recording import open_zip

    return open_zip(open_package(name, file), given)


def _plain(name: str, file: BinaryIO, given: Given) -> Recording | None:
    from rhomboid.adapters.importers.apple.recording import open_export

    return open_export(name, file, given)
