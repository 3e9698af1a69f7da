"""The options of `rhomboid walks`."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

Commands = Any  # argparse keeps the type of its subparsers to itself


def add(commands: Commands) -> None:
    """Add the command and its parts."""
    walks = commands.add_parser("walks", help="walks that phones and watches recorded")
    parts = walks.add_subparsers(dest="part", required=True, metavar="PART")
    take = parts.add_parser(
        "import", help="take in files of phones, watches and programs; the kind is recognised"
    )
    take.add_argument("files", nargs="+", metavar="FILE")
    _shared(take)
    week = parts.add_parser("week", help="minutes, steps and devices of each day of a week")
    week.add_argument("--of", type=_day, metavar="DAY", help="the week of this day, as 2026-01-05")
    _shared(week)
    look = parts.add_parser("audit", help="which device counted in each minute of a day")
    look.add_argument("day", type=_day, metavar="DAY", help="as 2026-01-05")
    _shared(look)
    order = parts.add_parser("order", help="which device is believed first, and how to change it")
    order.add_argument("sources", nargs="*", metavar="NAME", help="the one to believe first, first")
    _shared(order)
    imports = parts.add_parser("imports", help="what was taken in, and how to take it back")
    imports.add_argument("--take-back", metavar="ID", help="take back what one import brought")
    _shared(imports)


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="DIR", help="folder of the diary")
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument("--lang", metavar="CODE", help="language of sentences (en, de)")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"must be a day such as 2026-01-05, got {text}") from None
