"""What the programme asks of walking this week, why, and what comes next."""

from __future__ import annotations

from typing import Any

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.app.walks.counting import age_years
from rhomboid.core.base.decision import Reason
from rhomboid.core.outcomes.walking import WeekWalked
from rhomboid.core.plan.model import Walking
from rhomboid.web.pages.lines import walk_words
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_TARGET = "walking"


def ask_values(journal: Journal, present: Present, week: WeekWalked, w: Wording) -> dict[str, Any]:
    """Values for the block of the programme, and for the notes beside the week."""
    cadence = journal.knowledge.walking.cadence
    return {
        "ask": _ask(journal, present, week, w),
        "least": week.least_min,
        "brisk_spm": cadence.moderate_spm(age_years(present.course)),
    }


def _ask(journal: Journal, present: Present, week: WeekWalked, w: Wording) -> dict[str, Any]:
    plan = present.course.plan
    if plan is None:
        return {"dose": w.say("walks.page.ask.before"), "why": [], "next": []}
    walking = plan.walking
    if walking is None:
        return {"dose": w.say("walks.page.ask.none"), "why": [], "next": []}
    dose = walk_words(walking.minutes, walking.days_per_week, walking.brisk_min, w)
    less = week.least_min < journal.knowledge.prescription.walking.target_least_min
    return {
        "dose": w.say("walks.page.ask.dose", dose=dose),
        "less": w.say("walks.page.ask.less", least=week.least_min) if less else "",
        "why": [*_today(journal, present, w), *_why(journal, present, walking, w)],
        "next": list(_next(journal, present, walking, w)),
    }


def _today(journal: Journal, present: Present, w: Wording) -> list[str]:
    """Why today's walk is shorter than the programme's, if it is."""
    reason = journal.today(present).walk_reason
    return [] if reason is None else [reason_sentence(reason, w)]


def _why(journal: Journal, present: Present, walking: Walking, w: Wording) -> list[str]:
    """What the last review said of walks, else why they begin where they begin."""
    last = journal.reviews.last(present)
    if last is not None and last.decision != "declined":
        changes = [one for one in last.review.changes if one.target == _TARGET]
        reasons = [reason for change in changes for reason in change.reasons]
        if reasons:
            return [reason_sentence(reason, w) for reason in reasons]
    return [_start(reason, w) for reason in walking.reasons]


def _start(reason: Reason, w: Wording) -> str:
    return w.say(f"plan.walk.why.{reason.rule.removeprefix('walking.')}")


def _next(journal: Journal, present: Present, walking: Walking, w: Wording) -> list[str]:
    grown = (walking.minutes, walking.days_per_week) >= (walking.target_min, walking.target_days)
    pace = journal.knowledge.prescription.walking.pace_target_min
    if grown and walking.brisk_min >= pace:
        return [w.say("walks.page.ask.reached")]
    due = journal.reviews.next_on(present)
    said = [w.say("plan.walk.grow")]
    return (
        said if due is None else [*said, w.say("walks.page.ask.next_review", date=w.weekday(due))]
    )
