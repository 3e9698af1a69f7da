"""Analytes, their units and bands."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus


class LabBand(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A band of values from `from` on, in the first unit of its analyte."""

    id: str
    from_value: float = msgspec.field(name="from")


class Analyte(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One laboratory value.

    Attributes:
        units: unit -> factor to the first unit.
        deficient_below: in the first unit.
        bands: from low to high, in the first unit.
        most_per_day_iu: most that may be taken a day without a prescriber, where there is one.
    """

    id: str
    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    units: dict[str, float]
    deficient_below: float
    bands: tuple[LabBand, ...]
    most_per_day_iu: int | None = None

    def convert(self, value: float, unit: str) -> float | None:
        """The value in the first unit, or `None` when the unit is not one of this analyte's."""
        factor = self.units.get(unit)
        return None if factor is None else value * factor


class VitaminRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every analyte."""

    analyte: tuple[Analyte, ...]

    def find(self, analyte_id: str) -> Analyte | None:
        """The analyte with this id, or `None`."""
        return next((row for row in self.analyte if row.id == analyte_id), None)

    def is_low(self, analyte_id: str, value: float, unit: str) -> bool:
        """Whether a value is below the published bound; false for an analyte without one."""
        row = self.find(analyte_id)
        converted = None if row is None else row.convert(value, unit)
        return row is not None and converted is not None and converted < row.deficient_below

    def band(self, analyte_id: str, value: float, unit: str) -> str | None:
        """The id of the band of a value, or `None` where there are no bands."""
        row = self.find(analyte_id)
        converted = None if row is None else row.convert(value, unit)
        if row is None or converted is None:
            return None
        return [band.id for band in row.bands if converted >= band.from_value][-1]
