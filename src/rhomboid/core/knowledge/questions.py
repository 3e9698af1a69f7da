"""The questions of the intake: what may be asked, when, and which answers are possible."""

from __future__ import annotations

from typing import Literal

import msgspec

from rhomboid.core.base.condition import Condition

QuestionKind = Literal[
    "yes_no",
    "choice",
    "choices",
    "number",
    "scale",
    "duration",
    "country",
    "text",
    "date",
    "records",
]


class RecordField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One field of a question that is answered with a list of records."""

    id: str
    kind: QuestionKind
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    whole: bool = False
    required: bool = False
    maximum_length: int = 200


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question.

    Attributes:
        id: name of the answer in every file and rule.
        page: the screen it stands on.
        facts: rows of the evidence that make it worth asking.
        group: heading within its page.
        groups: headings of its choices, where there are many.
        minimum, maximum, unit, whole: range of a number; `None` means open.
        required: whether the intake cannot go on without it.
        optional: whether leaving it open is an answer too.
        unsure_is_yes: whether "not sure" counts as yes (danger questions).
        asked_when: asked only when this is not certainly false.
        maximum_records, fields: shape of an answer that is a list of records.
    """

    id: str
    page: str
    kind: QuestionKind
    facts: tuple[str, ...]
    group: str | None = None
    choices: tuple[str, ...] = ()
    groups: dict[str, tuple[str, ...]] = {}
    minimum: float | None = None
    maximum: float | None = None
    unit: str | None = None
    whole: bool = False
    required: bool = False
    optional: bool = False
    unsure_is_yes: bool = False
    asked_when: Condition | None = None
    maximum_records: int = 0
    maximum_length: int = 200
    fields: tuple[RecordField, ...] = ()


class PageOrder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The order in which the pages of the intake come."""

    order: tuple[str, ...]
