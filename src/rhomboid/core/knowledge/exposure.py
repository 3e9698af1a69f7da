"""What a recording counts as: from where a part is bent, held, or in another posture.

The sheets say "side bending" and "abducted" and name no angle; what is taken instead stands here,
with what speaks for it.
"""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus


class ExposurePart(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the table that cites its facts."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date


class Bent(ExposurePart, frozen=True):
    """From which angle on a part is bent to the side, or an arm out from the body."""

    side_bent_from_deg: float
    abducted_from_deg: float


class Supported(ExposurePart, frozen=True):
    """Up to which bend of the hips a trunk can be "well supported" (ER-02)."""

    hips_to_deg: float


class HeldStill(ExposurePart, frozen=True):
    """When a part is held.

    Attributes:
        within_deg: how far from the middle of where it has been a part may be.
        seen_share_least: how much of a stretch must have been seen.
        parts_least: how many parts must be held for the whole posture to be.
    """

    within_deg: float
    seen_share_least: float
    parts_least: int


class Apart(ExposurePart, frozen=True):
    """What makes two of the worst postures two: time, and at least one angle; and how many."""

    seconds: float
    deg: float
    count: int


class ExposureRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    bent: Bent
    supported: Supported
    held: HeldStill
    worst: Apart
