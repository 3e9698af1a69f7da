"""Meetings and quiet hours: nobody is asked in them, and no more of them is kept than that."""

from __future__ import annotations

import json
import stat
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from rhomboid.adapters.calendar.kept import BusyFile
from rhomboid.app.desk.plans import Kept
from rhomboid.app.recorder import ReportError
from rhomboid.core.ergonomics.desk.busy import Busy
from rhomboid.core.ergonomics.desk.events import Meeting
from rhomboid.core.ergonomics.desk.prompt import Wait
from tests.app.desk.working import NINE, Worker


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def meeting(start: float, end: float) -> Meeting:
    return Meeting(NINE + minutes(start), NINE + minutes(end))


def busy(*meetings: Meeting) -> Busy:
    return Busy(date(2026, 3, 30), meetings)


def test_nothing_is_suggested_in_a_meeting_and_then_at_the_first_pause() -> None:
    worker = Worker()
    worker.desk.plans.take_calendar(busy(meeting(25, 60)))
    assert worker.work(59, lull_s=1.0) == []
    ticked = worker.desk.tick(lull_s=60.0)
    assert ticked.decision.outcome == Wait(NINE + minutes(60))
    assert "desk.meeting" in [reason.rule for reason in ticked.decision.reasons]
    assert worker.work(5, lull_s=1.0) == []
    (asked,) = worker.work(1, lull_s=30.0)
    assert asked.decision.reasons[1].rule == "desk.pause"


def test_somebody_who_never_pauses_after_a_meeting_is_asked_in_the_end() -> None:
    worker = Worker()
    worker.desk.plans.tell(NINE + minutes(5), NINE + minutes(60))
    assert worker.work(69, lull_s=1.0) == []
    (asked,) = worker.work(1, lull_s=1.0)
    assert asked.decision.reasons[1].rule == "desk.limit"


def test_a_meeting_told_by_hand_is_kept_shown_and_deleted() -> None:
    worker = Worker()
    plans = worker.desk.plans
    plans.tell(NINE + minutes(10), NINE + minutes(40))
    assert plans.told() == (meeting(10, 40),)
    assert plans.forget(NINE + minutes(10))
    assert not plans.forget(NINE + minutes(10))
    assert plans.meetings() == ()
    assert len(worker.work(31)) == 1


@pytest.mark.parametrize(("start", "end"), [(40, 40), (40, 10), (-60, -10), (0, 17 * 60)])
def test_a_meeting_that_is_none_is_refused(start: float, end: float) -> None:
    plans = Worker().desk.plans
    with pytest.raises(ReportError, match="a meeting must"):
        plans.tell(NINE + minutes(start), NINE + minutes(end))
    assert plans.meetings() == ()


def test_a_new_calendar_takes_the_place_of_the_old_but_not_of_what_was() -> None:
    worker = Worker()
    plans = worker.desk.plans
    plans.take_calendar(busy(meeting(0, 10), meeting(60, 90)))
    plans.tell(NINE + minutes(200), NINE + minutes(210))
    worker.wait(30)
    plans.take_calendar(busy(meeting(100, 110)))
    assert plans.meetings() == (meeting(0, 10), meeting(100, 110), meeting(200, 210))
    worker.wait(15 * 24 * 60)
    plans.take_calendar(busy())
    assert plans.meetings() == (meeting(200, 210),)
    plans.forget_calendar()
    assert plans.calendar_until() is None


def test_quiet_hours_hold_each_day_also_over_midnight() -> None:
    worker = Worker()
    worker.desk.plans.tell_hours(time(18), time(9, 45))
    worker.desk.plans.tell_hours(time(18), time(9, 45))
    assert worker.desk.plans.hours() == ((time(18), time(9, 45)),)
    assert worker.work(44) == []
    assert len(worker.work(2)) == 1
    assert worker.again().desk.plans.forget_hours(time(18), time(9, 45))
    assert worker.desk.plans.hours() == ()
    with pytest.raises(ReportError, match="from one time to another"):
        worker.desk.plans.tell_hours(time(8), time(8))


def test_no_keys_in_a_meeting_are_no_change_of_position() -> None:
    worker = Worker()
    worker.work(20)
    worker.desk.plans.take_calendar(busy(meeting(20, 40)))
    assert worker.desk.state().today.changes == 0


@pytest.mark.hazard("H-28")
def test_meetings_stand_in_a_file_of_their_own_and_never_in_the_diary(tmp_path: Path) -> None:
    worker = Worker()
    store = BusyFile(tmp_path / "busy.json")
    plans = worker.desk.plans
    plans.keep_in(store)
    before = len(worker.diary.read("local"))
    plans.take_calendar(busy(meeting(60, 90)))
    plans.tell(NINE + minutes(200), NINE + minutes(210))
    assert len(worker.diary.read("local")) == before
    assert json.loads((tmp_path / "busy.json").read_text()) == {
        "calendar": "20260302T1000Z/30",
        "told": "20260302T1220Z/10",
        "until": "2026-03-30",
    }
    assert stat.S_IMODE((tmp_path / "busy.json").stat().st_mode) == 0o600
    plans.forget_calendar()
    plans.forget(NINE + minutes(200))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"calendar": 5}', b"[]"])
def test_a_file_that_is_not_ours_holds_no_meetings(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "busy.json").write_bytes(content)
    assert BusyFile(tmp_path / "busy.json").read() == Kept()
