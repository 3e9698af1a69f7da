"""A coached set as plain data and in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from rhomboid.app.coaching import SetCoached
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.coach.coached import read_coached
from rhomboid.core.movement.coach.recognise import Guess
from rhomboid.core.movement.coach.records import SetReport
from rhomboid.wording import Wording

#: Digits after the point, by what a name ends in: a camera knows no more.
_DIGITS: Final = {"_deg": 1, "_s": 2, "low": 1, "high": 1, "seconds": 2, "share": 4, "aspect": 4}
#: Reasons for which a set may be another movement than was named, and the share of the time
#: from which on that is said.
_OTHER_MEANT: Final = frozenset({"wrong_side", "too_near", "out_of_frame", "covered"})
_MOSTLY: Final = 0.5
#: A movement less likely than this is not worth a word.
_LEAST_SHARE: Final = 0.05


def rounded(plain: Any, name: str = "") -> Any:
    """Plain data with as many digits as its numbers are worth."""
    if isinstance(plain, dict):
        return {key: rounded(value, str(key)) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [rounded(value, name) for value in plain]
    if isinstance(plain, float):
        digits = next((digits for end, digits in _DIGITS.items() if name.endswith(end)), None)
        return plain if digits is None else round(plain, digits)
    return plain


def record(done: SetCoached, movement: Movement, guess: Guess | None) -> dict[str, Any]:
    """A coached set as plain data; without a range `range_deg` is null and `no_range` says why."""
    report = done.report
    plain: dict[str, Any] = msgspec.to_builtins(report)
    measure = read_coached(movement).measure
    whole = {
        **plain,
        "movement": movement.id,
        "confidence": None if guess is None else guess.confidence,
        "likely": None if guess is None else [list(one) for one in guess.likely],
        "unit": None if measure is None else measure.unit,
        "holds_s": [hold.seconds for hold in report.holds],
        "aspect": done.origin.aspect,
        "landmarks_in": done.origin.landmarks_in,
        "notes": msgspec.to_builtins(done.origin.notes),
        "versions": msgspec.to_builtins(done.versions),
    }
    return {name: rounded(value, name) for name, value in whole.items()}


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
    yield from _not_judged(report, w)
    yield from _unseen(report, movement, w)
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
    if not report.each:
        for hold in report.holds:
            yield w.say("cli.coach.hold", seconds=_short(hold.seconds, w))


def _measured(report: SetReport, w: Wording) -> Iterator[str]:
    if report.range_deg is not None and report.error_deg is not None:
        yield w.say("cli.coach.range", range=round(report.range_deg), error=round(report.error_deg))
    elif report.judged and report.no_range is not None:
        yield w.say(f"cli.coach.no_range.{report.no_range}")
    if report.difference_deg is not None and report.difference_error_deg is not None:
        error = round(report.difference_error_deg)
        is_one = abs(report.difference_deg) > report.difference_error_deg
        said = "difference" if is_one else "no_difference"
        yield w.say(f"cli.coach.{said}", degrees=round(report.difference_deg), error=error)
    if report.tempo is not None:
        tempo = report.tempo
        yield w.say(
            "cli.coach.tempo",
            up=_short(tempo.up_s, w),
            hold=_short(tempo.hold_s, w),
            down=_short(tempo.down_s, w),
        )


def _short(seconds: float, w: Wording) -> str:
    return w.number(round(seconds, 1))


def _not_judged(report: SetReport, w: Wording) -> Iterator[str]:
    """Faults that were not looked for, so that none of them means nothing."""
    if not report.judged or not report.not_judged:
        return
    cues = [w.say(f"movements.fault.{fault}") for fault in report.not_judged]
    quoted = " ".join(w.say("cli.coach.quoted", cue=cue) for cue in dict.fromkeys(cues))
    yield w.say("cli.coach.faults_not_judged", cues=quoted)


def _unseen(report: SetReport, movement: Movement, w: Wording) -> Iterator[str]:
    if not report.unseen:
        return
    yield w.say("cli.coach.unseen", share=round(100 * report.unseen_share))
    for reason in report.unseen:
        yield "  " + w.say(f"seen.why.{reason}")
    if "wrong_side" in report.unseen:
        views = read_coached(movement).views
        yield "  " + w.say(f"live.place.{'either' if len(views) > 1 else views[0]}")
    if report.unseen_share > _MOSTLY and not _OTHER_MEANT.isdisjoint(report.unseen):
        yield "  " + w.say("cli.coach.other_meant")


def cannot_tell(guess: Guess, w: Wording) -> str:
    """That no movement was recognised, and which it may be."""
    likely = [
        w.say(
            "cli.coach.may_be_one",
            name=w.say(f"movements.{name}.name"),
            id=name,
            share=round(100 * share),
        )
        for name, share in guess.likely
        if share >= _LEAST_SHARE
    ]
    may_be = w.say("cli.coach.may_be", likely=w.list(likely, "or")) + " " if likely else ""
    return w.say("cli.coach.cannot_tell", may_be=may_be)
