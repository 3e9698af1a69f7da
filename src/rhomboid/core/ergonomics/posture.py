"""What RULA and REBA ask of a posture alike."""

from __future__ import annotations

import msgspec

from rhomboid.core.ergonomics.between import Span, span

#: Half a turn either way; an angle beyond it is a slip of the pen.
ANGLES_DEG = (-180.0, 180.0)
#: Nobody holds more.
LOADS_KG = (0.0, 1000.0)


def unseen(posture: msgspec.Struct) -> tuple[str, ...]:
    """The inputs that were not seen, in their order."""
    return tuple(name for name in posture.__struct_fields__ if getattr(posture, name) is None)


def angle(posture: msgspec.Struct, name: str) -> Span:
    """An angle of a posture as the span it lies in.

    Raises:
        InputError: if it is no number, or beyond half a turn.
    """
    return span(name, getattr(posture, name), *ANGLES_DEG)
