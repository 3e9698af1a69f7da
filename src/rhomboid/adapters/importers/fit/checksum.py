"""The checksum of FIT: CRC-16 with the polynomial 0x8005, lowest bit first, begun at 0."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

_POLYNOMIAL = 0xA001


def checksum(data: bytes) -> int:
    """The checksum of some bytes; two bytes a step, since it is as wide."""
    table = _table()
    even = len(data) & ~1
    found = 0
    for word in np.frombuffer(data, "<u2", even // 2).tolist():
        found = table[found ^ word]
    if len(data) > even:
        low = found ^ data[-1]
        found = (found >> 8) ^ _byte(low & 0xFF)
    return found


@lru_cache(maxsize=1)
def _table() -> list[int]:
    words = np.arange(1 << 16, dtype=np.uint32)
    for _ in range(16):
        words = np.where(words & 1, (words >> 1) ^ _POLYNOMIAL, words >> 1)
    found: list[int] = words.tolist()
    return found


def _byte(low: int) -> int:
    for _ in range(8):
        low = (low >> 1) ^ _POLYNOMIAL if low & 1 else low >> 1
    return low
