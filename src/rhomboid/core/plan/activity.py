"""Walks and changes of position."""

from __future__ import annotations

from collections.abc import Mapping

from rhomboid.core.base.decision import Finding, Reason, Value
from rhomboid.core.knowledge.prescription import PositionRules, WalkingRules
from rhomboid.core.knowledge.walking import CadenceRules
from rhomboid.core.plan.model import PositionChange, Walking

Facts = Mapping[str, Value]


def walking(facts: Facts, rules: WalkingRules, cadence: CadenceRules) -> Walking | None:
    """Where walking begins (WK-07); `None` when the person does not want walks.

    The start is what the person says is comfortable, at most the target; without an answer
    it is the default, and the low start for strong pain or little practice. A brisk pace comes
    after the target only (WK-04).
    """
    preferences = facts.get("preferences")
    if isinstance(preferences, frozenset) and "no_walking" in preferences:
        return None
    minutes, findings, rule = _start(facts, rules)
    age = _number(facts, "age_years")
    active = _number(facts, "activity_days_per_week")
    days = (
        rules.days_from if active is None else _clamp(int(active), rules.days_from, rules.days_to)
    )
    return Walking(
        minutes=minutes,
        days_per_week=days,
        growth_percent=(rules.growth_percent_from, rules.growth_percent_to),
        growth_most_min=rules.growth_most_min,
        target_min=rules.target_min,
        target_days=rules.target_days,
        reasons=(Reason(rule, rules.facts, findings),),
        brisk_spm=cadence.moderate_spm(None if age is None else int(age)),
    )


def _start(facts: Facts, rules: WalkingRules) -> tuple[int, tuple[Finding, ...], str]:
    told = _number(facts, "walk_minutes_now")
    pain = _number(facts, "pain_average")
    low = (pain is not None and pain >= rules.low_from_pain) or facts.get("inactive") is True
    names = ("walk_minutes_now", "pain_average", "inactive")
    findings = tuple(
        Finding(name, value)
        for name in names
        if isinstance(value := facts.get(name), bool | int | float)
    )
    if facts.get("acute_and_strong") is True:
        return rules.start_low_min, findings, "walking.start_low"
    if told is not None and told > 0:
        most = rules.start_default_min if low else rules.start_longest_min
        return _clamp(int(told), rules.start_least_min, most), findings, "walking.start_from_told"
    start = rules.start_low_min if low or told == 0 else rules.start_default_min
    return start, findings, "walking.start_low" if low or told == 0 else "walking.start_default"


def position_change(facts: Facts, rules: PositionRules, allowed: frozenset[str]) -> PositionChange:
    """How often to change position (ER-53), and with which of the movements that are allowed."""
    pain = _number(facts, "pain_average")
    long_break = pain is not None and pain >= rules.long_break_from_pain
    findings = tuple(
        Finding(name, value)
        for name in ("longest_unbroken_min", "sitting_hours", "pain_average")
        if isinstance(value := facts.get(name), int | float)
    )
    return PositionChange(
        every_min=rules.every_min,
        seconds=(rules.seconds_from, rules.seconds_to),
        long_break_min_per_hour=rules.long_break_min_per_hour if long_break else None,
        movements=tuple(movement for movement in rules.movements if movement in allowed),
        reasons=(Reason("positions.change", rules.facts, findings),),
    )


def _number(facts: Facts, name: str) -> float | None:
    value = facts.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _clamp(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))
