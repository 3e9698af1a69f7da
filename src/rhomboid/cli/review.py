"""`rhomboid review`: what changes and why; decided only when told."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.cli.danger import danger_record, print_danger
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.cli.today import reason_records
from rhomboid.core.review.model import Change, Review, WeekFacts
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words

_BAD_INPUT = 2


def run_review(given: argparse.Namespace) -> int:
    """Show the review; take it or keep the programme when that was asked for."""
    journal = open_journal(given)
    w = language_of(given, journal)
    present = journal.present()
    danger = danger_record(present, journal.knowledge, w)
    proposed = journal.reviews.propose(present)
    due_on = journal.reviews.next_on(present)
    if proposed is None or due_on is None:
        return _refuse(w.say("cli.review.none"), "none", danger, given, w)
    decision = "adopt" if given.adopt else "decline" if given.decline else None
    if decision is not None and due_on > present.today:
        return _refuse(w.say("cli.review.early", date=w.weekday(due_on)), "early", danger, given, w)
    if decision is not None and present.hits:
        return _refuse(w.say("cli.review.danger"), "danger", danger, given, w)
    if decision is not None:
        proposed = _decide(decision, journal, present)
    record = {
        "danger": danger,
        "decided": decision,
        "due_on": due_on,
        **review_record(proposed, w),
    }
    if given.json:
        print_json(record)
        return 0
    print_danger(danger, w)
    print_review(record, proposed, w)
    print()
    print(_closing(decision, due_on, present.today, w))
    return 0


def _decide(decision: str, journal: Journal, present: Present) -> Review:
    if decision == "adopt":
        return journal.reviews.adopt(present)
    return journal.reviews.decline(present)


def _refuse(
    sentence: str, code: str, danger: dict[str, Any] | None, given: argparse.Namespace, w: Wording
) -> int:
    if given.json:
        print_json({"error": code, "sentence": sentence, "danger": danger})
    else:
        print_danger(danger, w)
    print(f"rhomboid: {sentence}", file=sys.stderr)
    return _BAD_INPUT


def _closing(decision: str | None, due_on: date, today: date, w: Wording) -> str:
    if decision is not None:
        return w.say(f"cli.review.{decision}")
    if due_on > today:
        return w.say("cli.review.not_due", date=w.weekday(due_on))
    return w.say("cli.review.how")


def review_record(review: Review, w: Wording) -> dict[str, Any]:
    """A review as plain data, with its words."""
    mode = review.mode
    return {
        "on": review.on,
        "week": review.week,
        "headline": review.headline,
        "text": w.say(f"cli.headline.{review.headline}"),
        "facts": msgspec.to_builtins(review.facts),
        "mode": None
        if mode is None
        else {
            "template": mode.template,
            "to_template": mode.to_template,
            "reasons": reason_records(mode.reasons, w),
        },
        "changes": [_change_record(change, w) for change in review.changes],
        "advice": review.advice,
        "suggests": [
            {"id": one.id, "asks": one.asks, "reasons": reason_records((one.reason,), w)}
            for one in review.suggests
        ],
        "asked_because": reason_records((hit.reason for hit in review.hits), w),
    }


def _change_record(change: Change, w: Wording) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(change)
    record["name"] = w.say(f"movements.{change.target}.name")
    record["does"] = w.say(f"cli.verb.{change.verb}")
    record["dose"] = _dose(change.days, change.amount, change.brisk, w)
    record["to_dose"] = _dose(change.to_days, change.to_amount, change.to_brisk, w)
    record["reasons"] = reason_records(change.reasons, w)
    return record


def _dose(days: int, amount: Any, brisk: int, w: Wording) -> str:
    words = amount_words(amount, w)
    if brisk:
        return w.say("cli.review.days_brisk", dose=words, count=days, brisk=brisk)
    return w.say("cli.review.days", dose=words, count=days) if days else words


def print_review(record: dict[str, Any], review: Review, w: Wording) -> None:
    """Print a review: what the week was like, and each line with why."""
    print(w.say("cli.review.head", week=review.week, date=w.weekday(review.on)))
    print(record["text"])
    print(_facts(review.facts, w))
    if record["mode"] is not None:
        for reason in record["mode"]["reasons"]:
            print(f"  {reason['text']}")
    print()
    for change in record["changes"]:
        dose = change["dose"]
        if change["to_dose"] != dose:
            dose = f"{dose} -> {change['to_dose']}"
        print(f"{change['name']:<34} {change['does']:<12} {dose}")
        for reason in change["reasons"]:
            print(f"    {reason['text']}")
    for one in record["suggests"]:
        print()
        print(one["reasons"][0]["text"])
        print(w.say("cli.review.suggests", command=f"rhomboid answer {one['asks'][0]}=..."))


def _facts(facts: WeekFacts, w: Wording) -> str:
    pain = w.say("cli.review.no_pain")
    if facts.pain is not None:
        pain = w.say("cli.review.pain", pain=w.number(facts.pain))
        if facts.pain_before is not None:
            before = w.number(facts.pain_before)
            pain = w.say("cli.review.pain_both", pain=w.number(facts.pain), before=before)
    return w.say(
        "cli.review.facts",
        pain=pain,
        sessions=facts.sessions,
        planned=facts.sessions_planned,
        walks=facts.walk_days,
    )
