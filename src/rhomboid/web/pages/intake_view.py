"""What the template of an intake page needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from rhomboid.app.present import Present
from rhomboid.core.intake.branching import questions_on
from rhomboid.core.intake.errors import Problem
from rhomboid.core.intake.values import CANT_SAY
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.questions import Question
from rhomboid.web.forms import DURATION_UNITS
from rhomboid.wording import Wording
from rhomboid.wording.problems import problem_sentence

_BLANK_RECORDS = 3
_SPINE = tuple(f"t{level}" for level in range(1, 13))
_UNIT_DAYS = (("years", 365.25), ("months", 30.44), ("weeks", 7.0), ("days", 1.0))


class ChoiceView(msgspec.Struct, frozen=True):
    """One choice: id, label, whether it is taken."""

    id: str
    label: str
    taken: bool


class FieldView(msgspec.Struct, frozen=True):
    """One field of a record, with its name in the form and its value."""

    name: str
    label: str
    kind: str
    value: Any
    choices: tuple[ChoiceView, ...]
    unit: str


class QuestionView(msgspec.Struct, frozen=True):
    """One question as it is drawn."""

    id: str
    kind: str
    ask: str
    help: str
    value: Any
    choices: tuple[ChoiceView, ...]
    groups: tuple[tuple[str, tuple[ChoiceView, ...]], ...]
    unit: str
    minimum: str
    maximum: str
    whole: bool
    records: tuple[tuple[FieldView, ...], ...]
    problem: str
    duration_unit: str


class Refused(msgspec.Struct, frozen=True):
    """Answers that were sent and could not be taken, with what is wrong."""

    answers: Mapping[str, Any]
    problems: tuple[Problem, ...]


def page_values(
    present: Present,
    page: str,
    knowledge: Knowledge,
    w: Wording,
    refused: Refused | None = None,
) -> dict[str, Any]:
    """Values for the template of one page."""
    assessment = present.assessment
    problems = () if refused is None else refused.problems
    given = {} if refused is None else refused.answers
    answers: dict[str, Any] = {**assessment.answers.values, **given}
    asked = questions_on(page, knowledge.questions.values(), assessment.facts)
    told = {
        problem.question: problem_sentence(
            problem, knowledge.questions.get(problem.question), w, raw=False
        )
        for problem in problems
    }
    views = [
        _question(question, answers.get(question.id), told.get(question.id, ""), w)
        for question in asked
    ]
    pages = assessment.progress.pages
    place = pages.index(page) if page in pages else 0
    return {
        "page": page,
        "questions": views,
        "by_id": {view.id: view for view in views},
        "groups": _groups(asked, views),
        "spine": _SPINE,
        "problems": [
            (p.question, problem_sentence(p, knowledge.questions.get(p.question), w, raw=False))
            for p in problems
        ],
        "number": place + 1,
        "count": len(pages),
        "before": pages[place - 1] if place > 0 else None,
        "danger_done": page != "danger",
        "can_skip": not any(question.required or question.unsure_is_yes for question in asked),
        "duration_units": DURATION_UNITS,
        "countries": _countries(knowledge, w) if page == "about" else (),
        "why_facts": tuple(dict.fromkeys(fact for question in asked for fact in question.facts)),
    }


def _countries(knowledge: Knowledge, w: Wording) -> list[tuple[str, str]]:
    codes = [code for code in knowledge.emergency_numbers if code != "default"]
    return sorted(((code, w.country(code)) for code in codes), key=lambda row: row[1])


def _groups(
    asked: Sequence[Question], views: Sequence[QuestionView]
) -> list[tuple[str, list[QuestionView]]]:
    groups: dict[str, list[QuestionView]] = {}
    for question, view in zip(asked, views, strict=True):
        groups.setdefault(question.group or "", []).append(view)
    return list(groups.items())


def _question(question: Question, answer: Any, problem: str, w: Wording) -> QuestionView:
    choices = _choices(question, answer, w)
    taken = {choice.id: choice for choice in choices}
    value, unit = _shown(question, answer)
    return QuestionView(
        id=question.id,
        kind=question.kind,
        ask=w.say(f"questions.{question.id}.ask"),
        help=w.maybe(f"questions.{question.id}.help"),
        value=value,
        choices=choices,
        groups=tuple(
            (group, tuple(taken[choice] for choice in members))
            for group, members in question.groups.items()
        ),
        unit=w.maybe(f"interface.unit.{(question.unit or '').replace('/', '_')}"),
        minimum="" if question.minimum is None else f"{question.minimum:g}",
        maximum="" if question.maximum is None else f"{question.maximum:g}",
        whole=question.whole,
        records=_records(question, answer, w),
        problem=problem,
        duration_unit=unit,
    )


def _shown(question: Question, answer: Any) -> tuple[Any, str]:
    if answer is True or answer is False:
        return ("yes" if answer else "no"), ""
    if answer == CANT_SAY or answer is None:
        return "", DURATION_UNITS[0]
    if question.kind == "duration" and isinstance(answer, int | float):
        for unit, days in _UNIT_DAYS:
            if answer >= 2 * days and abs(answer / days - round(answer / days)) * days < 1:
                return round(answer / days), unit
        return answer, "days"
    return answer, ""


def _choices(question: Question, answer: Any, w: Wording) -> tuple[ChoiceView, ...]:
    words = "places" if question.id == "worst_place" else question.id
    taken = answer if isinstance(answer, list | tuple) else (answer,)
    return tuple(
        ChoiceView(choice, w.say(f"questions.{words}.choice.{choice}"), choice in taken)
        for choice in question.choices
    )


def _records(question: Question, answer: Any, w: Wording) -> tuple[tuple[FieldView, ...], ...]:
    if question.kind != "records":
        return ()
    told = (
        [row for row in answer if isinstance(row, Mapping)]
        if isinstance(answer, list | tuple)
        else []
    )
    count = min(question.maximum_records, len(told) + _BLANK_RECORDS)
    rows = [*told, *({} for _ in range(count - len(told)))]
    return tuple(_record(question, index, row, w) for index, row in enumerate(rows))


def _record(
    question: Question, index: int, row: Mapping[str, Any], w: Wording
) -> tuple[FieldView, ...]:
    return tuple(
        FieldView(
            name=f"{question.id}-{index}-{field.id}",
            label=w.say(f"questions.{question.id}.field.{field.id}.label"),
            kind=field.kind,
            value=_plain(row.get(field.id, "")),
            choices=tuple(
                ChoiceView(
                    choice,
                    w.maybe(f"questions.{question.id}.field.{field.id}.choice.{choice}") or choice,
                    choice == row.get(field.id) or choice in (row.get(field.id) or ()),
                )
                for choice in field.choices
            ),
            unit=field.unit or "",
        )
        for field in question.fields
    )


def _plain(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value
