"""Answers: what is possible, what is not, and what earlier answers settle."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rhomboid.app.assess import assess, assess_raw
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.intake.errors import AnswerError
from rhomboid.core.intake.findings import common_set_off
from rhomboid.wording import languages, wording
from rhomboid.wording.problems import problem_sentence
from tests.strategies import KNOWLEDGE, TODAY


def problems(**raw: Any) -> list[str]:
    with pytest.raises(AnswerError) as caught:
        read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    return [problem.code for problem in caught.value.problems]


LAB = {"analyte": "vitamin_d_25oh", "value": 22, "unit": "nmol/L"}
IMPOSSIBLE: list[tuple[dict[str, Any], str]] = [
    ({"chest_presure": "yes"}, "unknown_key"),
    ({"chest_pressure": "maybe"}, "not_yes_no"),
    ({"age_years": 121}, "out_of_range"),
    ({"age_years": -1}, "out_of_range"),
    ({"age_years": "old"}, "not_a_number"),
    ({"age_years": True}, "not_a_number"),
    ({"age_years": float("nan")}, "not_a_number"),
    ({"age_years": 40.5}, "not_whole"),
    ({"onset": "slowly"}, "unknown_choice"),
    ({"places": ["t13"]}, "unknown_choice"),
    ({"places": 3}, "not_a_list"),
    ({"places": ["none", "t4"]}, "none_and_some"),
    ({"country": "Germany"}, "not_a_country"),
    ({"labs": "low"}, "not_a_list"),
    ({"labs": ["low"]}, "not_a_record"),
    ({"labs": [{"analyte": "b12_total", "value": 100}]}, "missing_field"),
    ({"labs": [{**LAB, "colour": "red"}]}, "unknown_field"),
    ({"labs": [LAB] * 7}, "too_many"),
    ({"labs": [{**LAB, "unit": "pmol/L"}]}, "unit_of_analyte"),
    ({"labs": [{**LAB, "taken_on": "2027-01-01"}]}, "in_the_future"),
    ({"labs": [{**LAB, "taken_on": "yesterday"}]}, "not_a_date"),
    ({"labs": [{**LAB, "range_low": 100, "range_high": 50}]}, "range_reversed"),
    ({"goals": [{"activity": " ", "ability": 3}]}, "empty_text"),
    ({"goals": [{"activity": "x" * 81, "ability": 3}]}, "too_long"),
    ({"pain_now": 8, "pain_worst": 5}, "more_than_worst"),
    ({"places": ["t4"], "worst_place": "t5"}, "worst_not_marked"),
    ({"age_years": 20, "duration_days": 20000}, "longer_than_life"),
    ({"sex": "male", "pregnancy": "first_half", "age_years": 30}, "pregnant_man"),
    ({"age_years": 20, "previous_episodes": [{"months_ago": 400}]}, "before_birth"),
]


@pytest.mark.parametrize(("raw", "code"), IMPOSSIBLE, ids=[code for _, code in IMPOSSIBLE])
def test_an_impossible_answer_gets_a_sentence_in_every_language(
    raw: dict[str, Any], code: str
) -> None:
    assert code in problems(**raw)
    with pytest.raises(AnswerError) as caught:
        read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    for language in languages():
        for problem in caught.value.problems:
            question = KNOWLEDGE.questions.get(problem.question)
            for raw_names in (True, False):
                assert problem_sentence(problem, question, wording(language), raw=raw_names)


@pytest.mark.hazard("H-04")
@pytest.mark.parametrize("answer", ["yes", "not_sure", "cant_say"])
def test_a_danger_question_that_cannot_be_answered_counts_as_yes(answer: str) -> None:
    assessment = assess_raw({"chest_pressure": answer}, KNOWLEDGE, TODAY)
    assert assessment.triage.disposition == "emergency"


def test_every_problem_is_named_at_once() -> None:
    assert sorted(problems(age_years=200, onset="x", nonsense=1)) == [
        "out_of_range",
        "unknown_choice",
        "unknown_key",
    ]


def test_an_unknown_key_names_what_may_have_been_meant() -> None:
    with pytest.raises(AnswerError) as caught:
        read_answers({"chest_presure": 1}, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    assert "chest_pressure" in caught.value.problems[0].allowed


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ({"chest_pressure": True}, True),
        ({"chest_pressure": "no"}, False),
        ({"chest_pressure": "not_sure"}, "not_sure"),
        ({"age_years": "41"}, 41),
        ({"sitting_hours": "7,5"}, 7.5),
        ({"places": "t4"}, ("t4",)),
        ({"places": ["t5", "t4", "t5"]}, ("t4", "t5")),
        ({"places": "none"}, ()),
        ({"country": "de"}, "DE"),
        ({"onset": "cant_say"}, "cant_say"),
        ({"onset": "unknown"}, "cant_say"),
    ],
)
def test_answers_are_read_as_they_are_meant(raw: dict[str, Any], value: object) -> None:
    read = read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    assert next(iter(read.values.values())) == value


def test_the_borders_of_a_range_are_possible() -> None:
    for age in (0, 120):
        read_answers({"age_years": age}, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)


def test_a_question_that_earlier_answers_settle_is_not_asked_and_does_not_count() -> None:
    assessment = assess_raw(
        {"age_years": 40, "sex": "female", "pregnancy": "first_half"}, KNOWLEDGE, TODAY
    )
    assert "pregnancy_signs" in assessment.progress.pages
    changed = assess(
        assessment.answers.changed(assess_raw({"age_years": 70}, KNOWLEDGE, TODAY).answers),
        KNOWLEDGE,
    )
    assert changed.set_aside == ("pregnancy",)
    assert "pregnancy" not in changed.progress.pages
    assert "falls" in changed.progress.pages
    assert changed.facts.get("pregnant") is None


@pytest.mark.hazard("H-16")
def test_a_child_is_told_where_to_go_and_given_nothing_else() -> None:
    for age, offered in ((15, False), (16, True)):
        assessment = assess_raw({"age_years": age}, KNOWLEDGE, TODAY)
        assert assessment.not_offered is not offered
        assert assessment.ended == (None if offered else "not_offered")
    assert assess_raw({"age_years": 16}, KNOWLEDGE, TODAY).facts["adult_with_care"] is True


@pytest.mark.hazard("H-07")
@pytest.mark.parametrize(
    ("lab", "counts"),
    [
        ({"value": 22, "range_low": 50}, True),
        ({"value": 50, "range_low": 50}, False),
        ({"value": 49}, True),
        ({"value": 50}, False),
        ({"value": 19, "unit": "ng/mL"}, True),
        ({"value": 20, "unit": "ng/mL"}, False),
        ({"value": 60, "range_low": 75}, True),
        ({"value": 22, "diagnosed_by_clinician": False}, False),
        ({"analyte": "b12_total", "unit": "pmol/L", "value": 132}, True),
        ({"analyte": "b12_total", "unit": "pmol/L", "value": 133}, False),
        ({"analyte": "b12_active", "unit": "pmol/L", "value": 24}, True),
        ({"analyte": "other", "unit": "nmol/L", "value": 1}, False),
        ({"analyte": "other", "unit": "nmol/L", "value": 1, "range_low": 2}, True),
    ],
)
def test_a_deficiency_counts_only_as_a_laboratory_recorded_it(
    lab: dict[str, Any], counts: bool
) -> None:
    raw = {"deficiency_diagnosed": "yes", "labs": [{**LAB, **lab}]}
    assert assess_raw(raw, KNOWLEDGE, TODAY).facts["diagnosed_deficiency"] is counts
    denied = {"deficiency_diagnosed": "no", "labs": [{**LAB, **lab}]}
    assert assess_raw(denied, KNOWLEDGE, TODAY).facts["diagnosed_deficiency"] is False


def test_what_earlier_spells_have_in_common_needs_two_and_more_than_half() -> None:
    def told(*starts: str) -> str | None:
        return common_set_off([{"set_off": start} for start in starts])

    assert told() is None
    assert told("load") is None
    assert told("load", "load") == "load"
    assert told("load", "load", "stress", "stress") is None
    assert told("load", "load", "stress", "nothing_known") == "load"


def test_dates_are_read_as_days() -> None:
    raw = {"labs": [{**LAB, "taken_on": date(2026, 11, 2)}]}
    read = read_answers(raw, KNOWLEDGE.questions, KNOWLEDGE.vitamins, TODAY)
    assert read.values["labs"][0]["taken_on"] == "2026-11-02"  # type: ignore[index]  # a record
