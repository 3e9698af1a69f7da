"""Today: what to do now, what was done, what is asked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import msgspec

from rhomboid.core.base.decision import Reason
from rhomboid.core.course.course import Course
from rhomboid.core.course.in_force import InForce, Mode, closes
from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.outcomes import PreventionRules
from rhomboid.core.outcomes.day import Report
from rhomboid.core.outcomes.episodes import Episode, begins_again
from rhomboid.core.outcomes.history import History
from rhomboid.core.outcomes.walking import is_day_walked
from rhomboid.core.plan.model import WEEKDAYS, Item, Plan
from rhomboid.core.review.model import Hit
from rhomboid.core.review.movement import LOADED
from rhomboid.core.review.review import due_on

_DAY = timedelta(days=1)
_WEEK_DAYS = 7
_DAY_HOURS = 24


class Week(msgspec.Struct, frozen=True):
    """The week from Monday: what was done of what was planned."""

    sessions: int
    sessions_planned: int
    walks: int
    walks_planned: int
    walk_min: int
    walk_planned_min: int


class Today(msgspec.Struct, frozen=True):
    """What a person sees first.

    Attributes:
        on: local day.
        week: number of the week since the programme was begun; 0 before.
        mode, reasons: why today is as it is.
        items, session_min: the session as it would be done today.
        session_due, session_done: whether one stands on today, and was done.
        session_allowed: whether one may be done today (48 hours between strength).
        micro, micro_due, micro_done: the two-minute movement.
        walk_min, walk_due, walked_min: today's walk.
        walk_brisk_min, walk_brisk_spm: of them at a brisk pace, from so many steps a minute.
        walk_reason: why it is shorter than in the programme.
        walk_done, walk_skipped: whether a walk of today counts, or was left out.
        this_week: the week so far.
        open_session: id of a session begun today and not ended.
        ask_morning: whether the check of the morning after a session is open.
        ask_pain: whether today's pain has not been told and is asked today.
        next_check_in: when pain is asked next; today before recovery.
        last_pain: last told pain before today, with its day.
        usual_pain: median of the last seven days (0-10).
        review_due, measures_due: whether the weekly ones are open.
        ask_supplement: whether a prescribed supplement has not been noted today.
        last_change_at: last change of position, walk or session today.
        hits: what asks for the danger questions.
        phase: `episode`, `quiet` after recovery, or `first_sign` when it may begin again.
    """

    on: date
    week: int
    mode: Mode
    reasons: tuple[Reason, ...]
    items: tuple[Item, ...]
    session_min: int
    session_due: bool
    session_done: bool
    session_allowed: bool
    micro: Item | None
    micro_due: bool
    micro_done: bool
    walk_min: int | None
    walk_due: bool
    walked_min: int
    walk_brisk_min: int
    walk_brisk_spm: int
    walk_reason: Reason | None
    walk_done: bool
    walk_skipped: bool
    this_week: Week
    open_session: str | None
    ask_morning: bool
    ask_pain: bool
    next_check_in: date
    last_pain: tuple[date, float] | None
    usual_pain: float | None
    review_due: bool
    measures_due: bool
    ask_supplement: bool
    last_change_at: datetime | None
    hits: tuple[Hit, ...]
    phase: str

    @property
    def walk_waits(self) -> bool:
        """Whether a walk stands on today and was neither done nor left out."""
        return self.walk_due and not (self.walk_done or self.walk_skipped)


class Seen(msgspec.Struct, frozen=True):
    """What today is made from.

    Attributes:
        course, on, force, hits, episodes: the present.
        supplement: whether a supplement is noted, for a diagnosed deficiency.
        milder_is_over: whether a milder kind of session has done its time; its review is due
            at once.
    """

    course: Course
    on: date
    force: InForce
    hits: tuple[Hit, ...]
    episodes: tuple[Episode, ...]
    supplement: bool
    milder_is_over: bool = False


def today(seen: Seen, knowledge: Knowledge) -> Today:
    """What to do now."""
    course, on, plan = seen.course, seen.on, seen.force.plan
    history = course.history
    day = history.day(on)
    begun = course.plan is not None
    stands = _parts(plan, on) if begun else frozenset()
    done = [session for session in day.sessions if session.finished]
    last = history.last_pain_on(on - _DAY)
    check_in = next_check_in(seen, knowledge.outcomes.prevention)
    walking, percent = plan.walking if plan else None, knowledge.review.walking.full_percent
    return Today(
        on=on,
        week=0 if course.began_on is None else (on - course.began_on).days // _WEEK_DAYS + 1,
        mode=seen.force.mode,
        reasons=seen.force.reasons,
        items=plan.items if plan else (),
        session_min=plan.session_min if plan else 0,
        session_due="session" in stands,
        session_done=any(session.part == "session" for session in done),
        session_allowed=begun and plan is not None and _rested(history, on, plan, knowledge),
        micro=plan.micro_dose if plan else None,
        micro_due="micro_dose" in stands,
        micro_done=any(session.part == "micro_dose" for session in done),
        walk_min=walking.minutes if walking else None,
        walk_due="walk" in stands,
        walked_min=sum(day.walks),
        walk_brisk_min=walking.brisk_min if walking else 0,
        walk_brisk_spm=walking.brisk_spm if walking else 0,
        walk_reason=seen.force.walk_reason,
        walk_done=walking is not None and is_day_walked(on, day, walking.minutes, percent),
        walk_skipped=bool(day.skips),
        this_week=this_week(course, on, plan, percent),
        open_session=_open_session(day.reports, seen.force.mode),
        ask_morning=begun and bool(history.day(on - _DAY).sessions) and day.morning is None,
        ask_pain=day.pain is None and check_in <= on,
        next_check_in=check_in,
        last_pain=None if last is None else (last, history.day(last).pain or 0.0),
        usual_pain=history.usual_pain(on),
        review_due=review_due(seen, knowledge),
        measures_due=begun and _measures_due(course, on),
        ask_supplement=seen.supplement and not _told(day.reports, bodies.Supplement),
        last_change_at=_last_change(day.reports),
        hits=seen.hits,
        phase=phase(seen, knowledge),
    )


def phase(seen: Seen, knowledge: Knowledge) -> str:
    """Whether an episode goes on, is over, or may begin again (PR-04, PR-11)."""
    if not seen.episodes or seen.episodes[-1].recovered_on is None:
        return "episode"
    pain = seen.course.history.day(seen.on).pain
    first_sign = knowledge.outcomes.prevention.first_sign_from
    return "first_sign" if pain is not None and pain >= first_sign else "quiet"


def review_due(seen: Seen, knowledge: Knowledge) -> bool:
    """Whether a review waits to be looked at."""
    if seen.course.began_on is None or seen.course.plan is None:
        return False
    again = begins_again(seen.episodes)
    return seen.milder_is_over or next_review_on(seen.course, knowledge, again=again) <= seen.on


def next_review_on(course: Course, knowledge: Knowledge, *, again: bool) -> date:
    """The day from which the next review is due.

    After recovery reviews come further apart, until a new episode begins (`again`).
    """
    rules = knowledge.review.progress
    began = course.began_on or date.min
    after = rules.due_after_days
    if course.plan is not None and course.plan.template == "prevention" and not again:
        began = max(began, course.block_on or began)
        after = knowledge.outcomes.prevention.review_every_days - 1
    last = course.last_review_on
    return due_on(began, last if last and last > began else None, rules.due_on_weekday, after)


def next_check_in(seen: Seen, rules: PreventionRules) -> date:
    """When pain is asked next: every day in an episode, thinning out after recovery (PR-11)."""
    recovered = seen.episodes[-1].recovered_on if seen.episodes else None
    last = seen.course.history.last_pain_on(seen.on)
    if recovered is None or last is None:
        return seen.on
    pain = seen.course.history.day(last).pain
    if pain is not None and pain >= rules.first_sign_from:
        return last + _DAY
    quiet = (seen.on - recovered).days
    every = [step.every_days for step in rules.checkin if step.from_day <= quiet]
    return last + timedelta(days=every[-1] if every else 1)


def this_week(course: Course, on: date, plan: Plan | None, full_percent: int) -> Week:
    """What was done since Monday of what the programme holds.

    A day that devices alone saw counts as walked from `full_percent` of the minutes asked.
    """
    monday = on - timedelta(days=on.weekday())
    span = list(course.history.span(monday, on))
    days = [day for _, day in span]
    walking = plan.walking if plan else None
    asked = walking.minutes if walking else 0
    return Week(
        sessions=sum(s.part == "session" and s.finished for day in days for s in day.sessions),
        sessions_planned=plan.sessions_per_week if plan else 0,
        walks=sum(is_day_walked(one, day, asked, full_percent) for one, day in span),
        walks_planned=walking.days_per_week if walking else 0,
        walk_min=sum(sum(day.walks) for day in days),
        walk_planned_min=walking.minutes * walking.days_per_week if walking else 0,
    )


def _parts(plan: Plan | None, on: date) -> frozenset[str]:
    if plan is None:
        return frozenset()
    name = WEEKDAYS[on.weekday()]
    return frozenset(part for day in plan.week if day.day == name for part in day.parts)


def _rested(history: History, on: date, plan: Plan, knowledge: Knowledge) -> bool:
    """Whether the muscles of the last loaded session have had their 48 hours."""
    if not any(knowledge.movements[item.movement].kind in LOADED for item in plan.items):
        return True
    days = int(knowledge.pain_rules.value("strength_apart_h")) // _DAY_HOURS
    recent = history.span(on - timedelta(days=days - 1), on)
    sessions = [session for _, day in recent for session in day.sessions]
    return not any(
        session.part == "session"
        and any(
            not result.skipped and knowledge.movements[result.movement].kind in LOADED
            for result in session.movements
            if result.movement in knowledge.movements
        )
        for session in sessions
    )


def _open_session(reports: tuple[Report, ...], mode: str) -> str | None:
    told = [report.body for report in reports]
    ended = {body.session for body in told if isinstance(body, bodies.Session)}
    begun = [
        body.session
        for body in told
        if isinstance(body, bodies.SessionBegun) and not closes(mode, body.mode)
    ]
    return next((session for session in reversed(begun) if session not in ended), None)


def _told(reports: tuple[Report, ...], kind: type[Body]) -> bool:
    return any(isinstance(report.body, kind) for report in reports)


def _last_change(reports: tuple[Report, ...]) -> datetime | None:
    moved = (bodies.PositionChange, bodies.Walk, bodies.Session, bodies.SetDone)
    times = [report.entry.about for report in reports if isinstance(report.body, moved)]
    return max(times, default=None)


def _measures_due(course: Course, on: date) -> bool:
    """Once a week, from the end of the first week on (OM-21)."""
    began = course.began_on or on
    if (on - began).days < _WEEK_DAYS - 1:
        return False
    week = course.history.span(on - timedelta(days=_WEEK_DAYS - 1), on)
    return not any(_told(day.reports, bodies.Measure) for _, day in week)
