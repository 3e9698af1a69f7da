"""`rhomboid coach`: a set from a video, a webcam or recorded landmarks; `rhomboid posture`."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from typing import Any, Final

import msgspec

from rhomboid import __version__, bootstrap
from rhomboid.app.coaching import (
    CoachingError,
    Note,
    SetCoached,
    Shot,
    Sink,
    Source,
    coach,
    movement_of,
    named,
    recording_of,
    until,
)
from rhomboid.cli.files import print_json
from rhomboid.cli.progress_bar import ProgressBar
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.movement.coach.posture import Change, Posture, against, inclinations
from rhomboid.core.movement.coach.recognise import Guess, recognise
from rhomboid.core.movement.coach.records import SetReport, Versions
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


def run_coach(given: argparse.Namespace) -> int:
    """Coach a recording and say what was seen."""
    w = wording(given.lang or languages()[0])
    knowledge = bootstrap.knowledge()
    _apart(given)
    if given.movement == AUTO and given.overlay is not None:
        raise CoachingError(
            "a video is drawn while it is coached, so its movement must be known before; "
            "name it with --movement instead of auto"
        )
    movement = None if given.movement == AUTO else movement_of(given.movement, knowledge)
    guess: Guess | None = None
    with ExitStack() as stack:
        source = stack.enter_context(bootstrap.open_sight(given.input, given.aspect))
        sinks: list[Sink] = []
        if given.save_landmarks is not None:
            path = Path(given.save_landmarks)
            sinks.append(stack.enter_context(bootstrap.kept_sight(path, source)))
        if given.overlay is not None:
            sinks.append(stack.enter_context(bootstrap.drawn_sight(Path(given.overlay))))
        stopped = _Stopped()
        shots: Iterator[Shot] = until(_shown(source), stopped.is_set)
        with stopped:
            if movement is None:
                kept, recording = recording_of(shots)
                guess = recognise(knowledge.movements, recording)
                movement = named(guess, knowledge)
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


class _Stopped:
    """Ctrl-C once ends the recording and keeps what was counted."""

    def __init__(self) -> None:
        self._asked = False
        self._before: Any = None

    def is_set(self) -> bool:
        return self._asked

    def __enter__(self) -> None:
        self._before = signal.signal(signal.SIGINT, self._ask)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True


def _shown(source: Source) -> Iterator[Shot]:
    """Every frame, with a bar while it takes long."""
    bar = ProgressBar("rhomboid")
    try:
        for count, shot in enumerate(source.shots(), 1):
            bar.draw(source.done_share(), count)
            yield shot
    finally:
        bar.close()


def record(done: SetCoached, movement: Movement, guess: Guess | None) -> dict[str, Any]:
    """A coached set as plain data; without a range `range_deg` is null and `no_range` says why."""
    report = done.report
    plain: dict[str, Any] = msgspec.to_builtins(report)
    measure = read_coached(movement).measure
    return {
        **plain,
        "movement": movement.id,
        "confidence": None if guess is None else guess.confidence,
        "likely": None if guess is None else [list(one) for one in guess.likely],
        "unit": None if measure is None else measure.unit,
        "holds_s": [round(hold.seconds, 2) for hold in report.holds],
        "unseen_share": round(report.unseen_share, 4),
        "aspect": done.origin.aspect,
        "landmarks_in": done.origin.landmarks_in,
        "notes": msgspec.to_builtins(done.origin.notes),
        "versions": msgspec.to_builtins(done.versions),
    }


def sentences(
    done: SetCoached, movement: Movement, guess: Guess | None, w: Wording
) -> Iterator[str]:
    """A coached set in words."""
    report = done.report
    yield w.say(f"movements.{movement.id}.name")
    if guess is not None:
        yield w.say("cli.coach.recognised", share=round(100 * guess.confidence))
    if not report.judged:
        yield w.say("cli.coach.not_judged")
    yield from _counted(report, w)
    yield from _measured(report, w)
    for fault, count in report.faults.items():
        yield w.say("cli.coach.fault", count=count, cue=w.say(f"movements.fault.{fault}"))
    if report.unseen:
        yield w.say("cli.coach.unseen", share=round(100 * report.unseen_share))
        for reason in report.unseen:
            yield "  " + w.say(f"seen.why.{reason}")
    for note in done.origin.notes:
        if note.id != "cut_short":
            yield w.say(f"cli.coach.note.{note.id}", **note.values)


def _counted(report: SetReport, w: Wording) -> Iterator[str]:
    counted = report.repetitions
    if report.judged:
        yield w.say("cli.coach.counted", count=counted.total)
    if counted.left or counted.right:
        yield w.say("cli.coach.sides", left=counted.left, right=counted.right)
    if counted.half:
        yield w.say("cli.coach.half", count=counted.half)
    for hold in report.holds:
        yield w.say("cli.coach.hold", seconds=round(hold.seconds, 1))


def _measured(report: SetReport, w: Wording) -> Iterator[str]:
    if report.range_deg is not None and report.error_deg is not None:
        yield w.say("cli.coach.range", range=round(report.range_deg), error=round(report.error_deg))
    elif report.judged and report.no_range is not None:
        yield w.say(f"cli.coach.no_range.{report.no_range}")
    if report.difference_deg is not None:
        yield w.say("cli.coach.difference", degrees=round(report.difference_deg))
    if report.tempo is not None:
        tempo = report.tempo
        yield w.say(
            "cli.coach.tempo",
            up=round(tempo.up_s, 1),
            hold=round(tempo.hold_s, 1),
            down=round(tempo.down_s, 1),
        )


def run_posture(given: argparse.Namespace) -> int:
    """Say how trunk and head incline in a picture from the side."""
    w = wording(given.lang or languages()[0])
    seen, people, aspect = bootstrap.person_in(Path(given.image))
    if seen is None:
        raise CoachingError(
            f"a person must be seen in the picture, got nobody in {given.image}; "
            "take it from the side, with light from the front and the whole trunk in it"
        )
    posture = inclinations(seen, aspect)
    changes = None if given.baseline is None else against(_baseline(given.baseline), posture)
    if given.json:
        plain = {**msgspec.to_builtins(posture), "people": people}
        print_json({**plain, "changes": msgspec.to_builtins(changes)})
    else:
        for line in _posture_sentences(posture, people, w):
            print(line)
        for line in _change_sentences(changes, w):
            print(line)
    return 0


def _baseline(name: str) -> Posture:
    """What `rhomboid posture --json` said of an earlier picture."""
    try:
        return msgspec.json.decode(Path(name).read_bytes(), type=Posture)
    except OSError as error:
        raise CoachingError(
            f"the baseline must be a file that can be read, got {name} ({error.strerror})"
        ) from error
    except msgspec.MsgspecError as error:
        raise CoachingError(
            f"the baseline must be what `rhomboid posture PICTURE --json` printed, got {name} "
            f"({error})"
        ) from error


def _change_sentences(changes: tuple[Change, ...] | None, w: Wording) -> Iterator[str]:
    if changes is None:
        return
    if not changes:
        yield w.say("cli.posture.same")
    for change in changes:
        line = change.line.removesuffix("_deg")
        way = "back" if change.degrees < 0 else "forward"
        yield w.say(f"cli.posture.changed.{line}.{way}", degrees=abs(round(change.degrees)))


def _posture_sentences(posture: Posture, people: int, w: Wording) -> Iterator[str]:
    for line in ("trunk", "head", "gaze"):
        value, error = getattr(posture, f"{line}_deg"), getattr(posture, f"{line}_error_deg")
        if value is not None:
            way = "back" if value < 0 else "forward"
            yield w.say(f"cli.posture.{line}.{way}", degrees=abs(round(value)), error=round(error))
    for part in posture.not_seen:
        yield w.say(f"cli.posture.not_seen.{part}")
    if people > 1:
        yield w.say("cli.posture.others")
    yield w.say("cli.posture.meaning")
