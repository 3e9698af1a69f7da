"""Changes of the kind of session, and the programme that keeps what was reached."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.dosing import minutes_of, within
from rhomboid.core.plan.model import WEEKDAYS, Item, Plan, Weekday
from rhomboid.core.plan.week import walk_days, week
from rhomboid.core.review.model import Change, ModeChange, Situation

#: Kinds of session without strength: they are in force at once; the review then writes them down.
CAUTIOUS = frozenset(("acute", "gentle"))


def mode_change(situation: Situation) -> ModeChange | None:
    """Whether today's answers and the diary come to another kind of session."""
    now, fresh = situation.plan, situation.fresh
    if fresh is None or now.template is None or fresh.template is None:
        return None
    if situation.begins_again and now.template == "prevention":
        reason = Reason("mode.begins_again", ("PR-02", "PR-04"))
        return ModeChange(now.template, fresh.template, (reason,))
    if fresh.template == now.template or situation.flare.active:
        return None
    if now.template == "prevention" and fresh.template not in CAUTIOUS:
        return None  # a day with pain is not yet a new episode
    reasons = [reason for reason in fresh.reasons if reason.decisive]
    if fresh.template == "prevention" and situation.recovered_on is not None:
        on = Finding("on", situation.recovered_on.isoformat())
        reasons = [Reason("mode.recovered", ("PR-04", "PR-11"), (on,))]
    return ModeChange(now.template, fresh.template, tuple(reasons[:1]))


def carried(fresh: Plan, before: Plan, knowledge: Knowledge) -> Plan:
    """A new programme that keeps the form and dose of each movement that was there before."""
    known = {item.movement: item for item in _lines(before)}
    items = tuple(_carry(item, known.get(item.movement), knowledge) for item in fresh.items)
    micro = fresh.micro_dose
    if micro is not None:
        micro = _carry(micro, known.get(micro.movement), knowledge)
    walking = fresh.walking
    if walking is not None and before.walking is not None:
        walking = msgspec.structs.replace(
            walking,
            minutes=before.walking.minutes,
            days_per_week=before.walking.days_per_week,
            brisk_min=0 if fresh.template in CAUTIOUS else before.walking.brisk_min,
        )
    return with_minutes(
        msgspec.structs.replace(fresh, items=items, micro_dose=micro, walking=walking), knowledge
    )


def _lines(plan: Plan) -> tuple[Item, ...]:
    return plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)


def _carry(item: Item, before: Item | None, knowledge: Knowledge) -> Item:
    if before is None:
        return item
    movement = knowledge.movements[item.movement]
    return msgspec.structs.replace(
        item, variant=before.variant, amount=within(before.amount, movement)
    )


def with_minutes(plan: Plan, knowledge: Knowledge) -> Plan:
    """The programme with the minutes of its lines and of the session worked out anew."""
    rules = knowledge.prescription.session
    items = tuple(
        msgspec.structs.replace(item, minutes=round(minutes_of(item.amount, rules), 2))
        for item in plan.items
    )
    return msgspec.structs.replace(
        plan, items=items, session_min=round(sum(item.minutes for item in items))
    )


def with_changes(plan: Plan, changes: Iterable[Change], knowledge: Knowledge) -> Plan:
    """The programme with every change of a movement made."""
    by_target = {change.target: change for change in changes}
    gone = {c.target for c in by_target.values() if c.verb == "leave_out"}
    items = tuple(
        _changed(item, by_target.get(item.movement), knowledge)
        for item in plan.items
        if item.movement not in gone
    )
    micro = plan.micro_dose
    if micro is not None:
        kept = micro.movement not in gone
        micro = _changed(micro, by_target.get(micro.movement), knowledge) if kept else None
    changed = msgspec.structs.replace(plan, items=items, micro_dose=micro)
    return with_minutes(changed, knowledge)


def _changed(item: Item, change: Change | None, knowledge: Knowledge) -> Item:
    if change is None or not change.changes:
        return item
    amount = within(change.to_amount, knowledge.movements[item.movement])
    return msgspec.structs.replace(item, variant=change.to_variant, amount=amount)


def with_week(plan: Plan, walk_days_wanted: int, days: tuple[Weekday, ...] = WEEKDAYS) -> Plan:
    """The programme with its walks laid on so many days of the week."""
    sessions = tuple(day.day for day in plan.week if "session" in day.parts)
    micros = tuple(day.day for day in plan.week if "micro_dose" in day.parts)
    walks = tuple(day.day for day in plan.week if "walk" in day.parts)
    missing = walk_days_wanted - len(walks)
    if missing > 0:
        others = tuple(day for day in days if day not in walks)
        walks = (*walks, *walk_days(others, missing, sessions))
    chosen = tuple(day for day in WEEKDAYS if day in walks[:walk_days_wanted])
    return msgspec.structs.replace(plan, week=week(sessions, micros, chosen))
