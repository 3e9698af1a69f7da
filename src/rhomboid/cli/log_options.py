"""What `rhomboid log` takes, kind by kind."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any, get_args

from rhomboid.core.diary.bodies import SetOffId, SkipId, SymptomId

Add = Callable[[str, str], argparse.ArgumentParser]
Number = Callable[[str], float]


def whole(low: int, high: int) -> Number:
    """A whole number between two others, both included."""

    def read(text: str) -> int:
        if not text.removeprefix("-").isdecimal() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(
                f"must be a whole number from {low} to {high}, got {text}"
            )
        return int(text)

    return read


def _hours(text: str) -> float:
    try:
        hours = float(text.replace(",", "."))
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= 24:
        raise argparse.ArgumentTypeError(f"must be a number from 0 to 24, got {text}")
    return hours


def _goal(text: str) -> dict[str, Any]:
    activity, _, ability = text.rpartition("=")
    if not activity.strip():
        raise argparse.ArgumentTypeError(f'must read "activity=5", got {text}')
    return {"activity": activity.strip(), "ability": SCORE(ability.strip())}


SCORE = whole(0, 10)
_MINUTES = whole(1, 1440)


def add_kinds(add: Add) -> None:
    """Add one command for each kind of report; `add` makes one from its name and help."""
    _ratings(add)
    _sessions(add)
    _marks(add)
    measure = add("measure", "the weekly questions")
    measure.add_argument(
        "--pgic", type=whole(1, 7), metavar="1-7", help="1 very much better to 7 very much worse"
    )
    measure.add_argument(
        "--goal", type=_goal, action="append", metavar="WHAT=0-10", help="what goes how well"
    )
    measure.add_argument(
        "--limited-days", type=whole(0, 7), metavar="0-7", help="days on which pain limited you"
    )
    add("note", "own words").add_argument("text")


def _ratings(add: Add) -> None:
    pain = add("pain", "how much it hurts, 0 to 10")
    pain.add_argument("now", type=SCORE, nargs="?", metavar="0-10")
    pain.add_argument("--worst", type=SCORE, metavar="0-10", help="the worst of that day")
    pain.add_argument("--average", type=SCORE, metavar="0-10", help="the average of that day")
    _place(pain)
    pain.add_argument(
        "--moment",
        choices=("now", "morning", "evening"),
        help="`morning` is the check on the morning after a session",
    )
    pain.add_argument("--limited", action="store_true", help="it kept you from usual things")

    spasm = add("spasm", "a spasm and its strength, 0 to 10")
    spasm.add_argument("strength", type=SCORE, metavar="0-10")
    spasm.add_argument("--minutes", type=whole(0, 20160), metavar="N", help="how long it lasted")
    spasm.add_argument("--set-off", choices=get_args(SetOffId), help="what came before it")
    _place(spasm)

    add("flare", "a flare began, or is over").add_argument("state", choices=("began", "over"))
    symptom = add("symptom", "something new; asks for the danger questions")
    symptom.add_argument(
        "symptoms",
        nargs="+",
        choices=get_args(SymptomId),
        metavar="NAME",
        help=", ".join(get_args(SymptomId)),
    )


def _place(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--place", action="append", metavar="ID", help="place of the body map; may come again"
    )


def _sessions(add: Add) -> None:
    session = add("session", "a session, as it is in force")
    how = session.add_mutually_exclusive_group()
    for name, text in (
        ("full", "as asked (the default)"),
        ("extra", "two repetitions more in the last sets"),
        ("partly", "one set less of each"),
        ("stopped", "broken off in the first movement"),
    ):
        how.add_argument(f"--{name}", dest="done", action="store_const", const=name, help=text)
    session.add_argument("--micro", action="store_true", help="the two minutes instead")
    session.add_argument("--pain", type=SCORE, metavar="0-10", help="highest pain during it")
    session.add_argument("--after", type=SCORE, metavar="0-10", help="pain after it")
    session.add_argument("--effort", type=SCORE, metavar="0-10", help="effort")
    session.add_argument(
        "--sharp", action="append", metavar="MOVEMENT", help="movement with sharp pain"
    )

    walk = add("walk", "a walk in minutes, or why there was none")
    walk.add_argument("minutes", type=_MINUTES, nargs="?", metavar="MINUTES")
    walk.add_argument(
        "--skipped",
        choices=get_args(SkipId),
        help="instead of minutes: what stood against it; with `pain`, --pain says how much",
    )
    walk.add_argument(
        "--pain", type=SCORE, metavar="0-10", help="with --skipped: how much it hurts"
    )
    walk.add_argument("--pain-after", type=SCORE, metavar="0-10")
    walk.add_argument("--steps", type=whole(0, 200_000), metavar="N")


def _marks(add: Add) -> None:
    position = add("position", "a change of position")
    position.add_argument("--seconds", type=whole(0, 7200), metavar="N")
    position.add_argument("--movement", metavar="ID")
    supplement = add("supplement", "a prescribed supplement")
    supplement.add_argument(
        "--which", choices=("vitamin_d", "vitamin_b12", "other"), help="default: vitamin_d"
    )
    supplement.add_argument("--not-taken", action="store_true")
    sleep = add("sleep", "last night: 0 very bad to 10 very good")
    sleep.add_argument("quality", type=SCORE, metavar="0-10")
    sleep.add_argument("--hours", type=_hours, metavar="N")
    medicine = add("medicine", "a pain medicine was taken")
    medicine.add_argument("--name", help="in your own words; never a dose")
    medicine.add_argument("--not-taken", action="store_true", help="none was needed")
