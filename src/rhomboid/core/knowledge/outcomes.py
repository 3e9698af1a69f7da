"""Definitions of episode, flare and recovery, and when the diary is asked (PR-04, OM-21)."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus


class EpisodeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an episode is; scores are 0 to 10, spans are days."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    quiet_at_most: float
    pain_from: float
    quiet_days: int
    told_days: int


class FlareRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a flare is, and when it is over."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    above_usual: float
    lasting_days: int
    usual_days: int
    over_within: float
    over_days: int
    silent_days: int


class ChangeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which changes matter (OM-01, OM-02, OM-22)."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    pain_matters: float
    pain_clear: float
    pain_clear_percent: float
    psfs_clear: float


class CheckIn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often pain is asked after recovery: from `from_day` on, every `every_days` days."""

    from_day: int
    every_days: int


class PreventionRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """After recovery: check-ins that thin out, reviews, and the first sign (PR-11)."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    review_every_days: int
    first_sign_from: float
    checkin: tuple[CheckIn, ...]


class OutcomeRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    episode: EpisodeRules
    flare: FlareRules
    change: ChangeRules
    prevention: PreventionRules
