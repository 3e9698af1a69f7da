"""What was read in each frame of a set, and the frames of one repetition out of it."""

from __future__ import annotations

from typing import Final

import msgspec
import numpy as np

from rhomboid.core.movement.body.pose import Side
from rhomboid.core.movement.body.rotation import Array, Mask
from rhomboid.core.movement.coach.plan import Part, Plan
from rhomboid.core.movement.coach.records import Channel, Unseen

#: Columns before those of the channels: time, error, left and right signal.
FIRST: Final = 4


class Trace:
    """What was read in each frame that could be judged; grows as a set goes on."""

    def __init__(self) -> None:
        self.rows: list[tuple[float, ...]] = []
        self.unseen: dict[Unseen, float] = {}
        self.blind_frames = 0

    def add(
        self,
        t_s: float,
        channels: tuple[float | None, ...],
        error: float,
        faults: tuple[float | None, ...],
        sides: dict[Side, float],
    ) -> None:
        """Keep one frame: time, error, both sides, channels, faults; NaN where not read."""
        nan = float("nan")
        pair = (sides.get("left", nan), sides.get("right", nan))
        rest = tuple(nan if value is None else value for value in (*channels, *faults))
        self.rows.append((t_s, error, *pair, *rest))

    def blind(self, reason: Unseen, seconds: float) -> None:
        """Keep that a frame could not be judged."""
        self.unseen[reason] = self.unseen.get(reason, 0.0) + seconds
        self.blind_frames += 1

    def table(self, plan: Plan) -> Array:
        """Everything as one table, shape (n, columns)."""
        width = FIRST + len(plan.channels) + len(plan.watching)
        return np.array(self.rows) if self.rows else np.zeros((0, width))


class Span(msgspec.Struct, frozen=True):
    """The frames of one repetition."""

    t_s: Array
    error: Array
    left: Array
    right: Array
    signal: Array
    faults: Array

    def parts(self, top: tuple[float, float]) -> dict[Part, Mask]:
        begin, end = top
        return {
            "up": np.asarray(self.t_s < begin),
            "top": np.asarray((self.t_s >= begin) & (self.t_s <= end)),
            "down": np.asarray(self.t_s > end),
        }


def span_of(plan: Plan, table: Array, channel: Channel, begin: float, end: float) -> Span:
    t_s = table[:, 0]
    rows = table[np.searchsorted(t_s, begin) : np.searchsorted(t_s, end, side="right")]
    first = FIRST + len(plan.channels)
    signal = rows[:, FIRST + plan.channels.index(channel)]
    return Span(rows[:, 0], rows[:, 1], rows[:, 2], rows[:, 3], signal, rows[:, first:])
