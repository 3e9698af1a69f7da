"""`rhomboid questions`, `rhomboid assess` and `rhomboid plan`."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import Any

from rhomboid import bootstrap
from rhomboid.app.assess import Assessment, assess_raw, make_plan
from rhomboid.cli.files import print_json, read_answer_file
from rhomboid.cli.problems import print_problems
from rhomboid.cli.records import assessment_record, plan_record, question_record
from rhomboid.core.intake.errors import AnswerError
from rhomboid.wording import Wording, wording

_BAD_INPUT = 2


def run_questions(given: argparse.Namespace) -> int:
    """List every question with id, kind, choices and range."""
    knowledge, w = bootstrap.knowledge(), wording(given.lang)
    records = [question_record(q, w) for q in knowledge.questions.values()]
    if given.json:
        print_json(records)
        return 0
    for record in records:
        print(f"{record['id']}  ({record['kind']})  {record['ask']}")
        for choice in record["choices"]:
            print(f"    {choice['id']}: {choice['label']}")
    return 0


def run_assess(given: argparse.Namespace) -> int:
    """Say what is safe and what is likely."""
    w = wording(given.lang)
    assessment = _assessment(given, w)
    if assessment is None:
        return _BAD_INPUT
    record = assessment_record(assessment, bootstrap.knowledge(), w, _today())
    if given.json:
        print_json(record)
    else:
        _print_assessment(record, w)
    return 0


def run_plan(given: argparse.Namespace) -> int:
    """Write a programme."""
    w = wording(given.lang)
    assessment = _assessment(given, w)
    if assessment is None:
        return _BAD_INPUT
    plan = make_plan(assessment, bootstrap.knowledge())
    record = {"disposition": assessment.triage.disposition, **plan_record(plan, w)}
    if given.json:
        print_json(record)
    else:
        _print_plan(record)
    return 0


def _assessment(given: argparse.Namespace, w: Wording) -> Assessment | None:
    raw = read_answer_file(given.answers)
    knowledge = bootstrap.knowledge()
    try:
        return assess_raw(raw, knowledge, _today())
    except AnswerError as error:
        print_problems(error, given.answers, knowledge, w, as_json=given.json)
        return None


def _today() -> date:
    return datetime.now().astimezone().date()


def _print_assessment(record: dict[str, Any], w: Wording) -> None:
    print(record["headline"])
    print(record["lead"])
    for reason in record["reasons"]:
        mark = "*" if reason["decisive"] else " "
        print(f" {mark} {reason['rule']}: {reason['answers']}")
    print()
    for cause in record["causes"]:
        if cause["band"] != "less_likely":
            print(f"{w.say('causes.band.' + cause['band'])}: {cause['name']} ({cause['points']})")
            for point in (*cause["for"], *cause["against"]):
                print(f"    {point['points']:+d}  {point['text']}")
    print()
    for net in record["safety_net"]:
        print(f"{net['title']}: {net['text']}")


def _print_plan(record: dict[str, Any]) -> None:
    print(record["headline"])
    for reason in record["reasons"]:
        if reason["decisive"]:
            print(f"  {reason['text']}")
    for item in record.get("items", ()):
        print(f"  {item['slot']:<12} {item['name']:<32} {item['dose']}")
    for day in record.get("week", ()):
        print(f"  {day['day']}: {', '.join(day['parts']) or '-'}")
