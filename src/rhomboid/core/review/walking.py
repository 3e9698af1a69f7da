"""How walks grow: from what is tolerated, slowly, to thirty minutes five days a week (WK-07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median

import msgspec

from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Amount, Plan, Walking
from rhomboid.core.review.evidence import Evidence
from rhomboid.core.review.model import Change, Situation
from rhomboid.core.review.movement import rising_reason

_FACTS = ("WK-07", "WK-02")
_WEEK = timedelta(days=7)


class _Walks(msgspec.Struct, frozen=True):
    """Walks of the week and since the last change.

    Attributes:
        days: days of the week with a walk.
        full_days: those of them with about as many minutes as were asked.
        since_change: minutes of every walk since walking was last changed.
    """

    days: int
    full_days: int
    since_change: tuple[int, ...]


def review_walking(situation: Situation, knowledge: Knowledge, evidence: Evidence) -> Change | None:
    """What becomes of the walks; `None` when the programme has none."""
    now = situation.plan.walking
    if now is None:
        return None
    walks = _walks(situation, now, knowledge)
    base = _base(situation, knowledge, walks, now)
    if base is not None:
        return base
    against = next(_against(situation, knowledge, evidence, walks), None)
    if against is not None:
        return _change(now, now.minutes, now.days_per_week, (against,))
    return _grown(now, situation, knowledge)


def _walks(situation: Situation, now: Walking, knowledge: Knowledge) -> _Walks:
    changed = situation.changed_on.get("walking", situation.began_on - timedelta(days=1))
    week = situation.history.span(situation.today - _WEEK + timedelta(days=1), situation.today)
    later = situation.history.span(changed + timedelta(days=1), situation.today)
    told = [sum(day.walks) for _, day in week if day.walks]
    full = now.minutes * knowledge.review.walking.full_percent / 100
    return _Walks(
        days=len(told),
        full_days=sum(minutes >= full for minutes in told),
        since_change=tuple(minutes for _, day in later for minutes in day.walks),
    )


def _base(situation: Situation, knowledge: Knowledge, walks: _Walks, now: Walking) -> Change | None:
    """Once, early on: the median of the first walks becomes the base."""
    rules = knowledge.review.walking
    early = (situation.today - situation.began_on).days < rules.hold_days
    if not early or "walking" in situation.changed_on or len(walks.since_change) < rules.base_walks:
        return None
    if _red_in_week(situation, knowledge):
        return None
    first = walks.since_change[: rules.base_walks]
    target = knowledge.prescription.walking.target_min
    base = max(1, min(round(median(first)), target, now.minutes + _most_more(knowledge)))
    if base == now.minutes:
        return None
    findings = (Finding("median", base, "min"), Finding("walks", len(first)))
    change = _change(now, base, now.days_per_week, (Reason("walking.base", _FACTS, findings),))
    return msgspec.structs.replace(change, verb="set")


def _most_more(knowledge: Knowledge) -> int:
    return knowledge.prescription.walking.growth_most_min


def _red_in_week(situation: Situation, knowledge: Knowledge) -> list[date]:
    limit = knowledge.pain_rules.value("amber_at_most")
    first = situation.today - _WEEK + timedelta(days=1)
    return [
        on
        for on, day in situation.history.span(first, situation.today)
        if (day.pain is not None and day.pain > limit)
        or (day.walk_pain is not None and day.walk_pain > limit)
    ]


def _against(
    situation: Situation, knowledge: Knowledge, evidence: Evidence, walks: _Walks
) -> Iterator[Reason]:
    """What stands against growing, the first to be said first."""
    rules, stale_days = knowledge.review.walking, knowledge.review.progress.stale_pain_days
    last = situation.history.last_pain_on(situation.today)
    if last is None:
        yield Reason("hold.never_told", ("WK-07", "EX-42"))
    elif (situation.today - last).days > stale_days:
        days = (situation.today - last).days
        yield Reason("hold.stale", ("WK-07", "EX-42"), (Finding("days", days, "d"),))
    red = _red_in_week(situation, knowledge)
    if red:
        yield Reason("walking.red", _FACTS, (Finding("on", red[-1].isoformat()),))
    rising = rising_reason(situation, knowledge)
    if rising is not None:
        yield rising
    if situation.flare.active:
        yield Reason("walking.flare", ("PR-03", "XL-91"))
    if (situation.today - situation.began_on).days + 1 < rules.hold_days:
        yield Reason("walking.first_weeks", _FACTS)
    if walks.days < rules.walks_needed:
        findings = (Finding("count", walks.days), Finding("needed", rules.walks_needed))
        yield Reason("walking.few", _FACTS, findings)
    elif walks.full_days < rules.walks_needed:
        asked = situation.plan.walking.minutes if situation.plan.walking else 0
        yield Reason("walking.shorter", _FACTS, (Finding("asked", asked, "min"),))
    mornings = [on for on, sore in evidence.mornings.items() if sore]
    if len([on for on in mornings if on > situation.today - _WEEK]) > 1:
        yield Reason("walking.sore", ("EX-42",))


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
    return _change(
        now, now.minutes, now.days_per_week, (Reason("walking.target", ("WK-01", "WK-04")),)
    )


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
    return _change(now, minutes, days, (Reason(rule, _FACTS, findings),))


def _change(now: Walking, minutes: int, days: int, reasons: tuple[Reason, ...]) -> Change:
    same = minutes == now.minutes and days == now.days_per_week
    more = minutes * days >= now.minutes * now.days_per_week
    return Change(
        target="walking",
        verb="hold" if same else "progress" if more else "regress",
        variant="standard",
        amount=Amount(1, minutes=now.minutes),
        to_variant="standard",
        to_amount=Amount(1, minutes=minutes),
        reasons=reasons,
        days=now.days_per_week,
        to_days=days,
    )


def with_walks(plan: Plan, change: Change) -> Plan:
    """The programme with the walks as a change leaves them."""
    if plan.walking is None or change.to_amount.minutes is None:
        return plan
    walking = msgspec.structs.replace(
        plan.walking, minutes=change.to_amount.minutes, days_per_week=change.to_days
    )
    return msgspec.structs.replace(plan, walking=walking)
