"""The tables of strain: postures, lifts, and how often a position changes."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.desk import DeskRules
from rhomboid.core.knowledge.exposure import ExposureRules
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.core.knowledge.loader import Folder, read_record, read_rows
from rhomboid.core.knowledge.positions import Position, PositionRules, PositionWeights
from rhomboid.core.knowledge.posture_scores import RebaRules, RulaRules


class StrainRules(msgspec.Struct, frozen=True):
    """All of them.

    Attributes:
        rula, reba: how a posture is scored.
        exposure: what the postures of a recording count as.
        lifting: how a lift is rated.
        positions: what a day is made of, and how that is put in order.
        desk: how changes of position are counted, and when one is suggested.
    """

    rula: RulaRules
    reba: RebaRules
    exposure: ExposureRules
    lifting: LiftingRules
    positions: PositionRules
    desk: DeskRules


def read_strain(folder: Folder) -> StrainRules:
    """Read the tables.

    Raises:
        TableError: with the file and the field that is wrong.
    """
    return StrainRules(
        rula=read_record("rula.toml", RulaRules, folder),
        reba=read_record("reba.toml", RebaRules, folder),
        exposure=read_record("exposure.toml", ExposureRules, folder),
        lifting=read_record("lifting.toml", LiftingRules, folder),
        positions=PositionRules(
            read_record("position_weights.toml", PositionWeights, folder),
            {row.id: row for row in read_rows("positions", "position", Position, folder)},
        ),
        desk=read_record("desk.toml", DeskRules, folder),
    )


def strain_rows(rules: StrainRules) -> dict[str, tuple[object, ...]]:
    """Every part that cites facts, by table."""
    lifting = rules.lifting
    return {
        "rula": (rules.rula,),
        "reba": (rules.reba,),
        "exposure": (
            rules.exposure.bent,
            rules.exposure.supported,
            rules.exposure.held,
            rules.exposure.worst,
        ),
        "positions": (rules.positions.weights, *rules.positions.positions.values()),
        "desk": rules.desk.rows,
        "lifting": (
            lifting.metric,
            lifting.us,
            lifting.asymmetry,
            lifting.frequency,
            lifting.coupling,
            lifting.duration,
            lifting.control,
            lifting.job,
            lifting.realistic,
            *lifting.refusal,
            *lifting.band,
        ),
    }
