"""FIT files, written for the tests."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from rhomboid.adapters.importers.fit.messages import EPOCH_S

#: Number, size and type of a field.
Described = tuple[int, int, int]

UINT8, UINT16, UINT32, SINT32, ENUM, STRING = 0x02, 0x84, 0x86, 0x85, 0x00, 0x07
STAMP: Described = (253, 4, UINT32)
#: Timestamp, latitude, longitude, distance, cadence.
RECORD_FIELDS: tuple[Described, ...] = (
    STAMP, (0, 4, SINT32), (1, 4, SINT32), (5, 4, UINT32), (4, 1, UINT8),
)  # fmt: skip
#: Timestamp, start, elapsed, timer, distance, cycles, sport.
SESSION_FIELDS: tuple[Described, ...] = (
    STAMP, (2, 4, UINT32), (7, 4, UINT32), (8, 4, UINT32), (9, 4, UINT32), (10, 4, UINT32),
    (5, 1, ENUM),
)  # fmt: skip
ACTIVITY_FIELDS: tuple[Described, ...] = (STAMP, (5, 4, UINT32))


def crc(data: bytes) -> int:
    """The checksum, bit by bit: not the way it is computed in the program."""
    found = 0
    for byte in data:
        found ^= byte
        for _ in range(8):
            found = (found >> 1) ^ 0xA001 if found & 1 else found >> 1
    return found


def fit(*records: bytes, head_size: int = 14) -> bytes:
    """A whole file of records."""
    body = b"".join(records)
    head = struct.pack("<BBHI4s", head_size, 0x20, 2132, len(body), b".FIT")
    if head_size == 14:
        head += struct.pack("<H", crc(head))
    return head + body + struct.pack("<H", crc(head + body))


def definition(
    local: int, message: int, fields: Sequence[Described], *, big: bool = False, extra: int = 0
) -> bytes:
    """A definition; `extra` bytes are a field of a developer."""
    head = 0x40 | local | (0x20 if extra else 0)
    order = ">" if big else "<"
    text = struct.pack(f"{order}BBBHB", head, 0, int(big), message, len(fields))
    text += b"".join(struct.pack("BBB", *field) for field in fields)
    return text + (struct.pack("BBBB", 1, 0, extra, 0) if extra else b"")


def letters(fields: Sequence[Described]) -> str:
    kinds = {UINT8: "B", ENUM: "B", UINT16: "H", UINT32: "I", SINT32: "i"}
    return "".join(kinds[kind] if kind != STRING else f"{size}s" for _, size, kind in fields)


def message(
    local: int, fields: Sequence[Described], *values: int | bytes, big: bool = False
) -> bytes:
    """One message of a local kind."""
    return struct.pack((">" if big else "<") + "B" + letters(fields), local, *values)


def stamp(at_s: float) -> int:
    """A time as the format writes it."""
    return int(at_s) - EPOCH_S


def walk(
    start_s: float,
    seconds: int,
    *,
    cadence: int = 55,
    sport: int = 11,
    speed_cm_per_s: int = 140,
    offset_s: int = 3600,
    big: bool = False,
) -> list[bytes]:
    """The records of a walk with a place and a cadence each second."""
    first = stamp(start_s)
    records = [
        definition(0, 0, [(0, 1, ENUM), (1, 2, UINT16), (2, 2, UINT16)], big=big),
        message(0, [(0, 1, ENUM), (1, 2, UINT16), (2, 2, UINT16)], 4, 1, 2697, big=big),
        definition(1, 20, RECORD_FIELDS, big=big),
    ]
    records += [
        message(
            1, RECORD_FIELDS, first + second, 600_000_000 + second * 150, 100_000_000,
            second * speed_cm_per_s, cadence, big=big,
        )
        for second in range(seconds + 1)
    ]  # fmt: skip
    records += [
        definition(2, 18, SESSION_FIELDS, big=big),
        message(
            2, SESSION_FIELDS, first + seconds, first, seconds * 1000, seconds * 1000,
            seconds * speed_cm_per_s, seconds * cadence // 60, sport, big=big,
        ),
        definition(3, 34, ACTIVITY_FIELDS, big=big),
        message(3, ACTIVITY_FIELDS, first + seconds, first + seconds + offset_s, big=big),
    ]  # fmt: skip
    return records
