"""Every kind of entry with the type of its body, and reading one strictly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from rhomboid.core.diary import bodies, strain_bodies, walk_bodies
from rhomboid.core.diary.body import Body, Name
from rhomboid.core.diary.entry import Entry, EntryError

#: Reports: what a person tells of a day. They can be corrected and undone.
REPORTS: Mapping[str, type[Body]] = {
    "pain": bodies.Pain,
    "spasm": bodies.Spasm,
    "flare": bodies.Flare,
    "symptom": bodies.Symptom,
    "session_begun": bodies.SessionBegun,
    "set_done": bodies.SetDone,
    "session": bodies.Session,
    "walk": bodies.Walk,
    "walk_skipped": bodies.WalkSkipped,
    "walk_day": walk_bodies.WalkDay,
    "walk_import": walk_bodies.WalkImport,
    "position_change": bodies.PositionChange,
    "position_tried": strain_bodies.PositionTried,
    "position_checked": strain_bodies.PositionChecked,
    "desk_prompt": strain_bodies.DeskPrompt,
    "desk_time": strain_bodies.DeskTime,
    "desk_import": strain_bodies.DeskImport,
    "supplement": bodies.Supplement,
    "sleep": bodies.Sleep,
    "medicine": bodies.Medicine,
    "measure": bodies.Measure,
    "note": bodies.Note,
    "undone": bodies.Undone,
}


class AnswersBody(Body, frozen=True):
    """Answers given, or withdrawn, by question id."""

    answers: dict[str, Any] = {}
    withdrawn: tuple[str, ...] = ()


class SettingBody(Body, frozen=True):
    """A setting and its new value."""

    name: Name
    value: str = ""


class SwapBody(Body, frozen=True):
    """A swap of one movement; `to` is empty when it is taken back."""

    movement: Name
    kind: Literal["easier", "harder", "equal"] | None = None
    to: Name | None = None


class PlanAdoptedBody(Body, frozen=True):
    """A programme begun, with the rules behind it."""

    plan: dict[str, Any]
    rules: Any = None


#: Decisions, answers and wishes: later entries of the same kind take their place.
STATES: Mapping[str, type[Body]] = {
    "answers": AnswersBody,
    "setting": SettingBody,
    "swap": SwapBody,
    "plan_adopted": PlanAdoptedBody,
    "review_decided": bodies.ReviewDecided,
}
KINDS: Mapping[str, type[Body]] = {**STATES, **REPORTS}


def read_body(kind: str, raw: Mapping[str, Any]) -> Body:
    """The typed body of an entry of this kind.

    Raises:
        EntryError: if there is no such kind, or the body is not of its shape.
    """
    kind_of = KINDS.get(kind)
    if kind_of is None:
        raise EntryError("kind", f"must be one of {', '.join(KINDS)}, got {kind!r}")
    try:
        return msgspec.convert(raw, kind_of, strict=True)
    except msgspec.ValidationError as error:
        raise EntryError("body", f"of kind `{kind}`: {error}") from error


def check_entry(entry: Entry) -> None:
    """Check what the types of an entry cannot: its body, and what it supersedes.

    Raises:
        EntryError: with the field that is wrong.
    """
    read_body(entry.kind, entry.body)
    if entry.kind == "undone" and entry.supersedes is None:
        raise EntryError("supersedes", "must name the entry that is undone")
    if entry.supersedes is not None and entry.kind not in REPORTS:
        raise EntryError(
            "supersedes", f"must be empty for `{entry.kind}`: a newer one takes its place"
        )
