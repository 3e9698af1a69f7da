"""What the desk says: lengths of time, and why a change is suggested or waits."""

from __future__ import annotations

from math import ceil

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.wording.wording import Wording

_HOUR_MIN = 60


def desk_reason(reason: Reason, w: Wording) -> str:
    """One reason of a decision at the desk, as a sentence.

    Raises:
        WordingError: if the rule has no sentence, or a finding is missing in it.
    """
    values = {finding.name: _value(finding, w) for finding in reason.findings}
    return w.say(f"desk.reason.{reason.rule.removeprefix('desk.')}", **values)


def desk_length(minutes: float, w: Wording) -> str:
    """A length of time in whole minutes that are over, as everywhere here: "1 h 5 min"."""
    whole = int(minutes)
    if whole < _HOUR_MIN:
        return w.say("desk.day.minutes", minutes=whole)
    return w.say("desk.day.hours", hours=whole // _HOUR_MIN, minutes=whole % _HOUR_MIN)


def _value(finding: Finding, w: Wording) -> object:
    """Minutes are said whole, so that nobody reads a precision that is not there.

    Those that are over are said, as in the headline; of those to come one that has begun counts.
    """
    value = finding.value
    if finding.name in ("from", "until") and isinstance(value, str):
        return value[:5]
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = ceil(value) if finding.name == "left" else int(value)
        return w.number(whole if finding.unit in ("min", "s") else value)
    return "" if value is None else value
