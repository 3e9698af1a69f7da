"""Small files of JSON, typed."""

from __future__ import annotations

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
        WalkFileError: `too_large` or `json_damaged`.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise WalkFileError(name, "too_large", Finding("most_mb", MOST_BYTES // 10**6))
    try:
        return msgspec.json.decode(content, type=shape, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise WalkFileError(name, "json_damaged") from None
