"""Every row of every table as a plain record, for looking things up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.knowledge import (
    Knowledge,
    outcome_rows,
    prescription_rows,
    review_rows,
)
from rhomboid.core.knowledge.row import EvidenceStatus
from rhomboid.core.knowledge.strain import strain_rows


class Listed(msgspec.Struct, frozen=True):
    """One row.

    Attributes:
        table: name of its table.
        id: its id.
        status: how far the weakest of its evidence was checked.
        facts: fact ids it rests on.
        sources: keys of the bibliography, through its facts.
        fields: everything else that stands in it.
    """

    table: str
    id: str
    status: str
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    fields: dict[str, Any]


def listed(knowledge: Knowledge) -> Iterator[Listed]:
    """Every row, table by table."""
    tables: dict[str, Any] = {
        "facts": knowledge.facts.values(),
        "red_flags": knowledge.red_flags,
        "causes": knowledge.causes,
        "movements": knowledge.movements.values(),
        "avoidances": knowledge.avoidances,
        "prescription": prescription_rows(knowledge.prescription),
        "pain_rules": knowledge.pain_rules.rule,
        "review": review_rows(knowledge.review),
        "outcomes": outcome_rows(knowledge.outcomes),
        **strain_rows(knowledge.strain),
        "walks": knowledge.walking.rows,
        "vitamins": knowledge.vitamins.analyte,
        "measures": knowledge.measures.values(),
        "findings": knowledge.findings,
        "questions": knowledge.questions.values(),
        "emergency_numbers": knowledge.emergency_numbers.values(),
    }
    for table, rows in tables.items():
        for row in rows:
            yield _listed(table, row, knowledge)


def find(knowledge: Knowledge, wanted: str) -> list[Listed]:
    """Rows with this id, then rows that rest on the fact of this id."""
    rows = list(listed(knowledge))
    same = [row for row in rows if row.id.lower() == wanted.lower()]
    resting = [row for row in rows if wanted.upper() in row.facts and row not in same]
    return same + resting


def unverified(knowledge: Knowledge) -> list[Listed]:
    """Rows whose evidence has not been checked against a source, in whole or in part."""
    return [
        row
        for row in listed(knowledge)
        if row.status == EvidenceStatus.UNVERIFIED.value or row.fields.get("status_note")
    ]


def _listed(table: str, row: Any, knowledge: Knowledge) -> Listed:
    facts: tuple[str, ...] = (row.id,) if table == "facts" else getattr(row, "facts", ())
    own: tuple[str, ...] = getattr(row, "sources", ())
    through = (key for fact in facts for key in knowledge.facts[fact].sources)
    status = getattr(row, "status", None) or _weakest(facts, knowledge)
    fields = _plain(row)
    return Listed(
        table=table,
        id=str(fields.get("id") or fields.get("cause") or type(row).__name__),
        status=status.value,
        facts=facts,
        sources=tuple(dict.fromkeys((*own, *through))),
        fields={k: v for k, v in fields.items() if k not in ("id", "facts", "sources", "status")},
    )


_STRENGTH = (
    EvidenceStatus.UNVERIFIED,
    EvidenceStatus.PRODUCT_RULE,
    EvidenceStatus.RECORD_SEEN,
    EvidenceStatus.COMPUTED,
    EvidenceStatus.VERIFIED,
)


def _weakest(facts: tuple[str, ...], knowledge: Knowledge) -> EvidenceStatus:
    found = [knowledge.facts[fact].status for fact in facts]
    return min(found, key=_STRENGTH.index, default=EvidenceStatus.PRODUCT_RULE)


def _plain(row: Any) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(row, enc_hook=_encode)
    return plain


def _encode(value: object) -> object:
    if isinstance(value, Condition):
        return value.text
    raise NotImplementedError(f"no encoder for {type(value)}")
