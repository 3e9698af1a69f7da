"""Rows of the table of positions: what a day is made of, how it loads, and what eases it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus, Row

Strained = Literal["neck", "shoulders", "between_blades", "middle_back", "low_back", "arms"]


class Fix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One thing that can be changed about a position.

    Attributes:
        id: its name.
        effort: 1 at once and for nothing, 2 needs an object or a word with somebody, 3 needs
            money, a workshop or an employer.
        set: inputs of REBA that it brings to another value or span.
        load_share: what it leaves of the load.
        times: how many times as long the position then takes, as a load that is split does.
        unbroken_min: the longest stretch that it leaves.
    """

    id: str
    effort: Literal[1, 2, 3]
    set: Mapping[str, Any] = {}
    load_share: float = 1.0
    times: float = 1.0
    unbroken_min: int | None = None


class Position(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One position or task to choose by its picture.

    Attributes:
        kind: held still, moved in, or a load handled.
        load: whether a load is asked for.
        strains: what it works most, the most worked first.
        causes: likely causes that it feeds.
        inputs: inputs of REBA, each a value or the span that people have in it; what is not
            named is unseen.
        movements: movements that do the opposite or strengthen what it works.
        fixes: what can be changed.
        figure: the pose as it is drawn, in the form of a movement's figure.
    """

    kind: Literal["still", "moving", "load"]
    load: bool = False
    strains: tuple[Strained, ...]
    causes: tuple[str, ...]
    inputs: Mapping[str, Any]
    movements: tuple[str, ...] = ()
    fixes: tuple[Fix, ...]
    figure: dict[str, Any] = {}


class PositionWeights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How positions are put in order; rules of ours, for lack of any that were tested.

    Attributes:
        long_from_min: a stretch from here on counts as long (ER-53).
        long_adds: what a long stretch adds to the points of each hour.
        likely_times: how much more a position counts that feeds what is most likely behind the
            pain.
        recheck_days: when to look again.
        trials_at_once: how many changes are tried at the same time.
        lifting_from_kg: a load from here on is lifting (ER-12).
        lifting_from_h: hours of it a day that count as exposure.
        still_from_h: hours a day in long stretches that count as exposure.
    """

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    long_from_min: int
    long_adds: float
    likely_times: float
    recheck_days: int
    trials_at_once: int
    lifting_from_kg: float
    lifting_from_h: float
    still_from_h: float


class PositionRules(msgspec.Struct, frozen=True):
    """All positions, and how they are put in order."""

    weights: PositionWeights
    positions: Mapping[str, Position]
