"""What the commands print, as plain records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec

from rhomboid.app.assess import Assessment
from rhomboid.core.base.decision import Reason
from rhomboid.core.differential.ranking import Point, RankedCause
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.questions import Question
from rhomboid.core.plan.model import Item, Plan
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words
from rhomboid.wording.findings import finding_phrase


def question_record(question: Question, w: Wording) -> dict[str, Any]:
    """One question with id, kind, choices and range."""
    words = "places" if question.id == "worst_place" else question.id
    return {
        "id": question.id,
        "kind": question.kind,
        "page": question.page,
        "ask": w.say(f"questions.{question.id}.ask"),
        "help": w.maybe(f"questions.{question.id}.help"),
        "answers": _possible(question),
        "choices": [
            {"id": choice, "label": w.say(f"questions.{words}.choice.{choice}")}
            for choice in question.choices
        ],
        "minimum": question.minimum,
        "maximum": question.maximum,
        "unit": question.unit,
        "whole": question.whole,
        "required": question.required,
        "not_sure_counts_as_yes": question.unsure_is_yes,
        "asked_when": None if question.asked_when is None else question.asked_when.text,
        "fields": [msgspec.to_builtins(field) for field in question.fields],
        "maximum_records": question.maximum_records or None,
        "facts": question.facts,
    }


_POSSIBLE = {
    "yes_no": "yes, no or not_sure",
    "choice": "one of the choices, or cant_say",
    "choices": "a list of choices, [] for none of them, or cant_say",
    "number": "a number, or cant_say",
    "scale": "a whole number, or cant_say",
    "duration": "a number of days, or cant_say",
    "country": "a country code of two letters",
    "records": "a list of records with the fields, [] for none",
    "text": "text",
    "date": "a date as 2026-11-24",
}


def _possible(question: Question) -> str:
    return _POSSIBLE[question.kind]


def assessment_record(
    assessment: Assessment, knowledge: Knowledge, w: Wording, today: date
) -> dict[str, Any]:
    """Disposition, reasons, causes and what is still open."""
    country = assessment.answers.get("country")
    numbers = knowledge.emergency_numbers
    number = numbers.get(str(country), numbers["default"])
    triage = assessment.triage
    return {
        "disposition": triage.disposition,
        "headline": w.say(f"triage.headline.{triage.disposition}", number=number.number),
        "lead": w.say(
            "triage.not_offered.text"
            if assessment.not_offered
            else f"triage.lead.{triage.disposition}"
        ),
        "do": w.say(f"triage.do.{triage.disposition}", number=number.number),
        "emergency_number": number.number,
        "reasons": [_reason(reason, knowledge, w) for reason in triage.decision.reasons],
        "red_flags": triage.fired,
        "programme_meanwhile": triage.programme,
        "safety_net": _safety_net(number.number, knowledge, w, today),
        "not_offered": assessment.not_offered,
        "causes": [_cause(cause, w) for cause in assessment.causes],
        "phase": assessment.phase.phase,
        "severity": assessment.phase.severity,
        "recurrence": assessment.pattern,
        "set_aside": assessment.set_aside,
        "still_open": triage.still_open,
        "next_page": assessment.progress.next_page,
        "unsigned": w.say("triage.unsigned"),
    }


def _safety_net(number: str, knowledge: Knowledge, w: Wording, today: date) -> list[dict[str, str]]:
    """When to come back, and how soon (RF-04)."""
    back_by = today + timedelta(days=knowledge.pain_rules.value("no_better_days"))
    return [
        {
            "within": level,
            "title": w.say(f"triage.net.{level}.title", number=number),
            "text": w.say(f"triage.net.{level}.text", date=w.date(back_by)),
        }
        for level in ("emergency", "same_day", "see_doctor")
    ]


def _reason(reason: Reason, knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    row, _, _ = reason.rule.partition(".")
    sources = dict.fromkeys(key for fact in reason.facts for key in knowledge.facts[fact].sources)
    return {
        "rule": reason.rule,
        "text": w.say(f"triage.{row}.what"),
        "answers": _phrases(reason, w),
        "findings": reason.findings,
        "facts": reason.facts,
        "sources": list(sources),
        "decisive": reason.decisive,
        "ignored_because": reason.ignored_because,
    }


def _phrases(reason: Reason, w: Wording) -> str:
    phrases = (finding_phrase(finding, w) for finding in reason.findings)
    return w.list(list(dict.fromkeys(phrase for phrase in phrases if phrase)))


def _cause(cause: RankedCause, w: Wording) -> dict[str, Any]:
    return {
        "id": cause.id,
        "name": w.say(f"causes.{cause.id}.name"),
        "band": cause.band,
        "points": cause.points,
        "for": _points(cause.id, cause.speaks_for, w),
        "against": _points(cause.id, cause.speaks_against, w),
        "would_change": [
            {**msgspec.to_builtins(c), "text": w.say(f"causes.{cause.id}.row.{c.evidence}")}
            for c in cause.would_change
        ],
        "facts": cause.facts,
    }


def _points(cause: str, points: Iterable[Point], w: Wording) -> list[dict[str, Any]]:
    return [
        {**msgspec.to_builtins(point), "text": w.say(f"causes.{cause}.row.{point.evidence}")}
        for point in points
    ]


def plan_record(plan: Plan, w: Wording) -> dict[str, Any]:
    """The programme with its words."""
    record: dict[str, Any] = msgspec.to_builtins(plan)
    key = f"plan.headline.{plan.template}" if plan.offered else "plan.none.headline"
    record["headline"] = w.say(key, minutes=plan.session_min, sessions=plan.sessions_per_week)
    for reason in record["reasons"]:
        reason["text"] = w.say(f"plan.why.{reason['rule']}")
    for item, plain in zip(plan.items, record["items"], strict=True):
        _name(item, plain, w)
    if plan.micro_dose is not None:
        _name(plan.micro_dose, record["micro_dose"], w)
    for card in record["advice"]:
        card["text"] = w.say(f"plan.advice.{card['id']}.text")
    return record


def _name(item: Item, record: dict[str, Any], w: Wording) -> None:
    record["name"] = w.say(f"movements.{item.movement}.name")
    record["dose"] = amount_words(item.amount, w)
