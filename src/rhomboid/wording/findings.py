"""Findings as phrases."""

from __future__ import annotations

from rhomboid.core.base.decision import Finding
from rhomboid.wording.wording import Wording

_DAYS = frozenset(("duration_days",))


def finding_phrase(finding: Finding, w: Wording) -> str:
    """One finding as a phrase; nothing for a finding that is only said to be absent."""
    name, value = finding.name, finding.value
    question, _, choice = name.partition(".")
    if value is False:
        return ""
    if w.has(f"findings.{name}") and value is True:
        return w.say(f"findings.{name}")
    if choice:
        return w.maybe(f"questions.{question}.choice.{choice}") or w.maybe(f"findings.{name}")
    if isinstance(value, bool):
        return w.maybe(f"questions.{name}.short")
    label = w.maybe(f"findings.{name}") or w.maybe(f"questions.{name}.short") or name
    if isinstance(value, int | float):
        shown = w.duration(value) if name in _DAYS else w.number(round(value))
        return f"{label}: {shown}"
    return label
