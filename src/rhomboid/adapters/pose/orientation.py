"""How a photo must be turned and mirrored to be seen as it was taken (Exif 2.3, tag 0x0112)."""

from __future__ import annotations

import struct
from typing import Final

import numpy as np

from rhomboid.core.movement.body.rotation import Array

#: For each orientation whether the stored picture is mirrored first, left for right, and by how
#: many quarters it is then turned to the left.
_STEPS: Final = {
    1: (False, 0),
    2: (True, 0),
    3: (False, 2),
    4: (True, 2),
    5: (True, 1),
    6: (False, 3),
    7: (True, 3),
    8: (False, 1),
}
_TAG: Final = 0x0112
_SHORT: Final = 3
#: Segments of a JPEG file: two bytes name each, two say how long it is.
_BEGIN, _EXIF, _PICTURE = b"\xff\xd8", 0xE1, 0xDA
_EXIF_NAME: Final = b"Exif\0\0"


def orientation(content: bytes) -> int | None:
    """What a JPEG file says of its orientation, 1 to 8; `None` if it says nothing that is one."""
    if not content.startswith(_BEGIN):
        return None
    at = len(_BEGIN)
    try:
        while content[at] == 0xFF and content[at + 1] != _PICTURE:
            (length,) = struct.unpack_from(">H", content, at + 2)
            segment = content[at + 4 : at + 2 + length]
            if content[at + 1] == _EXIF and segment.startswith(_EXIF_NAME):
                return _of_tiff(segment[len(_EXIF_NAME) :])
            at += 2 + length
    except (IndexError, struct.error):
        pass
    return None


def _of_tiff(tiff: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return None
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for entry in range(first + 2, first + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(f"{order}HH", tiff, entry)
        if tag == _TAG and kind == _SHORT:
            (value,) = struct.unpack_from(f"{order}H", tiff, entry + 8)
            return value if value in _STEPS else None
    return None


def is_turned(told: int) -> bool:
    """Whether the picture lies on its side in the file."""
    return _STEPS[told][1] % 2 == 1


def as_taken(pixels: Array, told: int) -> Array:
    """A stored picture, shape (height, width, 3), turned and mirrored by its orientation."""
    mirrored, quarters = _STEPS[told]
    return np.ascontiguousarray(np.rot90(pixels[:, ::-1] if mirrored else pixels, quarters))
