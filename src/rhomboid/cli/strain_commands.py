"""The commands on strain: their options."""

from __future__ import annotations

import argparse
from typing import Any

Commands = Any  # argparse keeps the type of its subparsers to itself

_SHEETS = {
    "rula": "arms, neck and trunk of a posture, 1 to 7",
    "reba": "the whole body in a posture, 1 to 15",
    "niosh": "the load of one lift by the revised NIOSH lifting equation",
}


def add(commands: Commands) -> None:
    """Add `ergonomics` with its parts."""
    ergonomics = commands.add_parser("ergonomics", help="score postures and lifts")
    parts = ergonomics.add_subparsers(dest="part", required=True, metavar="PART")
    for name, text in _SHEETS.items():
        part = parts.add_parser(name, help=text)
        part.add_argument(
            "case", nargs="?", metavar="CASE", help="one case as TOML or JSON, or - for JSON"
        )
        _batch(part)
        if name != "niosh":
            part.add_argument(
                "--partial",
                action="store_true",
                help="empty cells were not seen: give the lowest and the highest score",
            )
        if name == "rula":
            part.add_argument(
                "--table",
                choices=("mainstream", "worksheet"),
                default="mainstream",
                help="which of the two Table A's in use (default: %(default)s)",
            )
    jobs = parts.add_parser("niosh-jobs", help="jobs of several lifts, a row for each of them")
    _batch(jobs)


def _batch(part: argparse.ArgumentParser) -> None:
    part.add_argument("--batch", metavar="IN.csv", help="a table of cases, or - for standard input")
    part.add_argument(
        "--out", metavar="OUT.csv", help="the table with the results (default: standard output)"
    )
    part.add_argument("--json", action="store_true", help="print JSON, for one case")
    part.add_argument("--lang", default="en", metavar="CODE", help="language of sentences (en, de)")


def run(given: argparse.Namespace) -> int:
    """Run one of them."""
    from rhomboid.cli.ergonomics import run_ergonomics

    return run_ergonomics(given)
