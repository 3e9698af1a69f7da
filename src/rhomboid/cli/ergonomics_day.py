"""`rhomboid ergonomics day`: which positions of a usual day to change first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from rhomboid import bootstrap
from rhomboid.app.strain.day import Standing, standings
from rhomboid.app.strain.day_read import read_tasks
from rhomboid.cli.files import print_json, read_record_file
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.cli.problems import print_problems
from rhomboid.core.ergonomics.between import InputError, Score
from rhomboid.core.ergonomics.positions.judge import Change, Judged, judge
from rhomboid.core.intake.errors import AnswerError
from rhomboid.wording import Wording, wording
from rhomboid.wording.reasons import reason_sentence
from rhomboid.wording.strain_day import (
    level_words,
    position_name,
    reba_words,
    saves_words,
    share_percent,
    told_words,
)

_BAD_INPUT = 2
_NOTHING = 1


def run_day(given: argparse.Namespace) -> int:
    """Put the positions of a day in order: of a file, or of the diary."""
    return _of_diary(given) if given.case is None else _of_file(given)


def _of_file(given: argparse.Namespace) -> int:
    knowledge, w = bootstrap.knowledge(), wording(given.lang or "en")
    raw = read_record_file(given.case, "the tasks of a day")
    try:
        tasks = read_tasks(raw.get("tasks"), knowledge, bootstrap.clock().now().date())
    except AnswerError as error:
        print_problems(error, given.case, knowledge, w, as_json=given.json)
        return _BAD_INPUT
    if not tasks:
        raise InputError("tasks", "one or more positions with their hours", raw.get("tasks"))
    day = judge(tasks, knowledge.strain.positions, knowledge.strain.reba)
    _print([_Shown(one, one.changes) for one in day.positions], day.recheck_days, given, w)
    return 0


def _of_diary(given: argparse.Namespace) -> int:
    journal = open_journal(given)
    w = language_of(given, journal)
    found = standings(journal.present(), journal.knowledge)
    if found is None:
        print(f"rhomboid: {w.say('strain_day.cli.none')}", file=sys.stderr)
        return _NOTHING
    shown = [_Shown(one.now, one.offered, one) for one in found.positions]
    _print(shown, found.recheck_days, given, w)
    return 0


class _Shown(msgspec.Struct, frozen=True):
    """One position as it is printed; `standing` where the diary knows what was tried."""

    judged: Judged
    offered: tuple[Change, ...]
    standing: Standing | None = None


def _print(
    shown: Sequence[_Shown], recheck_days: int, given: argparse.Namespace, w: Wording
) -> None:
    if given.json:
        positions = [_record(one, w) for one in shown]
        print_json({"positions": positions, "recheck_days": recheck_days})
        return
    print(w.say("strain_day.cli.title"))
    for number, one in enumerate(shown, start=1):
        print()
        print("\n".join(_lines(number, one, w)))
    print()
    print(w.say("strain_day.cli.means"))
    print(w.say("strain.reba.not_means"))


def _lines(number: int, shown: _Shown, w: Wording) -> Iterator[str]:
    judged = shown.judged
    name = position_name(judged.told.position, w)
    percent = share_percent(judged.share)
    yield w.say("strain_day.cli.line", number=number, name=name, percent=percent)
    yield f"   {told_words(judged, w)}"
    yield f"   {reba_words(judged.score.reba, w)}. {level_words(judged.score.action_level, w)}"
    if shown.standing is not None:
        yield from _tried(shown.standing, w)
    for place, change in enumerate(shown.offered):
        fix = w.say(f"positions.fix.{change.fix}")
        yield "   " + w.say(f"strain_day.cli.{'other' if place else 'first'}", fix=fix)
        yield f"      {saves_words(change, w)}"


def _tried(standing: Standing, w: Wording) -> Iterator[str]:
    if standing.trying is not None:
        fix = w.say(f"positions.fix.{standing.trying.fix}")
        yield "   " + w.say("strain_day.cli.trying", date=w.date(standing.trying.on), fix=fix)
    for trial in standing.tried:
        if trial.check is not None and trial.check.body.changed == "yes":
            yield "   " + w.say("strain_day.cli.done", fix=w.say(f"positions.fix.{trial.fix}"))


def _record(shown: _Shown, w: Wording) -> dict[str, Any]:
    """One position as plain data, with its words."""
    judged = shown.judged
    record: dict[str, Any] = {
        "position": judged.told.position,
        "name": position_name(judged.told.position, w),
        "told": msgspec.to_builtins(judged.told),
        "points": judged.points,
        "share": judged.share,
        "reba": _ends(judged.score.reba),
        "action_level": _ends(judged.score.action_level),
        "long": judged.long,
        "likely": judged.likely,
        "reasons": [
            {**msgspec.to_builtins(reason), "text": reason_sentence(reason, w)}
            for reason in judged.reasons
        ],
        "changes": [_change_record(change, w) for change in shown.offered],
        "movements": list(judged.movements),
    }
    if shown.standing is not None:
        record["trying"] = msgspec.to_builtins(shown.standing.trying)
        record["tried"] = msgspec.to_builtins(shown.standing.tried)
    return record


def _change_record(change: Change, w: Wording) -> dict[str, Any]:
    return {
        "fix": change.fix,
        "text": w.say(f"positions.fix.{change.fix}"),
        "effort": change.effort,
        "saves": change.saves,
        "saves_text": saves_words(change, w),
        "reba_after": _ends(change.after),
        "ends_long_stretches": change.shorter,
    }


def _ends(score: Score) -> list[int]:
    return [score.low, score.high]
