"""`rhomboid answer` and `rhomboid begin`: what is asked, answers to it, and the programme."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from rhomboid.app.journal import Journal
from rhomboid.cli.danger import danger_record, open_questions, print_danger
from rhomboid.cli.files import print_json, read_answer_file
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.cli.problems import print_problems
from rhomboid.cli.records import plan_record, question_record
from rhomboid.core.intake.errors import AnswerError
from rhomboid.wording import Wording

_BAD_INPUT = 2
_FOUND = 1


def run_answer(given: argparse.Namespace) -> int:
    """Record a file of answers; without one, list what is asked as a file to fill in."""
    journal = open_journal(given)
    w = language_of(given, journal)
    if given.answers is None:
        return _ask(journal, given, w)
    answers = read_answer_file(given.answers)
    try:
        present = journal.answer(answers)
    except AnswerError as error:
        print_problems(error, given.answers, journal.knowledge, w, as_json=given.json)
        return _BAD_INPUT
    left = [question.id for question in open_questions(present, journal.knowledge)]
    danger = danger_record(present, journal.knowledge, w)
    if given.json:
        print_json(
            {
                "done": "answered",
                "answers": sorted(answers),
                "disposition": present.assessment.triage.disposition,
                "still_open": left,
                "danger": danger,
            }
        )
        return 0
    print_danger(danger, w)
    print(w.say("cli.answer.taken", count=len(answers)))
    if left:
        print(w.say("cli.answer.left", count=len(left)))
    return 0


def run_begin(given: argparse.Namespace) -> int:
    """Begin the programme that follows from the answers."""
    journal = open_journal(given)
    w = language_of(given, journal)
    present = journal.present()
    danger = danger_record(present, journal.knowledge, w)
    plan = journal.plan(present)
    left = [question.id for question in open_questions(present, journal.knowledge)]
    waiting = present.assessment.ended is None and (left or present.hits)
    begun = plan.offered and not waiting
    if begun:
        journal.adopt()
    if given.json:
        print_json(
            {"done": "begun" if begun else None, "still_open": left, "danger": danger}
            | {"programme": plan_record(plan, w)}
        )
        return 0 if begun else _FOUND
    print_danger(danger, w)
    if waiting:
        print(w.say("cli.begin.open", count=len(left)), file=sys.stderr)
    elif not plan.offered:
        print(w.say("cli.begin.none"), file=sys.stderr)
    else:
        print(w.say("cli.begin.done"))
        print(plan_record(plan, w)["headline"])
    return 0 if begun else _FOUND


def _ask(journal: Journal, given: argparse.Namespace, w: Wording) -> int:
    asked = open_questions(journal.present(), journal.knowledge)
    records = [question_record(question, w) for question in asked]
    if given.json:
        print_json(records)
        return 0
    if not records:
        print(f"# {w.say('cli.answer.none')}")
        return 0
    print(f"# {w.say('cli.answer.fill')}")
    for record in records:
        print()
        _print_question(record)
    return 0


def _print_question(record: dict[str, Any]) -> None:
    print(f"# {record['ask']}")
    choices = [choice["id"] for choice in record["choices"]]
    print(f"#   {', '.join(choices) if choices else record['answers']}")
    empty = "[]" if record["kind"] in ("choices", "records") else '""'
    print(f"# {record['id']} = {empty}")
