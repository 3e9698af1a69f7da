"""The records of a FIT file: heads, definitions and runs of messages of one shape."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.importers.fit.checksum import checksum
from rhomboid.adapters.importers.fit.messages import (
    TIMESTAMP,
    WANTED,
    Field,
    Messages,
    Rows,
    Shape,
)
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.core.base.decision import Finding

#: Days with everything that watches record have a few MB.
MOST_BYTES: Final = 32 * 2**20
_MOST_RUNS: Final = 1_000_000
_MOST_MESSAGES: Final = 3_000_000
_HEADS: Final = (12, 14)
_IN_HEAD, _DEFINITION, _DEVELOPER = 0x80, 0x40, 0x20


def is_fit(head: bytes) -> bool:
    """Whether a file that begins with these bytes (at least 12) says that it is FIT."""
    return head[8:12] == b".FIT"


def decode(name: str, data: bytes) -> Messages:
    """All messages of a file, or of several that follow each other in it.

    Args:
        name: of the file, as the person knows it.
        data: the whole file.

    Raises:
        WalkFileError: `fit_damaged`, `fit_cut_short` or `too_large`.
    """
    rows: list[Rows] = []
    at = 0
    while at < len(data):
        start, end = _bounds(name, data, at)
        _Walk(name, data, rows).go(start, end)
        at = end + 2
    return Messages(data, rows)


def _bounds(name: str, data: bytes, at: int) -> tuple[int, int]:
    """Where the records of a file begin and end, checksums checked."""
    head = data[at : at + 14]
    if len(head) < 12:
        raise WalkFileError(name, "fit_cut_short")
    if head[0] not in _HEADS or not is_fit(head):
        raise _damaged(name, at)
    start = at + head[0]
    end = start + int.from_bytes(head[4:8], "little")
    if end + 2 > len(data):
        raise WalkFileError(name, "fit_cut_short")
    stated = int.from_bytes(head[12:14], "little") if head[0] == 14 else 0
    if stated and stated != checksum(head[:12]):
        raise _damaged(name, at)
    if int.from_bytes(data[end : end + 2], "little") not in (0, checksum(data[at:end])):
        raise _damaged(name, end)
    return start, end


def _damaged(name: str, place: int) -> WalkFileError:
    return WalkFileError(name, "fit_damaged", Finding("place", place))


class _Walk:
    """One way through the records of a file."""

    def __init__(self, name: str, data: bytes, rows: list[Rows]) -> None:
        self._name = name
        self._data = data
        self._bytes: NDArray[np.uint8] = np.frombuffer(data, np.uint8)
        self._rows = rows
        self._known: list[Rows | None] = [None] * 16
        self._stamp = -1
        self._runs = sum(len(one.starts) for one in rows)
        self._messages = sum(sum(one.counts) for one in rows)

    def go(self, at: int, end: int) -> None:
        """Note every message from a place to another."""
        while at < end:
            head = self._data[at]
            if head & _IN_HEAD:
                at = self._timed(at, end, head)
            elif head & _DEFINITION:
                at = self._define(at, end, head)
            else:
                at = self._run(at, end, head)

    def _define(self, at: int, end: int, head: int) -> int:
        data = self._data
        if at + 6 > end:
            raise _damaged(self._name, at)
        big = data[at + 2] == 1
        message = int.from_bytes(data[at + 3 : at + 5], "big" if big else "little")
        first, count = at + 6, data[at + 5]
        after = first + 3 * count
        fields: list[Field] = []
        size = 0
        for place in range(first, min(after, end), 3):
            number, width, kind = data[place], data[place + 1], data[place + 2] & 0x1F
            fields.append(Field(number, size, width, kind))
            size += width
        if head & _DEVELOPER and after < end:
            count = data[after]
            size += sum(data[after + 2 : after + 1 + 3 * count : 3])
            after += 1 + 3 * count
        if after > end:
            raise _damaged(self._name, at)
        stamp = next((one.place for one in fields if one.number == TIMESTAMP and one.size == 4), -1)
        self._known[head & 0xF] = made = Rows(
            Shape(message, big, tuple(fields), size, stamp), [], [], {}
        )
        if message in WANTED:
            self._rows.append(made)
        return after

    def _run(self, at: int, end: int, head: int) -> int:
        rows = self._known[head & 0xF]
        if rows is None or at + rows.shape.size >= end:
            raise _damaged(self._name, at)
        step = rows.shape.size + 1
        count = self._alike(at, end, step)
        if rows.shape.message in WANTED:
            self._note(rows, at, count)
        if rows.shape.stamp >= 0:
            place = at + (count - 1) * step + 1 + rows.shape.stamp
            self._set_stamp(place, big=rows.shape.big)
        return at + count * step

    def _alike(self, at: int, end: int, step: int) -> int:
        """How many messages with the same head follow each other."""
        head, most = self._data[at], (end - at) // step
        count, window = 1, 64
        if most == 1 or self._data[at + step] != head:
            return 1
        while count < most:
            upto = min(count + window, most)
            other = self._bytes[at + count * step : at + (upto - 1) * step + 1 : step] != head
            if other.any():
                return count + int(other.argmax())
            count, window = upto, window * 8
        return count

    def _timed(self, at: int, end: int, head: int) -> int:
        """A message whose head carries the lower five bits of its time."""
        rows = self._known[(head >> 5) & 0x3]
        if rows is None or at + rows.shape.size >= end or self._stamp < 0:
            raise _damaged(self._name, at)
        self._stamp += ((head & 0x1F) - self._stamp) & 0x1F
        if rows.shape.message in WANTED:
            self._note(rows, at, 1)
            rows.stamps[at] = self._stamp
        return at + 1 + rows.shape.size

    def _set_stamp(self, place: int, *, big: bool) -> None:
        self._stamp = int.from_bytes(self._data[place : place + 4], "big" if big else "little")

    def _note(self, rows: Rows, at: int, count: int) -> None:
        rows.starts.append(at)
        rows.counts.append(count)
        self._runs += 1
        self._messages += count
        if self._runs > _MOST_RUNS or self._messages > _MOST_MESSAGES:
            raise WalkFileError(self._name, "too_large", Finding("most_mb", MOST_BYTES // 10**6))
