"""Reasons as phrases: each reads inside a sentence, in every language."""

from __future__ import annotations

import re

import pytest

from rhomboid.core.base.decision import Finding
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.wording import catalogue, languages, wording
from rhomboid.wording.findings import finding_phrase

KNOWLEDGE = load_knowledge()
#: Answers that say nothing without their question: "Yes, thoughts", "No", "Slowly worse".
_BARE = re.compile(r"(Yes|No|Ja|Nein)\b")


def named_choices() -> set[str]:
    """`question.choice` for every choice that the reason of a danger rule can name.

    A comparison (`nerve_course != 'stable'`) gives as its reason whatever was answered.
    """
    names: set[str] = set()
    for rule in (rule for row in KNOWLEDGE.red_flags for rule in row.rules):
        for name in rule.when.names:
            question = KNOWLEDGE.questions.get(name.partition(".")[0])
            if question is not None and question.choices:
                every = question.choices if question.kind == "choice" else (name.partition(".")[2],)
                names |= {f"{question.id}.{choice}" for choice in every}
    return names


@pytest.mark.parametrize("language", languages())
def test_every_choice_that_a_danger_rule_names_has_a_phrase_of_its_own(language: str) -> None:
    names = named_choices()
    assert len(names) > 60
    assert {f"findings.{name}" for name in names} - catalogue(language).keys() == set()
    for name in names:
        phrase = finding_phrase(Finding(name, True), wording(language))
        assert phrase
        assert not _BARE.match(phrase), (name, phrase)


def test_two_choices_with_one_label_are_told_apart() -> None:
    w = wording("en")
    assert finding_phrase(Finding("worse_with.lying_down", True), w) == "worse lying down"
    assert finding_phrase(Finding("eased_by.lying_down", True), w) == "easier lying down"


def test_a_number_is_named_and_an_absent_finding_is_not_said() -> None:
    assert finding_phrase(Finding("duration_days", 28), wording("en")) == "lasting: 4 weeks"
    assert finding_phrase(Finding("duration_days", 28), wording("de")) == "Dauer: 4 Wochen"
    assert finding_phrase(Finding("age_years", 72), wording("en")) == "age: 72"
    assert finding_phrase(Finding("general_signs.fever", False), wording("en")) == ""
