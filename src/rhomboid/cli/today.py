"""`rhomboid today`: what to do now, and why."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from rhomboid.cli.danger import danger_record, open_questions, print_danger
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.core.base.decision import Reason
from rhomboid.core.course.today import Today
from rhomboid.core.plan.model import Item
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words
from rhomboid.wording.reasons import reason_sentence


def run_today(given: argparse.Namespace) -> int:
    """Say what stands on today, and what is asked."""
    journal = open_journal(given)
    w = language_of(given, journal)
    present = journal.present()
    today = journal.today(present)
    danger = danger_record(present, journal.knowledge, w)
    left = len(open_questions(present, journal.knowledge))
    record = {"danger": danger, **today_record(today, w), "still_open": left}
    if given.json:
        print_json(record)
        return 0
    print(_heading(today, w))
    print()
    print_danger(danger, w)
    if left and danger is None:
        print(w.say("cli.today.open", count=left))
        return 0
    print(record["headline"])
    for reason in record["reasons"]:
        print(f"  {reason['text']}")
    print()
    for line in _lines(today, record, w):
        print(line)
    for ask in record["asks"]:
        print(f"{ask['text']}\n    {ask['command']}")
    return 0


def today_record(today: Today, w: Wording) -> dict[str, Any]:
    """Today as plain data, with its words."""
    record: dict[str, Any] = msgspec.to_builtins(today)
    record["headline"] = w.say(f"cli.mode.{today.mode}")
    record["reasons"] = reason_records(today.reasons, w)
    why = (today.walk_reason,) if today.walk_reason is not None else ()
    record["walk_reason"] = next(iter(reason_records(why, w)), None)
    record["items"] = [item_record(item, w) for item in today.items]
    record["micro"] = None if today.micro is None else item_record(today.micro, w)
    record["asks"] = list(_asks(today, w))
    del record["hits"]
    return record


def reason_records(reasons: Iterable[Reason], w: Wording) -> list[dict[str, Any]]:
    """Reasons with their sentences."""
    return [{**msgspec.to_builtins(reason), "text": reason_text(reason, w)} for reason in reasons]


def reason_text(reason: Reason, w: Wording) -> str:
    """The sentence of a reason of today, a review, a question or the programme."""
    return w.maybe(f"plan.why.{reason.rule}") or reason_sentence(reason, w)


def item_record(item: Item, w: Wording) -> dict[str, Any]:
    """One line of the session: what it is, and how much."""
    return {
        "movement": item.movement,
        "name": w.say(f"movements.{item.movement}.name"),
        "slot": item.slot,
        "variant": item.variant,
        "amount": msgspec.to_builtins(item.amount),
        "dose": amount_words(item.amount, w),
    }


def _asks(today: Today, w: Wording) -> Iterator[dict[str, str]]:
    """What is asked today, each with the command that answers it."""
    for name, asked, command in (
        ("morning", today.ask_morning, "rhomboid log pain N --moment morning"),
        ("pain", today.ask_pain and not today.ask_morning, "rhomboid log pain N"),
        ("supplement", today.ask_supplement, "rhomboid log supplement"),
        ("measures", today.measures_due, "rhomboid log measure --pgic N"),
        ("review", today.review_due, "rhomboid review"),
        ("begin", today.mode == "not_begun", "rhomboid begin"),
    ):
        if asked:
            yield {"id": name, "text": w.say(f"cli.ask.{name}"), "command": command}


def _heading(today: Today, w: Wording) -> str:
    day = w.weekday(today.on)
    return w.say("cli.today.week", day=day, week=today.week) if today.week else day


def _lines(today: Today, record: dict[str, Any], w: Wording) -> Iterator[str]:
    if today.items and today.mode != "not_begun":
        yield w.say(
            "cli.today.session", minutes=today.session_min, when=w.say(f"cli.when.{_when(today)}")
        )
        for item in record["items"]:
            yield f"  {item['name']:<34} {item['dose']}"
        yield ""
    if today.micro is not None and today.micro_due and not today.micro_done:
        yield w.say("cli.today.micro")
        yield f"  {record['micro']['name']:<34} {record['micro']['dose']}"
        yield ""
    if today.walk_min is not None and today.week:
        due = "due" if today.walk_waits else "free"
        yield w.say("cli.today.walk", minutes=today.walk_min, when=w.say(f"cli.when.{due}"))
        yield from _walk_lines(today, w)
    if today.week and today.this_week.sessions_planned:
        yield w.say("cli.today.week_so_far", **msgspec.structs.asdict(today.this_week))
        yield ""


def _walk_lines(today: Today, w: Wording) -> Iterator[str]:
    """What stands beside the walk: the pace, and why it is shorter."""
    if today.walk_brisk_min:
        brisk, spm = today.walk_brisk_min, today.walk_brisk_spm
        yield w.say("cli.today.walk_brisk", brisk=brisk, spm=spm)
    if today.walk_reason is not None:
        yield f"  {reason_text(today.walk_reason, w)}"


def _when(today: Today) -> str:
    if today.session_done:
        return "done"
    if not today.session_allowed:
        return "resting"
    return "due" if today.session_due else "free"
