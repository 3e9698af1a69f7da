"""Small files of JSON, typed."""

from __future__ import annotations

import codecs
from typing import BinaryIO, Final, TypeVar

import msgspec

from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

#: A month of minutes has about 3 MB.
MOST_BYTES: Final = 32 * 2**20
Shape = TypeVar("Shape")


def decoded(name: str, file: BinaryIO, shape: type[Shape]) -> Shape:
    """The content of a file, from where it stands.

    Args:
        name: of the file, as the person knows it.
        file: read to its end, or to the most that such a file may have.
        shape: what it must hold.

    Raises:
        WalkFileError: `too_large`, `json_cut_short` or `json_damaged`.
    """
    return shaped(name, whole(name, file), shape)


def whole(name: str, file: BinaryIO) -> bytes:
    """The bytes of a file that was not cut short, without the mark of UTF-8.

    Args:
        name: of the file, as the person knows it.
        file: read to its end, or to the most that such a file may have.

    Raises:
        WalkFileError: `too_large` or `json_cut_short`.
    """
    content = file.read(MOST_BYTES + 1).removeprefix(codecs.BOM_UTF8)
    if len(content) > MOST_BYTES:
        raise WalkFileError(name, "too_large", Finding("most_mb", MOST_BYTES // 10**6))
    if is_cut_short(content):
        raise WalkFileError(name, "json_cut_short")
    return content


def shaped(name: str, content: bytes, shape: type[Shape]) -> Shape:
    """The content of a file, typed.

    Args:
        name: of the file, as the person knows it.
        content: all of its bytes.
        shape: what it must hold.

    Raises:
        WalkFileError: `json_damaged`.
    """
    try:
        return msgspec.json.decode(content, type=shape, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise WalkFileError(name, "json_damaged") from None


def is_cut_short(content: bytes) -> bool:
    """Whether JSON that is right as far as it goes ends before it is whole."""
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except RecursionError:
        return False
    except msgspec.DecodeError as error:
        return str(error).endswith("truncated")
    return False
