"""The tables of strain: postures, lifts, and how often a position changes."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.core.knowledge.loader import Folder, read_record
from rhomboid.core.knowledge.posture_scores import RebaRules, RulaRules


class StrainRules(msgspec.Struct, frozen=True):
    """All of them.

    Attributes:
        rula, reba: how a posture is scored.
        lifting: how a lift is rated.
    """

    rula: RulaRules
    reba: RebaRules
    lifting: LiftingRules


def read_strain(folder: Folder) -> StrainRules:
    """Read the tables.

    Raises:
        TableError: with the file and the field that is wrong.
    """
    return StrainRules(
        rula=read_record("rula.toml", RulaRules, folder),
        reba=read_record("reba.toml", RebaRules, folder),
        lifting=read_record("lifting.toml", LiftingRules, folder),
    )


def strain_rows(rules: StrainRules) -> dict[str, tuple[object, ...]]:
    """Every part that cites facts, by table."""
    lifting = rules.lifting
    return {
        "rula": (rules.rula,),
        "reba": (rules.reba,),
        "lifting": (
            lifting.metric,
            lifting.us,
            lifting.asymmetry,
            lifting.frequency,
            lifting.coupling,
            lifting.duration,
            lifting.control,
            lifting.job,
            *lifting.refusal,
            *lifting.band,
        ),
    }
