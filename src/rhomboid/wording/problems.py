"""Sentences for what is wrong with an answer."""

from __future__ import annotations

import re

from rhomboid.core.intake.errors import Problem
from rhomboid.core.knowledge.questions import Question
from rhomboid.wording.wording import Wording

_BOUNDS = 2
#: What came is a number here, not the text that somebody typed.
_NUMBERS = ("out_of_range", "not_whole", "more_than_worst", "range_reversed")
#: More than this of what was typed where a number belongs says nothing.
_LONGEST_NUMBER = 20
_DECIMAL = re.compile(r"(-?\d+)\.(\d+)")


def problem_sentence(problem: Problem, question: Question | None, w: Wording, *, raw: bool) -> str:
    """What must be what, what it got.

    Args:
        problem: the problem.
        question: the question, `None` for an unknown key.
        w: the language.
        raw: name ids instead of labels, as a file needs them.
    """
    code = problem.code
    if code == "unknown_key" and problem.allowed:
        code = "unknown_key_near"
    low, high = (_number(bound, w) for bound in (*problem.allowed, "", "")[:_BOUNDS])
    name = problem.field or problem.question
    allowed = list(problem.allowed)
    if not raw and question is not None:
        name = _field_label(problem, question, w) or w.say(f"questions.{question.id}.short")
        allowed = [_label(question, choice, w) for choice in allowed]
    allowed = [_number(one, w) for one in allowed]
    return w.say(
        f"problems.{code}",
        question=name,
        got=_got(problem, w) or "-",
        allowed=w.list(allowed, style="or") if allowed else "",
        low=low,
        high=high,
    )


def _got(problem: Problem, w: Wording) -> str:
    """What came: a number as the language writes it, and of a very long one the beginning."""
    text = problem.got
    if problem.code not in (*_NUMBERS, "not_a_number"):
        return text
    if problem.code in _NUMBERS:
        text = _number(text, w)
    return text if len(text) <= _LONGEST_NUMBER else f"{text[:_LONGEST_NUMBER]}…"


def _number(text: str, w: Wording) -> str:
    """A number with the decimal sign of the language; a year stays without a thousands sign."""
    if not (found := _DECIMAL.fullmatch(text)):
        return text
    sign = w.number(0.5).strip("05")
    return sign.join(found.groups())


def _label(question: Question, choice: str, w: Wording) -> str:
    return w.maybe(f"questions.{question.id}.choice.{choice}") or choice


def _field_label(problem: Problem, question: Question, w: Wording) -> str:
    if "." not in problem.field:
        return ""
    field = problem.field.rsplit(".", 1)[1]
    return w.maybe(f"questions.{question.id}.field.{field}.label")
