"""Likely causes and the points that findings give them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.row import EvidenceStatus

Band = Literal["most_consistent", "possible", "less_likely"]

#: From least to most likely.
BANDS: tuple[Band, ...] = ("less_likely", "possible", "most_consistent")


class CauseEvidence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One finding that speaks for (points > 0) or against (points < 0) a cause.

    Findings of one `cluster` say the same thing; only the strongest counts.
    """

    id: str
    cluster: str
    points: int
    when: Condition


class Cause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One likely cause; `cap` is the highest band it may reach unless `cap_unless` holds."""

    id: str
    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    evidence: tuple[CauseEvidence, ...]
    cap: Band | None = None
    cap_unless: Condition | None = None


class BandRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the bands of likelihood begin, in points."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    most_consistent_points: int
    most_consistent_lead_points: int
    possible_points: int


class PhaseRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the phases of a spell begin, in days, and when it counts as over (pain 0-10)."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    acute_below_days: int
    subacute_below_days: int
    recovered_pain_at_most: int


class SeverityRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the severities begin, average pain over seven days on 0-10."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    mild_from: int
    moderate_from: int
    severe_from: int


class DifferentialRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules around the causes."""

    bands: BandRules
    phase: PhaseRules
    severity: SeverityRules
