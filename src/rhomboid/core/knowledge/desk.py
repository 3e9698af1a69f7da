"""Changing position at the desk: what counts as a change, and when to ask for one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec

from rhomboid.core.knowledge.row import EvidenceStatus

Whole = Annotated[int, msgspec.Meta(ge=1)]
Amount = Annotated[float, msgspec.Meta(gt=0)]


class _DeskRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What each row carries; numbers are above zero."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date


class ShiftRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a camera counts as a change of load (ER-54).

    Attributes:
        angle_deg: trunk or head moved by more than this from where it rested.
        held_s: seen in the new place for at least this long.
        apart_most_s: between pictures further apart than this, nothing was seen.
        unknown_after_s: not seen for longer, where the body rested is forgotten.
        seat_left_s: an empty seat for at least this long, and then the person, is a change.
        seen_least_min: no rate from less time seen.
    """

    angle_deg: Amount
    held_s: Amount
    apart_most_s: Amount
    unknown_after_s: Amount
    seat_left_s: Amount
    seen_least_min: Whole


class AwayRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a record of use says about leaving the desk.

    Attributes:
        away_from_s: an absence of at least this long counts as a change.
        locked_from_s: so does one with the computer locked or off for at least this long.
        unknown_ends_s: nothing recorded for at least this long ends a still spell, uncounted.
        same_within_s: changes told by two sources this close together are one.
        fresh_s: a reading older than this says nothing about now.
    """

    away_from_s: Whole
    locked_from_s: Whole
    unknown_ends_s: Whole
    same_within_s: Whole
    fresh_s: Whole


class DoseRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How much time at the desk a rate needs."""

    desk_least_min: Whole


class PauseRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """When a lull in keys and pointer is a natural pause."""

    lull_s: Amount


class PromptRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How many prompts an hour there may be, those after a snooze among them."""

    most_an_hour: Whole


class SnoozeRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The lengths of a snooze that are offered, shortest first."""

    minutes: Annotated[tuple[Whole, ...], msgspec.Meta(min_length=1)]


class LearningRules(_DeskRow, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How times of the day at which prompts are declined are learned.

    Attributes:
        slot_min: length of a slot of the day; divides 24 hours.
        declined, of: so many declined of the last so many answered in the slot.
        longer_min: then a prompt waits so much longer there.
        remember_days: older answers are forgotten.
    """

    slot_min: Whole
    declined: Whole
    of: Whole
    longer_min: Whole
    remember_days: Whole


class DeskRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    shift: ShiftRules
    away: AwayRules
    dose: DoseRules
    pause: PauseRules
    prompt: PromptRules
    snooze: SnoozeRules
    learning: LearningRules

    @property
    def rows(self) -> tuple[_DeskRow, ...]:
        """Every row, in the order of the table."""
        return (
            self.shift,
            self.away,
            self.dose,
            self.pause,
            self.prompt,
            self.snooze,
            self.learning,
        )
