"""What is in force today: the adopted programme, cut down where today asks for it.

Nothing here waits for the weekly review: a flare, a red day or a sore morning changes today's
session at once, and what today's answers bar for safety is out at once (EX-42, XL-91, SF-04).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.course.course import Course
from rhomboid.core.course.walks_today import red_pain, walk_today
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.flare import FlareState
from rhomboid.core.plan.model import Amount, Item, Plan
from rhomboid.core.review.evidence import Evidence
from rhomboid.core.review.mode import CAUTIOUS, carried, with_minutes
from rhomboid.core.review.movement import LOADED

Mode = Literal[
    "none",
    "not_begun",
    "danger_questions",
    "cautious",
    "flare",
    "red_day",
    "sore_morning",
    "normal",
]


#: Modes that close a session begun in another one: what was planned must not be gone on with.
CLOSING: frozenset[str] = frozenset(("none", "danger_questions", "cautious", "flare", "red_day"))


#: Modes in which a walk goes at any pace.
_ANY_PACE: frozenset[str] = frozenset(("cautious", "flare", "red_day"))


def closes(mode: str, begun_in: str) -> bool:
    """Whether the mode of today closes a session that was begun in another."""
    return mode in CLOSING and mode != begun_in


class InForce(msgspec.Struct, frozen=True):
    """The programme for today.

    Attributes:
        mode: why it is as it is; `normal` is the programme as adopted.
        plan: what may be done today; `None` where danger comes first.
        reasons: why it differs from the adopted programme.
        walk_reason: why today's walk is shorter than in the adopted programme, if pain or a long
            gap made it so.
    """

    mode: Mode
    plan: Plan | None
    reasons: tuple[Reason, ...] = ()
    walk_reason: Reason | None = None


class Sources(msgspec.Struct, frozen=True):
    """What today's programme is made from.

    Attributes:
        course: the diary folded.
        today: local day.
        fresh: the programme that today's answers come to.
        acute: makes the programme of the first days, without strength; asked only in a flare.
        flare: the last flare.
        evidence: what the sessions say.
        waiting: whether danger questions wait for an answer.
    """

    course: Course
    today: date
    fresh: Plan
    acute: Callable[[], Plan]
    flare: FlareState
    evidence: Evidence
    waiting: bool


def in_force(sources: Sources, knowledge: Knowledge) -> InForce:
    """The programme for today, the most cautious rule first; walks by their own rule (WK-07)."""
    force, adopted = _in_force(sources, knowledge), sources.course.plan
    plan = force.plan
    if adopted is None or adopted.walking is None or plan is None or plan.walking is None:
        return force
    found = walk_today(sources.course, sources.today, adopted.walking, knowledge)
    minutes = min(plan.walking.minutes, found.walking.minutes)
    decides = minutes == found.walking.minutes
    brisk = 0 if force.mode in _ANY_PACE else min(plan.walking.brisk_min, found.walking.brisk_min)
    walking = msgspec.structs.replace(plan.walking, minutes=minutes, brisk_min=brisk)
    return msgspec.structs.replace(
        force,
        plan=msgspec.structs.replace(plan, walking=walking),
        walk_reason=found.reason if decides else None,
    )


def _in_force(sources: Sources, knowledge: Knowledge) -> InForce:
    fresh, adopted = sources.fresh, sources.course.plan
    if not fresh.offered:
        return InForce("none", None, fresh.reasons)
    if sources.waiting:
        return InForce("danger_questions", None)
    if adopted is None:
        return InForce("not_begun", fresh)
    if fresh.template in CAUTIOUS and adopted.template not in CAUTIOUS:
        decisive = tuple(reason for reason in fresh.reasons if reason.decisive)
        return InForce("cautious", carried(fresh, adopted, knowledge), decisive)
    plan = _without_barred(adopted, fresh, sources.course.resting, knowledge)
    if sources.flare.active:
        return InForce("flare", _milder(sources.acute(), plan), sources.flare.reasons)
    red = _red_today(sources, knowledge)
    if red is not None:
        return InForce("red_day", _unloaded(plan, knowledge), (red,))
    sore = _sore(sources)
    if sore is not None:
        return InForce("sore_morning", _reduced(plan, knowledge), (sore,))
    return InForce("normal", plan)


def _without_barred(plan: Plan, fresh: Plan, resting: Iterable[str], knowledge: Knowledge) -> Plan:
    """The programme without what today's answers bar, and without what rests."""
    barred = {
        left.movement
        for left in fresh.left_out
        if left.hard and left.because != ("no_strength_now",)
    }
    out = barred.union(resting)
    items = tuple(item for item in plan.items if item.movement not in out)
    micro = plan.micro_dose
    kept = msgspec.structs.replace(
        plan,
        items=items,
        micro_dose=None if micro is None or micro.movement in out else micro,
        walking=None if "walking" in barred else plan.walking,
        left_out=fresh.left_out,
    )
    return kept if items == plan.items else with_minutes(kept, knowledge)


def _milder(acute: Plan, plan: Plan) -> Plan:
    """The plan of a flare: the first days' session; walks no longer than they are now."""
    if acute.walking is None or plan.walking is None:
        return msgspec.structs.replace(acute, walking=None)
    walking = msgspec.structs.replace(
        acute.walking, minutes=min(acute.walking.minutes, plan.walking.minutes)
    )
    return msgspec.structs.replace(acute, walking=walking)


def _red_today(sources: Sources, knowledge: Knowledge) -> Reason | None:
    pain = red_pain(sources.course.history.day(sources.today), knowledge)
    if pain is None:
        return None
    return Reason("today.red_day", ("EX-42", "XL-91"), (Finding("pain", round(pain, 1), "0-10"),))


def _unloaded(plan: Plan, knowledge: Knowledge) -> Plan:
    """The programme of a red day: no load."""
    items = tuple(i for i in plan.items if knowledge.movements[i.movement].kind not in LOADED)
    return with_minutes(msgspec.structs.replace(plan, items=items, micro_dose=None), knowledge)


def _sore(sources: Sources) -> Reason | None:
    """Whether the morning after the last session was sore, and no session came since."""
    last = max(sources.evidence.sessions, default=None)
    if last is None or last == sources.today or not sources.evidence.mornings.get(last, False):
        return None
    return Reason("today.sore_morning", ("EX-42",), (Finding("on", last.isoformat()),))


def _reduced(plan: Plan, knowledge: Knowledge) -> Plan:
    percent = int(knowledge.pain_rules.value("repeat_at_percent"))
    items = tuple(_scaled(item, percent) for item in plan.items)
    micro = None if plan.micro_dose is None else _scaled(plan.micro_dose, percent)
    return with_minutes(msgspec.structs.replace(plan, items=items, micro_dose=micro), knowledge)


def _scaled(item: Item, percent: int) -> Item:
    return msgspec.structs.replace(item, amount=scaled(item.amount, percent))


def scaled(amount: Amount, percent: int) -> Amount:
    """Repetitions, seconds and minutes times a percentage, rounded down, at least one."""

    def part(value: int | None) -> int | None:
        return None if value is None else max(1, value * percent // 100)

    if amount.reps is not None:
        return msgspec.structs.replace(amount, reps=part(amount.reps))
    return msgspec.structs.replace(amount, hold_s=part(amount.hold_s), minutes=part(amount.minutes))
