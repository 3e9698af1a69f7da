"""Findings derived from answers, in the order in which they are worked out."""

from __future__ import annotations

import msgspec

from rhomboid.core.base.condition import Condition


class DerivedFinding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A yes/no finding; `when` may use answers and findings above it in the table."""

    id: str
    when: Condition
    facts: tuple[str, ...]
