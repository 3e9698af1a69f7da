"""The review as the page shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.core.course.course import Decided
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.ladder import variables
from rhomboid.core.review.model import Change, ModeChange, Review, Suggestion
from rhomboid.web.pages.lines import change_dose, dose_from_table, names_of
from rhomboid.web.pages.review_form import Wanted, can_own, field
from rhomboid.web.pages.review_words import facts, lead
from rhomboid.web.pages.today_view import source_of
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_SUNDAY = 6
_DIGEST = 16


class FieldView(msgspec.Struct, frozen=True):
    """One number of a dose."""

    name: str
    label: str
    value: str


class ChangeView(msgspec.Struct, frozen=True):
    """One line of the review.

    Attributes:
        id, name, figure: the movement or `walking`.
        verb, grows: what becomes of it, and whether it grows.
        before, after: doses in words; `before` is empty where nothing differs.
        because, source, quiet: the deciding reason, what it rests on, and the other reasons.
        fields: numbers that can be changed.
        problem: what is wrong with the line as the person wants it.
        confirm: whether the person is asked to confirm more than is recommended.
        confirmed: whether that is ticked.
    """

    id: str
    name: str
    verb: str
    grows: bool
    before: str
    after: str
    because: str
    source: str
    quiet: tuple[str, ...]
    fields: tuple[FieldView, ...]
    problem: str
    confirm: bool
    confirmed: bool


class StayView(msgspec.Struct, frozen=True):
    """Lines that stay for one and the same reason."""

    because: str
    source: str
    quiet: tuple[str, ...]
    lines: tuple[ChangeView, ...]


class SuggestionView(msgspec.Struct, frozen=True):
    """Questions worth answering anew: what was seen, what it rests on, the way there."""

    because: str
    source: str
    link: str
    label: str


class ModeView(msgspec.Struct, frozen=True):
    """A change of the kind of session."""

    title: str
    text: str
    why: tuple[str, ...]
    comes: str
    goes: str


def digest(review: Review) -> str:
    """A mark of the review as it is shown, so that no other one is taken."""
    return hashlib.sha256(msgspec.json.encode(review)).hexdigest()[:_DIGEST]


def review_values(
    journal: Journal, present: Present, review: Review, wanted: Wanted, w: Wording
) -> dict[str, Any]:
    """Values for the template of a review that is due."""
    knowledge = journal.knowledge
    sunday = review.on.weekday() == _SUNDAY
    views = [(one, change_view(one, wanted, knowledge, w)) for one in remaining(review)]
    following = next_on(journal, present, review)
    return {
        "nav": "programme",
        "eyebrow": w.say(
            f"review.eyebrow.{'sunday' if sunday else 'other'}",
            week=review.week,
            date=w.weekday(review.on),
        ),
        "headline": w.say(f"review.headline.{review.headline}"),
        "lead": lead(review, w),
        "facts": facts(review, knowledge, w),
        "sunday": sunday,
        "week": review.week + 1,
        "moves": [view for change, view in views if change.changes],
        "stays": staying([view for change, view in views if not change.changes]),
        "mode": None
        if review.mode is None
        else mode_view(review.mode, present.course.plan, review.plan, w),
        "hits": [reason_sentence(hit.reason, w) for hit in review.hits],
        "danger": f"/intake/{present.assessment.progress.next_page or 'danger'}/",
        "advice": [w.say(f"review.advice.{name}") for name in review.advice],
        "suggests": [suggestion_view(one, knowledge, w) for one in review.suggests],
        "seen": digest(review),
        "problems": [view for _, view in views if view.problem],
        "back": back_steps(knowledge, w),
        "next_date": w.weekday(following),
        "asks_again": asks_again(present, following, knowledge),
        "rise": w.number(knowledge.pain_rules.value("retriage_rise")),
    }


def change_view(change: Change, wanted: Wanted, knowledge: Knowledge, w: Wording) -> ChangeView:
    """One line in words."""
    walking = change.target == "walking"
    same = (change.amount, change.variant, change.days, change.brisk) == (
        change.to_amount,
        change.to_variant,
        change.to_days,
        change.to_brisk,
    )
    sentences = [reason_sentence(reason, w) for reason in change.reasons]
    found = wanted.problems.get(change.target)
    name = w.say(f"movements.{change.target}.name")
    own = wanted.own.get(change.target, change.to_amount)
    most = "" if walking else dose_from_table(own, change.target, knowledge, w)
    return ChangeView(
        id=change.target,
        name=w.say("review.walks") if walking else name,
        verb=w.say(f"review.verb.{'walks_grow' if walking and grows(change) else change.verb}"),
        grows=grows(change),
        before="" if same else change_dose(change, w, after=False),
        after=change_dose(change, w, after=True),
        because=sentences[0] if sentences else "",
        source=source_of(change.reasons[0], knowledge, w) if change.reasons else "",
        quiet=tuple(sentences[1:]),
        fields=_fields(change, wanted.given, w) if can_own(change) else (),
        problem="" if found is None else w.say(f"review.problem.{found}", name=name, most=most),
        confirm=found == "confirm" or change.target in wanted.confirmed,
        confirmed=change.target in wanted.confirmed,
    )


def suggestion_view(one: Suggestion, knowledge: Knowledge, w: Wording) -> SuggestionView:
    """Questions that are suggested, with what was seen and the way to them."""
    page = knowledge.questions[one.asks[0]].page
    return SuggestionView(
        because=reason_sentence(one.reason, w),
        source=source_of(one.reason, knowledge, w),
        link=f"/intake/{page}/",
        label=w.say(f"review.suggest.{one.id}"),
    )


def remaining(review: Review) -> list[Change]:
    """Lines of the review, without those that another kind of session no longer has."""
    if review.mode is None:
        return list(review.changes)
    kept = {*names_of(review.plan), "walking"}
    return [one for one in review.changes if one.target in kept or one.verb == "leave_out"]


def staying(views: list[ChangeView]) -> list[StayView]:
    """Lines that stay, by reason, in the order in which the reasons come up."""
    groups: dict[tuple[str, str, tuple[str, ...]], list[ChangeView]] = {}
    for view in views:
        groups.setdefault((view.because, view.source, view.quiet), []).append(view)
    return [StayView(*why, tuple(lines)) for why, lines in groups.items()]


def grows(change: Change) -> bool:
    """Whether a line grows."""
    return change.verb == "progress"


def _fields(change: Change, given: Mapping[str, str], w: Wording) -> tuple[FieldView, ...]:
    return tuple(
        FieldView(
            name=field(change.target, variable),
            label=w.say(f"review.field.{variable}"),
            value=given.get(field(change.target, variable), str(value)),
        )
        for variable, value in variables(change.to_amount)
    )


def mode_view(mode: ModeChange, before: Plan | None, after: Plan, w: Wording) -> ModeView:
    """What another kind of session brings and takes away."""
    was = () if before is None else names_of(before)
    now = names_of(after)
    comes = [w.say(f"movements.{name}.name") for name in now if name not in was]
    goes = [w.say(f"movements.{name}.name") for name in was if name not in now]
    return ModeView(
        title=w.say(
            f"plan.headline.{mode.to_template}",
            minutes=after.session_min,
            sessions=after.sessions_per_week,
        ),
        text=w.say(f"plan.lead.{mode.to_template}"),
        why=tuple(reason_sentence(reason, w) for reason in mode.reasons),
        comes=w.list(comes),
        goes=w.list(goes),
    )


def back_steps(knowledge: Knowledge, w: Wording) -> list[str]:
    """What would take a movement back a step, with the numbers of the rules."""
    value, rules = knowledge.pain_rules.value, knowledge.review.progress
    numbers: dict[str, dict[str, object]] = {
        "morning": {"count": int(value("ambers_to_regress"))},
        "pain": {"limit": w.number(value("amber_at_most"))},
        "faults": {"percent": w.number(value("regress_fault_percent"))},
        "absence": {"days": rules.absence_days},
    }
    return [w.say(f"review.back.{name}", **values) for name, values in numbers.items()]


def next_on(journal: Journal, present: Present, review: Review) -> date:
    """The day from which the review after this one is due."""
    decided = Decided(review.on, "adopted", review.plan.template, 0)
    course = msgspec.structs.replace(
        present.course, reviews=(*present.course.reviews, decided), plan=review.plan
    )
    after = msgspec.structs.replace(present, course=course)
    return journal.reviews.next_on(after) or review.on


def asks_again(present: Present, on: date, knowledge: Knowledge) -> bool:
    """Whether the danger questions will have been answered too long ago by then (RF-40).

    After recovery they are not asked by the calendar.
    """
    if present.episodes and present.episodes[-1].recovered_on is not None:
        return False
    danger = [q.id for q in knowledge.questions.values() if q.unsure_is_yes]
    days = [day for name in danger if (day := present.course.answered_on.get(name)) is not None]
    after = timedelta(days=knowledge.pain_rules.value("retriage_every_days"))
    return bool(days) and min(days) + after <= on
