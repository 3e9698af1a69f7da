"""`rhomboid coach`: a set from a video, a webcam or recorded landmarks."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec

from rhomboid import __version__, bootstrap
from rhomboid.app.coaching import (
    CoachingError,
    Note,
    SetCoached,
    Shot,
    Sink,
    coach,
    movement_of,
    named,
    recording_of,
    until,
)
from rhomboid.cli.coach_words import cannot_tell, record, sentences
from rhomboid.cli.files import print_json
from rhomboid.cli.recording import Stopped, shown
from rhomboid.core.movement.coach.recognise import Guess, recognise
from rhomboid.core.movement.coach.records import Versions
from rhomboid.wording import Wording, languages, wording

AUTO: Final = "auto"
_BAD_INPUT: Final = 2
_LEAST_ASPECT, _MOST_ASPECT = 0.2, 5.0


def aspect_of(text: str) -> float:
    """The shape of a picture as `16:9` or a number."""
    wide, _, high = text.partition(":")
    try:
        aspect = float(wide) / float(high or 1)
    except (ValueError, ZeroDivisionError):
        aspect = 0.0
    if not _LEAST_ASPECT <= aspect <= _MOST_ASPECT:
        raise argparse.ArgumentTypeError(
            f"the shape of the picture must be like 16:9, between 1:5 and 5:1, got {text}"
        )
    return aspect


def run(given: argparse.Namespace) -> int:
    """Run `coach` or `posture`."""
    if given.command == "coach":
        return run_coach(given)
    from rhomboid.cli.posture import run_posture

    return run_posture(given)


def run_coach(given: argparse.Namespace) -> int:
    """Coach a recording and say what was seen."""
    w = wording(given.lang or languages()[0])
    knowledge = bootstrap.knowledge()
    _apart(given)
    is_auto = given.movement.strip().lower() == AUTO
    if is_auto and given.overlay is not None:
        raise CoachingError(
            "a video is drawn while it is coached, so its movement must be known before; "
            "name it with --movement instead of auto"
        )
    movement = None if is_auto else movement_of(given.movement, knowledge)
    guess: Guess | None = None
    with ExitStack() as stack:
        source = stack.enter_context(bootstrap.open_sight(given.input, given.aspect))
        sinks: list[Sink] = []
        if given.save_landmarks is not None:
            path = Path(given.save_landmarks)
            sinks.append(stack.enter_context(bootstrap.kept_sight(path, source)))
        if given.overlay is not None:
            sinks.append(stack.enter_context(bootstrap.drawn_sight(Path(given.overlay))))
        stopped = Stopped()
        shots: Iterator[Shot] = until(shown(source), stopped.is_set)
        with stopped:
            if movement is None:
                kept, recording = recording_of(shots)
                guess = recognise(knowledge.movements, recording)
                movement = named(guess, knowledge)
                if movement is None:
                    raise CoachingError(cannot_tell(guess, w))
                shots = iter(kept)
            report = coach(movement, shots, sinks)
        origin = source.origin()
    if stopped.is_set():
        origin = msgspec.structs.replace(origin, notes=(*origin.notes, Note("stopped")))
    versions = Versions(__version__, knowledge.digest, origin.model)
    done = SetCoached(report=report, origin=origin, versions=versions)
    if given.json:
        print_json(record(done, movement, guess))
    else:
        for line in sentences(done, movement, guess, w):
            print(line)
    return _whole(done, w)


def _apart(given: argparse.Namespace) -> None:
    """Refuse to write over what is read, or twice into one file."""
    seen: dict[Path, str] = {}
    if Path(given.input).exists():
        seen[Path(given.input).resolve()] = "the input"
    for option in ("--save-landmarks", "--overlay"):
        name = getattr(given, option.removeprefix("--").replace("-", "_"))
        if name is None:
            continue
        if name.strip() in {"", "-"}:
            raise CoachingError(
                f'{option} must name a file, got "{name}"; results are not written to standard '
                "output, but a file can be given a name"
            )
        path = Path(name).resolve()
        for at in (path, bootstrap.draft_of(path)):
            if at in seen:
                raise CoachingError(
                    f"{option} must name a file of its own, got {name}, which would write over "
                    f"{seen[at]}; choose another name"
                )
            seen[at] = f"what {option} writes"


def _whole(done: SetCoached, w: Wording) -> int:
    """Zero for a whole recording; for one that was cut short, say so and return 2."""
    cut = next((note for note in done.origin.notes if note.id == "cut_short"), None)
    if cut is None:
        return 0
    print(f"rhomboid: {w.say(f'cli.coach.note.{cut.id}', **cut.values)}", file=sys.stderr)
    return _BAD_INPUT
