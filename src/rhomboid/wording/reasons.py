"""Reasons as sentences, with the numbers that they rest on."""

from __future__ import annotations

from datetime import date

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.wording.wording import Wording


def reason_sentence(reason: Reason, w: Wording) -> str:
    """One reason of today, of a flare, of a review or of a question, as a sentence.

    Reasons of the programme (`template.*`) are worded where the programme is.

    Raises:
        WordingError: if the rule has no sentence, or a finding is missing in it.
    """
    values = {finding.name: _value(finding, w) for finding in reason.findings}
    if reason.rule.startswith("template."):
        return w.say(f"plan.why.{reason.rule}", **values)
    counted = next((f.value for f in reason.findings if f.name == "count"), None)
    if isinstance(counted, int):
        values["count"] = counted
    return w.say(f"reasons.{reason.rule}", **values)


def _value(finding: Finding, w: Wording) -> object:
    value = finding.value
    if finding.name == "on" and isinstance(value, str):
        return w.day_month(date.fromisoformat(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return w.number(value)
    return "" if value is None else value
