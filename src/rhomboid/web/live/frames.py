"""One frame of landmarks as the page sends it (docs/formats/live-socket.md).

All numbers are little-endian. A header of 12 bytes:

| bytes | what |
|---|---|
| 0 | version, 1 |
| 1 | number of people, 0 to 4, the likeliest first |
| 2 | mean brightness of the picture, 0 to 254 for 0 to 1; 255 where it is not known |
| 3 | 0 |
| 4–7 | time in milliseconds since the page was opened, unsigned |
| 8–11 | width of the picture by its height, 32-bit float |

Then 231 bytes for each person: 33 × (x, y, z) as signed 16-bit numbers in 1/8192 of the picture,
x and z of its width, y of its height, as the pose model gives them; then 33 visibilities, 0 to 255
for 0 to 1.
"""

from __future__ import annotations

import math
import struct
from typing import Final

import numpy as np

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import Frame, Seen, to_normalised
from rhomboid.core.movement.sight.landmark import COUNT

VERSION: Final = 1
MOST_PEOPLE: Final = 4
_HEADER: Final = struct.Struct("<BBBBIf")
_UNIT: Final = 8192
_DARKEST_UNKNOWN: Final = 255
_BRIGHTEST: Final = 254
_POINTS: Final = COUNT * 3
_PERSON: Final = _POINTS * 2 + COUNT
_LEAST_ASPECT: Final = 0.2
_MOST_ASPECT: Final = 5.0


class LiveFrameError(RhomboidError):
    """Bytes that are no frame.

    Attributes:
        code: `empty`, `version`, `people`, `length` or `aspect`; its sentence is
            `live.problem.<code>`.
        values: numbers of the sentence.
    """

    def __init__(self, code: str, **values: int | str) -> None:
        self.code = code
        self.values = values
        super().__init__(f"a live frame must follow its form, got a wrong {code}: {values}")


def read_frame(raw: bytes) -> Frame:
    """A frame from its bytes.

    Raises:
        LiveFrameError: if they are none.
    """
    if len(raw) < _HEADER.size:
        raise LiveFrameError("empty", got=len(raw), needed=_HEADER.size)
    version, people, light, _, t_ms, aspect = _HEADER.unpack_from(raw)
    if version != VERSION:
        raise LiveFrameError("version", got=version, needed=VERSION)
    if people > MOST_PEOPLE:
        raise LiveFrameError("people", got=people, needed=MOST_PEOPLE)
    needed = _HEADER.size + people * _PERSON
    if len(raw) != needed:
        raise LiveFrameError("length", got=len(raw), needed=needed)
    if not (math.isfinite(aspect) and _LEAST_ASPECT <= aspect <= _MOST_ASPECT):
        raise LiveFrameError("aspect", got=f"{aspect:.3g}")
    scale = np.array([aspect, 1.0, aspect]) / _UNIT
    return Frame(
        t_s=t_ms / 1000,
        people=tuple(
            _person(raw, _HEADER.size + place * _PERSON, scale) for place in range(people)
        ),
        aspect=aspect,
        light=None if light == _DARKEST_UNKNOWN else light / _BRIGHTEST,
    )


def frame_bytes(frame: Frame) -> bytes:
    """The bytes of a frame; what lies outside the numbers' reach is brought to their edge."""
    light = _DARKEST_UNKNOWN if frame.light is None else round(frame.light * _BRIGHTEST)
    people = frame.people[:MOST_PEOPLE]
    t_ms = round(frame.t_s * 1000)
    head = _HEADER.pack(VERSION, len(people), light, 0, t_ms, frame.aspect)
    return head + b"".join(_packed(to_normalised(seen, frame.aspect)) for seen in people)


def _person(raw: bytes, at: int, scale: Array) -> Seen:
    points = np.frombuffer(raw, "<i2", _POINTS, at).reshape(COUNT, 3) * scale
    return Seen(points, np.frombuffer(raw, "u1", COUNT, at + _POINTS * 2) / 255.0)


def _packed(landmarks: Array) -> bytes:
    whole = np.clip(np.rint(landmarks[:, :3] * _UNIT), -32768, 32767).astype("<i2")
    return whole.tobytes() + np.rint(np.clip(landmarks[:, 3], 0, 1) * 255).astype("u1").tobytes()
