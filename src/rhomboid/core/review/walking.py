"""How walks grow: from what is tolerated, slowly, to thirty minutes five days a week (WK-07).

Only then the pace grows (WK-04). Pain takes back; a day without a walk never does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import median

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Amount, Plan, Walking
from rhomboid.core.review.evidence import Evidence
from rhomboid.core.review.model import Change, Situation
from rhomboid.core.review.movement import rising_reason
from rhomboid.core.review.walked import WEEK, Walked, walked

_FACTS = ("WK-07", "WK-02")
_PACE_FACTS = ("WK-07", "WK-04")


def review_walking(situation: Situation, knowledge: Knowledge, evidence: Evidence) -> Change | None:
    """What becomes of the walks; `None` when the programme has none."""
    now = situation.plan.walking
    if now is None:
        return None
    known = walked(situation, now, knowledge)
    base = _base(situation, knowledge, known, now)
    if base is not None:
        return base
    less = _less(situation, knowledge, known, now)
    if less is not None:
        return less
    against = next(_against(situation, knowledge, evidence, known), None)
    if against is not None:
        return _held(now, against)
    if now.minutes >= now.target_min and now.days_per_week >= now.target_days:
        return _paced(now, known, situation, knowledge)
    return _grown(now, situation, knowledge)


def brisk_spm(situation: Situation, knowledge: Knowledge) -> int:
    """Steps a minute from which a pace is brisk at this person's age (WK-04)."""
    plans = (situation.fresh, situation.plan)
    told = (plan.walking.brisk_spm for plan in plans if plan is not None and plan.walking)
    return next((spm for spm in told if spm), knowledge.walking.cadence.moderate_from_spm)


def _base(situation: Situation, knowledge: Knowledge, known: Walked, now: Walking) -> Change | None:
    """Once, early on: the median of the first walks becomes the base."""
    rules = knowledge.review.walking
    early = (situation.today - situation.began_on).days < rules.hold_days
    if not early or "walking" in situation.changed_on or len(known.since_change) < rules.base_walks:
        return None
    if _red_in_week(situation, knowledge) or known.pain_skips >= rules.pain_skips_hold:
        return None
    first = known.since_change[: rules.base_walks]
    target = knowledge.prescription.walking.target_min
    most = now.minutes + knowledge.prescription.walking.growth_most_min
    base = max(1, min(round(median(first)), target, most))
    if base == now.minutes:
        return None
    findings = (Finding("median", base, "min"), Finding("walks", len(first)))
    change = _change(now, _as(now, minutes=base), (Reason("walking.base", _FACTS, findings),))
    return msgspec.structs.replace(change, verb="set")


def _red_in_week(situation: Situation, knowledge: Knowledge) -> list[date]:
    limit = knowledge.pain_rules.value("amber_at_most")
    first = situation.today - WEEK
    return [
        on
        for on, day in situation.history.span(first, situation.today)
        if on > first
        and (
            (day.pain is not None and day.pain > limit)
            or (day.walk_pain is not None and day.walk_pain > limit)
        )
    ]


def _less(situation: Situation, knowledge: Knowledge, known: Walked, now: Walking) -> Change | None:
    """What pain takes back: minutes where it kept from walking, the pace where it was red."""
    rules = knowledge.review.walking
    if known.pain_skips >= rules.pain_skips_back:
        least = min(now.minutes, knowledge.prescription.walking.start_least_min)
        minutes = max(least, now.minutes * (100 - rules.back_percent) // 100)
        after = _as(now, minutes=minutes, brisk_min=0)
        if after != now:
            findings = (Finding("count", known.pain_skips, "d"),)
            return _change(now, after, (Reason("walking.pain_back", _FACTS, findings),))
    if not now.brisk_min:
        return None
    red = _red_in_week(situation, knowledge)
    if red:
        findings = (Finding("on", red[-1].isoformat()),)
        reason = Reason("walking.red_pace", _FACTS, findings)
    elif situation.flare.active:
        reason = Reason("walking.flare_pace", ("PR-03", "XL-91"))
    else:
        return None
    return _change(now, _as(now, brisk_min=0), (reason,))


def _against(
    situation: Situation, knowledge: Knowledge, evidence: Evidence, known: Walked
) -> Iterator[Reason]:
    """What stands against growing, the first to be said first."""
    rules = knowledge.review.walking
    yield from _untold(situation, knowledge)
    red = _red_in_week(situation, knowledge)
    if red:
        yield Reason("walking.red", _FACTS, (Finding("on", red[-1].isoformat()),))
    if known.pain_skips >= rules.pain_skips_hold:
        findings = (Finding("count", known.pain_skips, "d"),)
        yield Reason("walking.pain_skips", _FACTS, findings)
    rising = rising_reason(situation, knowledge)
    if rising is not None:
        yield rising
    if situation.flare.active:
        yield Reason("walking.flare", ("PR-03", "XL-91"))
    if (situation.today - situation.began_on).days + 1 < rules.hold_days:
        yield Reason("walking.first_weeks", _FACTS)
    yield from _few(situation, knowledge, known)
    mornings = [on for on, sore in evidence.mornings.items() if sore]
    if len([on for on in mornings if on > situation.today - WEEK]) > 1:
        yield Reason("walking.sore", ("EX-42",))


def _untold(situation: Situation, knowledge: Knowledge) -> Iterator[Reason]:
    """Without news of pain nothing grows."""
    last = situation.history.last_pain_on(situation.today)
    if last is None:
        yield Reason("hold.never_told", ("WK-07", "EX-42"))
    elif (situation.today - last).days > knowledge.review.progress.stale_pain_days:
        days = (situation.today - last).days
        yield Reason("hold.stale", ("WK-07", "EX-42"), (Finding("days", days, "d"),))


def _few(situation: Situation, knowledge: Knowledge, known: Walked) -> Iterator[Reason]:
    """Too few walks that we know of, or shorter ones; that takes nothing back."""
    rules = knowledge.review.walking
    if known.quiet_days is not None and known.quiet_days >= rules.gap_days:
        yield Reason("walking.gap", _FACTS, (Finding("days", known.quiet_days, "d"),))
    elif known.days < rules.walks_needed:
        findings = (Finding("count", known.days), Finding("needed", rules.walks_needed))
        yield Reason("walking.few", _FACTS, findings)
    elif known.full_days < rules.walks_needed:
        asked = situation.plan.walking.minutes if situation.plan.walking else 0
        yield Reason("walking.shorter", _FACTS, (Finding("asked", asked, "min"),))


def _grown(now: Walking, situation: Situation, knowledge: Knowledge) -> Change:
    """The next step: longer walks first, then one more day; the week grows by 10 to 20 percent."""
    fast = _calm(situation, knowledge)
    room = len(situation.days)
    most = min(now.minutes + now.growth_most_min, now.target_min)
    longer = min(most, max(now.minutes + 1, _minutes(now, now.days_per_week, fast=fast)))
    if longer > now.minutes and not _add_day_first(now):
        return _step(now, longer, now.days_per_week, "walking.longer")
    more_days = now.days_per_week + 1
    if more_days <= min(now.target_days, room):
        minutes = max(1, min(_minutes(now, more_days, fast=fast), now.target_min))
        return _step(now, minutes, more_days, "walking.one_more_day")
    if longer > now.minutes:
        return _step(now, longer, now.days_per_week, "walking.longer")
    findings = (Finding("count", now.days_per_week, "d"),)
    return _held(now, Reason("walking.room", _FACTS, findings))


def _minutes(now: Walking, days: int, *, fast: bool) -> int:
    """Minutes of a walk, so that the week grows by the least or the most that the rule allows."""
    total = now.minutes * now.days_per_week
    low, high = now.growth_percent
    most = total * (100 + high) // (100 * days)
    least = -(-total * (100 + low) // (100 * days))
    return most if fast else min(least, most)


def _calm(situation: Situation, knowledge: Knowledge) -> bool:
    """Whether the week had little pain: then walks grow faster."""
    mean = situation.history.mean_pain(situation.today)
    return mean is not None and mean <= knowledge.pain_rules.value("green_at_most")


#: From this many minutes a walk counts as the article's "20 to 30 minutes".
_COUNTS_FROM_MIN = 20


def _add_day_first(now: Walking) -> bool:
    """From twenty minutes on, more days come before longer walks."""
    return now.minutes >= _COUNTS_FROM_MIN and now.days_per_week < now.target_days


def _step(now: Walking, minutes: int, days: int, rule: str) -> Change:
    before, after = now.minutes * now.days_per_week, minutes * days
    findings = (
        Finding("before", before, "min"),
        Finding("after", after, "min"),
        Finding("percent", round(100 * (after - before) / before) if before else 0, "percent"),
    )
    then = _as(now, minutes=minutes, days_per_week=days)
    return _change(now, then, (Reason(rule, _FACTS, findings),))


def _paced(now: Walking, known: Walked, situation: Situation, knowledge: Knowledge) -> Change:
    """At the target the pace grows: so many more brisk minutes a walk, once they are walked.

    Where devices saw enough days, their moderate minutes decide; elsewhere the person's word does.
    """
    rules, review = knowledge.prescription.walking, knowledge.review.walking
    spm = Finding("spm", brisk_spm(situation, knowledge), "steps/min")
    if known.full_since < review.pace_days_needed:
        count, needed = known.full_since, review.pace_days_needed
        few = (Finding("count", count, "d"), Finding("needed", needed, "d"))
        return _held(now, Reason("walking.target", _PACE_FACTS, few))
    if now.brisk_min >= rules.pace_target_min:
        reached = (Finding("brisk", now.brisk_min, "min"),)
        return _held(now, Reason("walking.pace_reached", ("WK-04", "WK-06"), reached))
    seen = len(known.moderate) >= review.walks_needed
    measured = (Finding("seen", known.moderate_usual, "min"),) if seen else ()
    enough = sum(minutes >= now.brisk_min for minutes in known.moderate)
    if seen and enough < review.walks_needed:
        slower = (*measured, Finding("asked", now.brisk_min, "min"), spm)
        return _held(now, Reason("walking.pace_slower", _PACE_FACTS, slower))
    brisk = min(now.brisk_min + rules.pace_step_min, rules.pace_target_min)
    findings = (Finding("brisk", brisk, "min"), *measured, spm)
    reason = Reason(f"walking.pace_{'seen' if seen else 'told'}", _PACE_FACTS, findings)
    return _change(now, _as(now, brisk_min=brisk), (reason,))


def _as(now: Walking, **what: int) -> Walking:
    return msgspec.structs.replace(now, **what)


def _held(now: Walking, reason: Reason) -> Change:
    return _change(now, now, (reason,))


def _change(now: Walking, then: Walking, reasons: tuple[Reason, ...]) -> Change:
    before = (now.minutes * now.days_per_week, now.brisk_min)
    after = (then.minutes * then.days_per_week, then.brisk_min)
    return Change(
        target="walking",
        verb="hold" if then == now else "progress" if after >= before else "regress",
        variant="standard",
        amount=Amount(1, minutes=now.minutes),
        to_variant="standard",
        to_amount=Amount(1, minutes=then.minutes),
        reasons=reasons,
        days=now.days_per_week,
        to_days=then.days_per_week,
        brisk=now.brisk_min,
        to_brisk=then.brisk_min,
    )


def with_walks(plan: Plan, change: Change, spm: int) -> Plan:
    """The programme with the walks as a change leaves them.

    Args:
        plan: the programme.
        change: of its walks.
        spm: steps a minute from which a pace is brisk for this person.
    """
    if plan.walking is None or change.to_amount.minutes is None:
        return plan
    walking = msgspec.structs.replace(
        plan.walking,
        minutes=change.to_amount.minutes,
        days_per_week=change.to_days,
        brisk_min=change.to_brisk,
        brisk_spm=spm,
    )
    return msgspec.structs.replace(plan, walking=walking)
