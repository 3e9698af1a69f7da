"""What a person tells of a day, and what follows from it before anything is scored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rhomboid.core.base.decision import Value
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.knowledge.positions import Position, PositionRules, PositionWeights

DAY_H = 24.0
_DAY_MIN = 1440
_HOUR_MIN = 60


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One of the day's main tasks.

    Attributes:
        position: id of the picture that was chosen.
        hours: on a usual day, 0 to 24.
        unbroken_min: longest usual stretch without a change; `None` if not told.
        load_kg: what is usually lifted or carried; `None` if not told.
    """

    position: str
    hours: float
    unbroken_min: float | None = None
    load_kg: float | None = None


def told_from(records: Sequence[Mapping[str, Any]]) -> tuple[Told, ...]:
    """The day from the records of `day_tasks`; a position told twice counts once, with all hours.

    Args:
        records: with `position` and `hours`, and `unbroken_min` and `load_kg` where told.
    """
    tasks: dict[str, Told] = {}
    for record in records:
        task = Told(
            position=str(record["position"]),
            hours=float(record["hours"]),
            unbroken_min=record.get("unbroken_min"),
            load_kg=record.get("load_kg"),
        )
        before = tasks.get(task.position)
        tasks[task.position] = task if before is None else _both(before, task)
    return tuple(tasks.values())


def _both(one: Told, other: Told) -> Told:
    return Told(
        position=one.position,
        hours=one.hours + other.hours,
        unbroken_min=_most(one.unbroken_min, other.unbroken_min),
        load_kg=_most(one.load_kg, other.load_kg),
    )


def _most(one: float | None, other: float | None) -> float | None:
    return max((value for value in (one, other) if value is not None), default=None)


def check(tasks: Sequence[Told], positions: Mapping[str, Position]) -> None:
    """See that tasks can be scored.

    Raises:
        InputError: naming what must be otherwise.
    """
    seen: set[str] = set()
    for task in tasks:
        if task.position not in positions:
            raise InputError("position", f"one of {', '.join(positions)}", task.position)
        if task.position in seen:
            raise InputError("position", "told once", task.position)
        seen.add(task.position)
        if not 0 < task.hours <= DAY_H:
            raise InputError("hours", "more than 0 and up to 24", task.hours)
        if task.unbroken_min is not None and not 0 <= task.unbroken_min <= _DAY_MIN:
            raise InputError("unbroken_min", "from 0 to 1440", task.unbroken_min)
        if (task.unbroken_min or 0.0) > task.hours * _HOUR_MIN:
            at_most = f"no longer than its {task.hours:g} hours"
            raise InputError("unbroken_min", at_most, task.unbroken_min)
    if sum(task.hours for task in tasks) > DAY_H:
        raise InputError("hours", "24 at most, all tasks together", _whole(tasks))


def _whole(tasks: Sequence[Told]) -> float:
    return sum(task.hours for task in tasks)


def is_long(task: Told, weights: PositionWeights) -> bool:
    """Whether it is kept up for long without a change; not told is not."""
    return task.unbroken_min is not None and task.unbroken_min > weights.long_from_min


def exposures(tasks: Sequence[Told] | None, rules: PositionRules) -> dict[str, Value]:
    """Findings for the likely causes: whether the day holds lifting, and long stillness.

    Args:
        tasks: the day; `None` if nobody told, so that nothing is found.
        rules: the positions and their weights.
    """
    if tasks is None:
        return {}
    weights = rules.weights
    lifting = still = 0.0
    unsure = False
    for task in tasks:
        kind = rules.positions[task.position].kind
        if kind == "load":
            unsure = unsure or task.load_kg is None
            lifting += task.hours if (task.load_kg or 0.0) >= weights.lifting_from_kg else 0.0
        if kind == "still" and is_long(task, weights):
            still += task.hours
    lifts = lifting >= weights.lifting_from_h
    found: dict[str, Value] = {"still_exposure": still >= weights.still_from_h}
    if lifts or not unsure:
        found["lifting_exposure"] = lifts
    return found
