"""What is wrong with an answer: its numbers as a person of that language writes them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rhomboid.core.intake.answers import read_answers
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.wording import wording
from rhomboid.wording.problems import problem_sentence

KNOWLEDGE = load_knowledge()
DRIVING = {"position": "driving", "hours": 2}


def sentence(language: str, **raw: Any) -> str:
    with pytest.raises(AnswerError) as caught:
        read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, date(2026, 11, 25))
    (problem,) = caught.value.problems
    question = KNOWLEDGE.questions[problem.question]
    return problem_sentence(problem, question, wording(language), raw=False)


@pytest.mark.parametrize(
    ("hours", "english", "german"),
    [
        ("25", "between 0.25 and 24; we got 25.", "zwischen 0,25 und 24 liegen; wir bekamen 25."),
        ("24,5", "; we got 24.5.", "; wir bekamen 24,5."),
        (0.1, "; we got 0.1.", "; wir bekamen 0,1."),
        ("many", "; we got many.", "; wir bekamen many."),
        ("9" * 400, f"; we got {'9' * 20}….", f"; wir bekamen {'9' * 20}…."),
        ("9" * 30, f"; we got {'9' * 20}….", f"; wir bekamen {'9' * 20}…."),
        ("9" * 20, f"; we got {'9' * 20}.", f"; wir bekamen {'9' * 20}."),
        (f"25,{'1' * 30}", f"; we got 25.{'1' * 17}….", f"; wir bekamen 25,{'1' * 17}…."),
        ("many" * 30, f"; we got {'many' * 5}….", f"; wir bekamen {'many' * 5}…."),
        ("1.2.3", "; we got 1.2.3.", "; wir bekamen 1.2.3."),
    ],
)
def test_numbers_have_the_decimal_sign_of_the_language(
    hours: object, english: str, german: str
) -> None:
    tasks = [{**DRIVING, "hours": hours}]
    assert sentence("en", day_tasks=tasks).endswith(english)
    assert sentence("de", day_tasks=tasks).endswith(german)


def test_a_whole_number_stays_whole_and_without_a_sign_between_thousands() -> None:
    assert sentence("en", age_years=4000.0).endswith("; we got 4000.")
    assert sentence("de", age_years="4000").endswith("wir bekamen 4000.")
    assert sentence("de", age_years=40.5).endswith("wir bekamen 40,5.")
