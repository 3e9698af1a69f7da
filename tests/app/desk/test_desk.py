"""The use cases of the desk: counted, suggested, answered, left alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.desk.records import Answer, Ticked
from rhomboid.app.desk.use_records import TakenBeforeError
from rhomboid.app.recorder import ReportError
from rhomboid.core.ergonomics.desk.events import Period, SkipReason
from rhomboid.core.ergonomics.desk.offers import WALK
from rhomboid.core.ergonomics.desk.prompt import Prompt
from tests.app.desk.working import NINE, Worker

MOVEMENTS = ("standing_overhead_reach", "shoulder_blade_squeeze", "standing_back_extension")


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def prompt_of(ticked: Ticked) -> Prompt:
    outcome = ticked.decision.outcome
    assert isinstance(outcome, Prompt)
    return outcome


def next_asked(worker: Worker) -> Prompt:
    """Work on until something is suggested."""
    while True:
        for ticked in worker.work(1):
            return prompt_of(ticked)


def open_root(worker: Worker) -> str:
    waiting = worker.desk.state().open
    assert waiting is not None
    return str(waiting.root)


def test_half_an_hour_without_a_change_suggests_one_and_keeps_that_it_did() -> None:
    worker = Worker()
    assert worker.work(29) == []
    (asked,) = worker.work(2)
    assert isinstance(asked.decision.outcome, Prompt)
    assert asked.decision.reasons[0].rule == "desk.due"
    (body,) = worker.bodies("desk_prompt")
    assert body["answer"] == "unanswered"
    assert body["still_min"] == 30
    assert body["offer"] in (*MOVEMENTS, WALK)
    assert asked.suggested is not None


def test_done_is_a_change_and_the_count_begins_anew() -> None:
    worker = Worker()
    worker.work(31)
    worker.wait(1)
    worker.desk.tick()
    worker.desk.answer(open_root(worker), Answer("done"))
    (change,) = worker.bodies("position_change")
    assert change["source"] == "timer"
    assert 0 < change["seconds"] <= 120
    assert worker.bodies("desk_prompt")[0]["answer"] == "done"
    assert worker.desk.state().open is None
    worker.work(5)
    since = worker.desk.since()
    assert since.counted
    assert since.minutes == 5
    assert worker.work(24) == []
    assert len(worker.work(2)) == 1


def test_later_comes_back_after_the_time_that_was_asked_for() -> None:
    worker = Worker()
    worker.work(31)
    worker.desk.answer(open_root(worker), Answer("snoozed", snooze_min=10))
    assert worker.work(9) == []
    assert len(worker.work(2)) == 1


@pytest.mark.hazard("H-26")
def test_what_hurts_is_not_offered_again_that_day() -> None:
    worker = Worker(preferences=["no_walking"])
    hurts: set[str] = set()
    for _ in MOVEMENTS:
        offer = next_asked(worker).offer
        assert offer is not None
        assert offer not in hurts
        hurts.add(offer)
        worker.desk.answer(open_root(worker), Answer("skipped", "hurts"))
    assert next_asked(worker).offer is None


@pytest.mark.hazard("H-26")
def test_a_movement_that_was_stopped_today_is_not_offered() -> None:
    worker = Worker(preferences=["no_walking"])
    asked = {"sets": 1, "reps": 5}
    lines = [
        {"movement": name, "asked": asked, "stopped": True, "pain": 3} for name in MOVEMENTS[:2]
    ]
    body = {"session": "s", "movements": lines}
    worker.journal.reports.tell("session", body)
    assert [next_asked(worker).offer for _ in range(2)] == [MOVEMENTS[2]] * 2


@pytest.mark.hazard("H-26")
def test_while_danger_is_asked_about_no_movement_is_offered() -> None:
    worker = Worker()
    worker.journal.reports.tell("symptom", {"symptoms": ["night_pain"]})
    asked = worker.work(35)
    assert [prompt_of(one).offer for one in asked] == [None]


@pytest.mark.hazard("H-26")
def test_nobody_is_asked_again_and_again() -> None:
    worker = Worker()
    asked = worker.work(240)
    assert len(asked) <= 8
    reasons: tuple[SkipReason, ...] = ("bad_moment", "not_this")
    for reason in reasons:
        next_asked(worker)
        worker.desk.answer(open_root(worker), Answer("skipped", reason))
        assert worker.work(29) == []


def test_do_not_disturb_holds_over_a_start_of_the_program_and_ends_by_itself() -> None:
    worker = Worker()
    worker.work(25)
    worker.desk.be_quiet(worker.now + minutes(60))
    worker.again()
    assert worker.desk.quiet_until() is not None
    assert worker.work(59) == []
    assert len(worker.work(3)) == 1
    assert worker.desk.quiet_until() is None


def test_do_not_disturb_ends_the_suggestion_that_waits() -> None:
    worker = Worker()
    next_asked(worker)
    root = open_root(worker)
    worker.desk.be_quiet(worker.now + minutes(60))
    with pytest.raises(ReportError, match="must be one that waits for an answer"):
        worker.desk.answer(root, Answer("done"))


def test_strong_pain_asks_for_the_longer_break_once_an_hour() -> None:
    worker = Worker()
    worker.journal.reports.tell("pain", {"now": 4})
    kinds: list[str] = []
    while len(kinds) < 4:
        kinds.append(next_asked(worker).kind)
        worker.work(5 if kinds[-1] == "long_break" else 1)
        worker.desk.answer(open_root(worker), Answer("done"))
    assert kinds == ["change", "long_break", "change", "long_break"]


def test_time_of_which_nothing_is_known_is_not_counted() -> None:
    worker = Worker()
    worker.work(20)
    worker.wait(45)
    ticked = worker.desk.tick()
    assert not isinstance(ticked.decision.outcome, Prompt)
    assert worker.desk.since().minutes == 0
    assert sum(body["seconds"] for body in worker.bodies("desk_time")) == 19 * 60


def test_little_is_lost_when_the_program_ends_at_once() -> None:
    worker = Worker()
    worker.work(40)
    worker.again()
    assert sum(body["seconds"] for body in worker.bodies("desk_time")) >= 25 * 60
    worker.work(1)
    assert worker.desk.state().today.desk_min >= 25


def test_moved_by_hand_answers_what_waits_and_leaves_the_rest() -> None:
    worker = Worker()
    worker.work(10)
    worker.desk.moved()
    assert worker.bodies("position_change") == [{"source": "hand"}]
    worker.work(31)
    worker.desk.moved()
    assert [body.get("source") for body in worker.bodies("position_change")] == ["hand", "timer"]
    today = worker.desk.state().today
    assert today is not None
    assert today.changes == 2


def test_without_a_count_the_minutes_are_those_since_the_last_change_that_was_told() -> None:
    worker = Worker()
    assert worker.desk.since().minutes is None
    worker.journal.reports.tell("position_change", {})
    worker.wait(12)
    since = worker.desk.since()
    assert (since.minutes, since.counted) == (12, False)


@pytest.mark.parametrize("answer", [Answer("done"), Answer("skipped", "hurts")])
def test_an_answer_needs_a_suggestion_that_waits(answer: Answer) -> None:
    worker = Worker()
    with pytest.raises(ReportError, match="must be one that waits"):
        worker.desk.answer("019a0000-0000-7000-8000-000000000001", answer)
    worker.work(31)
    root = open_root(worker)
    first = worker.desk.answer(root, answer)
    assert worker.desk.answer(root, answer).id == first.id
    with pytest.raises(ReportError, match="must be one that waits"):
        worker.desk.answer(root, Answer("skipped", "bad_moment"))


def test_a_wait_that_is_over_is_not_given_again() -> None:
    worker = Worker()
    worker.work(31)
    root, answer = open_root(worker), Answer("snoozed", snooze_min=5)
    worker.desk.answer(root, answer)
    worker.wait(4)
    worker.desk.answer(root, answer)
    worker.wait(1)
    with pytest.raises(ReportError, match="must be one that waits"):
        worker.desk.answer(root, answer)
    assert len(worker.bodies("desk_prompt")) == 1


def test_how_often_is_set_within_the_rules() -> None:
    worker = Worker()
    worker.desk.ask_every(40)
    assert worker.desk.every_min() == 40
    assert worker.work(39) == []
    assert len(worker.work(2)) == 1
    with pytest.raises(ReportError, match="must be 30 to 40, got 5"):
        worker.desk.ask_every(5)
    worker.journal.set("desk_every_min", "7")
    assert worker.desk.every_min() == 30


_USES = st.sampled_from(["active", "away", "locked", "off"])
_PERIODS = st.lists(
    st.tuples(st.integers(0, 2800), st.integers(1, 2800), _USES).map(
        lambda made: Period(
            NINE - timedelta(days=4) + minutes(made[0]),
            NINE - timedelta(days=4) + minutes(made[0] + made[1]),
            made[2],  # type: ignore[arg-type]  # one of them
        )
    ),
    max_size=12,
)


@given(_PERIODS, _PERIODS)
def test_taking_a_record_in_twice_adds_nothing(first: Any, other: Any) -> None:
    worker = Worker()
    for periods in (first, other):
        worker.desk.take(periods)
    for periods in (first, other, [*first, *other][:0]):
        again = worker.desk.take(periods)
        assert again.added == 0
        assert again.known == again.periods


def test_a_longer_record_of_the_same_day_adds_what_is_new() -> None:
    worker = Worker()
    start = NINE - timedelta(days=1)
    worker.desk.take([Period(start, start + minutes(30), "active")])
    taken = worker.desk.take([Period(start, start + minutes(50), "active")])
    assert (taken.added, taken.known) == (1, 0)
    assert [body["seconds"] for body in worker.bodies("desk_time")] == [1800, 1200]
    dose = worker.desk.doses(start.date(), start.date())
    assert dose[0].desk_min == 50


def test_a_record_that_lies_ahead_is_refused_whole() -> None:
    worker = Worker()
    ahead = datetime(2026, 3, 3, tzinfo=UTC)
    with pytest.raises(ReportError, match="now or earlier"):
        worker.desk.take(
            [Period(NINE - minutes(60), NINE, "active"), Period(ahead, ahead + minutes(5), "away")]
        )
    assert worker.bodies("desk_time") == []


PARIS, TOKYO = ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Tokyo")


def record(zone: ZoneInfo, days: int = 3) -> list[Period]:
    """Mornings of some days before, as a file without zones is read in a zone."""
    first = datetime(2026, 2, 20, 9, tzinfo=zone)
    starts = [first + timedelta(days=day) for day in range(days)]
    return [Period(start, start + minutes(90), "active") for start in starts]


def test_a_record_is_one_line_of_the_diary_and_taken_back_whole() -> None:
    worker = Worker()
    taken = worker.desk.take(record(PARIS))
    assert worker.bodies("desk_import") == [
        {
            "taken": worker.bodies("desk_time")[0]["taken"], "first": "2026-02-20",
            "last": "2026-02-22", "days": 3, "periods": 3, "zone": "Europe/Paris",
        }
    ]  # fmt: skip
    span = (NINE.date() - timedelta(days=12), NINE.date())
    assert len(worker.desk.doses(*span)) == 3
    worker.journal.reports.undo(taken.root)
    assert worker.desk.doses(*span) == ()
    worker.journal.reports.restore(taken.root)
    assert len(worker.desk.doses(*span)) == 3
    worker.journal.reports.undo(taken.root)
    assert worker.desk.take(record(TOKYO)).added == 3


def test_a_record_read_again_in_another_zone_does_not_count_twice() -> None:
    worker = Worker()
    worker.desk.take(record(PARIS))
    for again in (record(TOKYO), record(TOKYO, days=5)):
        with pytest.raises(TakenBeforeError, match=r"2026-03-02 as times of Europe/Paris") as told:
            worker.desk.take(again)
        assert told.value.zone == "Europe/Paris"
    assert len(worker.bodies("desk_time")) == 3
    assert worker.desk.take(record(PARIS)).known == 3


def test_another_computer_in_another_zone_is_not_taken_for_the_same() -> None:
    worker = Worker()
    worker.desk.take(record(PARIS))
    other = [Period(p.start + minutes(7), p.end - minutes(20), "active") for p in record(TOKYO)]
    assert worker.desk.take(other).added == 3


def test_a_record_makes_no_months_in_the_diary_that_show_nothing() -> None:
    worker = Worker()
    worker.desk.take(record(PARIS))
    assert worker.journal.timeline.months() == [date(2026, 3, 1)]
