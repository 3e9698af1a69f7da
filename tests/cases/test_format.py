"""Case files say only what the checks read: a mistyped word would expect nothing."""

from __future__ import annotations

from collections import Counter

from tests.cases.checking import (
    AVOID_KEYS,
    CASE_KEYS,
    EXPECT_KEYS,
    PERSON_KEYS,
    PROGRAMME_KEYS,
    one_of,
)
from tests.cases.reading import KNOWLEDGE, avoidances, persons, red_flag_cases

STORIES = red_flag_cases()
PEOPLE = persons()
AVOIDED = avoidances()
DISPOSITIONS = {"emergency", "same_day", "see_doctor", "self_care"}
BANDS = {"most_consistent", "possible", "less_likely"}


def test_no_two_cases_have_the_same_id() -> None:
    ids = Counter(case["id"] for case in STORIES + PEOPLE + AVOIDED)
    assert [name for name, count in ids.items() if count > 1] == []


def test_a_story_of_danger_has_only_known_keys_and_expects_something() -> None:
    for case in STORIES:
        assert set(case) <= CASE_KEYS, case["id"]
        named = {case[key] for key in ("disposition", "at_least", "at_most") if key in case}
        assert named <= DISPOSITIONS, case["id"]
        assert named or case.get("fires") or case.get("not_fires"), case["id"]


def test_the_rows_that_stories_name_exist() -> None:
    named: set[str] = set()
    for case in STORIES:
        named.update(case.get("fires", ()), case.get("not_fires", ()))
    for case in PEOPLE:
        named.update(case["expect"].get("fired", ()), case["expect"].get("not_fired", ()))
    assert named - {row.id for row in KNOWLEDGE.red_flags} == set()


def test_a_person_has_only_known_keys() -> None:
    for case in PEOPLE:
        expect = case["expect"]
        assert set(case) <= PERSON_KEYS, case["id"]
        assert set(expect) <= EXPECT_KEYS, case["id"]
        assert set(expect["programme"]) <= PROGRAMME_KEYS, case["id"]
        assert set(one_of(expect["disposition"])) <= DISPOSITIONS, case["id"]


def test_the_movements_causes_and_bands_that_persons_name_exist() -> None:
    for case in PEOPLE:
        expect = case["expect"]
        for key in ("must_hold", "must_not_hold"):
            assert set(expect["programme"].get(key, ())) <= set(KNOWLEDGE.movements), case["id"]
        causes = {*expect.get("first_cause", ()), *expect.get("bands", {})}
        assert causes <= {cause.id for cause in KNOWLEDGE.causes}, case["id"]
        for bands in expect.get("bands", {}).values():
            assert set(one_of(bands)) <= BANDS, case["id"]


def test_the_questions_that_cases_answer_exist() -> None:
    for case in STORIES + PEOPLE + AVOIDED:
        assert set(case["answers"]) <= set(KNOWLEDGE.questions), case["id"]


def test_a_row_of_movements_to_avoid_has_only_known_words() -> None:
    for case in AVOIDED:
        assert set(case) == AVOID_KEYS, case["id"]
        assert case["movements"], case["id"]
        assert set(case["movements"]) <= set(KNOWLEDGE.movements), case["id"]
