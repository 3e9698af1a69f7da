"""What every row of a table carries: id, facts, status of its evidence, sources, date."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class EvidenceStatus(StrEnum):
    """How far a row has been checked."""

    VERIFIED = "verified"
    RECORD_SEEN = "record_seen"
    UNVERIFIED = "unverified"
    COMPUTED = "computed"
    PRODUCT_RULE = "product_rule"


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of rows that stand on sources.

    Attributes:
        id: unique within its table.
        facts: rows of the evidence it rests on, for example `EX-42`.
        status: how far the evidence has been checked.
        sources: keys of the bibliography.
        valid_from: date from which the row holds.
    """

    id: str
    facts: tuple[str, ...]
    status: EvidenceStatus
    sources: tuple[str, ...] = ()
    valid_from: date
