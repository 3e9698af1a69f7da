"""Which kind of session fits: none, acute, gentle, minimal, prevention or standard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rhomboid.core.base.decision import Decision, Finding, Reason, Value
from rhomboid.core.differential.phase import PhaseAndSeverity
from rhomboid.core.knowledge.prescription import Prescription, Template
from rhomboid.core.triage.triage import Triage

Facts = Mapping[str, Value]


def choose_template(
    facts: Facts, triage: Triage, phase: PhaseAndSeverity, rules: Prescription
) -> Decision[Template | None]:
    """Choose the template; the first reason decides, the others were overruled by it.

    `None` means that no programme is offered: a danger sign comes first, or the person is
    under sixteen.
    """
    weighed = list(_candidates(facts, triage, phase, rules))
    chosen, _ = weighed[0]
    reasons = tuple(
        reason
        if index == 0
        else Reason(reason.rule, reason.facts, reason.findings, False, weighed[0][1].rule)
        for index, (_, reason) in enumerate(weighed)
    )
    return Decision(None if chosen is None else rules.template_of(chosen), reasons)


def _candidates(
    facts: Facts, triage: Triage, phase: PhaseAndSeverity, rules: Prescription
) -> Iterator[tuple[str | None, Reason]]:
    """Every template that something speaks for, the strongest first; `standard` is last."""
    if triage.programme == "none":
        yield None, Reason("template.danger_first", ("RF-40",))
    if facts.get("under_16") is True:
        yield None, Reason("template.under_16", ("SF-06", "RF-30"), _numbers(facts, "age_years"))
    if facts.get("acute_and_strong") is True:
        yield "acute", Reason("template.acute", ("XL-91",), phase.findings)
    if triage.programme == "gentle":
        yield "gentle", Reason("template.doctor_first", ("RF-40",))
    waiting = [row for row in rules.clearance if row.when.truth(facts) is True]
    if waiting:
        yield (
            "gentle",
            Reason(
                "template.clearance",
                tuple(dict.fromkeys(fact for row in waiting for fact in row.facts)),
                tuple(finding for row in waiting for finding in row.when.support(facts)),
            ),
        )
    if facts.get("wants_shortest") is True:
        yield (
            "minimal",
            Reason("template.minimal", ("EX-04", "XL-90"), _numbers(facts, "minutes_per_day")),
        )
    if phase.phase == "recovered":
        yield "prevention", Reason("template.prevention", ("PR-11", "PR-04"), phase.findings)
    yield "standard", Reason("template.standard", ("XL-90", "EX-02"))


def _numbers(facts: Facts, name: str) -> tuple[Finding, ...]:
    value = facts.get(name)
    return (Finding(name, value),) if isinstance(value, int | float) else ()
