"""Which page of the intake comes next, and when the intake is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from rhomboid.core.base.decision import Value
from rhomboid.core.intake.answers import Answers
from rhomboid.core.knowledge.questions import Question

Facts = Mapping[str, Value]


class Progress(msgspec.Struct, frozen=True):
    """Where a person stands in the intake.

    Attributes:
        pages: pages that are asked of this person, in order.
        next_page: first page with an unanswered question; `None` when all are answered.
        unanswered: how many pages are still open.
    """

    pages: tuple[str, ...]
    next_page: str | None
    unanswered: int


def is_asked(question: Question, facts: Facts) -> bool:
    """Whether a question is asked: unless what is known certainly settles it."""
    return question.asked_when is None or question.asked_when.truth(facts) is not False


def questions_on(page: str, questions: Iterable[Question], facts: Facts) -> tuple[Question, ...]:
    """The questions of one page that are asked of this person."""
    return tuple(q for q in questions if q.page == page and is_asked(q, facts))


def progress(
    order: Iterable[str], questions: Iterable[Question], answers: Answers, facts: Facts
) -> Progress:
    """Which pages there are for this person and which comes next."""
    asked: dict[str, bool] = {}
    for question in questions:
        if is_asked(question, facts):
            open_question = question.id not in answers.values
            asked[question.page] = asked.get(question.page, False) or open_question
    pages = tuple(page for page in order if page in asked)
    still_open = [page for page in pages if asked[page]]
    return Progress(pages, still_open[0] if still_open else None, len(still_open))


def settled(questions: Iterable[Question], answers: Answers, facts: Facts) -> tuple[str, ...]:
    """Questions that have an answer although earlier answers settle them.

    Such an answer was given before an earlier one was changed; it must not count any more.
    """
    return tuple(q.id for q in questions if q.id in answers.values and not is_asked(q, facts))
