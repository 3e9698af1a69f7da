"""Written times, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.importers.local_time import plausible, to_utc
from rhomboid.core.activity.samples import Floats, Ints

_WIDTH: Final = 40
_ZERO: Final = ord("0")
_DAY_S: Final = 86_400
_Bytes = NDArray[np.uint8]
_Flags = NDArray[np.bool_]


class Written(msgspec.Struct, frozen=True):
    """Times as they were written; n of them.

    Attributes:
        local_s: the clock as if it were UTC, seconds since 1970; NaN where it is no time.
        offset_s: local time less UTC, as written; NaN where nothing was.
    """

    local_s: Floats
    offset_s: Floats

    def utc_s(self, zone: str) -> Floats:
        """Seconds since 1970 in UTC; NaN where it is no plausible time.

        Args:
            zone: IANA name of the zone of times that name none.
        """
        found: Floats = self.local_s - self.offset_s
        bare = np.isnan(self.offset_s) & plausible(self.local_s)
        found[bare] = to_utc(self.local_s[bare], zone)
        return np.where(plausible(found), found, np.nan)


def iso(texts: Sequence[str]) -> Written:
    """Times such as `2026-03-01T08:00:07.250Z`, `2026-03-01 08:00` or `…+01:00`."""
    cells = _cells(texts)
    good = (cells[:, 4] == ord("-")) & (cells[:, 7] == ord("-"))
    good &= np.isin(cells[:, 10], np.frombuffer(b"T ", np.uint8)) & (cells[:, 13] == ord(":"))
    year, month, day = (_number(cells, *at, good) for at in ((0, 4), (5, 7), (8, 10)))
    return _written(cells, good, _days(year, month, day, good), 11)


def american(texts: Sequence[str]) -> Written:
    """Times such as `03/29/26 08:00:07`, which Fitbit writes."""
    cells = _cells(texts)
    good = (cells[:, 2] == ord("/")) & (cells[:, 5] == ord("/")) & (cells[:, 8] == ord(" "))
    month, day, year = (_number(cells, *at, good) for at in ((0, 2), (3, 5), (6, 8)))
    return _written(cells, good, _days(year + 2000, month, day, good), 9)


def _written(cells: _Bytes, good: _Flags, days: Ints, at: int) -> Written:
    """Times whose clock begins at a column: `HH:MM`, perhaps seconds, parts of them and a zone."""
    good &= cells[:, at + 2] == ord(":")
    hour = _number(cells, at, at + 2, good)
    minute = _number(cells, at + 3, at + 5, good)
    seconds = np.zeros(len(cells))
    end = np.full(len(cells), at + 5)
    timed = cells[:, at + 5] == ord(":")
    if timed.any():
        fine = timed.copy()
        seconds[timed] = _number(cells, at + 6, at + 8, fine)[timed]
        good &= fine == timed
        end[timed] = at + 8
        _add_fraction(cells, timed, seconds, end)
    good &= (hour <= 23) & (minute <= 59) & (seconds < 61)
    offset = _zone(cells, end, good)
    local = days * _DAY_S + hour * 3600 + minute * 60 + seconds
    return Written(np.where(good, local, np.nan), np.where(good, offset, np.nan))


def _cells(texts: Sequence[str]) -> _Bytes:
    """One row of bytes for each text; what is too long or not plain is left empty."""
    short = [text.strip() for text in texts]
    plain = [
        text.encode() if len(text) < _WIDTH and text.isascii() else b"" for text in short
    ]  # fmt: skip
    table = np.array(plain, f"S{_WIDTH}") if plain else np.zeros(0, f"S{_WIDTH}")
    return table.view(np.uint8).reshape(-1, _WIDTH)


def _number(cells: _Bytes, start: int, end: int, good: _Flags) -> Ints:
    """Digits of some columns; rows with anything else are marked."""
    digits = cells[:, start:end].astype(np.int64) - _ZERO
    good &= ((digits >= 0) & (digits <= 9)).all(axis=1)
    found: Ints = digits @ 10 ** np.arange(end - start)[::-1]
    return found


def _days(year: Ints, month: Ints, day: Ints, good: _Flags) -> Ints:
    """Days since 1970; rows that name no day are marked."""
    good &= (year >= 1) & (month >= 1) & (month <= 12) & (day >= 1)
    months = (np.where(good, year, 1970) - 1970) * 12 + np.where(good, month, 1) - 1
    first = months.astype("M8[M]").astype("M8[D]").astype(np.int64)
    after = (months + 1).astype("M8[M]").astype("M8[D]").astype(np.int64)
    good &= day <= after - first
    return np.where(good, first + day - 1, 0)


def _add_fraction(cells: _Bytes, timed: _Flags, seconds: Floats, end: Ints) -> None:
    """Parts of a second, however many digits; `end` moves behind them."""
    rows = np.arange(len(cells))
    going = timed & np.isin(cells[rows, end], np.frombuffer(b".,", np.uint8))
    end[going] += 1
    scale = 0.1
    while going.any():
        digit = cells[rows, np.minimum(end, _WIDTH - 1)].astype(np.int64) - _ZERO
        going &= (digit >= 0) & (digit <= 9) & (end < _WIDTH - 1)
        seconds[going] += digit[going] * scale
        end[going] += 1
        scale /= 10


def _zone(cells: _Bytes, end: Ints, good: _Flags) -> Floats:
    """Local time less UTC as written behind the clock: nothing, `Z`, `+01:00`, `+0100`, `+01`."""
    rows = np.arange(len(cells))
    spaced = cells[rows, end] == ord(" ")
    tail = np.minimum(end + spaced, _WIDTH - 7)
    rest = cells[rows[:, None], tail[:, None] + np.arange(7)]
    offset = np.where(rest[:, 0] == 0, np.nan, 0.0)
    named = (rest[:, 0] == ord("+")) | (rest[:, 0] == ord("-"))
    good &= named | (rest[:, 1] == 0) & ((rest[:, 0] == 0) | (rest[:, 0] == ord("Z")))
    if named.any():
        offset[named] = _numeric_zone(rest[named], good, np.flatnonzero(named))
    return offset


def _numeric_zone(rest: _Bytes, good: _Flags, rows: Ints) -> Floats:
    colon = rest[:, 3] == ord(":")
    minutes = np.where(colon[:, None], rest[:, 4:6], rest[:, 3:5])
    minutes = np.where(rest[:, 3:4] == 0, np.uint8(_ZERO), minutes)
    fine = np.where(colon, rest[:, 6], np.where(rest[:, 3] == 0, 0, rest[:, 5])) == 0
    digits = np.column_stack([rest[:, 1:3], minutes])
    number = _number(digits, 0, 2, fine) * 3600 + _number(digits, 2, 4, fine) * 60
    fine &= number <= 14 * 3600
    good[rows] &= fine
    found: Floats = np.where(rest[:, 0] == ord("-"), -number, number).astype(float)
    return found
