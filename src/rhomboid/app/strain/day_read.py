"""Reading the positions of a day as a person or a file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rhomboid.core.ergonomics.positions.told import Told, check, told_from
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.knowledge.knowledge import Knowledge


def read_tasks(records: object, knowledge: Knowledge, today: date) -> tuple[Told, ...]:
    """The tasks of a day from records of `position`, `hours` and what else was told.

    Raises:
        AnswerError: if a record is not of its shape.
        InputError: if they cannot be one day, or none was given.
    """
    raw = {"day_tasks": records}
    value = read_answers(raw, knowledge.questions, knowledge.vitamins, today).get("day_tasks")
    rows = value if isinstance(value, tuple) else ()
    tasks = told_from([row for row in rows if isinstance(row, Mapping)])
    check(tasks, knowledge.strain.positions.positions)
    return tasks
