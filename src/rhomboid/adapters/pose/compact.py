"""Landmarks in rhomboid's own compact form (docs/formats/landmark-files.md).

A header, then one record a frame; all numbers little-endian. Coordinates have 32 bits, as the pose
model gives them, so that a report from this file is the report of the video.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import IO, Final

import numpy as np

from rhomboid.adapters.pose.errors import PoseInputError
from rhomboid.adapters.pose.given import Given
from rhomboid.adapters.pose.landmark_lines import ROUNDED
from rhomboid.core.movement.body.rotation import Array
from rhomboid.core.movement.sight.frame import LANDMARKS_SHAPE, Frame, to_normalised

MAGIC: Final = b"RHLM"
VERSION: Final = 1
#: Magic, version, aspect, length of the model's name; then the name in UTF-8.
_HEADER: Final = struct.Struct("<4sHdH")
#: Time, brightness (NaN where it is not known), number of people; then their landmarks.
_FRAME: Final = struct.Struct("<dfB")
_PERSON_BYTES: Final = 4 * math.prod(LANDMARKS_SHAPE)
_MOST_NAME_BYTES: Final = 200
_MOST_PEOPLE: Final = 8
_MOST: Final = 1e6


class CompactLandmarks:
    """A stream of the compact form as frames.

    Attributes:
        model: name of the pose model, where it is known.
        is_cut_short: whether the file ended within a frame.
        read_bytes: how much has been read.
    """

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self.is_cut_short = False
        self.read_bytes = 0
        self.model: str | None = None
        self._aspect = self._header()

    def frames(self) -> Iterator[Given]:
        """Every frame.

        Raises:
            PoseInputError: if one cannot be what it says.
        """
        last_s = -math.inf
        number = 0
        while head := self._read(_FRAME.size):
            number += 1
            if len(head) < _FRAME.size:
                self.is_cut_short = True
                return
            t_s, light, count = _FRAME.unpack(head)
            if not math.isfinite(t_s) or t_s < last_s or count > _MOST_PEOPLE:
                raise PoseInputError(
                    f"{self._name}, frame {number}: time must not run backwards and people must "
                    f"be at most {_MOST_PEOPLE}, got {t_s:g} s and {count}; the file is damaged"
                )
            last_s = t_s
            raw = self._read(count * _PERSON_BYTES)
            if len(raw) < count * _PERSON_BYTES:
                self.is_cut_short = True
                return
            people = np.frombuffer(raw, dtype="<f4").reshape(count, *LANDMARKS_SHAPE)
            if not (np.abs(people) <= _MOST).all():
                raise PoseInputError(
                    f"{self._name}, frame {number}: a landmark must be finite numbers within "
                    f"{_MOST:g}, got others; the file is damaged"
                )
            visible = people[..., 3]
            if light < 0 or light > 1 or (np.abs(visible - 0.5) > 0.5 + ROUNDED).any():
                raise PoseInputError(
                    f"{self._name}, frame {number}: light and visibility must lie between 0 and "
                    "1, got others; the file is damaged"
                )
            yield Given(
                t_s=t_s,
                people=tuple(people.astype(np.float64)),
                aspect=self._aspect,
                light=None if math.isnan(light) else light,
            )

    def _header(self) -> float:
        raw = self._read(_HEADER.size)
        if len(raw) < _HEADER.size or raw[: len(MAGIC)] != MAGIC:
            raise PoseInputError(f"{self._name} must begin with {MAGIC.decode()} and a header")
        _, version, aspect, length = _HEADER.unpack(raw)
        if version != VERSION or length > _MOST_NAME_BYTES or not 0 < aspect <= _MOST:
            raise PoseInputError(
                f"{self._name} must be of version {VERSION}, got {version} and the aspect "
                f"{aspect:g}; a newer rhomboid may have written it, or it is damaged"
            )
        name = self._read(length).decode("utf-8", "replace")
        self.model = name or None
        return float(aspect)

    def _read(self, count: int) -> bytes:
        raw = self._stream.read(count)
        self.read_bytes += len(raw)
        return raw


def header_bytes(aspect: float, model: str | None) -> bytes:
    """The beginning of a file."""
    name = (model or "").encode()[:_MOST_NAME_BYTES]
    return _HEADER.pack(MAGIC, VERSION, aspect, len(name)) + name


def frame_bytes(frame: Frame, aspect: float) -> bytes:
    """One frame.

    Raises:
        PoseInputError: if its picture has another shape than the header says.
    """
    if frame.aspect != aspect:
        raise PoseInputError(
            f"pictures of one file must have one shape, got {frame.aspect:.3f} after {aspect:.3f}; "
            "save as JSON Lines instead (.jsonl)"
        )
    light = math.nan if frame.light is None else frame.light
    people = [_packed(to_normalised(seen, aspect)) for seen in frame.people[:_MOST_PEOPLE]]
    return _FRAME.pack(frame.t_s, light, len(people)) + b"".join(people)


def _packed(points: Array) -> bytes:
    return points.astype("<f4").tobytes()
