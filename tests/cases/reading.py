"""Reading case files: answers as a physiotherapist would note them, and what must follow."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from rhomboid.app.assess import Assessment, assess_raw
from rhomboid.core.knowledge.knowledge import load_knowledge

FOLDER = Path(__file__).parent
#: Cases on which two readings of the evidence still differ.
TODAY = date(2026, 11, 24)
KNOWLEDGE = load_knowledge()
DANGER = tuple(q.id for q in KNOWLEDGE.questions.values() if q.page == "danger")


def red_flag_cases(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every case of a danger sign, with its defaults filled in."""
    cases: list[dict[str, Any]] = []
    for path in sorted((folder / "red_flags").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        cases += [_filled(case, table.get("defaults", {})) for case in table["case"]]
    return cases


def persons(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every whole person."""
    cases: list[dict[str, Any]] = []
    for path in sorted((folder / "persons").glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        table["id"] = path.stem
        cases.append(_filled(table, table.get("defaults", {})))
    return cases


def avoidances(folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Every reason to avoid movements, on top of a person who is otherwise well."""
    rows: list[dict[str, Any]] = []
    for path in sorted((folder / "avoid").glob("*.toml")):
        rows += tomllib.loads(path.read_text(encoding="utf-8"))["avoid"]
    return [{**row, "answers": {**well(), **row["answers"]}} for row in rows]


def well() -> dict[str, Any]:
    """A person of 45 with a plain desk ache, every kind of equipment, and nothing else."""
    choices = (q for q in KNOWLEDGE.questions.values() if q.kind == "choices")
    equipment = list(KNOWLEDGE.questions["equipment"].choices)
    return (
        dict.fromkeys(DANGER, "no")
        | {q.id: [] for q in choices if q.id not in {"days", "pregnancy_signs"}}
        | {"age_years": 45, "sex": "male", "onset": "gradual", "course": "same"}
        | {"places": ["between_left", "between_right"], "duration_days": 20}
        | {"pain_now": 3, "pain_average": 3, "pain_worst": 4, "minutes_per_day": 20}
        | {"equipment": equipment, "history": "like_before"}
    )


def _filled(case: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    danger = defaults.get("danger")
    given: dict[str, Any] = dict.fromkeys(DANGER, danger) if danger else {}
    given |= {question: [] for question in defaults.get("none_of", ())}
    return {**case, "answers": {**given, **case["answers"]}}


def assessed(case: dict[str, Any]) -> Assessment:
    """The assessment of a case, on a fixed day."""
    return assess_raw(case["answers"], KNOWLEDGE, TODAY, case.get("told"))
