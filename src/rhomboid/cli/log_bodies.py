"""From the options of `rhomboid log` to a report."""

from __future__ import annotations

import argparse
from datetime import datetime
from difflib import get_close_matches
from typing import Any
from uuid import uuid4

from rhomboid.app.journal import Journal
from rhomboid.app.present import present_of
from rhomboid.app.recorder import ReportError
from rhomboid.app.replay.played import session_body
from rhomboid.app.replay.story import SessionTold
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.diary.entry import EntryKind

#: Name of the command -> kind of entry, where they differ.
_KINDS: dict[str, EntryKind] = {"position": "position_change"}
#: Kind -> option -> field of the body, for options that are copied as they are.
_COPIED: dict[str, dict[str, str]] = {
    "pain": {n: n for n in ("now", "worst", "average", "place", "moment", "limited")},
    "spasm": {
        "strength": "strength", "minutes": "lasted_min", "set_off": "set_off", "place": "place"
    },
    "flare": {"state": "state"},
    "symptom": {"symptoms": "symptoms"},
    "walk": {"minutes": "minutes", "pain_after": "pain_after", "steps": "steps"},
    "walk_skipped": {"skipped": "because", "pain": "pain"},
    "position_change": {"seconds": "seconds", "movement": "movement"},
    "supplement": {"which": "analyte"},
    "sleep": {"quality": "quality", "hours": "hours"},
    "medicine": {"name": "name"},
    "measure": {"pgic": "pgic", "goal": "psfs", "limited_days": "limited_days"},
    "note": {"text": "text"},
}  # fmt: skip


class LogError(RhomboidError):
    """A report cannot be made from what was typed."""


def kind_of(given: argparse.Namespace) -> EntryKind:
    """The kind of entry that a command makes."""
    name: EntryKind = given.what
    if name == "walk" and given.skipped is not None:
        return "walk_skipped"
    return _KINDS.get(given.what, name)


def told(given: argparse.Namespace, journal: Journal) -> dict[str, Any]:
    """The fields that were typed, without those that were left open.

    Raises:
        LogError: if a place or a movement is unknown.
    """
    kind = kind_of(given)
    options = _COPIED[kind].items()
    body = {field: getattr(given, option) for option, field in options}
    body = {
        field: value for field, value in body.items() if value is not None and value is not False
    }
    if kind in ("supplement", "medicine"):
        body["taken"] = not given.not_taken
    _check_told(kind, body)
    if given.what == "walk":
        _check_walk(given)
    known = journal.knowledge
    for place in body.get("place", ()):
        _check("place", place, known.questions["places"].choices)
    if kind == "position_change" and "movement" in body:
        _check("movement", body["movement"], known.movements)
    return body


def _check_told(kind: EntryKind, body: dict[str, Any]) -> None:
    if kind == "pain" and not body.keys() & {"now", "worst", "average"}:
        raise LogError("a rating must have a number: log pain 4, or --worst or --average")
    if kind == "measure" and not body:
        raise LogError("the weekly questions need at least one of --pgic, --goal, --limited-days")


def _check_walk(given: argparse.Namespace) -> None:
    skipped = given.skipped is not None
    if not skipped and given.minutes is None and given.command != "correct":
        raise LogError("a walk must have its minutes: log walk 20; or --skipped weather")
    if skipped and (given.minutes, given.pain_after, given.steps) != (None, None, None):
        raise LogError("a walk is either told with its minutes or skipped, not both")
    if skipped and given.skipped == "pain" and given.pain is None:
        raise LogError("where pain was the reason, say how much: --skipped pain --pain 4")
    if not skipped and given.pain is not None:
        raise LogError("--pain goes with --skipped; the pain after a walk is --pain-after")


def session_told(given: argparse.Namespace, journal: Journal, at: datetime) -> dict[str, Any]:
    """A session as it was in force at that time, and as it went.

    Raises:
        ReportError: if none was in force.
        LogError: if a movement is not in it.
    """
    present = present_of(journal.course(), at, journal.knowledge)
    part = "micro_dose" if given.micro else "session"
    went = SessionTold(
        done=given.done or "full",
        pain=given.pain or 0,
        sharp=tuple(given.sharp or ()),
        after=given.after,
        effort=given.effort,
    )
    body = session_body(present, part, went, str(uuid4()))
    if body is None:
        raise ReportError(
            "there was no session in force at that time, so nothing was saved; "
            "`rhomboid today` says why"
        )
    movements = [line["movement"] for line in body["movements"]]
    for name in given.sharp or ():
        _check("movement of the session", name, movements)
    return body if given.pain is not None else _without_pain(body, given.after)


def _without_pain(body: dict[str, Any], after: int | None) -> dict[str, Any]:
    """Pain that was not told is not known; the review says so instead of guessing."""
    lines = [{k: v for k, v in line.items() if k != "pain"} for line in body["movements"]]
    kept = {k: v for k, v in body.items() if k != "pain_after"}
    return {**kept, "movements": lines, **({} if after is None else {"pain_after": after})}


def session_corrections(given: argparse.Namespace) -> dict[str, Any]:
    """What a correction of a session may change from here.

    Raises:
        LogError: if more than that was asked.
    """
    if given.done or given.micro or given.sharp or given.pain is not None:
        raise LogError(
            "of a session only --after and --effort can be corrected here; "
            "the diary page of `rhomboid serve` has a field for everything"
        )
    body = {"pain_after": given.after, "effort": given.effort}
    return {field: value for field, value in body.items() if value is not None}


def _check(what: str, name: str, known: Any) -> None:
    if name in known:
        return
    near = get_close_matches(name, known, n=3) or list(known)[:6]
    raise LogError(f"there is no {what} {name!r}; near it: {', '.join(near)}")
