"""The weekly review: how doses step up and down, and what asks for the danger questions again."""

from __future__ import annotations

from datetime import date

import msgspec

from rhomboid.core.knowledge.movements import MovementKind
from rhomboid.core.knowledge.row import EvidenceStatus


class Ladder(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How movements of some kinds grow: one variable at a time, in this order.

    Attributes:
        grows: `reps`, `hold_s`, `minutes`, `sets` in the order in which they grow.
        reps_step, hold_step_s, minutes_step: size of one step.
        short_hold_below_s, short_hold_step_s: shorter holds grow by smaller steps.
        harder_form: whether the harder form follows when the standard form is at its target.
        two_for_two: whether a step up needs repetitions beyond the asked ones in the last set.
    """

    id: str
    facts: tuple[str, ...]
    kinds: tuple[MovementKind, ...]
    grows: tuple[str, ...]
    reps_step: int = 2
    hold_step_s: int = 5
    short_hold_below_s: int = 0
    short_hold_step_s: int = 0
    minutes_step: int = 1
    harder_form: bool = False
    two_for_two: bool = False


class ProgressRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When more, when less; scores are 0 to 10, spans are days."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    due_on_weekday: int
    due_after_days: int
    window_days: int
    stale_pain_days: int
    red_keeps_days: int
    flare_counts_days: int
    flare_keeps_days: int
    absence_days: int
    order: tuple[MovementKind, ...]


class FormRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a camera's word on a set is worth.

    Attributes:
        unseen_percent: a set of which the camera missed more of the time than this counts neither
            as faulty nor as without fault.
        faulty_reps: most repetitions with a fault in the sessions before a step up.
    """

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    unseen_percent: int
    faulty_reps: int


class SidesRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When one arm that stays behind asks for the shoulder questions (XL-93).

    Attributes:
        movement: the movement that is looked at.
        difference_deg: the difference of the sides must be larger than this.
        sessions: in so many sessions in a row, on the same side.
        asks: questions that are suggested.
    """

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    movement: str
    difference_deg: float
    sessions: int
    asks: tuple[str, ...]


class WalkingReview(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How walks grow (WK-07), and what shortens them.

    Attributes:
        base_walks: the median of so many first walks becomes the base.
        hold_days: so many days nothing grows.
        walks_needed: walks in a week before the next grows.
        full_percent: a walk counts with this share of the minutes asked.
        red_day_percent: what a red day leaves of a walk.
        deload_days: so many days after it, unless a calmer day comes sooner.
        pain_skips_hold, pain_skips_back: from so many days in a week on which pain kept from
            walking, walks stay; from so many they go back.
        back_percent: what they go back by.
        pace_days_needed: full days in a week before the pace is asked, and before it grows.
        gap_days: after so many days without a known walk less is offered.
        again_percent, again_walks: what is offered of the minutes, for how many walks.
        most_min: never more for one walk.
    """

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    base_walks: int
    hold_days: int
    walks_needed: int
    full_percent: int
    red_day_percent: int
    deload_days: int
    pain_skips_hold: int
    pain_skips_back: int
    back_percent: int
    pace_days_needed: int
    gap_days: int
    again_percent: int
    again_walks: int
    most_min: int


class Adaptations(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What changes for one day only."""

    facts: tuple[str, ...]
    status: EvidenceStatus
    valid_from: date
    block_days: int


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What asks for the danger questions again, and which other questions with them."""

    id: str
    facts: tuple[str, ...]
    asks: tuple[str, ...] = ()


class ReviewRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table."""

    ladder: tuple[Ladder, ...]
    progress: ProgressRules
    form: FormRules
    sides: SidesRules
    walking: WalkingReview
    adapt: Adaptations
    trigger: tuple[Trigger, ...]

    def ladder_of(self, kind: MovementKind) -> Ladder:
        """How movements of this kind grow."""
        return next(ladder for ladder in self.ladder if kind in ladder.kinds)

    def trigger_of(self, trigger_id: str) -> Trigger:
        """The trigger with this id."""
        return next(trigger for trigger in self.trigger if trigger.id == trigger_id)
