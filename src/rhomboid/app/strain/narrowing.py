"""Which answer would narrow a score most, of all that was neither seen nor told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from statistics import fmean

import msgspec

from rhomboid.app.strain.cells import Column
from rhomboid.app.strain.postures import Sheet, score_one
from rhomboid.core.knowledge.posture_scores import TableVariant
from rhomboid.core.knowledge.strain import StrainRules

#: Answers that are tried for a number: angles and loads as they occur, evenly apart.
_ANGLES_DEG = range(-30, 121, 10)
_LOADS_KG = range(0, 21, 4)


class Narrows(msgspec.Struct, frozen=True):
    """The answer to give next.

    Attributes:
        name: the input.
        now: how many scores are possible without it.
        then: how many are with it, the mean over its answers.
    """

    name: str
    now: int
    then: float


def narrowest(
    sheet: Sheet, given: Mapping[str, object], rules: StrainRules, variant: TableVariant
) -> Narrows | None:
    """The input whose answer leaves the fewest scores; `None` if none narrows anything.

    Args:
        sheet: how.
        given: inputs by name, as plain data; what it does not name was not seen.
        rules: the tables.
        variant: which Table A of RULA.

    Raises:
        InputError: naming what cannot be used.
    """

    def possible(case: Mapping[str, object]) -> int:
        low, high = getattr(score_one(sheet, case, rules, variant), sheet.whole)
        return int(high - low) + 1

    now = possible(given)
    open_still = [column for column in sheet.inputs if given.get(column.name) is None]
    found = [
        Narrows(
            column.name, now, fmean(possible({**given, column.name: a}) for a in _answers(column))
        )
        for column in open_still
    ]
    best = min(found, key=lambda one: one.then, default=None)
    return best if best is not None and best.then < now else None


def _answers(column: Column) -> Iterator[object]:
    if column.kind == "number":
        yield from _LOADS_KG if column.name.endswith("_kg") else _ANGLES_DEG
    elif column.kind == "yes_no":
        yield from (True, False)
    else:
        yield from column.choices
