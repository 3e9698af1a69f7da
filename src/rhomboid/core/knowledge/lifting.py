"""The revised NIOSH lifting equation as a table: constants, multipliers, refusals (ER-20 to ER-26).

Two sets of constants stand side by side, metric and US; neither is a conversion of the other.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Literal

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus

Units = Literal["metric", "us"]
Coupling = Literal["good", "fair", "poor"]
DurationClass = Literal["short", "moderate", "long"]
#: Best first.
COUPLINGS: tuple[Coupling, ...] = ("good", "fair", "poor")
#: Shortest first.
DURATIONS: tuple[DurationClass, ...] = ("short", "moderate", "long")


class Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the table that cites its facts."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date


class Constants(Block, frozen=True):
    """One set of constants; lengths in `length_unit`, loads in `mass_unit`.

    HM = h_least / H, VM = 1 - v_per_unit |V - v_best|, DM = d_constant + d_over / D.
    """

    length_unit: str
    mass_unit: str
    load_constant: float
    h_least: float
    h_most: float
    v_best: float
    v_per_unit: float
    v_most: float
    d_least: float
    d_constant: float
    d_over: float
    d_most: float
    v_split: float
    estimate_split: float
    estimate_low: float
    estimate_high: float
    container_length_most: float
    container_height_most: float


class Asymmetry(Block, frozen=True):
    """AM = 1 - per_deg A, up to `most_deg`."""

    per_deg: float
    most_deg: float


class FrequencyRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """FM at one frequency: hands below the split, and at or above it, for each duration."""

    per_min: float
    short: tuple[float, float]
    moderate: tuple[float, float]
    long: tuple[float, float]


class Frequency(Block, frozen=True):
    """FM by frequency, ascending, and the rule of the sample of 15 minutes.

    Raises:
        ValueError: if rows do not ascend, or FM rises from one row to the next.
    """

    row: tuple[FrequencyRow, ...]
    sample_min: float
    sample_most_per_min: float

    def __post_init__(self) -> None:
        for above, below in pairwise(self.row):
            if below.per_min <= above.per_min:
                raise ValueError(f"`row` must ascend, got {below.per_min} after {above.per_min}")
            for name in DURATIONS:
                before, after = getattr(above, name), getattr(below, name)
                if any(later > earlier for earlier, later in zip(before, after, strict=True)):
                    raise ValueError(f"`{name}` must not rise, but does at {below.per_min}")

    def column(self, duration: DurationClass, *, high: bool) -> tuple[float, ...]:
        """FM down one column; `high` is hands at or above the split."""
        return tuple(getattr(row, duration)[high] for row in self.row)


class Couplings(Block, frozen=True):
    """CM: hands below the split, and at or above it."""

    good: tuple[float, float]
    fair: tuple[float, float]
    poor: tuple[float, float]

    def cm(self, coupling: Coupling, *, high: bool) -> float:
        """The multiplier; `high` is hands at or above the split."""
        pair: tuple[float, float] = getattr(self, coupling)
        return pair[high]


class DurationRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of duration: up to `up_to_h` of work, then `recovery` times as long of light work."""

    up_to_h: float
    recovery: float | None = None


class Durations(Block, frozen=True):
    """The three classes; longer than the last one is refused."""

    short: DurationRule
    moderate: DurationRule
    long: DurationRule

    def class_of(self, hours: float) -> DurationClass | None:
        """The class that these hours fit; `None` if they are too long for all."""
        return next((name for name in DURATIONS if hours <= self.rule(name).up_to_h), None)

    def rule(self, name: DurationClass) -> DurationRule:
        """The rule of a class."""
        rule: DurationRule = getattr(self, name)
        return rule


class Refusal(Block, frozen=True):
    """A condition under which the equation does not apply.

    Attributes:
        quantity: what could be measured for it, if anything.
        low, high: what the equation was made for, borders included.
        told_only: a measured value does not decide it; a person has to say so.
    """

    id: str
    quantity: str | None = None
    unit: str | None = None
    low: float | None = None
    high: float | None = None
    told_only: bool = False


class Band(Block, frozen=True):
    """How an index up to and including `up_to` is read; the last band has no upper end."""

    id: str
    up_to: float | None = None


class Realistic(Block, frozen=True):
    """How far a lift can be changed in practice, and in which steps that is told.

    Attributes:
        load_share_least: what is left of a load that is split.
        lifts_when_split: how many times as often it is then lifted.
        d_share_least, per_min_share_least, duration_share_least: what is left of each, at least.
        a_deg_least: angle to which turning with the feet leads.
        h_nearest: how near the hands come, by units; farther for a load that is known to be deep.
        step: by unit, as amounts are told.
    """

    load_share_least: float
    lifts_when_split: float
    d_share_least: float
    per_min_share_least: float
    duration_share_least: float
    a_deg_least: float
    h_nearest: dict[Units, float]
    step: dict[str, float]


class LiftingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    metric: Constants
    us: Constants
    asymmetry: Asymmetry
    frequency: Frequency
    coupling: Couplings
    duration: Durations
    control: Block
    job: Block
    realistic: Realistic
    refusal: tuple[Refusal, ...]
    band: tuple[Band, ...]

    def constants(self, units: Units) -> Constants:
        """The constants of a system of units."""
        return self.us if units == "us" else self.metric

    def refusal_of(self, condition: str) -> Refusal | None:
        """The refusal with this id."""
        return next((row for row in self.refusal if row.id == condition), None)
