"""The commands on the diary: their options, and which module runs them."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import Any

from rhomboid.cli.log_options import add_kinds, whole

_MOST_DAYS = 4000
_RUNS = {
    "log": "log.run_log",
    "correct": "log.run_correct",
    "undo": "log.run_undo",
    "restore": "log.run_restore",
    "today": "today.run_today",
    "answer": "answer.run_answer",
    "begin": "answer.run_begin",
    "review": "review.run_review",
    "history": "history.run_history",
    "export": "exchange.run_export",
    "import": "exchange.run_import",
    "replay": "replay.run_replay",
}
NAMES = frozenset(_RUNS)
Commands = Any  # argparse keeps the type of its subparsers to itself


def run(given: argparse.Namespace) -> int:
    """Run one of these commands."""
    module, _, name = _RUNS[given.command].partition(".")
    run_command = getattr(import_module(f"rhomboid.cli.{module}"), name)
    code: int = run_command(given)
    return code


def add(commands: Commands) -> None:
    """Add every command on the diary."""
    _opened(commands.add_parser("today", help="what to do now, and why"))
    _add_log(commands)
    answer = _opened(commands.add_parser("answer", help="list what is asked, or answer it"))
    answer.add_argument(
        "answers", metavar="ANSWERS", nargs="?", help="TOML or JSON file, or - for JSON"
    )
    _opened(commands.add_parser("begin", help="begin the programme that follows from the answers"))
    review = _opened(commands.add_parser("review", help="what changes and why"))
    decision = review.add_mutually_exclusive_group()
    decision.add_argument("--adopt", action="store_true", help="take what it says")
    decision.add_argument("--decline", action="store_true", help="keep the programme as it is")
    history = _opened(commands.add_parser("history", help="the lines of the diary"))
    history.add_argument(
        "--days", type=whole(1, _MOST_DAYS), default=14, metavar="N", help="default: 14"
    )
    history.add_argument("--kind", metavar="KIND", help="only one kind, for example pain")
    _add_exchange(commands)


def _add_log(commands: Commands) -> None:
    kinds = commands.add_parser("log", help="tell the diary something").add_subparsers(
        dest="what", required=True, metavar="WHAT"
    )
    _add_kinds(kinds)
    correct = kinds.add_parser("correct", help="correct a line; what is not named stays")
    correct.add_argument("id", metavar="ID")
    correct.set_defaults(command="correct")
    _add_kinds(correct.add_subparsers(dest="what", required=True, metavar="WHAT"))
    for name, text in (("undo", "take a line back"), ("restore", "put it back")):
        for place in (commands, kinds):
            command = _opened(place.add_parser(name, help=text))
            command.add_argument("id", metavar="ID")
            command.set_defaults(command=name)


def _add_kinds(kinds: Commands) -> None:
    def add_kind(name: str, text: str) -> argparse.ArgumentParser:
        kind = _opened(kinds.add_parser(name, help=text))
        kind.add_argument(
            "--at", metavar="TIME", help='"08:00", "yesterday 8:00", "2026-03-04 08:00" or ISO'
        )
        return kind

    add_kinds(add_kind)


def _add_exchange(commands: Commands) -> None:
    _opened(commands.add_parser("export", help="print the diary, one line of JSON an entry"))
    taken = _opened(commands.add_parser("import", help="take exported diaries in, all or none"))
    taken.add_argument("files", metavar="FILE", nargs="+", help="file, or - for standard input")
    replay = commands.add_parser("replay", help="play a case day by day, with every decision")
    replay.add_argument("case", metavar="CASE", help="TOML file of weeks")
    _said(replay)


def _opened(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A command that opens the diary."""
    command.add_argument("--data", metavar="DIR", help="folder of the diary")
    return _said(command)


def _said(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument("--lang", metavar="CODE", help="language of sentences (en, de)")
    return command
