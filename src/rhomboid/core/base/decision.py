"""A decision carries its reasons: the code that decides is the code that explains."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

Outcome = TypeVar("Outcome")

#: A value that a person gave or that was derived from it. `None` means unknown.
Value = bool | int | float | str | frozenset[str] | None


class Finding(msgspec.Struct, frozen=True):
    """One thing known about the person, as a decision used it.

    Attributes:
        name: question id, `question.choice`, or the id of a derived finding.
        value: what it was; sets are given as sorted tuples.
        unit: unit of a number, where it has one (`"a"`, `"d"`, `"min"`, `"0-10"`).
    """

    name: str
    value: bool | int | float | str | tuple[str, ...] | None
    unit: str | None = None


class Reason(msgspec.Struct, frozen=True):
    """Why a decision came out as it did.

    Attributes:
        rule: id of the rule, for example `RF-10.pressure`.
        facts: rows of the evidence behind the rule.
        findings: what the rule saw, smallest sufficient set.
        decisive: whether the outcome would be another without this reason.
        ignored_because: id of what overruled the rule; `None` when it counted.
    """

    rule: str
    facts: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    decisive: bool = True
    ignored_because: str | None = None


class Decision(msgspec.Struct, Generic[Outcome], frozen=True):
    """An outcome together with every reason that was weighed."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
