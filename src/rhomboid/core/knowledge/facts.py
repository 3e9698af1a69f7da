"""The evidence: what each fact says, how far it was checked, and where it comes from."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus

Region = Literal["thoracic", "neck_shoulder", "low_back", "general"]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One publication of the bibliography."""

    id: str
    authors: str
    title: str
    container: str
    year: int
    doi: str | None = None


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One fact.

    Attributes:
        statement: what it says, for engineers and clinicians.
        status: how far it was checked; `status_note` says so for a part.
        sources: keys of the bibliography; none where it is a rule of our own or unchecked.
        region: the part of the body its evidence comes from, so that borrowed is called borrowed.
        valid_from: date from which it holds.
    """

    id: str
    statement: str
    status: EvidenceStatus
    sources: tuple[str, ...]
    region: Region
    valid_from: date
    status_note: str | None = None
