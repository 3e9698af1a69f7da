"""Danger signs to a disposition: how soon should whom see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Decision, Reason, Value
from rhomboid.core.knowledge.red_flags import DISPOSITIONS, Disposition, RedFlag, RedFlagRule

Facts = Mapping[str, Value]
Programme = Literal["none", "gentle", "full"]


class OpenRule(msgspec.Struct, frozen=True):
    """A rule that unanswered questions could still fire.

    Attributes:
        rule: id of the rule.
        disposition: what it would say.
        questions: unanswered names that keep it open.
    """

    rule: str
    disposition: Disposition
    questions: tuple[str, ...]


class Triage(msgspec.Struct, frozen=True):
    """The disposition with its reasons.

    Attributes:
        decision: outcome and every rule that fired; the first of a row counts, the milder
            rules of the same row are listed with `ignored_because`.
        fired: ids of the red-flag rows that fired, most urgent first.
        programme: what may be done meanwhile: nothing, the gentle part, or all of it.
        still_open: more urgent rules that unanswered questions could still fire.
    """

    decision: Decision[Disposition]
    fired: tuple[str, ...]
    programme: Programme
    still_open: tuple[OpenRule, ...]

    @property
    def disposition(self) -> Disposition:
        """How soon: `emergency`, `same_day`, `see_doctor` or `self_care`."""
        return self.decision.outcome


def triage(facts: Facts, red_flags: Iterable[RedFlag]) -> Triage:
    """Apply every rule of every row; the most urgent that is certainly true decides."""
    rows = tuple(red_flags)
    fired = {row.id: _fired(row, facts) for row in rows}
    outcome = _most_urgent(rule for rules in fired.values() for rule in rules)
    reasons = [
        reason for row in rows for reason in _row_reasons(row, fired[row.id], facts, outcome)
    ]
    reasons.sort(key=lambda reason: (not reason.decisive, reason.ignored_because is not None))
    return Triage(
        decision=Decision(outcome, tuple(reasons)),
        fired=_fired_rows(fired),
        programme=_programme(outcome, (rule for rules in fired.values() for rule in rules)),
        still_open=tuple(_still_open(rows, facts, outcome)),
    )


def urgency(disposition: Disposition) -> int:
    """0 for self-care to 3 for an emergency."""
    return DISPOSITIONS.index(disposition)


def _fired(row: RedFlag, facts: Facts) -> tuple[RedFlagRule, ...]:
    fired = [rule for rule in row.rules if rule.when.truth(facts) is True]
    return tuple(sorted(fired, key=lambda rule: -urgency(rule.disposition)))


def _most_urgent(rules: Iterable[RedFlagRule]) -> Disposition:
    return max((rule.disposition for rule in rules), key=urgency, default="self_care")


def _row_reasons(
    row: RedFlag, rules: tuple[RedFlagRule, ...], facts: Facts, outcome: Disposition
) -> Iterable[Reason]:
    for rule in rules:
        yield Reason(
            rule=rule.id,
            facts=row.facts,
            findings=rule.when.support(facts),
            decisive=rule.disposition == outcome,
            ignored_because=None if rule is rules[0] else rules[0].id,
        )


def _fired_rows(fired: Mapping[str, tuple[RedFlagRule, ...]]) -> tuple[str, ...]:
    rows = [row for row, rules in fired.items() if rules]
    return tuple(sorted(rows, key=lambda row: -urgency(fired[row][0].disposition)))


def _programme(outcome: Disposition, rules: Iterable[RedFlagRule]) -> Programme:
    if outcome in ("emergency", "same_day"):
        return "none"
    gentle = any(rule.programme == "gentle" for rule in rules)
    return "gentle" if gentle else "full"


def _still_open(rows: Iterable[RedFlag], facts: Facts, outcome: Disposition) -> Iterable[OpenRule]:
    for row in rows:
        for rule in row.rules:
            if urgency(rule.disposition) > urgency(outcome) and rule.when.truth(facts) is None:
                yield OpenRule(rule.id, rule.disposition, rule.when.open_names(facts))
