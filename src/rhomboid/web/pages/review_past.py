"""Reviews that were decided, and when the next is due."""

from __future__ import annotations

from typing import Any

from rhomboid.app.journal import Journal
from rhomboid.app.present import Present
from rhomboid.core.course.course import Decided
from rhomboid.web.pages.review_form import NOTHING_WANTED
from rhomboid.web.pages.review_view import asks_again, back_steps, change_view, remaining, staying
from rhomboid.web.pages.review_words import facts
from rhomboid.wording import Wording


def past_values(journal: Journal, present: Present, w: Wording) -> dict[str, Any]:
    """Values for the template when no review is due."""
    knowledge = journal.knowledge
    last = journal.reviews.last(present)
    due = journal.reviews.next_on(present) or present.today
    values: dict[str, Any] = {
        "nav": "programme",
        "next_date": w.weekday(due),
        "asks_again": asks_again(present, due, knowledge),
        "rise": w.number(knowledge.pain_rules.value("retriage_rise")),
        "back": back_steps(knowledge, w),
        "last": None,
        "decided": [
            {
                "date": w.date(one.on),
                "decision": w.say(f"review.decision.{one.decision}"),
                "changes": _changes(one, w),
            }
            for one in reversed(present.course.reviews)
        ],
    }
    if last is not None:
        review = last.review
        lines = remaining(review)
        views = [change_view(one, NOTHING_WANTED, knowledge, w) for one in lines]
        values["last"] = {
            "date": w.weekday(review.on),
            "headline": w.say(f"review.headline.{review.headline}"),
            "decision": w.say(f"review.decision_line.{last.decision}"),
            "facts": facts(review, knowledge, w),
            "moves": [v for v, one in zip(views, lines, strict=True) if one.changes],
            "stays": staying([v for v, one in zip(views, lines, strict=True) if not one.changes]),
        }
    return values


def _changes(one: Decided, w: Wording) -> str:
    if one.decision == "declined":
        return ""
    if not one.changes:
        return w.say("review.decision.none")
    return w.say("review.decision.changes", count=one.changes)
