"""How steps become minutes and walks, and which device is believed first."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus

Whole = Annotated[int, msgspec.Meta(ge=1)]


class _WalkingRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each row carries; numbers are above zero."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date


class CadenceRules(_WalkingRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How fast steps must come (WK-04); steps per minute.

    Attributes:
        walking_from_spm: from here on a minute is walked.
        moderate_from_spm: from here on it is a moderate one.
        older_from_years, older_moderate_from_spm: from this age on, from here on.
        most_spm: faster is not possible; the time of such steps says nothing.
    """

    walking_from_spm: Whole
    moderate_from_spm: Whole
    older_from_years: Whole
    older_moderate_from_spm: Whole
    most_spm: Whole

    def moderate_spm(self, age_years: int | None) -> int:
        """Steps per minute from which a minute is moderate, at an age."""
        older = age_years is not None and age_years >= self.older_from_years
        return self.older_moderate_from_spm if older else self.moderate_from_spm


class BoutRules(_WalkingRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How walked minutes become walks.

    Attributes:
        epoch_s: samples shorter than this are judged together, about so many seconds at a time.
        pause_most_s: a pause up to this long does not end a walk; it does not count as walked.
        least_min: minutes walked from which it is a walk.
        coarse_from_min: a sample at least this long, with a cadence below walking, hides when its
            steps were made.
    """

    epoch_s: Whole
    pause_most_s: Whole
    least_min: Whole
    coarse_from_min: Whole


class SourceRules(_WalkingRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which devices are believed first as long as the person says nothing.

    Attributes:
        watch: words in the names of what is worn, in small letters; worn before carried.
    """

    watch: tuple[str, ...]


class StepRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    cadence: CadenceRules
    bout: BoutRules
    sources: SourceRules

    @property
    def rows(self) -> tuple[_WalkingRow, ...]:
        """Every row, in the order of the table."""
        return (self.cadence, self.bout, self.sources)
