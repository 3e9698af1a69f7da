"""Outcome measures: which are used, and whose words may be shipped."""

from __future__ import annotations

from rhomboid.core.knowledge.row import Row


class Measure(Row, frozen=True, kw_only=True):
    """One measure.

    Attributes:
        shipped: whether rhomboid uses it.
        text_may_ship: whether the words of its items may be part of rhomboid.
        minimum, maximum, unit: range of its score.
        important_change: smallest change that matters, in its unit, where published.
    """

    shipped: bool
    text_may_ship: bool
    minimum: float
    maximum: float
    unit: str
    important_change: float | None = None
