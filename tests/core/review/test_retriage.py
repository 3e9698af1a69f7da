"""What asks for the danger questions again (RF-40, SF-03), and when it is answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from rhomboid.core.diary.entry import Entry
from rhomboid.core.review.evidence import gather, pain_limits
from rhomboid.core.review.model import Hit
from rhomboid.core.review.retriage import Watch, open_hits
from tests.core.outcomes.days import day, history_of, morning, pains, report, session
from tests.core.review.weeks import KNOWLEDGE, did


def at(number: int, hour: int = 12) -> datetime:
    on = day(number)
    return datetime(on.year, on.month, on.day, hour, tzinfo=UTC)


def hits(
    entries: Sequence[Entry], today: int, answered: datetime | None = None, **more: Any
) -> list[Hit]:
    history = history_of(entries)
    values: dict[str, Any] = {
        "began_on": day(0),
        "start_pain": 4.0,
        "block_at": at(0),
        "danger_at": answered or at(0, 9),
        "answered_at": {},
    }
    watch = Watch(
        today=day(today),
        history=history,
        evidence=gather(history, day(today), 4.0, pain_limits(KNOWLEDGE)),
        **{**values, **more},
    )
    return list(open_hits(watch, KNOWLEDGE))


def names(found: list[Hit]) -> list[str]:
    return [hit.trigger for hit in found]


@pytest.mark.parametrize(("score", "asks"), [(5, []), (6, ["pain_rise"])])
def test_pain_three_points_above_the_usual_asks(score: int, asks: list[str]) -> None:
    assert names(hits(pains([3] * 6 + [score]), 6)) == asks


@pytest.mark.hazard("H-20")
def test_an_answer_settles_it_and_a_new_rise_asks_anew() -> None:
    entries = pains([3] * 6 + [6, 6])
    assert names(hits(entries, 7)) == ["pain_rise"]
    assert names(hits(entries, 7, at(7, 20))) == []  # the same rise does not ask twice
    again = pains([3] * 6 + [6, 3, 3, 3, 3, 3, 3, 7])
    assert names(hits(again, 13, at(7, 20))) == ["pain_rise"]


def test_a_mean_two_points_above_last_weeks_asks() -> None:
    assert "mean_rise" in names(hits(pains([2] * 7 + [4] * 7), 13))
    assert "mean_rise" not in names(hits(pains([2] * 7 + [4] * 6 + [3]), 13))


@pytest.mark.hazard("H-20")
@pytest.mark.parametrize("symptom", ["night_pain", "arm_symptoms", "fall_or_crash", "pregnancy"])
def test_a_new_symptom_asks_with_the_questions_that_belong_to_it(symptom: str) -> None:
    entries = [*pains([3] * 5), report("symptom", {"symptoms": [symptom]}, day(4), 5)]
    (hit,) = hits(entries, 4)
    row = KNOWLEDGE.review.trigger_of(symptom)
    assert (hit.trigger, hit.asks) == (symptom, row.asks)


def test_danger_answers_alone_do_not_settle_what_else_was_asked() -> None:
    entries = [*pains([3] * 5), report("symptom", {"symptoms": ["arm_symptoms"]}, day(4), 5)]
    early = dict.fromkeys(KNOWLEDGE.review.trigger_of("arm_symptoms").asks, at(0))
    assert names(hits(entries, 5, at(5), answered_at=early)) == ["arm_symptoms"]
    late = dict.fromkeys(early, at(5))
    assert names(hits(entries, 5, at(5), answered_at=late)) == []


@pytest.mark.hazard("H-20")
def test_sharp_pain_in_a_session_asks() -> None:
    assert names(hits([*pains([3] * 5), session(4, [did(sharp=True)])], 4)) == ["sharp_in_session"]


def test_two_sore_mornings_of_three_ask() -> None:
    sessions = [session(number, [did()]) for number in (0, 2, 4)]
    sore = [*pains([3] * 6), *sessions, morning(1, 6), morning(3, 3), morning(5, 6)]
    assert "sore_mornings" in names(hits(sore, 5))
    one = [*pains([3] * 6), *sessions, morning(1, 3), morning(3, 3), morning(5, 6)]
    assert "sore_mornings" not in names(hits(one, 5))


@pytest.mark.hazard("H-20")
@pytest.mark.parametrize(
    ("score", "today", "asks"), [(4, 41, False), (4, 42, True), (2, 42, False), (0, 42, False)]
)
def test_no_better_after_six_weeks_asks_and_sends_to_a_doctor(
    score: int, today: int, asks: bool
) -> None:
    entries = pains([score] * (today + 1))
    found = names(hits(entries, today, at(today - 1)))
    assert ("no_better" in found) is asks


def test_a_new_kind_of_session_asks_unless_the_answers_are_fresh() -> None:
    entries = pains([3] * 12)
    assert names(hits(entries, 11, at(0), block_at=at(11))) == ["new_block"]
    assert names(hits(entries, 11, at(5), block_at=at(11))) == []
    done = [*entries, session(11, [did()])]
    assert names(hits(done, 11, at(0), block_at=at(11))) == []


def test_before_a_programme_only_what_was_told_asks() -> None:
    assert hits(pains([3] * 6 + [9]), 6, began_on=None) == []
