"""Lines of the diary in words."""

from __future__ import annotations

import pytest

from rhomboid.core.diary import bodies
from rhomboid.core.diary.body import Body
from rhomboid.core.knowledge.movements import Dose
from rhomboid.wording import wording
from rhomboid.wording.lines import body_words, kind_name, length_words, movement_words

EN, DE = wording("en"), wording("de")
TEN = Dose(2, reps=10)


@pytest.mark.parametrize(
    ("body", "english", "german"),
    [
        (bodies.Pain(now=4), "4 of 10", "4 von 10"),
        (
            bodies.Pain(now=4, average=3, worst=6, moment="morning"),
            "4 of 10, average 3, worst 6, the morning after a session",
            "4 von 10, im Mittel 3, am schlimmsten 6, am Morgen nach einer Einheit",
        ),
        (
            bodies.Pain(worst=6, place=("neck", "t5"), limited=True),
            "Worst 6 of 10. Neck; Spine, T5. It kept you from usual things",
            "Am schlimmsten 6 von 10. Nacken; Wirbelsäule, T5. Er hielt Sie von Gewohntem ab",
        ),
        (
            bodies.Spasm(5, lasted_min=120, set_off="cold"),
            "Strength 5 of 10, for 2 hours. Before it: cold",
            "Stärke 5 von 10, für 2 Stunden. Davor: Kälte",
        ),
        (bodies.Walk(1, steps=1, pain_after=0), "1 minute, 1 step, pain after 0",
         "1 Minute, 1 Schritt, Schmerz danach 0"),
        (bodies.PositionChange(), "Got up and moved.", "Aufgestanden und bewegt."),
        (bodies.PositionChange(seconds=0), "Got up and moved.", "Aufgestanden und bewegt."),
        (
            bodies.Measure(pgic=2, limited_days=1, psfs=(bodies.Goal("lifting", 6),)),
            "Much better; limited on 1 day; lifting: 6 of 10",
            "Viel besser; an 1 Tag eingeschränkt; lifting: 6 von 10",
        ),
        (bodies.Undone(), "", ""),
    ],
)  # fmt: skip
def test_a_report_reads_as_a_person_would_say_it(body: Body, english: str, german: str) -> None:
    assert body_words(body, EN) == english
    assert body_words(body, DE) == german


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (
            bodies.MovementResult(
                "band_row", TEN, sets=(bodies.SetResult(12), bodies.SetResult(1)), pain=2
            ),
            "12 and 1 repetition, pain 2",
        ),
        (
            bodies.MovementResult(
                "x",
                TEN,
                sets=(bodies.SetResult(6, side="left"), bodies.SetResult(5, side="right")),
                sharp=True,
                stopped=True,
            ),
            "left 6 repetitions; right 5 repetitions, sharp or electric, stopped because of pain",
        ),
        (
            bodies.MovementResult(
                "x", TEN, sets=(bodies.SetResult(hold_s=20), bodies.SetResult(hold_s=180))
            ),
            "20 s and 3 minutes",
        ),
        (bodies.MovementResult("x", TEN, skipped=True), "left out"),
        (bodies.MovementResult("x", TEN), "nothing done"),
    ],
)
def test_a_movement_says_what_was_done_of_it(result: bodies.MovementResult, words: str) -> None:
    assert movement_words(result, EN) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(1, "1 minute"), (90, "90 minutes"), (120, "2 hours"), (2880, "2 days"), (20160, "2 weeks")],
)
def test_a_length_takes_the_unit_that_a_person_would(minutes: int, words: str) -> None:
    assert length_words(minutes, EN) == words


def test_two_minutes_in_between_are_no_session_by_name() -> None:
    assert kind_name("session", EN, bodies.Session("s", (), part="micro_dose")) == "Two minutes"
    assert kind_name("session", EN) == "Session"
