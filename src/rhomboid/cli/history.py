"""`rhomboid history`: the lines of the diary, oldest first."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import Any

import msgspec

from rhomboid.app.timeline import TimelineLine
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.wording import Wording
from rhomboid.wording.lines import entry_words, kind_name, movement_words


def run_history(given: argparse.Namespace) -> int:
    """List the lines of the last days."""
    journal = open_journal(given)
    w = language_of(given, journal)
    last = journal.now().date()
    kind = "position_change" if given.kind == "position" else given.kind
    days = journal.timeline.span(last - timedelta(days=given.days - 1), last, kind)
    if given.json:
        print_json([line_record(line, w) for day in reversed(days) for line in reversed(day.lines)])
        return 0
    if not days:
        print(w.say("cli.history.none", count=given.days))
    for day in reversed(days):
        print(w.weekday(day.on))
        for line in reversed(day.lines):
            _print(line_record(line, w), w)
    return 0


def line_record(line: TimelineLine, w: Wording) -> dict[str, Any]:
    """One line as plain data, with its words."""
    body = None if line.report is None else line.report.body
    return {
        "line": line.root,
        "kind": line.kind,
        "name": kind_name(line.kind, w, body),
        "about": line.at.isoformat(),
        "counts": line.report is not None,
        "words": entry_words(line.last, w),
        "body": line.last.body,
        "movements": _movements(body, w),
        "versions": [msgspec.to_builtins(entry) for entry in line.versions],
    }


def _movements(body: Body | None, w: Wording) -> list[dict[str, str]]:
    if not isinstance(body, bodies.Session):
        return []
    return [
        {
            "movement": result.movement,
            "name": w.maybe(f"movements.{result.movement}.name") or result.movement,
            "words": movement_words(result, w),
        }
        for result in body.movements
    ]


def _print(record: dict[str, Any], w: Wording) -> None:
    time = record["about"][11:16]
    notes = []
    if not record["counts"]:
        notes.append(w.say("diary.page.taken_back"))
    elif len(record["versions"]) > 1:
        notes.append(w.say("diary.page.corrected"))
    note = f"  [{', '.join(notes)}]" if notes else ""
    words = " ".join(record["words"].split())
    print(f"  {time}  {record['name']:<18} {words}{note}")
    for movement in record["movements"]:
        print(f"           {movement['name']:<32} {movement['words']}")
    print(f"         {record['line']}")
