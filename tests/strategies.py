"""Generated people: any answers that the questions allow."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from rhomboid.app.assess import Assessment, assess
from rhomboid.core.intake.answers import Answers, read_answers
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.questions import Question, RecordField

KNOWLEDGE = load_knowledge()
TODAY = date(2026, 11, 24)


def _scalar(shape: Question | RecordField) -> st.SearchStrategy[Any]:
    match shape.kind:
        case "yes_no":
            return st.sampled_from(["yes", "no", "not_sure"])
        case "choice":
            return st.sampled_from(shape.choices)
        case "choices":
            return st.lists(st.sampled_from(shape.choices), unique=True, max_size=4)
        case "country":
            return st.sampled_from(["DE", "GB", "US", "XX"])
        case "date":
            return st.dates(date(2020, 1, 1), TODAY).map(str)
        case "text":
            return st.text("abc ", min_size=1, max_size=20).filter(str.strip)
        case _:
            low, high = int(shape.minimum or 0), int(shape.maximum or 100)
            return st.integers(low, min(high, 2000))


def _answer(question: Question) -> st.SearchStrategy[Any]:
    if question.kind != "records":
        return _scalar(question)
    fields = {field.id: _scalar(field) for field in question.fields if field.required}
    optional = {field.id: _scalar(field) for field in question.fields if not field.required}
    return st.lists(st.fixed_dictionaries(fields, optional=optional), max_size=3)


def raw_answers(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Raw answers to any of the questions; `fixed` are always answered."""
    optional = {q.id: _answer(q) for q in KNOWLEDGE.questions.values() if q.id not in fixed}
    return st.fixed_dictionaries(fixed, optional=optional)


@st.composite
def answers(draw: st.DrawFn, /, **fixed: st.SearchStrategy[Any]) -> Answers:
    """Checked answers; contradictions are thrown away."""
    raw = draw(raw_answers(**fixed))
    worst = raw.get("pain_worst")
    if worst is not None:
        raw.update({k: min(raw[k], worst) for k in ("pain_now", "pain_average") if k in raw})
    raw.pop("worst_place", None)
    raw.pop("labs", None)
    raw["age_years"] = raw.get("age_years", 40) % 100
    raw.pop("previous_episodes", None) if raw["age_years"] < 20 else None
    if raw.get("sex") == "male":
        raw.pop("pregnancy", None)
    if "duration_days" in raw:
        raw["duration_days"] = min(raw["duration_days"], raw["age_years"] * 300)
    try:
        return read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    except AnswerError:
        assume(False)
        raise


def calm_adults() -> st.SearchStrategy[Assessment]:
    """Assessments of adults with no danger answer, so that there is a programme to look at."""
    no = {q.id: st.just("no") for q in KNOWLEDGE.questions.values() if q.page == "danger"}
    quiet: dict[str, st.SearchStrategy[Any]] = {
        q: st.just([])
        for q in ("general_signs", "skin_signs", "tummy_signs", "hand_and_walk_signs", "arm_signs")
    }
    return answers(**no, **quiet, age_years=st.integers(16, 95)).map(
        lambda given: assess(given, KNOWLEDGE)
    )
