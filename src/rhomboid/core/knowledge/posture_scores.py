"""Rows of the tables of RULA and REBA: angles to scores, scores to scores."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus

#: Which of the two Table A's of RULA that are in use (ER-08).
TableVariant = Literal["mainstream", "worksheet"]
Grid = tuple[tuple[int, ...], ...]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of all parts of the two tables."""


class Band(_Part, frozen=True):
    """All values up to an edge that the bands before it leave.

    Attributes:
        score: what the band counts.
        to: the edge, itself part of the band.
        below: the edge, no part of the band. With neither, the band is the rest.
    """

    score: int
    to: float | None = None
    below: float | None = None


class Extra(_Part, frozen=True):
    """What is added to a score once if any of these is so.

    Attributes:
        any: names of what is so or not, without the segment's own name.
        add: how much; negative where something helps.
    """

    any: tuple[str, ...]
    add: int


class SegmentRules(_Part, frozen=True):
    """From an angle to the score of a part of the body.

    Attributes:
        bands: from the least angle to the greatest.
        both_ways: whether the angle counts alike in both directions.
        extra: what is added.
        least, most: where the score ends.
    """

    bands: tuple[Band, ...]
    both_ways: bool = False
    extra: tuple[Extra, ...] = ()
    least: int = 1
    most: int = 9


class _Sheet(_Part, frozen=True):
    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    actions: tuple[Band, ...]
    neck: SegmentRules
    trunk: SegmentRules
    upper_arm: SegmentRules
    lower_arm: SegmentRules
    wrist: SegmentRules


class RulaRules(_Sheet, frozen=True):
    """RULA as McAtamney and Corlett have it.

    Attributes:
        actions: from the grand score to the action level.
        static_over_min: from how long on a posture is static (ER-03).
        trunk_supported: the trunk's score while sitting well supported.
        legs_unsupported: the legs' score where they are not supported and balanced; else 1.
        muscle_use: what a static or repeated posture adds to both sides.
        force: from the load in kilograms to what it adds, for each pattern of load.
        table_a: by variant, a row for each upper arm and lower arm, a column for each wrist and
            twist.
        table_b: a row for each neck, a column for each trunk and legs.
        table_c: a row for each score A, a column for each score B.
    """

    static_over_min: float
    trunk_supported: int
    legs_unsupported: int
    muscle_use: int
    force: Mapping[Literal["intermittent", "static", "repeated", "shock"], tuple[Band, ...]]
    table_a: Mapping[TableVariant, Grid]
    table_b: Grid
    table_c: Grid


class RebaRules(_Sheet, frozen=True):
    """REBA as Hignett and McAtamney have it.

    Attributes:
        actions: from the score to the action level.
        stance: the legs' score of each way to stand.
        knee: what bent knees add, unless sitting.
        load: from the load in kilograms to what it adds; `shock` adds to it.
        coupling: what each kind of grip adds.
        activity: what each kind of activity adds.
        table_a: a row for each neck and trunk, a column for each legs.
        table_b: a row for each upper arm and lower arm, a column for each wrist.
        table_c: a row for each score A, a column for each score B.
    """

    stance: Mapping[Literal["both_feet", "walking", "sitting", "one_foot_or_unstable"], int]
    knee: tuple[Band, ...]
    load: tuple[Band, ...]
    shock: int
    coupling: Mapping[Literal["good", "fair", "poor", "unacceptable"], int]
    activity: Mapping[str, int]
    table_a: Grid
    table_b: Grid
    table_c: Grid
