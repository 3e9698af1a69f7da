"""What a person must not be given: hard constraints first, then equipment and room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from rhomboid.core.base.decision import Finding, Value
from rhomboid.core.knowledge.avoidances import Avoidance
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.prescription import Clearance
from rhomboid.core.plan.model import LeftOut

Facts = Mapping[str, Value]
_NEVER_NEEDED = frozenset(("wall", "chair", "table", "doorway", "towel"))


class Constraints(msgspec.Struct, frozen=True):
    """What holds for one person.

    Attributes:
        active: avoidances that hold, by id.
        clearances: reasons why strength waits.
        equipment: what is at hand; household things always are.
        floor: whether the floor may be used.
        unconfirmed: unanswered names that keep an avoidance open.
    """

    active: dict[str, Avoidance]
    clearances: tuple[Clearance, ...]
    equipment: frozenset[str]
    floor: bool
    unconfirmed: tuple[str, ...]
    support: dict[str, tuple[Finding, ...]]


def constraints(
    facts: Facts,
    avoidances: Iterable[Avoidance],
    clearances: Iterable[Clearance],
    asked: Callable[[str], bool],
) -> Constraints:
    """Work out what holds. What is unknown does not bar, but is listed as unconfirmed.

    Args:
        facts: every finding, by name.
        avoidances, clearances: the tables.
        asked: whether a question is asked of this person at all.
    """
    table = tuple(avoidances)
    active = {row.id: row for row in table if row.when.truth(facts) is True}
    waiting = tuple(row for row in clearances if row.when.truth(facts) is True)
    opened = (name for row in table for name in row.when.open_names(facts))
    equipment = facts.get("equipment")
    holding: tuple[Avoidance | Clearance, ...] = (*active.values(), *waiting)
    return Constraints(
        active=active,
        clearances=waiting,
        equipment=_NEVER_NEEDED | (equipment if isinstance(equipment, frozenset) else frozenset()),
        floor=not _avoids_floor(facts),
        unconfirmed=tuple(name for name in dict.fromkeys(opened) if asked(name)),
        support={row.id: row.when.support(facts) for row in holding},
    )


def _avoids_floor(facts: Facts) -> bool:
    preferences, limits = facts.get("preferences"), facts.get("limits")
    chosen = preferences if isinstance(preferences, frozenset) else frozenset()
    limited = limits if isinstance(limits, frozenset) else frozenset()
    return "no_floor" in chosen or "cannot_get_to_floor" in limited


def barred(movement: Movement, given: Constraints, strength: bool) -> LeftOut | None:
    """Why this person is not given a movement; `None` when nothing speaks against it."""
    hard = [row for code in movement.avoid if (row := given.active.get(code)) is not None]
    waiting = list(given.clearances) if movement.kind == "strength" else []
    if hard or waiting:
        return _left_out(movement, (*hard, *waiting), given)
    if movement.kind == "strength" and not strength:
        return LeftOut(movement.id, ("no_strength_now",), ("XL-91",), (), hard=True)
    if movement.needs_floor and not given.floor:
        return LeftOut(movement.id, ("floor",), (), (), hard=False)
    if not has_equipment(movement, given.equipment):
        return LeftOut(movement.id, ("equipment",), (), (), hard=False)
    return None


def has_equipment(movement: Movement, equipment: frozenset[str]) -> bool:
    """Whether one of the movement's ways of being equipped is at hand."""
    ways = movement.equipment
    return not ways or any(equipment.issuperset(way) for way in ways)


def _left_out(
    movement: Movement, rows: tuple[Avoidance | Clearance, ...], given: Constraints
) -> LeftOut:
    return LeftOut(
        movement=movement.id,
        because=tuple(row.id for row in rows),
        facts=tuple(dict.fromkeys(fact for row in rows for fact in row.facts)),
        findings=tuple(dict.fromkeys(f for row in rows for f in given.support[row.id])),
        hard=True,
    )
