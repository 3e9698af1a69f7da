"""What today says first: one sentence, then why, then what to do."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.reviews import Past
from rhomboid.core.course.today import Today
from rhomboid.core.plan.model import WEEKDAYS, Plan
from rhomboid.web.pages.lines import change_words
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_WEEK_DAYS = 7
_DAY = timedelta(days=1)
#: Modes in which something else comes before any session.
BLOCKED = frozenset(("none", "not_begun", "danger_questions", "open_questions"))


class Act(msgspec.Struct, frozen=True):
    """The main act of a page that has no session: its words, and where it leads."""

    label: str
    href: str


class Opening(msgspec.Struct, frozen=True):
    """The first sentence, why, and the act where it is no session."""

    headline: str
    lead: tuple[str, ...]
    act: Act | None = None


class Scene(msgspec.Struct, frozen=True):
    """What the opening is made from; `apart_h` are the hours between two loaded sessions."""

    present: Present
    today: Today
    last: Past | None
    w: Wording
    apart_h: float

    @property
    def mode(self) -> str:
        """The mode in force; an intake that was opened again comes before any session."""
        assessment = self.present.assessment
        waiting = assessment.ended is None and assessment.progress.next_page is not None
        if waiting and self.today.mode not in ("none", "danger_questions"):
            return "open_questions"
        return self.today.mode


def session_waits(today: Today) -> bool:
    """Whether a session stands on today, is not done, and may be done."""
    return today.session_due and not today.session_done and today.session_allowed


def micro_waits(today: Today) -> bool:
    """Whether the two-minute movement stands on today and nothing was done yet."""
    return today.micro_due and not today.micro_done and not today.session_done


def opening(scene: Scene) -> Opening:
    """The first sentence of today."""
    today, w = scene.today, scene.w
    if scene.mode in BLOCKED:
        return _blocked(scene)
    if today.open_session is not None:
        return Opening(w.say("today.headline.resume"), (w.say("today.lead.resume"),))
    if today.phase == "first_sign":
        return Opening(w.say("today.headline.first_sign"), (w.say("today.lead.first_sign"),))
    reasons = tuple(reason_sentence(reason, w) for reason in today.reasons)
    if scene.mode == "flare":
        return Opening(w.say("today.headline.flare"), (*reasons, w.say("today.lead.flare")))
    if scene.mode == "red_day":
        return Opening(w.say("today.headline.red_day"), reasons)
    if scene.mode == "cautious":
        template = scene.present.force.plan and scene.present.force.plan.template
        return Opening(w.say(f"today.headline.cautious.{template}"), reasons)
    return _ordinary(scene, reasons)


def _blocked(scene: Scene) -> Opening:
    w, present = scene.w, scene.present
    if scene.mode == "danger_questions":
        why = tuple(reason_sentence(hit.reason, w) for hit in scene.today.hits)
        act = Act(w.say("today.act.danger"), _intake(present))
        return Opening(
            w.say("today.headline.danger_questions"), (*why, w.say("today.lead.danger")), act
        )
    if scene.mode == "open_questions":
        act = Act(w.say("today.act.go_on"), _intake(present))
        return Opening(
            w.say("today.headline.open_questions"), (w.say("today.lead.open_questions"),), act
        )
    if scene.mode == "not_begun":
        act = Act(w.say("today.act.programme"), "/programme/")
        return Opening(w.say("today.headline.not_begun"), (w.say("today.lead.not_begun"),), act)
    decisive = [reason for reason in present.fresh.reasons if reason.decisive]
    return Opening(
        w.say("today.headline.none"),
        (*(reason_sentence(reason, w) for reason in decisive), w.say("triage.programme.none")),
        Act(w.say("interface.nav.thoughts"), "/thoughts/"),
    )


def _intake(present: Present) -> str:
    return f"/intake/{present.assessment.progress.next_page or 'danger'}/"


def _ordinary(scene: Scene, reasons: tuple[str, ...]) -> Opening:
    today, w = scene.today, scene.w
    what = _parts(today)
    if what in ("done", "rest", "walk", "done_walk") and today.review_due:
        lead = w.say("today.lead.review")
        return Opening(
            w.say("today.headline.review"), (lead,), Act(w.say("today.act.review"), "/review/")
        )
    if scene.mode == "sore_morning":
        lighter = f"today.headline.sore_morning.{what}"
        headline = w.maybe(lighter) or w.say(f"today.headline.normal.{what}")
        return Opening(headline, reasons)
    if what == "rest" and today.phase == "quiet":
        asked = "check_in" if today.ask_pain else "quiet"
        when = w.weekday(today.next_check_in)
        return Opening(w.say(f"today.headline.{asked}"), (w.say(f"today.lead.{asked}", date=when),))
    return Opening(w.say(f"today.headline.normal.{what}"), _why(scene, what))


def _parts(today: Today) -> str:
    """What is left of today: `session_walk`, `session`, `micro`, `walk`, `done`, `rest` and so."""
    walk = today.walk_waits
    if session_waits(today):
        return "session_walk" if walk else "session"
    if micro_waits(today):
        return "micro_walk" if walk else "micro"
    done = today.session_done or today.micro_done
    if walk:
        return "done_walk" if done else "walk"
    return "done" if done or (today.walk_due and today.walk_done) else "rest"


def _why(scene: Scene, what: str) -> tuple[str, ...]:
    today, w, plan = scene.today, scene.w, scene.present.force.plan
    if what.startswith("session"):
        return (_session_why(scene),)
    if today.session_due and not today.session_done and not today.session_allowed:
        return (w.say("today.lead.not_rested", hours=w.number(scene.apart_h)),)
    following = None if plan is None else next_session(plan, today.on)
    if following is not None:
        return (w.say("today.lead.next_session", day=_day(following, today.on, w)),)
    return (w.say("today.lead.any_day"),)


def _session_why(scene: Scene) -> str:
    today, w = scene.today, scene.w
    if scene.last is None:
        return w.say("today.lead.first_week" if today.week <= 1 else "today.lead.as_agreed")
    last = scene.last
    day = w.say(f"today.weekday.{WEEKDAYS[last.review.on.weekday()]}")
    if last.decision == "declined":
        return w.say("today.lead.declined", day=day)
    grown = next((c for c in last.review.changes if c.verb == "progress"), None)
    less = next((c for c in last.review.changes if c.verb in ("regress", "rest")), None)
    change = grown or less
    if change is None:
        return w.say("today.lead.same", day=day)
    return w.say(f"today.lead.{change.verb}", day=day, **change_words(change, w))


def next_session(plan: Plan, on: date) -> date | None:
    """The next day after `on` on which a session stands."""
    days = {day.day for day in plan.week if "session" in day.parts}
    following = (on + _DAY * ahead for ahead in range(1, _WEEK_DAYS + 1))
    return next((day for day in following if WEEKDAYS[day.weekday()] in days), None)


def _day(day: date, on: date, w: Wording) -> str:
    if day == on + _DAY:
        return w.say("today.tomorrow")
    return w.say(f"today.on_weekday.{WEEKDAYS[day.weekday()]}")
