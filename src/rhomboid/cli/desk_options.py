"""The options of `rhomboid desk`."""

from __future__ import annotations

import argparse
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rhomboid.core.ergonomics.desk.events import Use

Commands = Any  # argparse keeps the type of its subparsers to itself
USES: tuple[Use, ...] = ("active", "away", "locked", "off")


def add(commands: Commands) -> None:
    """Add the command."""
    desk = commands.add_parser("desk", help="minutes since the last change of position")
    desk.add_argument(
        "file", nargs="?", metavar="FILE", help="a record of active and away periods, to replay"
    )
    desk.add_argument("--watch", action="store_true", help="count here, and say when it is time")
    desk.add_argument("--bell", action="store_true", help="with --watch: ring the terminal's bell")
    desk.add_argument(
        "--zone", type=_zone, metavar="ZONE", help="of times that name none, as Europe/Paris"
    )
    desk.add_argument(
        "--means",
        type=_meaning,
        action="append",
        default=[],
        metavar="NAME=USE",
        help="what another name in the file means: active, away, locked or off; may come again",
    )
    desk.add_argument(
        "--import", dest="takes", action="store_true", help="take the file into the diary"
    )
    desk.add_argument(
        "--calendar", metavar="ICS", help="read when you are busy; with --watch, when it changes"
    )
    desk.add_argument(
        "--forget-calendar", action="store_true", help="delete what was read from a calendar"
    )
    desk.add_argument("--data", metavar="DIR", help="folder of the diary")
    desk.add_argument("--json", action="store_true", help="print JSON")
    desk.add_argument("--lang", metavar="CODE", help="language of sentences (en, de)")


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"must be such as Europe/Paris, got {text}") from None


def _meaning(text: str) -> tuple[str, Use]:
    name, _, said = text.rpartition("=")
    use = next((use for use in USES if use == said.strip().casefold()), None)
    if not name.strip() or use is None:
        raise argparse.ArgumentTypeError(
            f'must read "Pause=away" with {", ".join(USES)}, got {text}'
        )
    return name.strip(), use
