"""The people who show the movements: build, skin and hair, to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rhomboid.adapters.drawing.loft import Loft


class Tint(NamedTuple):
    """One colour in the light and in the dark scheme."""

    light: str
    dark: str


class Person(NamedTuple):
    """One of the people.

    Attributes:
        trunk, limbs: widths of trunk and of limbs as a share of those of the tables.
        bun: whether the hair is knotted at the back.
        skin, hair: colours.
    """

    trunk: float
    limbs: float
    bun: bool
    skin: Tint
    hair: Tint

    def dressed(self, name: str, loft: Loft) -> Loft:
        """A part of the body as wide as this person's."""
        kind = name.partition("_")[0]
        wide = {"trunk": self.trunk, "pelvis": self.trunk, "arm": self.limbs, "leg": self.limbs}
        return loft.widened(wide.get(kind, 1.0))


#: In the order in which they are offered.
PEOPLE: Mapping[str, Person] = {
    "mira": Person(0.96, 0.96, True, Tint("#F3E3CF", "#B79F86"), Tint("#7A6555", "#5C4B40")),
    "jonas": Person(1.03, 1.05, False, Tint("#D9AE86", "#96745A"), Tint("#4B3B33", "#4B3F3E")),
    "amara": Person(1.10, 1.10, True, Tint("#8F6247", "#6F4C38"), Tint("#2E2625", "#473B3C")),
}
DEFAULT = "mira"


def person(name: str) -> Person:
    """A person by name; the default for a name that is not theirs."""
    return PEOPLE.get(name, PEOPLE[DEFAULT])
