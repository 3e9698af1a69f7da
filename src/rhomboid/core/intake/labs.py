"""Laboratory values: a deficiency counts only where a laboratory recorded it (VT-14)."""

from __future__ import annotations

from collections.abc import Mapping

from rhomboid.core.intake.answers import Answers
from rhomboid.core.intake.values import Record
from rhomboid.core.knowledge.vitamins import VitaminRules

_FINDING = {
    "vitamin_d_25oh": "diagnosed_d_deficiency",
    "b12_total": "diagnosed_b12_deficiency",
    "b12_active": "diagnosed_b12_deficiency",
    "other": "diagnosed_other_deficiency",
}


def diagnosed(answers: Answers, vitamins: VitaminRules) -> dict[str, bool]:
    """Which deficiencies a laboratory recorded and a clinician named; false where none did."""
    found = dict.fromkeys(_FINDING.values(), False)
    for record in lab_records(answers):
        if is_deficient(record, vitamins):
            found[_FINDING[str(record["analyte"])]] = True
    return found


def lab_records(answers: Answers) -> tuple[Record, ...]:
    """The laboratory records, none when no deficiency was named by a clinician."""
    told = answers.get("labs")
    if answers.get("deficiency_diagnosed") is False or not isinstance(told, tuple):
        return ()
    return tuple(item for item in told if isinstance(item, Mapping))


def is_deficient(record: Record, vitamins: VitaminRules) -> bool:
    """Whether one value lies below the laboratory's own range, or below the published bound.

    The laboratory's own range goes first (VT-02). A record that no clinician called a deficiency
    does not count (VT-14); one of another analyte counts when it lies below its own range.
    """
    value = record["value"]
    if record.get("diagnosed_by_clinician") is False or not isinstance(value, int | float):
        return False
    low = record.get("range_low")
    if isinstance(low, int | float):
        return value < low
    return vitamins.is_low(str(record["analyte"]), value, str(record["unit"]))
