"""Write what an image model expects of its input into its TFLite file.

MediaPipe reads mean and deviation of the input from a flatbuffer that the model carries. The model
itself is not written anew: it stays as it is at the end of a longer flatbuffer, whose new root
points into it. The field numbers are those of the schemas of TFLite (`schema.fbs`) and of its
metadata (`metadata_schema.fbs`).
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flatbuffers import Builder
from flatbuffers.table import Table

_MODEL_ID: Final = b"TFL3"
_METADATA_ID: Final = b"M001"
_METADATA_NAME: Final = "TFLITE_METADATA"
_ALIGNED: Final = 16
_OFFSET_BYTES: Final = 4

#: Fields of `Model`.
_VERSION, _CODES, _GRAPHS, _DESCRIPTION, _BUFFERS, _METADATA, _SIGNATURES = 0, 1, 2, 3, 4, 6, 7
_MODEL_FIELDS: Final = 8
#: Fields and values of the metadata's tables.
_RGB: Final = 1
_IMAGE_PROPERTIES: Final = 2
_NORMALIZATION_OPTIONS: Final = 1


class ModelError(Exception):
    """A file is not a TFLite model that can be extended."""


@dataclass(frozen=True)
class Input:
    """How brightness (0 to 255) is normalised: `(value - mean) / deviation`."""

    mean: float
    deviation: float
    outputs: int


Field = tuple[int, Callable[[int, int, int], None], int]


def metadata(of: Input) -> bytes:
    """The metadata of a model with one picture as its input."""
    b = Builder(1024)
    mean, deviation = _floats(b, [of.mean]), _floats(b, [of.deviation])
    options = _table(b, 2, [_offset(b, 0, mean), _offset(b, 1, deviation)])
    unit = _table(b, 2, [_byte(b, 0, _NORMALIZATION_OPTIONS), _offset(b, 1, options)])
    units = _offsets(b, [unit])
    picture = _table(b, 2, [(0, b.PrependInt8Slot, _RGB)])
    content = _table(b, 3, [_byte(b, 0, _IMAGE_PROPERTIES), _offset(b, 1, picture)])
    name = b.CreateString("image")
    tensor = _table(b, 7, [_offset(b, 0, name), _offset(b, 3, content), _offset(b, 4, units)])
    inputs = _offsets(b, [tensor])
    names = [b.CreateString(f"output_{index}") for index in range(of.outputs)]
    outputs = _offsets(b, [_table(b, 7, [_offset(b, 0, name)]) for name in names])
    graph = _table(b, 8, [_offset(b, 2, inputs), _offset(b, 3, outputs)])
    graphs = _offsets(b, [graph])
    version = b.CreateString("1.0.0")
    root = _table(b, 8, [_offset(b, 3, graphs), _offset(b, 7, version)])
    b.Finish(root, file_identifier=_METADATA_ID)
    return bytes(b.Output())


def with_metadata(model: bytes, added: bytes) -> bytes:
    """The model with `added` as its metadata.

    Raises:
        ModelError: if it is not a TFLite model.
    """
    if model[4:8] != _MODEL_ID:
        raise ModelError(f"a model must be a TFLite file (TFL3), got {model[4:8]!r}")
    old = _Old(model)
    b = Builder(len(old.data) + len(added) + 65_536)
    _preload(b, old.data)
    data = _bytes(b, added)
    buffers = _offsets(b, [*old.elements(_BUFFERS), _table(b, 1, [_offset(b, 0, data)])])
    name = b.CreateString(_METADATA_NAME)
    index = (1, b.PrependUint32Slot, len(old.elements(_BUFFERS)))
    entry = _table(b, 2, [_offset(b, 0, name), index])
    entries = _offsets(b, [*old.elements(_METADATA), entry])
    fields = [
        (_VERSION, b.PrependUint32Slot, old.number(_VERSION)),
        _offset(b, _CODES, old.target(_CODES)),
        _offset(b, _GRAPHS, old.target(_GRAPHS)),
        _offset(b, _BUFFERS, buffers),
        _offset(b, _METADATA, entries),
    ]
    kept = [field for field in (_DESCRIPTION, _SIGNATURES) if old.target(field)]
    fields += [_offset(b, field, old.target(field)) for field in kept]
    b.Finish(_table(b, _MODEL_FIELDS, fields), file_identifier=_MODEL_ID)
    return bytes(b.Output())


class _Old:
    """The tables of a model that is already written; places count from its end, as a builder's."""

    def __init__(self, model: bytes) -> None:
        self.data = model + b"\0" * (-len(model) % _ALIGNED)
        self._root = Table(bytearray(self.data), self._at(0))

    def number(self, field: int) -> int:
        place = self._place(field)
        return self._at(place) if place else 0

    def target(self, field: int) -> int:
        """Where the table, text or vector of a field stands; 0 if it has none."""
        place = self._place(field)
        return len(self.data) - self._followed(place) if place else 0

    def elements(self, field: int) -> list[int]:
        """Where the tables of a vector stand."""
        place = self._place(field)
        if not place:
            return []
        vector = self._followed(place)
        first = vector + _OFFSET_BYTES
        places = range(first, first + _OFFSET_BYTES * self._at(vector), _OFFSET_BYTES)
        return [len(self.data) - self._followed(place) for place in places]

    def _place(self, field: int) -> int:
        offset: int = self._root.Offset(4 + 2 * field)
        start: int = self._root.Pos
        return start + offset if offset else 0

    def _followed(self, place: int) -> int:
        return place + self._at(place)

    def _at(self, place: int) -> int:
        value: int = struct.unpack_from("<I", self.data, place)[0]
        return value


def _preload(b: Builder, data: bytes) -> None:
    """Put finished bytes at the end of an empty builder."""
    b.head = len(b.Bytes) - len(data)
    b.Bytes[b.head :] = data


def _table(b: Builder, size: int, fields: Sequence[Field]) -> int:
    b.StartObject(size)
    for slot, prepend, value in fields:
        prepend(slot, value, 0)
    return int(b.EndObject())


def _offset(b: Builder, slot: int, value: int) -> Field:
    return slot, b.PrependUOffsetTRelativeSlot, value


def _byte(b: Builder, slot: int, value: int) -> Field:
    return slot, b.PrependUint8Slot, value


def _offsets(b: Builder, values: Sequence[int]) -> int:
    b.StartVector(_OFFSET_BYTES, len(values), _OFFSET_BYTES)
    for value in reversed(values):
        b.PrependUOffsetTRelative(value)
    return int(b.EndVector())


def _floats(b: Builder, values: Sequence[float]) -> int:
    b.StartVector(4, len(values), 4)
    for value in reversed(values):
        b.PrependFloat32(value)
    return int(b.EndVector())


def _bytes(b: Builder, data: bytes) -> int:
    b.StartVector(1, len(data), _ALIGNED)
    b.head -= len(data)
    b.Bytes[b.head : b.head + len(data)] = data
    return int(b.EndVector())
