"""Danger first: what must be said before anything else, and which command answers it."""

from __future__ import annotations

from typing import Any

from rhomboid.app.present import Present
from rhomboid.core.intake.branching import questions_on
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.questions import Question
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

ANSWER_COMMAND = "rhomboid answer FILE.toml"
_URGENT = ("emergency", "same_day")


def open_questions(present: Present, knowledge: Knowledge) -> list[Question]:
    """Questions that wait for an answer, in the order in which they are asked."""
    facts, answers = present.assessment.facts, present.answers
    again = {name for hit in present.hits for name in hit.asks}
    return [
        question
        for page in present.assessment.progress.pages
        for question in questions_on(page, knowledge.questions.values(), facts)
        if question.id not in answers and (not question.optional or question.id in again)
    ]


def danger_record(present: Present, knowledge: Knowledge, w: Wording) -> dict[str, Any] | None:
    """What is urgent or waits to be asked; `None` when neither is so."""
    triage = present.assessment.triage
    urgent = triage.disposition in _URGENT
    if not urgent and not present.hits:
        return None
    numbers = knowledge.emergency_numbers
    country = present.answers.get("country") or present.course.settings.get("country")
    number = numbers.get(str(country), numbers["default"]).number
    waiting = [question.id for question in open_questions(present, knowledge)]
    return {
        "disposition": triage.disposition,
        "headline": (
            w.say(f"triage.headline.{triage.disposition}", number=number)
            if urgent
            else w.say("cli.danger.headline")
        ),
        "do": w.say(f"triage.do.{triage.disposition}", number=number) if urgent else "",
        "asked_because": [
            {
                "trigger": hit.trigger,
                "rule": hit.reason.rule,
                "facts": hit.reason.facts,
                "text": reason_sentence(hit.reason, w),
            }
            for hit in present.hits
        ],
        "questions": waiting,
        "command": ANSWER_COMMAND,
    }


def print_danger(record: dict[str, Any] | None, w: Wording) -> None:
    """Print what comes first, if anything does."""
    if record is None:
        return
    print(record["headline"])
    if record["do"]:
        print(f"  {record['do']}")
    for hit in record["asked_because"]:
        print(f"  {hit['text']}")
    if record["questions"]:
        print(f"  {w.say('cli.danger.how', count=len(record['questions']))}")
        print(f"    rhomboid answer > {w.say('cli.danger.file')}")
        print(f"    rhomboid answer {w.say('cli.danger.file')}")
    print()
