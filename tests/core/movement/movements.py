"""The movements of the tables, for properties that hold of every one."""

from __future__ import annotations

from typing import Final

from rhomboid.core.knowledge.loader import read_rows
from rhomboid.core.knowledge.movements import Movement

MOVEMENTS: Final[dict[str, Movement]] = {
    movement.id: movement for movement in read_rows("movements", "movement", Movement)
}
#: Those done in sets; walking and breathing go by minutes.
IN_SETS: Final = sorted(
    name for name, movement in MOVEMENTS.items() if movement.dose.start.minutes is None
)
