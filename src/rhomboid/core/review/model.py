"""What a review looks at, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Reason
from rhomboid.core.outcomes.flare import NO_FLARE, FlareState
from rhomboid.core.outcomes.history import History
from rhomboid.core.plan.model import WEEKDAYS, Amount, Plan, Weekday

Verb = Literal["progress", "hold", "set", "regress", "rest", "return", "leave_out"]


class Hit(msgspec.Struct, frozen=True):
    """A trigger that asks for the danger questions again.

    Attributes:
        trigger: id of the row.
        at: moment from which answers must be newer (UTC).
        asks: further questions to answer again.
        reason: what was seen.
    """

    trigger: str
    at: datetime
    asks: tuple[str, ...]
    reason: Reason


class Situation(msgspec.Struct, frozen=True):
    """Everything a review rests on.

    Attributes:
        today: the local day it is about the end of.
        plan: the programme in force.
        fresh: the programme that today's answers come to; `None` when none is offered.
        history: the days.
        began_on: day on which the first programme of this course was begun.
        block_on: day on which the present kind of session began.
        changed_on: movement, or `walking` -> day of its last change.
        resting: movements that rest since the last review.
        start_pain: average pain at the start (0-10).
        flare: the last flare.
        hits: triggers whose questions have not been answered since.
        recovered_on: day on which the last episode counted as over; `None` while it goes on.
        begins_again: whether a new episode has begun after recovery.
        days: days of the week that suit the person.
        answered_on: question -> day of its last answer.
    """

    today: date
    plan: Plan
    fresh: Plan | None
    history: History
    began_on: date
    block_on: date
    changed_on: Mapping[str, date] = {}
    resting: frozenset[str] = frozenset()
    start_pain: float = 0.0
    flare: FlareState = NO_FLARE
    hits: tuple[Hit, ...] = ()
    recovered_on: date | None = None
    begins_again: bool = False
    days: tuple[Weekday, ...] = WEEKDAYS
    answered_on: Mapping[str, date] = {}


class Change(msgspec.Struct, frozen=True):
    """What becomes of one line of the programme.

    Attributes:
        target: id of a movement, or `walking`.
        verb: what happens to it.
        variant, amount: form and dose before.
        to_variant, to_amount: form and dose after; the same when it is held.
        days, to_days: walks a week before and after; 0 for movements.
        brisk, to_brisk: brisk minutes of a walk before and after; 0 for movements.
        reasons: why, the deciding one first.
        confirm: whether it goes beyond what is recommended and needs the person's word.
    """

    target: str
    verb: Verb
    variant: str
    amount: Amount
    to_variant: str
    to_amount: Amount
    reasons: tuple[Reason, ...]
    days: int = 0
    to_days: int = 0
    confirm: bool = False
    brisk: int = 0
    to_brisk: int = 0

    @property
    def changes(self) -> bool:
        """Whether anything is different afterwards."""
        return self.verb != "hold"


class WeekFacts(msgspec.Struct, frozen=True):
    """What the week looked like.

    Attributes:
        pain, pain_before: mean pain of the seven days and of the seven before (0-10).
        sessions, sessions_planned: done, and in the plan.
        session_min: minutes of the sessions done, as planned.
        sore_mornings, mornings: mornings after sessions: sore ones, and told ones.
        walk_min, walk_planned_min, walk_days: walks.
        spasms, position_changes, limited_days: counts.
        last_pain_on: last day on which pain was told.
    """

    pain: float | None
    pain_before: float | None
    sessions: int
    sessions_planned: int
    session_min: int
    sore_mornings: int
    mornings: int
    walk_min: int
    walk_planned_min: int
    walk_days: int
    spasms: int
    position_changes: int
    limited_days: int
    last_pain_on: date | None


class ModeChange(msgspec.Struct, frozen=True):
    """A change of the kind of session, for example from the first days to the standard one."""

    template: str
    to_template: str
    reasons: tuple[Reason, ...]


class Suggestion(msgspec.Struct, frozen=True):
    """Questions worth answering anew; nothing waits for them.

    Attributes:
        id: what suggests them.
        asks: the questions.
        reason: what was seen.
    """

    id: str
    asks: tuple[str, ...]
    reason: Reason


class Review(msgspec.Struct, frozen=True):
    """What changes and why, and what stays and why.

    Attributes:
        on: the day it is about the end of.
        week: number of the week since the programme was begun, from 1.
        facts: what the week looked like.
        mode: change of the kind of session; `None` when it stays.
        changes: one for each movement and for walking, in the order of the session.
        hits: what asks for the danger questions first; then nothing grows.
        advice: ids of things to say: `no_better`, `first_sign`.
        plan: the programme as it would be from tomorrow.
        suggests: questions worth answering anew.
    """

    on: date
    week: int
    facts: WeekFacts
    mode: ModeChange | None
    changes: tuple[Change, ...]
    hits: tuple[Hit, ...]
    advice: tuple[str, ...]
    plan: Plan
    suggests: tuple[Suggestion, ...] = ()

    @property
    def headline(self) -> str:
        """The id of its sentence."""
        if self.hits:
            return "retriage"
        if self.mode is not None:
            return f"mode_{self.mode.to_template}"
        verbs = [change.verb for change in self.changes]
        more, less = verbs.count("progress"), verbs.count("regress") + verbs.count("rest")
        if more and less:
            return "more_and_less"
        if less:
            return "less"
        return ("same", "more_one", "more_two")[min(more, 2)]
