"""Samples of a day as packed columns, and back."""

from __future__ import annotations

import zlib
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.store.errors import StoreError
from rhomboid.core.activity.samples import Floats, Ints

#: How the columns lie one after the other, little-endian.
_ROW_BYTES: Final = 8 + 8 + 8 + 4
_LEVEL: Final = 1


class Columns(msgspec.Struct, frozen=True):
    """Samples of one kind and source; n of them.

    Attributes:
        start_s, end_s: seconds since 1970 in UTC, shape (n,).
        value: in the unit of the kind, shape (n,).
        offset_s: local time less UTC, in seconds, shape (n,).
    """

    start_s: Floats
    end_s: Floats
    value: Floats
    offset_s: Ints

    def __len__(self) -> int:
        return len(self.start_s)

    def pick(self, rows: NDArray[np.bool_] | Ints) -> Columns:
        """Some of the samples."""
        return Columns(self.start_s[rows], self.end_s[rows], self.value[rows], self.offset_s[rows])


def pack(columns: Columns) -> bytes:
    """Columns as bytes."""
    raw = (
        columns.start_s.astype("<f8").tobytes()
        + columns.end_s.astype("<f8").tobytes()
        + columns.value.astype("<f8").tobytes()
        + columns.offset_s.astype("<i4").tobytes()
    )
    return zlib.compress(raw, _LEVEL)


def unpack(data: bytes, samples: int) -> Columns:
    """The columns in some bytes.

    Raises:
        StoreError: if they are damaged.
    """
    try:
        raw = zlib.decompress(data)
    except zlib.error as error:
        raise _damaged() from error
    if len(raw) != samples * _ROW_BYTES:
        raise _damaged()
    floats = np.frombuffer(raw, "<f8", samples * 3).reshape(3, samples).astype(np.float64)
    offsets = np.frombuffer(raw, "<i4", samples, samples * 24).astype(np.int64)
    return Columns(floats[0], floats[1], floats[2], offsets)


def holds(columns: Columns, block: Columns) -> bool:
    """Whether every sample of a block is among others."""
    return bool(np.isin(_keys(block), _keys(columns)).all())


def fresh(columns: Columns, there: Columns | None) -> Columns:
    """Samples that are not there yet, each once, in order of time."""
    rows = np.lexsort((columns.value, columns.end_s, columns.start_s))
    ordered = columns.pick(rows)
    keys = _keys(ordered)
    first = np.ones(len(ordered), bool)
    first[1:] = keys[1:] != keys[:-1]
    if there is not None and len(there):
        first &= ~np.isin(keys, _keys(there))
    return ordered.pick(first)


def _keys(columns: Columns) -> NDArray[np.void]:
    stacked = np.column_stack((columns.start_s, columns.end_s, columns.value)) + 0.0  # no -0.0
    keys: NDArray[np.void] = np.ascontiguousarray(stacked).view(np.dtype((np.void, 24))).ravel()
    return keys


def _damaged() -> StoreError:
    return StoreError(
        "what phones and watches recorded must be readable, but a part of it is damaged; nothing "
        "was changed. `rhomboid doctor --restore latest` brings back the newest backup"
    )
