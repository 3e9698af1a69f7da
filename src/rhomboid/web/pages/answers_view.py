"""Answers as words, in the order of the intake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from rhomboid.app.present import Present
from rhomboid.core.intake.values import CANT_SAY, NOT_SURE
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.questions import Question
from rhomboid.wording import Wording


class AnsweredView(msgspec.Struct, frozen=True):
    """One answer: the page to change it, its label, its words."""

    page: str
    label: str
    text: str


def answered(
    present: Present, knowledge: Knowledge, w: Wording
) -> list[tuple[str, list[AnsweredView]]]:
    """Answers by page, in the order of the intake; danger questions answered no are one line."""
    answers = present.assessment.answers.values
    groups: list[tuple[str, list[AnsweredView]]] = []
    for page in present.assessment.progress.pages:
        rows = [
            AnsweredView(page, w.say(f"questions.{q.id}.short"), _text(q, answers[q.id], w))
            for q in knowledge.questions.values()
            if q.page == page
            and q.id in answers
            and not (q.unsure_is_yes and answers[q.id] is False)
        ]
        if page == "danger" and not rows and any(q in answers for q in _danger(knowledge)):
            rows = [
                AnsweredView(
                    page, w.say("interface.answers.danger"), w.say("interface.answers.all_no")
                )
            ]
        if rows:
            groups.append((page, rows))
    return groups


def _danger(knowledge: Knowledge) -> list[str]:
    return [q.id for q in knowledge.questions.values() if q.page == "danger"]


def _text(question: Question, answer: Any, w: Wording) -> str:
    if answer == CANT_SAY:
        return w.say("interface.cant_say")
    if answer == NOT_SURE:
        return w.say("interface.not_sure")
    if isinstance(answer, bool):
        return w.say("interface.yes" if answer else "interface.no")
    if question.kind == "records":
        return "; ".join(_record(question, row, w) for row in answer) or w.say("interface.none")
    if isinstance(answer, tuple):
        return w.list([_choice(question, item, w) for item in answer]) or w.say("interface.none")
    if isinstance(answer, int | float):
        if question.kind == "duration":
            return w.duration(answer)
        return f"{w.number(answer)} {_unit(question, w)}".strip()
    return _choice(question, str(answer), w)


def _choice(question: Question, choice: str, w: Wording) -> str:
    words = "places" if question.id == "worst_place" else question.id
    return w.maybe(f"questions.{words}.choice.{choice}") or choice


def _record(question: Question, row: Mapping[str, Any], w: Wording) -> str:
    parts = []
    for field in question.fields:
        if field.id in row:
            words = f"questions.{question.id}.field.{field.id}"
            values = row[field.id] if isinstance(row[field.id], tuple) else (row[field.id],)
            shown = [w.maybe(f"{words}.choice.{value}") or str(value) for value in values]
            parts.append(f"{w.say(f'{words}.label')}: {w.list(shown)}")
    return ", ".join(parts)


def _unit(question: Question, w: Wording) -> str:
    return w.maybe(f"interface.unit.{(question.unit or '').replace('/', '_')}")
