"""The command line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from rhomboid import __version__
from rhomboid.cli import desk_options, diary_commands, strain_commands, walks_options
from rhomboid.core.base.errors import RhomboidError

_BAD_INPUT = 2


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    root = argparse.ArgumentParser(
        prog="rhomboid",
        description="Software for people with upper back pain. It does not diagnose.",
    )
    root.add_argument("--version", action="version", version=f"rhomboid {__version__}")
    commands = root.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="run the application on this computer")
    serve.add_argument("--data", metavar="DIR", help="folder of the diary")
    serve.add_argument(
        "--port", type=int, help="port on 127.0.0.1 (default: 8137 or the next free)"
    )
    serve.add_argument("--open", action="store_true", help="open the browser")

    _shared(commands.add_parser("questions", help="list every question"))

    for name, text in (
        ("assess", "say what is safe and what is likely"),
        ("plan", "write a programme"),
    ):
        command = commands.add_parser(name, help=f"{text}, from a file of answers")
        command.add_argument(
            "answers", metavar="ANSWERS", help="TOML or JSON file, or - for JSON on standard input"
        )
        _shared(command)

    diary_commands.add(commands)

    knowledge = commands.add_parser("knowledge", help="look things up in the tables")
    parts = knowledge.add_subparsers(dest="part", required=True, metavar="PART")
    listing = parts.add_parser("list", help="every row with its facts")
    listing.add_argument("table", nargs="?", help="only one table")
    _shared(listing)
    show = parts.add_parser("show", help="one row with its sources")
    show.add_argument("id", metavar="ID")
    _shared(show)
    _shared(parts.add_parser("unverified", help="what has not been checked against a source"))

    coach = commands.add_parser("coach", help="count a set in a video or recorded landmarks")
    coach.add_argument(
        "input",
        metavar="INPUT",
        help="video, landmark file, number of a webcam, or - for JSON Lines on standard input",
    )
    coach.add_argument(
        "--movement",
        required=True,
        metavar="ID",
        help="what is done (`rhomboid knowledge list movements` shows every ID), or: auto",
    )
    coach.add_argument(
        "--overlay",
        metavar="FILE",
        help="draw body and count into this .mp4; an earlier file of that name is replaced",
    )
    coach.add_argument(
        "--save-landmarks",
        metavar="FILE",
        help="keep the landmarks in this file, compact if it ends in .rhlm; an earlier file of "
        "that name is replaced",
    )
    coach.add_argument(
        "--aspect",
        metavar="W:H",
        type=_aspect,
        help="shape of the picture, where a file tells none",
    )
    _shared(coach)
    posture = commands.add_parser("posture", help="how trunk and head incline in a side picture")
    posture.add_argument(
        "image", metavar="IMAGE", help="a photo from the side, taken with a level camera"
    )
    posture.add_argument(
        "--baseline", metavar="FILE", help="compare with what --json said of your earlier photo"
    )
    _shared(posture)
    strain_commands.add(commands)
    desk_options.add(commands)
    walks_options.add(commands)

    doctor = commands.add_parser("doctor", help="check tables, words and diary; keep backups")
    doctor.add_argument("--data", metavar="DIR", help="folder of the diary")
    task = doctor.add_mutually_exclusive_group()
    task.add_argument("--backup", action="store_true", help="back the diary up now")
    task.add_argument("--backups", action="store_true", help="list the backups")
    task.add_argument(
        "--restore", metavar="FILE", help="put a backup in the diary's place, or: latest"
    )
    _shared(doctor)
    return root


def _shared(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")
    command.add_argument(
        "--lang", default="en", metavar="CODE", help="language of sentences (en, de)"
    )


def _aspect(text: str) -> float:
    from rhomboid.cli.coach import aspect_of

    return aspect_of(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it worked, 1 when a check found something, 2 for input that cannot be used.
    """
    given = parser().parse_args(arguments)
    try:
        match given.command:
            case "serve":
                from rhomboid.cli.serve import run_serve

                return run_serve(given)
            case "knowledge":
                from rhomboid.cli.knowledge import run_knowledge

                return run_knowledge(given)
            case "coach" | "posture":
                from rhomboid.cli import coach

                return coach.run(given)
            case "ergonomics" | "desk" | "walks":
                return _run_everyday(given)
            case "doctor":
                from rhomboid.cli.doctor import run_doctor

                return run_doctor(given)
            case name if name in diary_commands.NAMES:
                return diary_commands.run(given)
            case _:
                from rhomboid.cli.assess import run_assess, run_plan, run_questions

                commands = {"questions": run_questions, "assess": run_assess, "plan": run_plan}
                return commands[given.command](given)
    except RhomboidError as error:
        print(f"rhomboid: {error}", file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:
        return 0


def _run_everyday(given: argparse.Namespace) -> int:
    """Positions, the desk, walks: what is looked at beside the programme."""
    if given.command == "ergonomics":
        return strain_commands.run(given)
    if given.command == "desk":
        from rhomboid.cli.desk import run_desk

        return run_desk(given)
    from rhomboid.cli.walks import run_walks

    return run_walks(given)


if __name__ == "__main__":
    sys.exit(main())
