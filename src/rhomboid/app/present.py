"""Everything about one person, now: course, assessment, what is in force, what is open."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec

from rhomboid.app.assess import Assessment, assess, make_plan
from rhomboid.core.base.decision import Reason, Value
from rhomboid.core.course.course import Course
from rhomboid.core.course.current import told_by_diary, with_diary
from rhomboid.core.course.in_force import InForce, Sources, in_force
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.intake.branching import is_asked
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.episodes import Episode, begins_again, episodes
from rhomboid.core.outcomes.flare import FlareState, Told, flare_state
from rhomboid.core.plan.model import Plan
from rhomboid.core.plan.week import available_days
from rhomboid.core.review.evidence import Evidence, gather, pain_limits
from rhomboid.core.review.model import Hit, Situation
from rhomboid.core.review.retriage import Watch, open_hits


class Present(msgspec.Struct, frozen=True):
    """One person, now.

    Attributes:
        today: local day.
        now: local time with its offset.
        course: the diary folded.
        answers: answers in force, as they were given.
        assessment: what they come to, with the diary's news.
        fresh: the programme that follows from the assessment.
        force: what is in force today.
        hits: what asks for the danger questions.
        episodes: every episode, oldest first.
        flare: the last flare.
        evidence: what the sessions of the last four weeks say.
        start_pain: average pain at the start (0-10).
    """

    today: date
    now: datetime
    course: Course
    answers: Mapping[str, Any]
    assessment: Assessment
    fresh: Plan
    force: InForce
    hits: tuple[Hit, ...]
    episodes: tuple[Episode, ...]
    flare: FlareState
    evidence: Evidence
    start_pain: float


class _Diary(msgspec.Struct, frozen=True):
    """What the days alone say."""

    start_pain: float
    evidence: Evidence
    episodes: tuple[Episode, ...]
    flare: FlareState


def present_of(course: Course, now: datetime, knowledge: Knowledge) -> Present:
    """Work out the present from the course and the time."""
    today = now.date()
    told = _told(course, today, knowledge)
    answers, hits = _answers(course, today, told, knowledge)
    current = answers if course.plan is None else with_diary(answers, course, today, told.episodes)
    read = read_answers(current, knowledge.questions, knowledge.vitamins, today)
    assessment = assess(read, knowledge, told_by_diary(course, today))
    fresh = make_plan(assessment, knowledge, tuple(course.swaps.values()))
    sources = Sources(
        course=course,
        today=today,
        fresh=fresh,
        acute=lambda: _acute(assessment, knowledge),
        flare=told.flare,
        evidence=told.evidence,
        waiting=bool(hits),
    )
    return Present(
        today=today,
        now=now,
        course=course,
        answers=answers,
        assessment=assessment,
        fresh=fresh,
        force=in_force(sources, knowledge),
        hits=hits,
        episodes=told.episodes,
        flare=told.flare,
        evidence=told.evidence,
        start_pain=told.start_pain,
    )


def situation_of(present: Present) -> Situation | None:
    """What a review rests on; `None` before a programme was begun."""
    course = present.course
    if course.plan is None or course.began_on is None:
        return None
    newest = present.episodes[-1] if present.episodes else None
    return Situation(
        today=present.today,
        plan=course.plan,
        fresh=present.fresh if present.fresh.offered else None,
        history=course.history,
        began_on=course.began_on,
        block_on=course.block_on or course.began_on,
        changed_on=course.changed_on,
        resting=course.resting,
        start_pain=present.start_pain,
        flare=present.flare,
        hits=present.hits,
        recovered_on=newest.recovered_on if newest else None,
        begins_again=begins_again(present.episodes),
        days=available_days(present.assessment.facts),
        answered_on=course.answered_on,
    )


def has_diagnosed_deficiency(present: Present) -> bool:
    """Whether a laboratory diagnosed a deficiency, so that a supplement is noted (VT-14)."""
    return present.assessment.facts.get("diagnosed_deficiency") is True


def _told(course: Course, today: date, knowledge: Knowledge) -> _Diary:
    history = course.history
    start = course.start_pain
    if start is None:
        start = next((day.pain for _, day in history.days() if day.pain is not None), 0.0)
    rules = knowledge.outcomes
    found = episodes(history, today, rules.episode, course.spell_began_on)
    return _Diary(
        start_pain=start,
        evidence=gather(history, today, start, pain_limits(knowledge)),
        episodes=found,
        flare=flare_state(Told(history, found, start), today, rules.flare),
    )


def _answers(
    course: Course, today: date, told: _Diary, knowledge: Knowledge
) -> tuple[dict[str, Any], tuple[Hit, ...]]:
    """The answers in force; what a trigger asks again counts as not given (RF-40, SF-03)."""
    questions = knowledge.questions.values()
    danger = frozenset(question.id for question in questions if question.unsure_is_yes)
    quiet = bool(told.episodes) and told.episodes[-1].recovered_on is not None
    days = math.inf if quiet else knowledge.pain_rules.value("retriage_every_days")
    answers = course.answers_on(today, danger, days)
    if course.plan is None:
        return answers, ()
    moments = [course.answered_at[name] for name in danger if name in answers]
    watch = Watch(
        today=today,
        history=course.history,
        began_on=course.began_on,
        start_pain=told.start_pain,
        block_at=course.block_at,
        danger_at=min(moments, default=None),
        answered_at=course.answered_at,
        evidence=told.evidence,
    )
    hits = open_hits(watch, knowledge)
    if hits and not _danger_waits(hits, moments):
        hits = tuple(hit for hit in hits if _waits(hit, answers, course, today, knowledge))
    expired = [name for name in danger if name in course.answers and name not in answers]
    if expired and not hits:
        hits = (_expired(today, knowledge),)
    for hit in hits:
        for name in (*danger, *hit.asks):
            if name in answers and course.answered_at[name] <= hit.at:
                del answers[name]
    return answers, hits


def _danger_waits(hits: tuple[Hit, ...], moments: list[datetime]) -> bool:
    return not moments or any(min(moments) <= hit.at for hit in hits)


def _waits(
    hit: Hit, answers: Mapping[str, Any], course: Course, today: date, knowledge: Knowledge
) -> bool:
    """Whether a question that is asked of this person still waits for an answer."""
    waiting = [name for name in hit.asks if course.answered_at.get(name, hit.at) <= hit.at]
    left = {name: value for name, value in answers.items() if name not in waiting}
    read = read_answers(left, knowledge.questions, knowledge.vitamins, today)
    facts = assess(read, knowledge).facts
    return any(is_asked(knowledge.questions[name], facts) for name in waiting)


def _expired(today: date, knowledge: Knowledge) -> Hit:
    row = knowledge.review.trigger_of("every_four_weeks")
    days = knowledge.pain_rules.value("retriage_every_days")
    at = datetime(today.year, today.month, today.day, tzinfo=UTC) - timedelta(days=days)
    return Hit(row.id, at, row.asks, Reason(f"retriage.{row.id}", row.facts))


def _acute(assessment: Assessment, knowledge: Knowledge) -> Plan:
    """The programme of the first days, as in a flare (XL-91), with every avoidance in force."""
    facts: dict[str, Value] = {**assessment.facts, "acute_and_strong": True}
    return make_plan(msgspec.structs.replace(assessment, facts=facts), knowledge)
