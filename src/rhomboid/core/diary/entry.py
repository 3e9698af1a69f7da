"""One entry of the diary: the single source of truth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from rhomboid.core.base.errors import RhomboidError

EntryKind = Literal[
    "answers",
    "plan_adopted",
    "swap",
    "setting",
    "review_decided",
    "pain",
    "spasm",
    "flare",
    "symptom",
    "session_begun",
    "set_done",
    "session",
    "walk",
    "walk_skipped",
    "walk_day",
    "walk_import",
    "position_change",
    "position_tried",
    "position_checked",
    "desk_prompt",
    "desk_time",
    "desk_import",
    "supplement",
    "sleep",
    "medicine",
    "measure",
    "note",
    "undone",
]
Body = Mapping[str, Any]


class EntryError(RhomboidError):
    """An entry cannot be read; `field` and `problem` say why."""

    def __init__(self, field: str, problem: str) -> None:
        self.field = field
        self.problem = problem
        super().__init__(f"diary entry: `{field}` {problem}")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was reported or decided, once and for all.

    Attributes:
        id: UUIDv7; the same entry on two devices has the same id.
        person_id: whose diary.
        recorded_at: when it was written, UTC.
        about: the local time it is about, with its offset.
        zone: name of that time zone (IANA).
        kind: what `body` holds.
        body: the content, plain JSON.
        supersedes: id of the entry it corrects, if any.
        made_by: version of rhomboid that wrote it.
    """

    id: str
    person_id: str
    recorded_at: datetime
    about: datetime
    zone: str
    kind: EntryKind
    body: dict[str, Any]
    made_by: str
    supersedes: str | None = None

    def __post_init__(self) -> None:
        if self.recorded_at.utcoffset() != timedelta(0):
            raise EntryError("recorded_at", f"must be in UTC, got {self.recorded_at.isoformat()}")
        if self.about.utcoffset() is None:
            raise EntryError("about", f"must have an offset, got {self.about.isoformat()}")
        _check_id("id", self.id)
        if self.supersedes is not None:
            _check_id("supersedes", self.supersedes)


def _check_id(field: str, value: str) -> None:
    try:
        UUID(value)
    except ValueError:
        raise EntryError(field, f"must be a UUID, got {value!r}") from None
