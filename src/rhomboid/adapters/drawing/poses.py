"""The figures of the movements."""

from __future__ import annotations

from functools import cache

from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.knowledge.loader import read_rows
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.movement.motion.figure import Figure, read_figure


class UnknownMovementError(RhomboidError):
    """There is no drawing of the movement `movement_id`."""

    def __init__(self, movement_id: str) -> None:
        self.movement_id = movement_id
        super().__init__(f"no movement is called {movement_id!r}; see movement_ids()")


@cache
def _movements() -> dict[str, Movement]:
    rows = read_rows("movements", "movement", Movement)
    return {row.id: row for row in sorted(rows, key=lambda row: row.facts[0])}


def movement_ids() -> tuple[str, ...]:
    """Every movement, in the order of the evidence."""
    return tuple(_movements())


def load_movement(movement_id: str) -> Movement:
    """One movement as its file tells it.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    if movement_id not in _movements():
        raise UnknownMovementError(movement_id)
    return _movements()[movement_id]


@cache
def load_figure(movement_id: str) -> Figure:
    """The figure of one movement.

    Raises:
        UnknownMovementError: if there is no such movement.
        PoseError: if its table is wrong.
    """
    return read_figure(load_movement(movement_id))
