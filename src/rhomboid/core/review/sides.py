"""One arm goes less far overhead than the other: a question, never a fault (XL-93)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.review import ReviewRules
from rhomboid.core.review.evidence import Evidence
from rhomboid.core.review.form import difference_of
from rhomboid.core.review.model import Suggestion


def uneven_reach(
    evidence: Evidence, rules: ReviewRules, answered_on: Mapping[str, date]
) -> Suggestion | None:
    """The shoulder questions, when the same arm stayed behind in the last measured sessions.

    Args:
        evidence: what the sessions of the last four weeks say.
        rules: the rows.
        answered_on: question -> day of its answer; once answered since, nothing is suggested.
    """
    row = rules.sides
    measured = [
        (result.on, difference)
        for result in evidence.results.get(row.movement, ())
        if (difference := difference_of(result.result, rules.form)) is not None
    ]
    last = measured[-row.sessions :]
    if len(last) < row.sessions:
        return None
    right_less = all(difference > row.difference_deg for _, difference in last)
    left_less = all(difference < -row.difference_deg for _, difference in last)
    answered = all(answered_on.get(name, date.min) >= last[-1][0] for name in row.asks)
    if answered or not (right_less or left_less):
        return None
    findings = tuple(
        Finding(f"difference_{n}", round(abs(difference)), "deg")
        for n, (_, difference) in enumerate(last, start=1)
    )
    rule = "suggest.right_less" if right_less else "suggest.left_less"
    return Suggestion("uneven_reach", row.asks, Reason(rule, row.facts, findings))
