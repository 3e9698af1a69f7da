"""The pages of walks: the week, a day minute by minute, devices, and weeks beside pain."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rhomboid import bootstrap
from rhomboid.adapters.store.diary import DatabaseDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.bootstrap.walks import walks_of
from rhomboid.web.pages.walks_devices import put
from tests.cases.reading import KNOWLEDGE
from tests.e2e.walked import HEADER
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db

TUESDAY = datetime(2026, 1, 6, 20, tzinfo=UTC)
Row = tuple[str, str, int, int, str]


def lines(*rows: Row) -> bytes:
    """A table: day, time of the first minute, minutes, steps a minute, device."""
    made = [HEADER]
    for day, at, minutes, cadence, device in rows:
        begin = datetime.fromisoformat(f"{day}T{at}")
        for n in range(minutes):
            start, end = begin + n * timedelta(minutes=1), begin + (n + 1) * timedelta(minutes=1)
            made.append(f"{start:%Y-%m-%d %H:%M},{end:%Y-%m-%d %H:%M},{cadence},{device}\n")
    return "".join(made).encode()


MONDAY_WALK: Row = ("2026-01-05", "17:00", 30, 110, "Watch")
SAME_BY_PHONE: Row = ("2026-01-05", "17:02", 26, 100, "Phone")


class Someone:
    """A person with a phone and a watch on a Tuesday evening."""

    def __init__(self) -> None:
        self.clock = StoryClock(TUESDAY)
        self.journal = Journal(DatabaseDiary(), self.clock, KNOWLEDGE, "test")
        self.client: Client = LocalClient()

    def take(self, *rows: Row, name: str = "steps.csv") -> None:
        walks_of(self.journal).take(name, BytesIO(lines(*rows)))

    def page(self, path: str = "/walks/", language: str = "en-GB") -> str:
        answer = self.client.get(path, headers={"accept-language": language})
        assert answer.status_code == 200
        return answer.content.decode()


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> Someone:
    someone = Someone()
    monkeypatch.setattr(bootstrap, "journal", lambda: someone.journal)
    someone.client = LocalClient().enter()
    return someone


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def row_of(text: str, day: str) -> str:
    """The row of a day in the table of the week."""
    rows = re.findall(r'<tr class="(?:known|unknown|to_come).*?</tr>', text, re.DOTALL)
    return next(words(row) for row in rows if day in row)


# ---------------------------------------------------------------- the week


@pytest.mark.hazard("H-29")
def test_the_week_says_how_many_days_count_and_leaves_unknown_days_unknown(
    someone: Someone,
) -> None:
    someone.take(MONDAY_WALK, SAME_BY_PHONE)
    text = someone.page()
    assert "1 of 5 days with 20 minutes or more." in text
    assert "1 of 5 days with 20 minutes or more, 30 minutes in all" in text
    monday, tuesday = row_of(text, "Monday 5 January"), row_of(text, "Tuesday 6 January")
    assert "30" in monday
    assert "3,300" in monday
    assert "Watch" in monday
    assert "nothing known" in tuesday
    assert " 0 " not in tuesday
    assert "to come" in row_of(text, "Wednesday 7 January")
    assert 'href="/walks/day/2026-01-05/"' in text
    assert 'href="/walks/day/2026-01-06/"' not in text


def test_without_anything_it_says_what_a_first_step_is(someone: Someone) -> None:
    text = someone.page()
    assert "Nothing is known of this week yet." in text
    assert 'href="/walks/now/"' in text
    assert 'href="/diary/add/walk/"' in text
    assert "The places of a route are never kept" in text
    assert 'class="chart' not in text


def test_a_walk_that_was_told_counts_beside_a_device_only_where_none_was_along(
    someone: Someone,
) -> None:
    someone.take(MONDAY_WALK)
    at = TUESDAY - timedelta(days=1)
    someone.journal.reports.tell("walk", {"minutes": 25}, at)
    assert " 30 " in row_of(someone.page(), "Monday")
    someone.journal.reports.tell("walk", {"minutes": 25, "unseen": True}, at)
    monday = row_of(someone.page(), "Monday")
    assert " 55 " in monday
    assert "Watch and told by you" in monday


def test_weeks_before_are_a_link_away_and_weeks_to_come_are_not(someone: Someone) -> None:
    someone.take(("2025-12-30", "09:00", 22, 105, "Watch"))
    text = someone.page()
    assert 'href="/walks/?of=2025-12-29"' in text
    assert "The week after" not in text
    before = someone.page("/walks/?of=2025-12-31")
    assert "week from 29 December to 4 January 2026" in before
    assert "1 of 5 days" in before
    assert 'href="/walks/?of=2026-01-05"' in before
    for address in ("/walks/?of=2099-01-01", "/walks/?of=nonsense"):
        assert "week from 5 January to 11 January 2026" in someone.page(address)


def test_the_chart_and_its_table_hold_the_same_weeks(someone: Someone) -> None:
    someone.take(MONDAY_WALK, ("2025-12-30", "09:00", 22, 105, "Watch"))
    someone.journal.reports.tell("pain", {"now": 4}, TUESDAY - timedelta(days=3))
    text = someone.page()
    assert text.count('class="chart only-') == 3
    table = words(text[text.index("Twelve weeks, the newest first") :])
    assert "5 January, so far 1 1 30 30 none told" in table
    assert "29 December 1 1 22 22 4" in table
    assert "14 October" not in table
    assert "A trend needs eight weeks" in text


def test_a_trend_compares_whole_weeks_of_which_something_is_known(someone: Someone) -> None:
    for week in range(1, 9):
        day = date(2026, 1, 5) - timedelta(weeks=week)
        someone.take((day.isoformat(), "09:00", 40 if week <= 4 else 20, 105, "Watch"))
    assert "it was 40 minutes a week, in the four before 20." in someone.page()


def test_it_speaks_german(someone: Someone) -> None:
    someone.take(MONDAY_WALK)
    text = someone.page(language="de-DE")
    assert "1 von 5 Tagen mit mindestens 20 Minuten." in text
    assert "nichts bekannt" in row_of(text, "Dienstag")
    assert "3.300" in row_of(text, "Montag")


def test_it_is_found_from_everywhere(someone: Someone) -> None:
    assert 'href="/walks/"' in someone.page("/more/")
    assert 'aria-current="page">Walks' in someone.page()


# ---------------------------------------------------------------- a day


def test_the_audit_of_a_day_says_which_device_counted_when(someone: Someone) -> None:
    someone.take(MONDAY_WALK, SAME_BY_PHONE, ("2026-01-05", "08:00", 6, 90, "Phone"))
    text = someone.page("/walks/day/2026-01-05/")
    assert "3,840 steps, counted once." in text
    assert "36 minutes walked, 30 of them brisk." in text
    told = words(text)
    assert "08:00 08:06 Phone 540" in told
    assert "17:00 17:02 Watch 220" not in told  # the same device counted on: one run
    assert "17:00 17:30 Watch 3,300 Phone 2,600" in told
    assert "17:00 30 minutes, 30 of them brisk." in told
    assert text.count("strip24") == 3
    assert 'href="/walks/?of=2026-01-05' in text


def test_an_empty_day_and_no_day_say_so(someone: Someone) -> None:
    assert "Nothing of phone or watch is kept of 6 January 2026." in someone.page(
        "/walks/day/2026-01-06/"
    )
    assert someone.client.get("/walks/day/2026-13-01/").status_code == 404


def test_hidden_steps_and_totals_are_said_in_words(someone: Someone) -> None:
    table = HEADER + "2026-01-05 08:00,2026-01-05 20:00,4000,Band\n"
    walks_of(someone.journal).take("band.csv", BytesIO(table.encode()))
    assert "4,000 steps came as a sum over hours" in someone.page("/walks/day/2026-01-05/")
    days = b"day,steps,source\n2026-01-04,9000,Pedometer\n"
    walks_of(someone.journal).take("days.csv", BytesIO(days))
    assert "Pedometer told more for the whole day" in someone.page("/walks/day/2026-01-04/")


def test_a_day_measured_elsewhere_says_where_its_minutes_are(someone: Someone) -> None:
    recorder = someone.journal.recorder
    recorder.write("walk_day", {"minutes": 30.0, "steps": 3000})
    text = someone.page("/walks/day/2026-01-06/")
    assert "its minutes are kept on another computer" in text


# ---------------------------------------------------------------- devices


def test_devices_are_put_in_order_by_buttons_and_the_days_follow(someone: Someone) -> None:
    someone.take(MONDAY_WALK, SAME_BY_PHONE)
    text = someone.page("/walks/devices/")
    assert words(text).index("1. Watch") < words(text).index("2. Phone")
    answer = someone.client.post("/walks/devices/", {"name": "Phone", "move": "up"})
    assert answer.status_code == 302
    text = someone.page(answer["Location"].partition("#")[0])
    assert "1 day changed." in text
    assert words(text).index("1. Phone") < words(text).index("2. Watch")
    assert "17:02 17:28 Phone 2,600 Watch 2,860" in words(someone.page("/walks/day/2026-01-05/"))


@pytest.mark.parametrize(("name", "move"), [("Watch", "up"), ("Nobody", "up"), ("Watch", "away")])
def test_what_cannot_be_moved_stays(someone: Someone, name: str, move: str) -> None:
    someone.take(MONDAY_WALK, SAME_BY_PHONE)
    someone.client.post("/walks/devices/", {"name": name, "move": move})
    assert walks_of(someone.journal).counting.order() == ("Watch", "Phone")


def test_moving_there_and_back_changes_nothing() -> None:
    assert put(put(("a", "b", "c"), "b", "up"), "b", "down") == ("a", "b", "c")
    assert put(("a",), "a", "down") == ("a",)


# ---------------------------------------------------------------- files without a script


def sent(*files: tuple[str, bytes]) -> dict[str, Any]:
    return {"files": [SimpleUploadedFile(name, content) for name, content in files]}


def test_files_are_taken_in_by_a_plain_form_each_by_itself(someone: Someone) -> None:
    files = sent(("steps.csv", lines(MONDAY_WALK)), ("letter.txt", b"Dear doctor"))
    answer = someone.client.post("/walks/files/", files)
    assert answer.status_code == 200
    text = words(answer.content.decode())
    assert "steps.csv (table): 1 day, 5 January 2026. Recorded by Watch." in text
    assert "letter.txt: We cannot tell what kind of file this is." in text
    assert "1 file taken in." in text
    again = someone.client.post("/walks/files/", sent(("steps.csv", lines(MONDAY_WALK))))
    assert "everything in it was here already" in again.content.decode()
    assert "1 of 5 days" in someone.page()


def test_no_file_and_only_bad_files_are_refused_in_words(someone: Someone) -> None:
    answer = someone.client.post("/walks/files/", {})
    assert answer.status_code == 422
    assert "No file was chosen." in answer.content.decode()
    answer = someone.client.post("/walks/files/", sent(("empty.csv", b"\n")))
    assert answer.status_code == 422
    assert "empty.csv" in answer.content.decode()


def test_an_import_is_taken_back_after_a_question(someone: Someone) -> None:
    someone.take(MONDAY_WALK)
    found = re.search(r'href="(/walks/files/back/[^"]+)"', someone.page("/walks/files/"))
    assert found is not None
    text = someone.page(found[1])
    assert "Take this file back?" in text
    assert "1 of 5 days" in someone.page()
    answer = someone.client.post(found[1])
    assert answer.status_code == 302
    assert "Taken back. 1 day changed." in someone.page(answer["Location"])
    assert "Nothing is known of this week yet." in someone.page()
    assert someone.client.get(found[1]).status_code == 404


def test_an_import_of_another_computer_is_not_taken_back_here(someone: Someone) -> None:
    body = {"taken": "0" * 36, "files": ["export.xml"], "samples": 3, "days": 1}
    entry = someone.journal.recorder.write("walk_import", body)
    answer = someone.client.post(f"/walks/files/back/{entry.id}/")
    assert answer.status_code == 409
    assert "taken in on another computer" in answer.content.decode()
