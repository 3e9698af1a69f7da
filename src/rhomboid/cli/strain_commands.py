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
    _day(parts)
    _video(parts)


def _video(parts: Commands) -> None:
    video = parts.add_parser("video", help="RULA and REBA of a video, webcam, photo or landmarks")
    video.add_argument("input", metavar="FILE", help="video, photo, landmarks or webcam number")
    video.add_argument("--load", type=float, metavar="KG", help="what is held; 0 for nothing")
    stance = video.add_mutually_exclusive_group()
    stance.add_argument("--sitting", action="store_true", help="the person sits")
    stance.add_argument(
        "--stance",
        choices=("both_feet", "walking", "sitting", "one_foot_or_unstable"),
        help="how the person stands, walks or sits",
    )
    video.add_argument(
        "--told",
        metavar="CASE",
        help="what else no camera sees, as TOML or JSON by the names of `ergonomics rula|reba`",
    )
    video.add_argument(
        "--table",
        choices=("mainstream", "worksheet"),
        default="mainstream",
        help="which of RULA's two Table A's in use (default: %(default)s)",
    )
    video.add_argument("--figures", metavar="DIR", help="draw the worst postures into this folder")
    video.add_argument("--json", action="store_true", help="print JSON")
    video.add_argument(
        "--lang", default="en", metavar="CODE", help="language of sentences (en, de)"
    )


def _day(parts: Commands) -> None:
    day = parts.add_parser("day", help="which positions of a usual day to change first")
    day.add_argument(
        "case",
        nargs="?",
        metavar="FILE",
        help="TOML or JSON with tasks = [{position, hours, ...}], or - for JSON; "
        "without one: what the diary tells",
    )
    day.add_argument("--data", metavar="DIR", help="folder of the diary")
    day.add_argument("--json", action="store_true", help="print JSON")
    day.add_argument("--lang", metavar="CODE", help="language of sentences (en, de)")


def _batch(part: argparse.ArgumentParser) -> None:
    part.add_argument("--batch", metavar="IN.csv", help="a table of cases, or - for standard input")
    part.add_argument(
        "--out", metavar="OUT.csv", help="the table with the results (default: standard output)"
    )
    part.add_argument("--json", action="store_true", help="print JSON, for one case")
    part.add_argument("--lang", default="en", metavar="CODE", help="language of sentences (en, de)")


def run(given: argparse.Namespace) -> int:
    """Run one of them."""
    if given.part == "day":
        from rhomboid.cli.ergonomics_day import run_day

        return run_day(given)
    if given.part == "video":
        from rhomboid.cli.ergonomics_video import run_video

        return run_video(given)
    from rhomboid.cli.ergonomics import run_ergonomics

    return run_ergonomics(given)
