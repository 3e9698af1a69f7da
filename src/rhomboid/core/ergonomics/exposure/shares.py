"""How time is shared out among action levels."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import numpy as np

from rhomboid.core.ergonomics.rows import Numbers, Rows


class LevelShare(msgspec.Struct, frozen=True, kw_only=True):
    """One action level's part of the time that was seen, 0 to 1.

    Attributes:
        level: of the sheet.
        lowest, highest: its part if every posture had the lowest score that fits, or the highest;
            over all levels each of them adds up to 1.
        at_least, at_most: the part of the time at this level or above it lies between these.
    """

    level: int
    lowest: float
    highest: float
    at_least: float
    at_most: float


def level_shares(level: Rows, weights_s: Numbers, levels: Sequence[int]) -> tuple[LevelShare, ...]:
    """Shares of every level.

    Args:
        level: lowest and highest action level of n postures, shape (n,).
        weights_s: how long each lasted in seconds, shape (n,); their sum must be above 0.
        levels: all that the sheet has, rising.
    """
    part = weights_s / weights_s.sum()

    def share(these: Numbers) -> float:
        return float(min(part[these].sum(), 1.0))

    return tuple(
        LevelShare(
            level=one,
            lowest=share(level.low == one),
            highest=share(level.high == one),
            at_least=share(level.low >= one),
            at_most=share(level.high >= one),
        )
        for one in levels
    )


def median_score(score: Rows, weights_s: Numbers) -> tuple[int, int]:
    """The score that half of the time reaches at least, at the lowest and at the highest.

    Args:
        score: spans of shape (n,).
        weights_s: how long each lasted in seconds, shape (n,).
    """
    return (_median(score.low, weights_s), _median(score.high, weights_s))


def _median(scores: Numbers, weights_s: Numbers) -> int:
    order = np.argsort(-scores, kind="stable")
    reached = np.cumsum(weights_s[order])
    place = int(np.searchsorted(reached, reached[-1] / 2))
    return int(scores[order][min(place, len(order) - 1)])
