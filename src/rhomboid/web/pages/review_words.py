"""The first sentences and the four facts of a review."""

from __future__ import annotations

import msgspec

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.review.model import Review, WeekFacts
from rhomboid.web.pages.lines import change_words
from rhomboid.wording import Wording

_LEAST_DIFFERENCE = 0.05
_TOLD = frozenset(("progress", "regress", "rest", "return"))


class FactView(msgspec.Struct, frozen=True):
    """One fact of the week: what, how much, and what to hold it against."""

    name: str
    value: str
    beside: str


def lead(review: Review, w: Wording) -> str:
    """Pain, sessions, and what becomes of them, in two or three sentences."""
    week = (_pain(review.facts, w), _sessions(review.facts, w))
    lines = (
        w.say(f"review.lead.{change.verb}", **change_words(change, w))
        for change in review.changes
        if change.verb in _TOLD
    )
    return " ".join(part for part in (*week, *lines) if part)


def _pain(week: WeekFacts, w: Wording) -> str:
    if week.pain is None:
        return w.say("review.lead.no_pain")
    now = w.number(week.pain)
    if week.pain_before is None:
        return w.say("review.lead.pain", pain=now)
    difference = week.pain - week.pain_before
    key = "same" if abs(difference) < _LEAST_DIFFERENCE else "up" if difference > 0 else "down"
    return w.say(f"review.lead.pain_{key}", pain=now, before=w.number(week.pain_before))


def _sessions(week: WeekFacts, w: Wording) -> str:
    if not week.sessions_planned:
        return ""
    if week.sessions >= week.sessions_planned:
        return w.say("review.lead.sessions_all")
    if not week.sessions:
        return w.say("review.lead.sessions_none")
    return w.say("review.lead.sessions_some", count=week.sessions, of=week.sessions_planned)


def facts(review: Review, knowledge: Knowledge, w: Wording) -> list[FactView]:
    """The four facts of the week."""
    week = review.facts
    above = w.number(knowledge.pain_rules.value("morning_above_baseline"))
    before = week.pain_before
    return [
        FactView(
            w.say("review.fact.pain"),
            w.say("review.fact.nothing") if week.pain is None else w.number(week.pain),
            w.say("review.fact.pain_first")
            if before is None
            else w.say("review.fact.pain_before", before=w.number(before)),
        ),
        FactView(
            w.say("review.fact.sessions"),
            w.say("review.fact.of", count=week.sessions, of=week.sessions_planned),
            w.say("review.fact.minutes", count=week.session_min),
        ),
        FactView(
            w.say("review.fact.mornings"),
            w.say("review.fact.of", count=week.sore_mornings, of=week.mornings),
            w.say("review.fact.mornings_above", above=above)
            if week.mornings
            else w.say("review.fact.mornings_none"),
        ),
        FactView(
            w.say("review.fact.walked"),
            w.say("review.fact.walk_min", count=week.walk_min),
            w.say("review.fact.walk_planned", count=week.walk_planned_min),
        ),
    ]
