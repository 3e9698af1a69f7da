"""Typed answers: what came from a page, a file or the diary, checked against the questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

import msgspec

from rhomboid.core.intake.errors import AnswerError, Problem
from rhomboid.core.intake.plausible import implausible
from rhomboid.core.intake.values import CANT_SAY, Answer, BadValueError, Record, Scalar, read_scalar
from rhomboid.core.knowledge.questions import Question, RecordField
from rhomboid.core.knowledge.vitamins import VitaminRules


class Answers(msgspec.Struct, frozen=True):
    """Answers by question id. A question that is missing has not been answered.

    Values: `True`, `False` or `"not_sure"` for yes/no; a choice id; a sorted tuple of choice
    ids; a number; an ISO date; a text; a tuple of records. `"cant_say"` is an answer too.
    """

    values: Mapping[str, Answer]

    def get(self, question: str) -> Answer | None:
        """The answer, or `None` when there is none."""
        return self.values.get(question)

    def changed(self, other: Answers) -> Answers:
        """These answers with those of `other` on top."""
        return Answers({**self.values, **other.values})

    def without(self, questions: Sequence[str]) -> Answers:
        """These answers without those to `questions`."""
        return Answers({key: value for key, value in self.values.items() if key not in questions})


def read_answers(
    raw: Mapping[str, object],
    questions: Mapping[str, Question],
    vitamins: VitaminRules,
    today: date,
) -> Answers:
    """Check raw answers against the questions.

    Args:
        raw: question id -> value as it stands in TOML or JSON.
        questions: every question by id.
        vitamins: analytes, for the units of laboratory values.
        today: the local date, for answers that name a date.

    Raises:
        AnswerError: with every unknown key and impossible value, not only the first.
    """
    values: dict[str, Answer] = {}
    problems: list[Problem] = []
    for key, given in raw.items():
        question = questions.get(key)
        if question is None:
            near = get_close_matches(key, questions, n=3)
            problems.append(Problem("unknown_key", key, _text(given), tuple(near)))
            continue
        if given is None:
            continue
        try:
            values[key] = _read(question, given)
        except BadValueError as bad:
            problems.append(Problem(bad.code, key, _text(bad.got), bad.allowed, bad.field))
    answers = Answers(values)
    problems.extend(implausible(answers.values, vitamins, today))
    if problems:
        raise AnswerError(tuple(problems))
    return answers


def _read(question: Question, given: object) -> Answer:
    if given in (CANT_SAY, "unknown"):
        return CANT_SAY
    match question.kind:
        case "choices":
            return _choices(question.choices, given)
        case "records":
            return tuple(_records(question, given))
        case _:
            return read_scalar(question, given)


def _choices(allowed: tuple[str, ...], given: object) -> tuple[str, ...]:
    if isinstance(given, str):
        given = [] if given in ("", "none") else [given]
    if not isinstance(given, list | tuple | set | frozenset):
        raise BadValueError("not_a_list", given, allowed)
    chosen = [item for item in given if item != "none"]
    for item in chosen:
        if item not in allowed:
            raise BadValueError("unknown_choice", item, _near(item, allowed))
    if "none" in given and chosen:
        raise BadValueError("none_and_some", ", ".join(map(str, chosen)), ("none",))
    return tuple(choice for choice in allowed if choice in chosen)


def _near(item: object, allowed: tuple[str, ...]) -> tuple[str, ...]:
    near = get_close_matches(str(item), allowed, n=3, cutoff=0.5)
    return tuple(near) if near and len(allowed) > 12 else allowed


def _records(question: Question, given: object) -> Iterator[Record]:
    if not isinstance(given, list | tuple):
        raise BadValueError("not_a_list", given)
    if len(given) > question.maximum_records:
        raise BadValueError("too_many", len(given), (str(question.maximum_records),))
    for index, item in enumerate(given):
        if not isinstance(item, Mapping):
            raise BadValueError("not_a_record", item, field=f"{question.id}[{index}]")
        yield dict(_record_fields(question, index, item))


def _record_fields(
    question: Question, index: int, item: Mapping[str, object]
) -> Iterator[tuple[str, Scalar | tuple[str, ...]]]:
    fields = {field.id: field for field in question.fields}
    for key in item:
        if key not in fields:
            raise BadValueError(
                "unknown_field", key, tuple(fields), f"{question.id}[{index}].{key}"
            )
    for field in question.fields:
        where = f"{question.id}[{index}].{field.id}"
        given = item.get(field.id)
        if given is None or given == "":
            if field.required:
                raise BadValueError("missing_field", "", (), where)
            continue
        yield field.id, _field(field, given, where)


def _field(field: RecordField, given: object, where: str) -> Scalar | tuple[str, ...]:
    try:
        return (
            _choices(field.choices, given) if field.kind == "choices" else read_scalar(field, given)
        )
    except BadValueError as bad:
        raise BadValueError(bad.code, bad.got, bad.allowed, where) from bad


def _text(value: object) -> str:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
