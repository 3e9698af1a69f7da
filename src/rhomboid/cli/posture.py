"""`rhomboid posture`: how trunk and head incline in a picture from the side."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from rhomboid import bootstrap
from rhomboid.app.coaching import CoachingError
from rhomboid.cli.coach_words import rounded
from rhomboid.cli.files import print_json
from rhomboid.core.movement.coach.posture import (
    Change,
    Line,
    Posture,
    against,
    comparable,
    inclinations,
    of_both,
)
from rhomboid.core.movement.sight.frame import Seen
from rhomboid.wording import Wording, languages, wording


def run_posture(given: argparse.Namespace) -> int:
    """Say how trunk and head incline in a picture from the side."""
    w = wording(given.lang or languages()[0])
    baseline = None if given.baseline is None else _baseline(given.baseline)
    seen, people, aspect = bootstrap.person_in(Path(given.image))
    if not seen:
        raise CoachingError(
            f"a person must be seen in the picture, got nobody in {given.image}; "
            "take it from the side, with light from the front and the whole trunk in it"
        )
    posture = _read(seen, aspect, given.image)
    compared = None if baseline is None else comparable(baseline, posture)
    changes = None if baseline is None else against(baseline, posture)
    if given.json:
        plain = {**msgspec.to_builtins(posture), "people": people}
        told = {**plain, "compared": compared, "changes": msgspec.to_builtins(changes)}
        print_json({name: rounded(value, name) for name, value in told.items()})
        return 0
    for line in _posture_sentences(posture, people, w):
        print(line)
    for line in _change_sentences(compared, changes, w):
        print(line)
    return 0


def _read(seen: tuple[Seen, ...], aspect: float, name: str) -> Posture:
    """The posture from every reading of the picture."""
    first, *others = (inclinations(one, aspect) for one in seen)
    posture = first
    for other in others:
        posture = of_both(posture, other)
    if "not_upright" in posture.not_seen:
        raise CoachingError(
            f"the picture must be upright, got {name}, in which the person lies or stands on the "
            "head; turn the picture"
        )
    return posture


def _baseline(name: str) -> Posture:
    """What `rhomboid posture --json` said of an earlier picture."""
    try:
        baseline = msgspec.json.decode(Path(name).read_bytes(), type=Posture)
    except OSError as error:
        raise CoachingError(
            f"the baseline must be a file that can be read, got {name} ({error.strerror})"
        ) from error
    except msgspec.MsgspecError as error:
        raise CoachingError(
            f"the baseline must be what `rhomboid posture PICTURE --json` printed, got {name} "
            f"({error})"
        ) from error
    if not baseline.is_read:
        raise CoachingError(
            f"the baseline must hold at least one angle, got none in {name}; take the earlier "
            "picture from the side again, or name another baseline"
        )
    return baseline


def _change_sentences(
    compared: tuple[Line, ...] | None, changes: tuple[Change, ...] | None, w: Wording
) -> Iterator[str]:
    if compared is None or changes is None:
        return
    if not compared:
        yield w.say("cli.posture.not_compared")
    elif not changes:
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
    if posture.is_read:
        yield w.say("cli.posture.level")
    yield w.say("cli.posture.meaning")
