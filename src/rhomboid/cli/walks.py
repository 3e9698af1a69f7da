"""`rhomboid walks`: take files in, the week, the audit of a day, the order of devices."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rhomboid.app.journal import Journal
from rhomboid.app.walks.counting import body_of
from rhomboid.app.walks.ports import WalkFileError
from rhomboid.app.walks.walks import Taken, Walks
from rhomboid.bootstrap.walks import walks_of
from rhomboid.cli.files import print_json
from rhomboid.cli.opening import language_of, open_journal
from rhomboid.cli.progress_bar import ProgressBar
from rhomboid.cli.walks_look import run_audit, run_week
from rhomboid.core.activity.days import WalkedDay
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.outcomes.walking import is_timed
from rhomboid.wording import Wording
from rhomboid.wording.lines import body_words
from rhomboid.wording.walks import file_problem, skipped_words, taken_words

_BAD_INPUT = 2
_MEGABYTE = 1_000_000


def run_walks(given: argparse.Namespace) -> int:
    """Run one part.

    Raises:
        DataFolderError: if the folder of the diary cannot be used.
    """
    journal = open_journal(given)
    w = language_of(given, journal)
    match given.part:
        case "import":
            return _import(given, walks_of(journal), w)
        case "week":
            return run_week(given, journal, w)
        case "audit":
            return run_audit(given, journal, walks_of(journal), w)
        case "order":
            return _order(given, walks_of(journal), w)
        case _:
            return _imports(given, journal, w)


# ---------------------------------------------------------------- import


def _import(given: argparse.Namespace, walks: Walks, w: Wording) -> int:
    """Each file by itself: one that cannot be used does not stop the others."""
    done: list[tuple[str, Taken]] = []
    errors: list[dict[str, str]] = []
    for named in given.files:
        path = Path(named)
        try:
            done.append((path.name, _one(path, walks)))
        except RhomboidError as error:
            problem, sentence = _refused(path.name, error, w)
            errors.append({"file": named, "error": problem, "sentence": sentence})
            print(f"rhomboid: {sentence}", file=sys.stderr)
            continue
        if not given.json:
            _say(*done[-1], w)
    if given.json:
        print_json(_record(done, errors))
    return _BAD_INPUT if errors else 0


def _refused(name: str, error: RhomboidError, w: Wording) -> tuple[str, str]:
    """What went wrong with one file, as an id and a sentence."""
    if isinstance(error, WalkFileError):
        return error.problem, file_problem(error, w)
    return "store", f"{name}: {error}"


def _say(name: str, taken: Taken, w: Wording) -> None:
    print(taken_words(name, taken, w), flush=True)
    for line in skipped_words(taken.skipped, w):
        print(f"  {line}")


def _one(path: Path, walks: Walks) -> Taken:
    bar = ProgressBar(f"{path.name} ", unit=" MB")
    try:
        with path.open("rb") as file:
            return walks.take(
                path.name,
                file,
                lambda done, size: bar.draw(done / size if size else None, done / _MEGABYTE),
            )
    except OSError as error:
        raise WalkFileError.unreadable(str(path), error.strerror or str(error)) from error
    finally:
        bar.close()


def _record(done: Sequence[tuple[str, Taken]], errors: list[dict[str, str]]) -> dict[str, Any]:
    days: dict[str, WalkedDay] = {}
    skipped: Counter[str] = Counter()
    for _, taken in done:
        days.update({day.day.isoformat(): day for day in taken.days})
        skipped.update(taken.skipped)
    return {
        "days": [_day_record(days[key]) for key in sorted(days)],
        "samples": sum(taken.new + taken.known for _, taken in done),
        "new": sum(taken.new for _, taken in done),
        "known": sum(taken.known for _, taken in done),
        "sources": list(dict.fromkeys(name for _, taken in done for name in taken.sources)),
        "skipped": dict(skipped),
        "to_come": sum(taken.to_come for _, taken in done),
        "files": [
            {"file": name, "form": taken.form, "entry": taken.entry, "changed_days": taken.changed}
            for name, taken in done
        ],
        "errors": errors,
    }


def _day_record(day: WalkedDay) -> dict[str, Any]:
    body = body_of(day)
    return {
        "day": day.day.isoformat(),
        "steps": body.steps,
        "minutes": body.minutes if is_timed(body) else None,
        "moderate_minutes": body.moderate_minutes if is_timed(body) else None,
        "distance_m": body.distance_m,
        "walks": [
            {"at": walk.at, "minutes": walk.minutes, "recorded_by": walk.recorded_by}
            for walk in body.walks
        ],
        "by_source": {one.source: one.steps for one in body.shares},
        "hidden_steps": body.hidden_steps,
        "total_from": body.total_from,
    }


# ---------------------------------------------------------------- order of devices, imports


def _order(given: argparse.Namespace, walks: Walks, w: Wording) -> int:
    known = walks.counting.order()
    unknown = [name for name in given.sources if name not in known]
    if unknown:
        devices = w.list(list(known)) if known else "-"
        print(
            "rhomboid: " + w.say("walks.order.unknown", name=unknown[0], known=devices),
            file=sys.stderr,
        )
        return _BAD_INPUT
    changed = walks.believe(given.sources) if given.sources else 0
    order = walks.counting.order()
    if given.json:
        print_json({"order": list(order), "changed_days": changed})
        return 0
    if not order:
        print(w.say("walks.order.none"))
    for place, name in enumerate(order, start=1):
        print(f"{place}. {name}")
    if given.sources:
        print(w.say("walks.order.changed", count=changed))
    return 0


def _imports(given: argparse.Namespace, journal: Journal, w: Wording) -> int:
    walks = walks_of(journal)
    if given.take_back:
        changed = walks.take_back(given.take_back)
        if given.json:
            print_json({"taken_back": given.take_back, "changed_days": changed})
        else:
            print(w.say("walks.taken_back", count=changed))
        return 0
    found = walks.imports()
    if given.json:
        print_json([{"id": root, "body": body} for root, _, body in found])
        return 0
    for root, _, body in found:
        print(f"{root}  {body_words(body, w)}")
    if not found:
        print(w.say("walks.imports.none"))
    return 0
