"""`rhomboid log`, `undo` and `restore`: telling the diary, correcting it, taking back."""

from __future__ import annotations

import argparse
from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.cli.danger import danger_record, print_danger
from rhomboid.cli.files import print_json
from rhomboid.cli.log_bodies import LogError, kind_of, session_corrections, session_told, told
from rhomboid.cli.moments import read_moment
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.core.diary.entry import Entry
from rhomboid.wording import Wording
from rhomboid.wording.lines import entry_words, kind_name

#: Kinds whose command has another name.
_NAMES = {"position_change": "position", "walk_skipped": "walk --skipped"}


def run_log(given: argparse.Namespace) -> int:
    """Write one report, about now or the time that was named."""
    journal = open_journal(given)
    w = language_of(given, journal)
    at = read_moment(given.at, journal.now()) if given.at else journal.now()
    kind = kind_of(given)
    body = session_told(given, journal, at) if kind == "session" else told(given, journal)
    entry = journal.reports.tell(kind, body, at)
    return _report(entry, "saved", journal, given, w)


def run_correct(given: argparse.Namespace) -> int:
    """Correct a report: what is named replaces what was there, what is not stays."""
    journal = open_journal(given)
    w = language_of(given, journal)
    line = journal.reports.line(given.id)
    last = next(entry for entry in reversed(line.versions) if entry.kind != "undone")
    kind = kind_of(given)
    if kind != last.kind:
        raise LogError(
            f"the entry {given.id} must be corrected as what it is: log correct ID "
            f"{_NAMES.get(last.kind, last.kind)}, got {given.what}"
        )
    new = session_corrections(given) if kind == "session" else told(given, journal)
    at = read_moment(given.at, journal.now()) if given.at else None
    entry = journal.reports.correct(given.id, {**last.body, **new}, at)
    return _report(entry, "corrected", journal, given, w)


def run_undo(given: argparse.Namespace) -> int:
    """Take a report back; it stays readable."""
    journal = open_journal(given)
    w = language_of(given, journal)
    before = journal.reports.line(given.id).in_force
    entry = journal.reports.undo(given.id)
    return _report(entry, "undone", journal, given, w, said=before)


def run_restore(given: argparse.Namespace) -> int:
    """Put back a report that was taken back."""
    journal = open_journal(given)
    w = language_of(given, journal)
    entry = journal.reports.restore(given.id)
    return _report(entry, "restored", journal, given, w)


def _report(  # noqa: PLR0913 - one line of output needs all of these
    entry: Entry,
    what: str,
    journal: Journal,
    given: argparse.Namespace,
    w: Wording,
    said: Entry | None = None,
) -> int:
    shown = said or entry
    danger = danger_record(journal.present(), journal.knowledge, w)
    words = f"{kind_name(shown.kind, w)}: {entry_words(shown, w)}"
    if given.json:
        record: dict[str, Any] = {
            "done": what,
            "line": entry.supersedes or entry.id,
            "words": words,
            "entry": msgspec.to_builtins(entry),
            "danger": danger,
        }
        print_json(record)
        return 0
    print_danger(danger, w)
    at = f"{w.weekday(shown.about.date())}, {shown.about:%H:%M}"
    print(w.say(f"cli.log.{what}", at=at, words=words))
    if what == "saved" and entry.body.get("because") == "weather":
        print(w.say("cli.log.indoors"))
    print(w.say("cli.log.id", id=entry.supersedes or entry.id))
    return 0
