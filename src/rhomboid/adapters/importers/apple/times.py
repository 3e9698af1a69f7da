"""Times as Apple writes them, many at once: `2026-01-05 08:12:00 +0100`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import numpy as np
from numpy.typing import NDArray

from rhomboid.adapters.importers.apple.tags import plain
from rhomboid.core.activity.samples import Floats, Ints

#: What stands between start and end where Apple's order of attributes is kept.
BETWEEN: Final = b'" endDate="'
_WIDTH: Final = 25
_PAIR: Final = _WIDTH + len(BETWEEN) + _WIDTH
_BLANK: Final = b"-" * _PAIR
_DIGITS: Final = np.array([0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 21, 22, 23, 24])
_SIGNS: Final = np.array([4, 7, 10, 13, 16, 19])
_SIGN_LETTERS: Final = np.frombuffer(b"-- :: ", np.uint8)
_PLACE_OF_SIGN: Final = 20
_PLUS, _MINUS, _ZERO, _NINE = b"+-09"
_FIRST_YEAR: Final = 2000
_LAST_YEAR: Final = 2099
_MONTHS: Final = np.arange(f"{_FIRST_YEAR}-01", f"{_LAST_YEAR + 2}-01", dtype="datetime64[M]")
#: Days since 1970 of the first of each month.
_FIRSTS: Final[Ints] = _MONTHS.astype("datetime64[D]").astype(np.int64)
_MOST_OFFSET_H: Final = 15
_ANY: Final = re.compile(
    rb"(\d{4})-?(\d\d)-?(\d\d)[ T]?(\d\d?):?(\d\d):?(\d\d)(?:\.\d{1,9})?"
    rb"(?: ?([AaPp])\.?[Mm]\.?)? ?(?:([+-])(\d\d):?(\d\d)|Z)"
)
_NOON_H: Final = 12

Bytes = NDArray[np.uint8]


def spans(pairs: Sequence[bytes]) -> tuple[Floats, Floats, Ints]:
    """Starts and ends of records.

    Args:
        pairs: start and end as they stand in the file, with `BETWEEN` between them; n of them.

    Returns:
        Seconds since 1970 of starts and ends, not a number where they cannot be read or lie
        outside of 2000 to 2099, and the offset from UTC of the starts in seconds; each of (n,).
    """
    even = [pair if len(pair) == _PAIR else _BLANK for pair in pairs]
    letters = np.frombuffer(b"".join(even), np.uint8).reshape(-1, _PAIR)
    start_s, offset_s, good = _times(letters[:, :_WIDTH])
    end_s, _, good_end = _times(letters[:, -_WIDTH:])
    for row in np.flatnonzero(~(good & good_end)).tolist():
        start, _, end = pairs[row].partition(BETWEEN)
        (start_s[row], offset_s[row]), (end_s[row], _) = time(start), time(end)
    return start_s, end_s, offset_s


def time(raw: bytes) -> tuple[float, int]:
    """One time, in any form that exports have had: seconds since 1970, offset in seconds.

    Not a number where it cannot be read or lies outside of 2000 to 2099.
    """
    match = _ANY.fullmatch(plain(raw))
    if match is None:
        return np.nan, 0
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    half, sign, offset_h, offset_min = match.groups()[6:]
    if half and 1 <= hour <= _NOON_H:
        hour = hour % _NOON_H + (_NOON_H if half in b"pP" else 0)
    offset_s = (int(offset_h) * 3600 + int(offset_min) * 60) if sign else 0
    if offset_s > _MOST_OFFSET_H * 3600 or not _FIRST_YEAR <= year <= _LAST_YEAR:
        return np.nan, 0
    offset_s = -offset_s if sign == b"-" else offset_s
    try:
        local = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return np.nan, 0
    return local.timestamp() - offset_s, offset_s


def _times(letters: Bytes) -> tuple[Floats, Ints, NDArray[np.bool_]]:
    """Times of the usual form, letters in (n, 25): seconds, offsets, and which have that form."""
    digits = letters[:, _DIGITS]
    sign = letters[:, _PLACE_OF_SIGN]
    good = ((digits >= _ZERO) & (digits <= _NINE)).all(1)
    good &= (letters[:, _SIGNS] == _SIGN_LETTERS).all(1)
    good &= (sign == _PLUS) | (sign == _MINUS)
    d = (digits - np.uint8(_ZERO)).astype(np.int64).T
    year = d[0] * 1000 + d[1] * 100 + d[2] * 10 + d[3]
    month, day, hour, minute, second, offset_h, offset_min = (
        d[place] * 10 + d[place + 1] for place in range(4, 18, 2)
    )
    good &= (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (month >= 1) & (month <= 12)
    row = np.where(good, (year - _FIRST_YEAR) * 12 + month - 1, 0)
    good &= (day >= 1) & (day <= _FIRSTS[row + 1] - _FIRSTS[row])
    good &= (hour < 24) & (minute < 60) & (second < 60)
    good &= (offset_h < _MOST_OFFSET_H) & (offset_min < 60)
    offset_s = np.where(sign == _MINUS, -1, 1) * (offset_h * 3600 + offset_min * 60)
    days = _FIRSTS[row] + day - 1
    seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset_s
    return np.where(good, seconds, np.nan), np.where(good, offset_s, 0), good
