"""How a programme is put together: templates, slots, emphasis, advice, clearances, groups."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.row import EvidenceStatus


class SessionRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lengths of a session (minutes) and of its parts (seconds)."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    minutes_shortest: int
    minutes_short: int
    minutes_standard: int
    minutes_longest: int
    change_over_s: int
    rest_between_sets_s: int
    seconds_per_repetition: int


class Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of session: how many movements of each slot (kept, most), how many a week.

    `first` names movements of a slot that come before all others in this kind of session.
    """

    id: str
    facts: tuple[str, ...]
    slots: dict[str, tuple[int, int]]
    sessions_per_week: tuple[int, int]
    micro_dose_days: int
    strength: bool
    first: dict[str, tuple[str, ...]] = {}


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in a session and the movements that may stand there, best first."""

    id: str
    kinds: tuple[str, ...]
    order: tuple[str, ...]


class Emphasis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a likely cause moves to the front of its slots, and slots it adds."""

    cause: str
    facts: tuple[str, ...]
    first: dict[str, tuple[str, ...]]
    adds: tuple[str, ...] = ()


class Advice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A card of knowledge, shown when `when` holds."""

    id: str
    facts: tuple[str, ...]
    when: Condition
    group: str = "general"


class Clearance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why strength waits until a clinician agrees."""

    id: str
    facts: tuple[str, ...]
    when: Condition


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """People who begin lower, hold longer, or need something more."""

    id: str
    facts: tuple[str, ...]
    when: Condition
    sets_less: int = 0
    stretch_hold_s: int = 0
    easier: bool = False
    adds: tuple[str, ...] = ()
    adds_when: Condition | None = None


class PositionRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often to change position and for how long."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    every_min: int
    every_most_min: int
    seconds_from: int
    seconds_to: int
    long_break_from_pain: int
    long_break_min_per_hour: int
    movements: tuple[str, ...]


class WalkingRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where walking begins, how it grows, where it goes; minutes are minutes of one walk.

    Attributes:
        pace_step_min, pace_target_min: brisk minutes that are added in a week once the target of
            minutes and days is held, and how many it comes to (WK-04).
    """

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    start_default_min: int
    start_low_min: int
    low_from_pain: int
    start_least_min: int
    start_longest_min: int
    days_from: int
    days_to: int
    growth_percent_from: int
    growth_percent_to: int
    growth_most_min: int
    target_min: int
    target_least_min: int
    target_days: int
    pace_step_min: int
    pace_target_min: int


class Prescription(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    session: SessionRules
    template: tuple[Template, ...]
    slot: tuple[Slot, ...]
    emphasis: tuple[Emphasis, ...]
    advice: tuple[Advice, ...]
    clearance: tuple[Clearance, ...]
    group: tuple[Group, ...]
    positions: PositionRules
    walking: WalkingRules

    def template_of(self, template_id: str) -> Template:
        """The template with this id."""
        return next(template for template in self.template if template.id == template_id)

    def slot_of(self, slot_id: str) -> Slot:
        """The slot with this id."""
        return next(slot for slot in self.slot if slot.id == slot_id)
