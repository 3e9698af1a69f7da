"""Phase and severity of a spell: separate from its cause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Finding, Value
from rhomboid.core.knowledge.causes import PhaseRules, SeverityRules

Facts = Mapping[str, Value]
Phase = Literal["acute", "subacute", "persistent", "recovered", "unknown"]
Severity = Literal["none", "mild", "moderate", "severe", "unknown"]


class PhaseAndSeverity(msgspec.Struct, frozen=True):
    """Where in its course a spell is and how strong, with the answers behind both."""

    phase: Phase
    severity: Severity
    findings: tuple[Finding, ...]


def phase_and_severity(
    facts: Facts, phase_rules: PhaseRules, severity_rules: SeverityRules
) -> PhaseAndSeverity:
    """Phase from duration and course; severity from the average pain of seven days (0-10)."""
    pain = _pain(facts)
    days = facts.get("duration_days")
    findings = [
        Finding(name, value)
        for name in ("duration_days", "course", "pain_average", "pain_now")
        if isinstance(value := facts.get(name), int | float | str)
    ]
    return PhaseAndSeverity(
        phase=_phase(days, facts.get("course"), pain, phase_rules),
        severity=_severity(pain, severity_rules),
        findings=tuple(findings),
    )


def _pain(facts: Facts) -> float | None:
    for name in ("pain_average", "pain_now"):
        value = facts.get(name)
        if isinstance(value, int | float):
            return float(value)
    return None


def _phase(days: Value, course: Value, pain: float | None, rules: PhaseRules) -> Phase:
    if course == "gone" and (pain is None or pain <= rules.recovered_pain_at_most):
        return "recovered"
    if not isinstance(days, int | float):
        return "unknown"
    if days < rules.acute_below_days:
        return "acute"
    return "subacute" if days < rules.subacute_below_days else "persistent"


def _severity(pain: float | None, rules: SeverityRules) -> Severity:
    if pain is None:
        return "unknown"
    if pain >= rules.severe_from:
        return "severe"
    if pain >= rules.moderate_from:
        return "moderate"
    return "mild" if pain >= rules.mild_from else "none"
