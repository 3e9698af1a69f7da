"""Apple's types of records and units, in the kinds and units of rhomboid."""

from __future__ import annotations

from typing import Final

import msgspec

from rhomboid.core.activity.records import KINDS, Kind

#: Apple's names of what is measured, without `HKQuantityTypeIdentifier`.
TYPES: Final[dict[bytes, Kind]] = {
    b"StepCount": "steps",
    b"DistanceWalkingRunning": "distance_m",
    b"WalkingSpeed": "speed_m_per_s",
    b"WalkingStepLength": "step_length_m",
    b"HeartRate": "heart_rate_per_min",
}
PREFIX: Final = b"HKQuantityTypeIdentifier"
_LENGTHS_M: Final = {
    "m": 1.0, "km": 1000.0, "cm": 0.01, "mm": 0.001,
    "mi": 1609.344, "ft": 0.3048, "yd": 0.9144, "in": 0.0254,
}  # fmt: skip
_TIMES_S: Final = {
    "s": 1.0, "sec": 1.0, "min": 60.0, "h": 3600.0, "hr": 3600.0, "d": 86_400.0, "ms": 0.001,
}  # fmt: skip


class Ceiling(msgspec.Struct, frozen=True):
    """The most that a record can hold without being a slip of a device: a value and a rate.

    Attributes:
        most: whatever the record's length, in the unit of the kind.
        per_s: more for each second of its length; 0 for means.
    """

    most: float
    per_s: float = 0


#: Wide: programs write a whole day's steps into a second, and that is believed.
CEILINGS: Final[dict[Kind, Ceiling]] = {
    "steps": Ceiling(150_000, 10),
    "distance_m": Ceiling(300_000, 20),
    "speed_m_per_s": Ceiling(20),
    "step_length_m": Ceiling(5),
    "heart_rate_per_min": Ceiling(400),
}


def kind_place(name: bytes) -> int:
    """Where a type's kind stands in `KINDS`."""
    return KINDS.index(TYPES[name])


def factor_of(kind: Kind, unit: str) -> float | None:
    """By what a value is multiplied to be in the unit of its kind; None if it can't be."""
    match kind:
        case "steps":
            return 1.0 if unit == "count" else None
        case "distance_m" | "step_length_m":
            return length_m(unit)
        case "speed_m_per_s":
            return _speed(unit)
        case _:
            return _rate(unit)


def length_m(unit: str) -> float | None:
    """Metres in a unit of length."""
    return _LENGTHS_M.get(unit)


def time_s(unit: str) -> float | None:
    """Seconds in a unit of time."""
    return _TIMES_S.get(unit)


def _speed(unit: str) -> float | None:
    if unit == "mph":
        unit = "mi/hr"
    above, _, below = unit.partition("/")
    length, time = _LENGTHS_M.get(above), _TIMES_S.get(below)
    return length / time if length and time else None


def _rate(unit: str) -> float | None:
    if unit == "bpm":
        unit = "count/min"
    above, _, below = unit.partition("/")
    time = _TIMES_S.get(below)
    return 60.0 / time if above == "count" and time else None
