"""Whom to call, by country."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus


class EmergencyNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numbers of one country.

    Attributes:
        id: ISO 3166 alpha-2 code, or `default`.
        number: the number to call in an emergency.
        crisis: a line for people in despair, where one is well established.
        status: how far the numbers have been checked.
    """

    id: str
    number: str
    status: EvidenceStatus
    crisis: str | None = None
