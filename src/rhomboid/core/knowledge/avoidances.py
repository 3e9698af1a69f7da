"""Who must avoid what: conditions behind the codes that movements name."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.row import EvidenceStatus


class Avoidance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reason not to give a movement; it is a hard constraint while `when` holds."""

    id: str
    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    when: Condition
