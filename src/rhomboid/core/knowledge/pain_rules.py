"""Pain during exercise, and when to do more or less (used by the programme and the review)."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.row import Row


class PainRule(Row, frozen=True, kw_only=True):
    """One number of the pain and progression rules, with its unit."""

    value: float
    unit: str


class PainRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every number by id; `values` follows from the rows."""

    rule: tuple[PainRule, ...]
    values: dict[str, float] = {}

    def __post_init__(self) -> None:
        found = {rule.id: rule.value for rule in self.rule}
        msgspec.structs.force_setattr(self, "values", found)

    def value(self, rule_id: str) -> float:
        """The number with this id."""
        return self.values[rule_id]
