"""Timing a position that is held: dwell within a tolerance of where the person came to rest."""

from __future__ import annotations

from typing import Final

import msgspec

#: A hold is left when the signal is away from it for longer than this, or unseen for longer.
LEAVE_S: Final = 0.7
UNSEEN_S: Final = 2.0
#: Shorter stays are no holds.
SHORTEST_S: Final = 1.0
#: It begins when the signal moves slower than this share of the own range a second.
_STILL_SHARE: Final = 0.25
#: It must be away from rest by this share of the own range, and may vary by the other.
_FROM_SHARE: Final = 0.5
_WITHIN_SHARE: Final = 0.2
#: The level follows a slow drift.
_DRIFT_S: Final = 3.0


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """A position that is being held, and those that were.

    Attributes:
        since_s, level, within_s: beginning, mean signal, and last time within the tolerance.
        done: beginning and end of each hold that is over.
        last: last value with its time.
    """

    since_s: float | None = None
    level: float = 0.0
    within_s: float = 0.0
    done: tuple[tuple[float, float], ...] = ()
    last: tuple[float, float] | None = None

    def seconds(self) -> float:
        """How long the position is held now."""
        return 0.0 if self.since_s is None else self.within_s - self.since_s


def held(holding: Holding, now: tuple[float, float], own_range: float, least: float) -> Holding:
    """After one more value (time, signal above rest)."""
    t_s, value = now
    last = holding.last or now
    dt = t_s - last[0]
    limit = UNSEEN_S if last[0] <= holding.within_s else LEAVE_S
    if holding.since_s is None or t_s - holding.within_s > limit:
        return _perhaps_begun(_ended(holding), now, (own_range, least), last)
    tolerance = max(least / 2, _WITHIN_SHARE * own_range)
    if abs(value - holding.level) <= tolerance:
        level = holding.level + min(dt / _DRIFT_S, 1.0) * (value - holding.level)
        return msgspec.structs.replace(holding, level=level, within_s=t_s, last=now)
    return msgspec.structs.replace(holding, last=now)


def _perhaps_begun(
    holding: Holding,
    now: tuple[float, float],
    sizes: tuple[float, float],
    last: tuple[float, float],
) -> Holding:
    own_range, least = sizes
    t_s, value = now
    dt = t_s - last[0]
    speed = abs(value - last[1]) / dt if dt > 0 else float("inf")
    size = max(own_range, least)
    if value >= max(least, _FROM_SHARE * own_range) and speed <= _STILL_SHARE * size:
        return msgspec.structs.replace(holding, since_s=t_s, level=value, within_s=t_s, last=now)
    return msgspec.structs.replace(holding, last=now)


def _ended(holding: Holding) -> Holding:
    if holding.since_s is None:
        return holding
    done = holding.done
    if holding.seconds() >= SHORTEST_S:
        done = (*done, (holding.since_s, holding.within_s))
    return msgspec.structs.replace(holding, since_s=None, done=done)


def finished(holding: Holding) -> tuple[tuple[float, float], ...]:
    """Every hold, the one that lasts still as well."""
    return _ended(holding).done
