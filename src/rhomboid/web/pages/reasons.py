"""Reasons as sentences."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rhomboid.app.assess import Assessment
from rhomboid.core.base.decision import Finding
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.wording import Wording
from rhomboid.wording.findings import finding_phrase


class FlagView(msgspec.Struct, frozen=True):
    """One red-flag row that fired."""

    id: str
    name: str
    what: str
    disposition: str
    answers: str
    status: str
    sources: tuple[str, ...]


def red_flags(assessment: Assessment, knowledge: Knowledge, w: Wording) -> list[FlagView]:
    """Every row that fired, with the answers behind it, most urgent first."""
    rows = {row.id: row for row in knowledge.red_flags}
    rules = {rule.id: rule for row in knowledge.red_flags for rule in row.rules}
    counted = [r for r in assessment.triage.decision.reasons if r.ignored_because is None]
    by_row = {reason.rule.partition(".")[0]: reason for reason in counted}
    return [
        FlagView(
            id=row_id,
            name=w.say(f"triage.{row_id}.name"),
            what=w.say(f"triage.{row_id}.what"),
            disposition=rules[by_row[row_id].rule].disposition,
            answers=said(by_row[row_id].findings, w),
            status=rows[row_id].status.value,
            sources=source_names(rows[row_id].facts, knowledge),
        )
        for row_id in assessment.triage.fired
    ]


def said(findings: Iterable[Finding], w: Wording) -> str:
    """The answers behind a decision as one list: "fever, worse with a deep breath"."""
    phrases = (finding_phrase(finding, w) for finding in findings)
    return w.list(list(dict.fromkeys(phrase for phrase in phrases if phrase)))


def source_names(facts: Iterable[str], knowledge: Knowledge) -> tuple[str, ...]:
    """Short names of the sources behind facts: first author and year."""
    keys = dict.fromkeys(key for fact in facts for key in knowledge.facts[fact].sources)
    sources = (knowledge.sources[key] for key in keys)
    return tuple(f"{source.authors.split(',')[0]} {source.year}" for source in sources)
