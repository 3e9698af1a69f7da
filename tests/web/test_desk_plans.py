"""Meetings, quiet hours and a calendar on the desk's page."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.test import Client

from rhomboid import bootstrap
from tests.app.desk.working import Worker
from tests.web.local_client import LocalClient
from tests.web.test_desk import by_script, text, ticked, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(bootstrap, "journal", lambda: worker.journal)
    return worker


@pytest.fixture
def client(worker: Worker) -> Client:
    return LocalClient().enter()


CALENDAR = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
SUMMARY:Talk with the oncologist
DTSTART:20260302T092500Z
DTEND:20260302T100000Z
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260303
END:VEVENT
END:VCALENDAR
"""


def give(client: Client, content: bytes, **more: str) -> Any:
    file = io.BytesIO(content)
    file.name = "my.ics"
    return client.post("/desk/calendar/", {"calendar": file, **more})


def test_a_calendar_keeps_suggestions_out_of_meetings(worker: Worker, client: Client) -> None:
    answer = give(client, CALENDAR, zone="Europe/Paris")
    page = text(client, answer["Location"])
    assert "1 busy time was found in the next four weeks." in page
    assert "1 event of a whole day is not taken for a meeting." in page
    assert "busy times are known until Sunday 29 March." in page
    page = text(client)
    assert "09:25 to 10:00" in page
    assert "oncologist" not in page + repr(worker.desk.plans.meetings())
    assert work(worker, client, 59)["prompt"] is None
    assert work(worker, client, 2)["prompt"] is not None
    client.post("/desk/calendar/", {"forget": "all"})
    assert worker.desk.plans.meetings() == ()


@pytest.mark.parametrize(
    ("content", "more", "words"),
    [
        (b"", {}, "Please choose a file first."),
        (b"PK", {}, "must be a calendar (.ics)"),
        (CALENDAR[:-20], {}, "ends in the middle"),
        (CALENDAR, {"zone": "Moon/Base"}, "got Moon/Base"),
        (b"BEGIN:VCALENDAR\r\nX:" + b"a" * 20_000_000, {}, "at most 20 MB"),
    ],
)
def test_a_file_that_is_no_calendar_is_refused_with_a_sentence(
    worker: Worker, client: Client, content: bytes, more: dict[str, str], words: str
) -> None:
    answer = give(client, content, **more)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert worker.desk.plans.calendar_until() is None


def test_a_calendar_of_which_nothing_can_be_read_leaves_the_one_before(
    worker: Worker, client: Client
) -> None:
    give(client, CALENDAR)
    before = worker.desk.plans.meetings()
    backwards = CALENDAR.replace(b"T100000Z", b"T080000Z").replace(b"20260303", b"x")
    answer = give(client, backwards)
    assert answer.status_code == 422
    assert "The busy times that were known before stay." in answer.content.decode()
    assert worker.desk.plans.meetings() == before != ()


def test_meetings_and_quiet_hours_are_told_shown_and_deleted(
    worker: Worker, client: Client
) -> None:
    parts = by_script(client, "/desk/plans/", {"from": "09:20", "until": "10:00"})
    assert "Nothing is suggested in that meeting." in parts["note"]
    assert "09:20 to 10:00" in parts["meetings"]
    client.post("/desk/plans/", {"kind": "hours", "from": "10:00", "until": "10:30"})
    assert "10:00 to 10:30" in text(client)
    assert work(worker, client, 80)["prompt"] is None
    parts = work(worker, client, 11)
    assert parts["prompt"] is not None
    assert "09:20" not in parts["meetings"]
    told = re.search(r'name="forget" value="([^"]+)"', text(client))
    assert told is not None
    parts = by_script(client, "/desk/plans/", {"forget": told[1]})
    assert "No hours are set." in parts["hours"]
    assert "answered already" in by_script(client, "/desk/plans/", {"forget": told[1]})["note"]


@pytest.mark.parametrize(
    ("start", "end"), [("", ""), ("09:10", "09:10"), ("08:00", "08:30"), ("x", "9"), ("9", "25:00")]
)
def test_times_that_are_none_are_refused_with_a_sentence(
    worker: Worker, client: Client, start: str, end: str
) -> None:
    parts = by_script(client, "/desk/plans/", {"from": start, "until": end})
    assert "Please give a begin and an end." in parts["note"]
    assert worker.desk.plans.meetings() == ()


def test_nothing_is_suggested_while_another_window_has_the_camera(
    worker: Worker, client: Client
) -> None:
    for _ in range(40):
        worker.wait(1)
        parts = ticked(client, elsewhere=True)
    assert parts["prompt"] is None
    assert ticked(client)["prompt"] is not None


@pytest.mark.parametrize(
    "path",
    [
        "/desk/take/?added=7777&known=3&left=1", "/desk/take/?came=7777",
        "/desk/calendar/?busy=7777&whole=0&left=0",
        "/desk/calendar/?came=eyJidXN5Ijo3Nzc3fQ:1:7777",
    ],
)  # fmt: skip
def test_nothing_of_an_address_is_said_of_a_file(client: Client, path: str) -> None:
    page = text(client, path)
    assert "7777" not in page
    assert 'class="noted"' not in page
