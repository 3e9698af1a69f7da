"""RULA and REBA of both sides of many postures; the worse side counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec
import numpy as np

from rhomboid.core.ergonomics.exposure.angles import (
    SIDES,
    SeenAngles,
    Side,
    Told,
    reba_columns,
    rula_columns,
)
from rhomboid.core.ergonomics.reba.rows import reba_rows
from rhomboid.core.ergonomics.rows import Numbers, Rows, each, known
from rhomboid.core.ergonomics.rula.rows import rula_rows
from rhomboid.core.knowledge.posture_scores import TableVariant
from rhomboid.core.knowledge.strain import StrainRules

SheetName = Literal["rula", "reba"]
SHEETS: Final[tuple[SheetName, SheetName]] = ("rula", "reba")


class Held(msgspec.Struct, frozen=True):
    """Where postures were held longer than a minute.

    Attributes:
        whole: whether all that was seen was held, shape (n,).
        part: whether any part that was seen was, shape (n,).
        surely: whether what was not held was not repeated either, and what was not seen not held.
    """

    whole: Numbers
    part: Numbers
    surely: bool = False


class Both(msgspec.Struct, frozen=True):
    """One sheet over n postures; spans of shape (n,).

    Attributes:
        sides: the score of each side.
        score: of the worse side.
        level: its action level.
    """

    sides: Mapping[Side, Rows]
    score: Rows
    level: Rows

    def taken(self, places: Numbers) -> Both:
        """Those at these places alone."""
        return Both(
            {side: _at(rows, places) for side, rows in self.sides.items()},
            _at(self.score, places),
            _at(self.level, places),
        )

    def at(self, place: int) -> tuple[int, int]:
        """Lowest and highest score of one posture."""
        return int(self.score.low[place]), int(self.score.high[place])


def _at(rows: Rows, places: Numbers) -> Rows:
    return Rows(rows.low[places], rows.high[places])


def rula_of(
    angles: SeenAngles,
    told: Told,
    held: Held | None,
    rules: StrainRules,
    variant: TableVariant = "mainstream",
) -> Both:
    """RULA of n postures.

    Args:
        angles: what was seen.
        told: what the person tells; see `angles.Told`.
        held: where posture was static. Where it was not, it may still have been repeated, and
            nobody counts that: such frames stay unseen (ER-03).
        rules: the tables.
        variant: which Table A (ER-08).
    """
    found: dict[Side, dict[str, Rows]] = {}
    for side in SIDES:
        columns = rula_columns(angles, side, told, rules)
        if held is not None and "static_or_repeated" not in told:
            columns["static_or_repeated"] = _static(held.whole, held)
        found[side] = rula_rows(columns, rules.rula, variant)
    return _both(found, "grand", len(angles))


def reba_of(angles: SeenAngles, told: Told, held: Held | None, rules: StrainRules) -> Both:
    """REBA of n postures; arguments as for `rula_of`."""
    found: dict[Side, dict[str, Rows]] = {}
    for side in SIDES:
        columns = reba_columns(angles, side, told, rules)
        if held is not None and "static_over_1_min" not in told:
            columns["static_over_1_min"] = _static(held.part, held)
        found[side] = reba_rows(columns, rules.reba)
    return _both(found, "reba", len(angles))


def _static(so: Numbers, held: Held) -> Rows:
    return known(so) if held.surely else Rows(so, np.ones_like(so))


def _both(found: Mapping[Side, Mapping[str, Rows]], whole: str, count: int) -> Both:
    def worse(name: str) -> Rows:
        return _long(each(np.maximum, *(found[side][name] for side in SIDES)), count)

    sides = {side: _long(found[side][whole], count) for side in SIDES}
    return Both(sides=sides, score=worse(whole), level=worse("action_level"))


def _long(rows: Rows, count: int) -> Rows:
    """Spans of shape (n,), also where all postures score alike."""
    return Rows(np.broadcast_to(rows.low, count), np.broadcast_to(rows.high, count))
