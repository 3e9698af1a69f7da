"""The messages of a FIT file as columns: who decoded them does not matter here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.core.activity.samples import Floats, Ints

#: Numbers of messages, as the format's profile gives them.
FILE_ID, SPORT, SESSION, RECORD, ACTIVITY, MONITORING, MONITORING_INFO = (
    0, 12, 18, 20, 34, 55, 103,
)  # fmt: skip
WANTED: Final = frozenset((FILE_ID, SPORT, SESSION, RECORD, ACTIVITY, MONITORING, MONITORING_INFO))
#: The field of every message that says when.
TIMESTAMP: Final = 253
#: 1989-12-31, where times of the format begin, as seconds since 1970.
EPOCH_S: Final = 631_065_600
#: Smaller numbers are seconds since the device was switched on.
LEAST_TIME: Final = 0x1000_0000

#: Letter of numpy and the number that means nothing, by the lower bits of a field's type.
_TYPES: Final[dict[int, tuple[str, int | None]]] = {
    0x00: ("u1", 0xFF), 0x01: ("i1", 0x7F), 0x02: ("u1", 0xFF), 0x03: ("i2", 0x7FFF),
    0x04: ("u2", 0xFFFF), 0x05: ("i4", 0x7FFF_FFFF), 0x06: ("u4", 0xFFFF_FFFF),
    0x08: ("f4", None), 0x09: ("f8", None), 0x0A: ("u1", 0), 0x0B: ("u2", 0), 0x0C: ("u4", 0),
    0x0D: ("u1", 0xFF),
}  # fmt: skip
_STRING: Final = 0x07


class Field(msgspec.Struct, frozen=True):
    """Where a field lies in a message."""

    number: int
    place: int
    size: int
    kind: int


class Shape(msgspec.Struct, frozen=True):
    """What a definition says of the messages that follow it.

    Attributes:
        message: its number.
        big: whether the highest byte of a number comes first.
        fields: in order.
        size: of one message in bytes, without its head.
        stamp: place of the timestamp; -1 if there is none.
    """

    message: int
    big: bool
    fields: tuple[Field, ...]
    size: int
    stamp: int


class Rows(msgspec.Struct):
    """Messages of one shape.

    Attributes:
        shape: of each.
        starts: where runs of them begin in the file.
        counts: how many each run has.
        stamps: times of single messages that carry them in their head, by where they begin.
    """

    shape: Shape
    starts: list[int] = []
    counts: list[int] = []
    stamps: dict[int, int] = {}

    def places(self) -> Ints:
        """Where each message begins."""
        counts = np.array(self.counts, np.int64)
        before = np.cumsum(counts) - counts
        first = np.array(self.starts, np.int64) - before * (self.shape.size + 1)
        found: Ints = np.repeat(first, counts) + np.arange(counts.sum()) * (self.shape.size + 1)
        return found


class Messages:
    """Everything wanted of a file, by message."""

    def __init__(self, data: bytes, rows: Sequence[Rows]) -> None:
        self._bytes = np.frombuffer(data, np.uint8)
        self._rows: dict[int, list[tuple[Rows, Ints]]] = {}
        for one in rows:
            if one.starts:
                self._rows.setdefault(one.shape.message, []).append((one, one.places()))
        self._order = {
            message: np.argsort(np.concatenate([places for _, places in parts]), kind="stable")
            for message, parts in self._rows.items()
        }

    def count(self, message: int) -> int:
        """How many messages of a number there are."""
        return len(self._order.get(message, ()))

    def places(self, message: int) -> Ints:
        """Where each message begins in the file, which tells the order between kinds."""
        parts = [places for _, places in self._rows.get(message, [])]
        return np.sort(np.concatenate([np.zeros(0, np.int64), *parts]))

    def column(self, message: int, field: int, item: int = 0) -> Floats:
        """A field of all messages of a number, in the order of the file.

        Args:
            message: its number.
            field: its number; NaN where a message lacks it or says nothing.
            item: which item of a field with several.
        """
        parts = [self._part(rows, places, field, item) for rows, places in self._rows_of(message)]
        return np.concatenate(parts)[self._order[message]] if parts else np.zeros(0)

    def times_s(self, message: int, field: int = TIMESTAMP) -> Floats:
        """A time of all messages: seconds since 1970, NaN where there is none."""
        raw = self.column(message, field)
        return np.where(raw >= LEAST_TIME, raw + EPOCH_S, np.nan)

    def text(self, message: int, field: int) -> str:
        """The text of a field in the first message that has one."""
        for rows, places in self._rows_of(message):
            for one in rows.shape.fields:
                if one.number == field and one.kind == _STRING and len(places):
                    start = int(places[0]) + 1 + one.place
                    raw = self._bytes[start : start + one.size].tobytes()
                    return raw.split(b"\0")[0].decode("utf-8", "replace").strip()
        return ""

    def _rows_of(self, message: int) -> list[tuple[Rows, Ints]]:
        return self._rows.get(message, [])

    def _part(self, rows: Rows, places: Ints, number: int, item: int) -> Floats:
        found = np.full(len(places), np.nan)
        for field in rows.shape.fields:
            if field.number == number:
                found = self._numbers(rows.shape, field, places, item)
        if number == TIMESTAMP and rows.stamps:
            stamps = [rows.stamps.get(place, -1) for place in places.tolist()]
            carried = np.array(stamps, float)
            found = np.where(carried >= 0, carried, found)
        return found

    def _numbers(self, shape: Shape, field: Field, places: Ints, item: int) -> Floats:
        kind = _TYPES.get(field.kind)
        nothing = np.full(len(places), np.nan)
        if kind is None:
            return nothing
        letter = np.dtype(kind[0]).newbyteorder(">" if shape.big else "<")
        if (item + 1) * letter.itemsize > field.size:
            return nothing
        first = places + 1 + field.place + item * letter.itemsize
        cells = self._bytes[first[:, None] + np.arange(letter.itemsize)]
        raw: NDArray[np.float64] = np.ascontiguousarray(cells).view(letter)[:, 0].astype(float)
        return raw if kind[1] is None else np.where(raw == kind[1], np.nan, raw)
