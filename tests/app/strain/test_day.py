"""The positions of a day over the weeks: what was tried, what holds, what is asked about."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.strain.day import CHANGED, FELT, Standing, due, standings, trials
from rhomboid.app.strain.day_read import read_tasks
from rhomboid.app.strain.trying import begin
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.intake.errors import AnswerError
from tests.app.diaries import KNOWLEDGE
from tests.cli.running import WELL

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
RECHECK = KNOWLEDGE.strain.positions.weights.recheck_days
LAPTOP = {"position": "laptop_low", "hours": 6, "unbroken_min": 150}
PHONE = {"position": "phone_down", "hours": 2}
LIFT = {"position": "lift_floor", "hours": 2, "load_kg": 16}
OFTEN = {"position": "laptop_low", "fix": "change_more_often"}


class Person:
    """Somebody who tells of a day and tries things, day by day."""

    def __init__(self, *tasks: dict[str, Any]) -> None:
        self.clock = StoryClock(START)
        self.journal = Journal(MemoryDiary(), self.clock, KNOWLEDGE, "1.0")
        self.journal.answer({**WELL, "day_tasks": list(tasks) or "cant_say"})

    def on(self, day: int) -> Person:
        self.clock.set(START + timedelta(days=day))
        return self

    def tell_day(self, *tasks: dict[str, Any]) -> Person:
        self.journal.answer({"day_tasks": list(tasks)})
        return self

    def tries(self, position: str, fix: str) -> str:
        body = {"position": position, "fix": fix}
        return self.journal.reports.tell("position_tried", body).id

    def tells(self, position: str, fix: str, changed: str = "yes", strain: str = "less") -> str:
        body = {"position": position, "fix": fix, "changed": changed, "strain": strain}
        return self.journal.reports.tell("position_checked", body).id

    def standing(self, position: str) -> Standing:
        found = standings(self.journal.present(), KNOWLEDGE)
        assert found is not None
        return next(one for one in found.positions if one.now.told.position == position)

    def asked(self) -> str | None:
        trial = due(self.journal.present(), KNOWLEDGE)
        return None if trial is None else trial.fix


def test_a_day_that_nobody_told_has_no_order() -> None:
    assert standings(Person().journal.present(), KNOWLEDGE) is None


def test_positions_stand_in_order_and_their_shares_make_a_whole() -> None:
    found = standings(Person(PHONE, LAPTOP).journal.present(), KNOWLEDGE)
    assert found is not None
    assert [one.now.told.position for one in found.positions] == ["laptop_low", "phone_down"]
    assert sum(one.now.share for one in found.positions) == pytest.approx(1)
    assert found.told_on == START.date()


def test_what_most_likely_drives_the_pain_speaks_for_a_position() -> None:
    assert Person(LAPTOP).standing("laptop_low").now.likely == "sustained_posture"


def test_movements_come_from_the_programme_alone() -> None:
    person = Person(LAPTOP, LIFT)
    plan = person.journal.plan(person.journal.present())
    names = {item.movement for item in plan.items}
    for position in ("laptop_low", "lift_floor"):
        assert set(person.standing(position).now.movements) <= names


def test_a_trial_stands_at_its_position_until_it_is_told_of() -> None:
    person = Person(LAPTOP, PHONE)
    person.tries(**OFTEN)
    one = person.standing("laptop_low")
    assert one.trying is not None
    assert one.trying.on == START.date()
    assert OFTEN["fix"] not in [change.fix for change in one.offered]
    assert person.standing("phone_down").trying is None


@pytest.mark.parametrize(("day", "asks"), [(0, False), (RECHECK - 1, False), (RECHECK, True)])
def test_a_trial_is_asked_about_once_its_days_are_over(day: int, asks: bool) -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    assert person.on(day).asked() == (OFTEN["fix"] if asks else None)


def test_once_told_nothing_more_is_asked() -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    person.on(RECHECK).tells(**OFTEN)
    assert person.asked() is None


def test_a_position_that_is_no_longer_part_of_the_day_is_not_asked_about() -> None:
    person = Person(LAPTOP, PHONE)
    person.tries(**OFTEN)
    assert person.on(RECHECK).tell_day(PHONE).asked() is None


def test_after_four_months_a_trial_is_left_in_peace() -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    assert person.on(121).asked() is None


def test_a_change_that_was_made_counts_less_and_the_next_is_offered() -> None:
    person = Person(LAPTOP, PHONE)
    before = person.standing("laptop_low").now
    person.tries(**OFTEN)
    person.on(RECHECK).tells(**OFTEN)
    one = person.standing("laptop_low")
    assert one.before is not None
    assert one.before.points == before.points
    change = next(c for c in before.changes if c.fix == OFTEN["fix"])
    assert one.now.points == pytest.approx(before.points * (1 - change.saves))
    assert not one.now.long
    assert one.offered
    assert OFTEN["fix"] not in [c.fix for c in one.offered]


@pytest.mark.parametrize("changed", ["partly", "no"])
@pytest.mark.parametrize("strain", FELT)
def test_only_a_change_that_was_made_takes_anything_away(changed: str, strain: str) -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    person.on(RECHECK).tells(**OFTEN, changed=changed, strain=strain)
    one = person.standing("laptop_low")
    assert one.before is None
    offered = [change.fix for change in one.offered]
    assert offered.index(OFTEN["fix"]) == (len(offered) - 1 if changed == "partly" else 0)


def test_a_lighter_load_counts_until_the_day_is_told_anew() -> None:
    person = Person(LIFT)
    person.tries("lift_floor", "split_load")
    person.on(RECHECK).tells("lift_floor", "split_load")
    assert person.standing("lift_floor").now.told.load_kg == 8
    person.on(RECHECK + 1).tell_day({**LIFT, "load_kg": 8})
    assert person.standing("lift_floor").now.told.load_kg == 8


def test_a_split_load_takes_twice_as_long_as_far_as_the_day_has_room() -> None:
    for hours, then in ((2, 4), (8, 16), (20, 24)):
        person = Person({**LIFT, "hours": hours})
        person.tries("lift_floor", "split_load")
        person.on(RECHECK).tells("lift_floor", "split_load")
        assert person.standing("lift_floor").now.told.hours == then


def test_two_presses_at_the_same_time_are_one_trial() -> None:
    person = Person(LAPTOP)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: begin(person.journal, **OFTEN).outcome, range(8)))
    assert sorted(found) == ["already"] * 7 + ["begun"]
    days = person.journal.course().history.days()
    assert len([r for _, day in days for r in day.reports]) == 1


def test_what_was_told_of_or_left_in_peace_stands_in_nobodys_way() -> None:
    person = Person(LAPTOP, PHONE)
    person.tries(**OFTEN)
    assert begin(person.journal, "phone_down", "raise_phone").outcome == "asks"
    person.on(RECHECK).tells(**OFTEN)
    assert begin(person.journal, "phone_down", "raise_phone").outcome == "begun"
    assert begin(person.on(RECHECK + 121).journal, **OFTEN).outcome == "begun"


def test_what_was_told_of_a_trial_can_be_taken_back_and_the_trial_too() -> None:
    person = Person(LAPTOP)
    trial = person.tries(**OFTEN)
    check = person.on(RECHECK).tells(**OFTEN)
    person.journal.reports.undo(check)
    assert person.asked() == OFTEN["fix"]
    person.journal.reports.undo(trial)
    assert trials(person.journal.course().history.days()) == []
    assert person.standing("laptop_low").trying is None


def test_a_change_that_is_tried_again_counts_from_the_last_time() -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    person.on(RECHECK).tells(**OFTEN, changed="no", strain="same")
    person.on(RECHECK + 1).tries(**OFTEN)
    (trial,) = trials(person.journal.course().history.days())
    assert trial.check is None
    assert trial.on == (START + timedelta(days=RECHECK + 1)).date()


def test_every_answer_to_how_it_went_can_be_kept() -> None:
    person = Person(LAPTOP)
    person.tries(**OFTEN)
    for changed in CHANGED:
        for strain in FELT:
            person.tells(**OFTEN, changed=changed, strain=strain)
            (trial,) = trials(person.journal.course().history.days())
            assert trial.check is not None
            assert (trial.check.body.changed, trial.check.body.strain) == (changed, strain)


def test_records_are_read_as_they_are_typed() -> None:
    (task,) = read_tasks([{"position": "driving", "hours": "1,5"}], KNOWLEDGE, START.date())
    assert task.hours == 1.5


@pytest.mark.parametrize(
    ("records", "error"),
    [
        ([{"position": "driving"}], AnswerError),
        ([{"position": "flying", "hours": 1}], AnswerError),
        ([{"position": "driving", "hours": 13}, {"position": "reaching", "hours": 12}], InputError),
    ],
)
def test_a_day_that_cannot_be_is_refused(records: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_tasks(records, KNOWLEDGE, START.date())
