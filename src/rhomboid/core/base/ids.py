"""Identifiers that sort by time: UUID version 7 (RFC 9562, section 5.7)."""

from __future__ import annotations

from uuid import UUID

_VERSION = 0x7
_VARIANT = 0b10
_TIME_BITS = 48
_RANDOM_BITS = 74


def uuid7(unix_ms: int, random_bits: int) -> str:
    """Make a UUIDv7 from milliseconds since 1970 and 74 random bits.

    Raises:
        ValueError: if either does not fit.
    """
    if not 0 <= unix_ms < 1 << _TIME_BITS:
        raise ValueError(f"unix_ms must be a number of 48 bits, got {unix_ms}")
    if not 0 <= random_bits < 1 << _RANDOM_BITS:
        raise ValueError(f"random_bits must be a number of 74 bits, got {random_bits}")
    high, low = random_bits >> 62, random_bits & ((1 << 62) - 1)
    value = unix_ms << 80 | _VERSION << 76 | high << 64 | _VARIANT << 62 | low
    return str(UUID(int=value))
