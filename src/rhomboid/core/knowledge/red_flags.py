"""Danger signs and the rules that read them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.row import EvidenceStatus

Disposition = Literal["emergency", "same_day", "see_doctor", "self_care"]

#: From least to most urgent.
DISPOSITIONS: tuple[Disposition, ...] = ("self_care", "see_doctor", "same_day", "emergency")


class RedFlagRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule of a row.

    Attributes:
        id: row id, a dot, a name.
        disposition: how soon, when `when` is true.
        when: condition over answers and findings.
        programme: what may go on until the doctor is seen: `gentle` (no strength) or `full`.
    """

    id: str
    disposition: Disposition
    when: Condition
    programme: Literal["gentle", "full"] = "gentle"


class RedFlag(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of danger signs, rules from most to least urgent."""

    id: str
    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    rules: tuple[RedFlagRule, ...]
