"""The weekly review: what changes and why, what stays and why."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.core.base.decision import Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.walking import is_day_walked
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.evidence import Evidence, gather, pain_limits
from rhomboid.core.review.mode import carried, mode_change, with_changes, with_week
from rhomboid.core.review.model import Change, Review, Situation, WeekFacts
from rhomboid.core.review.movement import LOADED, Judge, Line, change
from rhomboid.core.review.sides import uneven_reach
from rhomboid.core.review.walking import brisk_spm, review_walking, with_walks

_DAY = timedelta(days=1)
_WEEK_DAYS = 7


def review(situation: Situation, knowledge: Knowledge, evidence: Evidence | None = None) -> Review:
    """Decide, line by line; nothing is changed until the person takes it.

    At most one movement grows (EX-34), each line moves by one step at most, walking follows its
    own rule (WK-07), and nothing grows while danger questions are open (RF-40).
    """
    seen = evidence or gather(
        situation.history, situation.today, situation.start_pain, pain_limits(knowledge)
    )
    judge = Judge(situation, knowledge, seen)
    mode = None if situation.hits else mode_change(situation)
    changes = _movements(judge, growing=mode is None)
    walk = review_walking(situation, knowledge, seen)
    if walk is not None and (situation.hits or mode is not None) and walk.verb == "progress":
        walk = _held(walk, "hold.retriage" if situation.hits else "hold.new_kind")
    uneven = uneven_reach(seen, knowledge.review, situation.answered_on)
    everything = (*changes, *((walk,) if walk is not None else ()))
    return Review(
        on=situation.today,
        week=(situation.today - situation.began_on).days // _WEEK_DAYS + 1,
        facts=week_facts(situation, seen, knowledge),
        mode=mode,
        changes=everything,
        hits=situation.hits,
        advice=tuple(_advice(situation)),
        plan=_plan(situation, knowledge, everything, mode is not None),
        suggests=() if uneven is None else (uneven,),
    )


def _movements(judge: Judge, *, growing: bool) -> list[Change]:
    plan = judge.situation.plan
    items = plan.items if plan.micro_dose is None else (*plan.items, plan.micro_dose)
    lines = [judge.line(item) for item in items]
    barred = _barred(judge.situation)
    settled: dict[str, Change] = {}
    earned: list[Line] = []
    for line in lines:
        name = line.item.movement
        if name in barred:
            settled[name] = change(line.item, "leave_out", None, (barred[name],))
        elif name in judge.situation.resting:
            settled[name] = change(
                line.item, "return", None, (Reason("movement.rested", ("EX-42",)),)
            )
        elif (less := judge.less(line)) is not None:
            settled[name] = less
        elif judge.situation.hits:
            settled[name] = change(line.item, "hold", None, (Reason("hold.retriage", ("RF-40",)),))
        elif judge.situation.flare.active and line.movement.kind in LOADED:
            settled[name] = change(line.item, "hold", None, (Reason("hold.flare", ("XL-91",)),))
        elif (against := judge.why_not_more(line)) is not None:
            settled[name] = change(line.item, "hold", None, (against, *judge.notes(line)))
        else:
            earned.append(line)
    grows = _first_to_grow(judge, earned) if growing and not _any_less(settled) else None
    for line in earned:
        settled[line.item.movement] = _earned(judge, line, grows, growing=growing)
    return [settled[item.movement] for item in items]


def _earned(judge: Judge, line: Line, grows: Line | None, *, growing: bool) -> Change:
    if line is grows:
        return judge.more(line)
    rule = "hold.one_at_a_time" if growing else "hold.new_kind"
    return change(line.item, "hold", None, (Reason(rule, ("EX-34",)),))


def _any_less(settled: dict[str, Change]) -> bool:
    """Whether the week takes anything back; then nothing grows in it."""
    return any(one.verb in ("regress", "rest") for one in settled.values())


def _first_to_grow(judge: Judge, earned: list[Line]) -> Line | None:
    """Strength first, then what has waited longest, then the order of the session."""
    order = judge.rules.order
    never = judge.situation.began_on - _DAY
    return min(
        earned,
        key=lambda line: (order.index(line.movement.kind), line.changed_on or never),
        default=None,
    )


def _barred(situation: Situation) -> dict[str, Reason]:
    """Movements of the programme that today's answers bar for safety."""
    if situation.fresh is None:
        return {}
    return {
        left.movement: Reason("movement.barred", left.facts, left.findings)
        for left in situation.fresh.left_out
        if left.hard and left.because != ("no_strength_now",)
    }


def _held(walk: Change, rule: str) -> Change:
    return msgspec.structs.replace(
        walk,
        verb="hold",
        to_amount=walk.amount,
        to_days=walk.days,
        to_brisk=walk.brisk,
        reasons=(Reason(rule, ("RF-40", "EX-34")),),
    )


def _plan(
    situation: Situation, knowledge: Knowledge, changes: tuple[Change, ...], new_kind: bool
) -> Plan:
    base = situation.plan
    changed = with_changes(base, changes, knowledge)
    walk = next((one for one in changes if one.target == "walking"), None)
    if walk is not None and walk.changes:
        walks = with_walks(changed, walk, brisk_spm(situation, knowledge))
        changed = with_week(walks, walk.to_days, situation.days)
    if new_kind and situation.fresh is not None:
        return carried(situation.fresh, changed, knowledge)
    return changed


def week_facts(situation: Situation, evidence: Evidence, knowledge: Knowledge) -> WeekFacts:
    """What the seven days up to today looked like."""
    today, history = situation.today, situation.history
    first = today - timedelta(days=_WEEK_DAYS - 1)
    week = list(history.span(first, today))
    days = [day for _, day in week]
    sessions = [one for day in days for one in day.sessions if one.part == "session"]
    mornings = [sore for on, sore in evidence.mornings.items() if first - _DAY <= on < today]
    walking = situation.plan.walking
    asked = walking.minutes if walking else 0
    percent = knowledge.review.walking.full_percent
    return WeekFacts(
        pain=_rounded(history.mean_pain(today)),
        pain_before=_rounded(history.mean_pain(first - _DAY)),
        sessions=len(sessions),
        sessions_planned=situation.plan.sessions_per_week,
        session_min=sum(s.minutes or situation.plan.session_min for s in sessions),
        sore_mornings=sum(mornings),
        mornings=len(mornings),
        walk_min=sum(sum(day.walks) for day in days),
        walk_planned_min=walking.minutes * walking.days_per_week if walking else 0,
        walk_days=sum(is_day_walked(on, day, asked, percent) for on, day in week),
        spasms=sum(day.spasms for day in days),
        position_changes=sum(day.position_changes for day in days),
        limited_days=sum(day.limited for day in days),
        last_pain_on=history.last_pain_on(today),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _advice(situation: Situation) -> list[str]:
    advice = [hit.trigger for hit in situation.hits if hit.trigger == "no_better"]
    if situation.begins_again:
        advice.append("first_sign")
    return advice


def due_on(began: date, last: date | None, weekday: int, after_days: int) -> date:
    """The day from which the next review is due: the first such weekday late enough."""
    start = (last or began) + timedelta(days=after_days)
    return start + timedelta(days=(weekday - start.weekday()) % _WEEK_DAYS)
