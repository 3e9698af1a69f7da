"""The desk's page: told by plain forms, counted and suggested by script, a record taken in."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from django.test import Client

from rhomboid import bootstrap
from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.frame import Frame
from rhomboid.core.movement.sight.perform import Performance, perform
from rhomboid.web.live.frames import frame_bytes
from tests.app.desk.working import Worker
from tests.core.movement.movements import MOVEMENTS
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db

LOG = b"""Name,Start,End,Duration
Active,2026-03-01 09:00:00,2026-03-01 10:30:00,1:30:00
Away,2026-03-01 10:30:00,2026-03-01 10:45:00,0:15:00
"""


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Worker:
    worker = Worker()
    monkeypatch.setattr(bootstrap, "journal", lambda: worker.journal)
    return worker


@pytest.fixture
def client(worker: Worker) -> Client:
    return LocalClient().enter()


def text(client: Client, path: str = "/desk/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def by_script(client: Client, path: str, data: Any = None, **more: Any) -> dict[str, Any]:
    answer = client.post(path, data, headers={"accept": "application/json"}, **more)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def ticked(client: Client, **told: Any) -> dict[str, Any]:
    return by_script(client, "/desk/tick/", json.dumps(told), content_type="application/json")


def work(worker: Worker, client: Client, minutes: int) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for _ in range(minutes):
        worker.wait(1)
        parts = ticked(client)
    return parts


def test_without_a_script_changes_are_told_and_taken_back(client: Client) -> None:
    page = text(client)
    assert "No change of position noted today." in page
    assert "Counting and suggestions need JavaScript" in page
    assert 'aria-current="page">Desk' in page
    told = client.post("/desk/moved/")
    assert told.status_code == 302
    page = text(client, told["Location"].partition("#")[0])
    assert "Noted: a change of position, at 09:00." in page
    assert "0 minutes since the last change you told us of." in page
    root = re.search(r'name="entry" value="([^"]+)"', page)
    assert root is not None
    undone = client.post("/desk/undo/", {"entry": root[1]})
    page = text(client, undone["Location"].partition("#")[0])
    assert "Taken back." in page
    assert "No change of position noted today." in page
    again = client.post("/desk/undo/", {"entry": root[1]})
    page = text(client, again["Location"].partition("#")[0])
    assert "That was taken back already" in page


def test_a_change_told_twice_by_a_double_press_is_one(worker: Worker, client: Client) -> None:
    first = client.post("/desk/moved/")
    worker.wait(0.5)
    assert client.post("/desk/moved/")["Location"] == first["Location"]
    assert len(worker.bodies("position_change")) == 1
    worker.wait(1)
    client.post("/desk/moved/")
    assert len(worker.bodies("position_change")) == 2


def test_a_change_that_is_sent_later_is_kept_with_its_own_time_and_once(
    worker: Worker, client: Client
) -> None:
    worker.wait(20)
    for ago in ("300", "301"):
        note = by_script(client, "/desk/moved/", {"ago_s": ago})["note"]
        assert "Noted: a change of position, at 09:15." in note
    assert len(worker.bodies("position_change")) == 1
    assert "5 minutes since the last change" in text(client)


@pytest.mark.parametrize("ago", ["", "-5", "x", "0", "9" * 30, "²"])
def test_a_time_that_is_none_is_now(worker: Worker, client: Client, ago: str) -> None:
    worker.wait(20)
    assert "at 09:20." in by_script(client, "/desk/moved/", {"ago_s": ago})["note"]


@pytest.mark.parametrize(
    "query",
    [
        "note=moved:you+must+call+0900+now", "note=moved&undo=call-0900-now", "note=quiet",
        "note=call-0900-now", "note=snoozed:0900&undo=0900", "note=every:0900",
        "note=undone&undo=zzz-0900",
    ],
)  # fmt: skip
def test_nothing_of_an_address_is_said_on_the_page(client: Client, query: str) -> None:
    page = text(client, f"/desk/?{query}")
    assert "0900" not in page
    assert 'name="entry"' not in page


@pytest.mark.parametrize("entry", ["zzz", "", "0" * 4000])
def test_taking_back_what_is_not_there_is_answered_clearly(client: Client, entry: str) -> None:
    answer = client.post("/desk/undo/", {"entry": entry})
    page = text(client, answer["Location"].partition("#")[0])
    assert "That was taken back already, or is not there any more." in page


def test_a_page_that_counts_shows_minutes_and_then_a_suggestion(
    worker: Worker, client: Client
) -> None:
    parts = work(worker, client, 29)
    assert parts["title"] == "28 minutes in one position."
    assert "Counting since 09:01." in parts["line"]
    assert "The next suggestion comes at 09:31" in parts["line"]
    assert parts["prompt"] is None
    parts = work(worker, client, 2)
    prompt = parts["prompt"]
    assert "Time for another position." in prompt["html"]
    assert "at the desk for at least 30 minutes without a known change" in prompt["html"]
    assert re.search(r'src="/figures/\w+\.svg', prompt["html"])
    assert "sit straight" not in prompt["html"].lower()
    assert "28 min" not in text(client)
    assert prompt["root"] in text(client)  # a page that is loaded anew still asks


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Movements come back after a few questions"),
        ("de", "Übungen kommen nach ein paar Fragen wieder"),
    ],
)
def test_a_suggestion_without_a_movement_says_which_questions_it_waits_for(
    worker: Worker, client: Client, language: str, words: str
) -> None:
    worker.journal.set("language", language)
    assert words not in work(worker, client, 31)["prompt"]["html"]
    by_script(client, "/desk/moved/")
    worker.journal.reports.tell("symptom", {"symptoms": ["night_pain"]})
    titles = set()
    for minutes, pain in ((31, 0), (30, 5)):
        worker.journal.reports.tell("pain", {"now": pain})
        html = work(worker, client, minutes)["prompt"]["html"]
        titles |= set(re.findall("<h2[^>]*>([^<]+)", html))
        assert f'href="/intake/danger/">{words}</a>' in html
        assert not re.search("/figures/|walk|Gehen", html)
        by_script(client, "/desk/answer/", {
            "prompt": re.findall('name="prompt" value="([^"]+)"', html)[0],
            "answer": "not-bad_moment",
        })  # fmt: skip
    assert len(titles) == 2, "a change, and the longer break"


def test_each_answer_is_kept_and_said(worker: Worker, client: Client) -> None:
    told = {
        "done": ("done", "Noted as a change."),
        "later-10": ("snoozed", "We come back in 10 minutes."),
        "not-bad_moment": ("skipped", "we wait longer then"),
        "not-hurts": ("skipped", "It is not offered again today."),
    }
    for value, (answer, words) in told.items():
        parts: dict[str, Any] = {"prompt": None}
        while parts["prompt"] is None:
            parts = work(worker, client, 1)
        sent = {"prompt": parts["prompt"]["root"], "answer": value}
        after = by_script(client, "/desk/answer/", sent)
        assert words in after["note"]
        assert after["prompt"] is None
        assert worker.bodies("desk_prompt")[-1]["answer"] == answer
        kept = len(worker.bodies("desk_prompt"))
        assert words in by_script(client, "/desk/answer/", sent)["note"]
        assert len(worker.bodies("desk_prompt")) == kept
        other = {**sent, "answer": "not-just_moved"}
        assert "note=gone" in client.post("/desk/answer/", other)["Location"]
        worker.wait(5)


@pytest.mark.parametrize("value", ["", "later-7", "later-x", "not-lazy", "yes"])
def test_an_answer_that_is_none_changes_nothing(worker: Worker, client: Client, value: str) -> None:
    parts = work(worker, client, 32)
    sent = {"prompt": parts["prompt"]["root"], "answer": value}
    assert "answered already" in by_script(client, "/desk/answer/", sent)["note"]
    assert worker.bodies("desk_prompt")[0]["answer"] == "unanswered"


def test_do_not_disturb_for_an_hour_until_tomorrow_and_over(worker: Worker, client: Client) -> None:
    assert "Nothing is suggested until 10:00." in by_script(
        client, "/desk/quiet/", {"until": "hour"}
    )["quiet"]  # fmt: skip
    parts = by_script(client, "/desk/quiet/", {"until": "tomorrow"})
    assert parts["quiet"] == "Nothing is suggested until Tuesday 3 March, 06:00."
    assert work(worker, client, 45)["prompt"] is None
    assert by_script(client, "/desk/quiet/", {"until": "off"})["quiet"] == ""
    assert work(worker, client, 1)["prompt"] is not None


def test_how_often_is_chosen_within_the_rules(worker: Worker, client: Client) -> None:
    assert client.post("/desk/every/", {"every": "40"}).status_code == 302
    assert worker.desk.every_min() == 40
    assert "note=gone" in client.post("/desk/every/", {"every": "3"})["Location"]
    assert worker.desk.every_min() == 40


def test_the_day_and_the_week_stand_as_bars_and_as_a_table(worker: Worker, client: Client) -> None:
    work(worker, client, 50)
    by_script(client, "/desk/moved/")
    worker.wait(24 * 60)
    page = text(client)
    assert "Monday 2 March: 1 change, longest 47 min" in page
    assert re.search(r'<th scope="row">Monday 2 March</th><td class="r">1</td>', page)
    assert "Tuesday 3 March: no data" in page


def test_on_a_monday_the_days_before_are_there(worker: Worker, client: Client) -> None:
    assert "Each day on which something is known gets a bar here" in text(client)
    work(worker, client, 50)
    worker.wait(6 * 24 * 60)
    page = text(client)
    assert "Monday 2 March: 0 changes, longest 49 min" in page
    assert "Sunday 8 March: no data" in page
    worker.wait(24 * 60)
    assert "Monday 2 March" not in text(client)


def test_today_shows_the_same_minutes_and_leads_here(worker: Worker, client: Client) -> None:
    work(worker, client, 13)
    assert "12 minutes in one position" in text(client)
    page = text(client, "/today/")
    assert "12 minutes in one position" in page
    assert 'href="/desk/"' in page
    assert 'href="/desk/"' in text(client, "/more/")


def test_a_page_that_is_left_counts_no_more(worker: Worker, client: Client) -> None:
    work(worker, client, 10)
    assert by_script(client, "/desk/stop/")["counting"] is False
    assert [body["seconds"] for body in worker.bodies("desk_time")] == [540]


@pytest.mark.parametrize("path", ["/desk/tick/", "/desk/look/"])
def test_what_is_no_message_is_refused(client: Client, path: str) -> None:
    sent = client.post(path, b"{", content_type="application/octet-stream")
    assert sent.status_code == 400
    assert client.get(path).status_code == 405


def pictures(count: int) -> list[Frame]:
    movement = MOVEMENTS["standing_overhead_reach"]
    how = Performance(pace=Pace(repetitions=1, before_s=3.0))
    recording = perform(movement, how, np.random.default_rng(7)).recording
    return [recording.frame(index) for index in range(count)]


def looked(client: Client, picture: Frame) -> dict[str, Any]:
    return by_script(
        client, "/desk/look/", frame_bytes(picture), content_type="application/octet-stream"
    )


def at(picture: Frame, t_s: float, **more: Any) -> Frame:
    known: dict[str, Any] = {"people": picture.people, "light": 0.5, **more}
    return Frame(t_s=t_s, aspect=picture.aspect, **known)


def test_a_camera_counts_and_an_empty_seat_is_a_change_when_somebody_is_back(
    worker: Worker, client: Client
) -> None:
    (still,) = pictures(1)
    t_s = 0.0

    def go_on(looks: int, **more: Any) -> dict[str, Any]:
        nonlocal t_s
        said: dict[str, Any] = {}
        for _ in range(looks):
            t_s += 4
            worker.wait(4 / 60)
            said = looked(client, at(still, t_s, **more))
        return said

    assert go_on(60) == {"who": "there", "moved": False}
    assert ticked(client, camera=True)["line"].startswith("Counting with the camera since 09:00.")
    assert go_on(30, people=())["who"] == "nobody"
    assert go_on(1)["who"] == "there"
    assert go_on(1)["moved"] is False
    go_on(3)
    assert [body["source"] for body in worker.bodies("position_change")] == ["camera"]
    uses = [body["use"] for body in worker.bodies("desk_time")]
    assert uses == ["active", "away"]


def test_a_dark_picture_says_nothing_and_is_not_counted(worker: Worker, client: Client) -> None:
    (still,) = pictures(1)
    for look in range(1, 30):
        worker.wait(4 / 60)
        said = looked(client, at(still, look * 4.0, people=(), light=0.01))
    assert said == {"who": "unseen", "moved": False}
    assert worker.desk.since().minutes is None
    assert worker.bodies("desk_time") == []


def test_a_record_is_taken_in_once(worker: Worker, client: Client) -> None:
    def sent(content: bytes = LOG, **more: str) -> Any:
        file = io.BytesIO(content)
        file.name = "use.csv"
        return client.post("/desk/take/", {"zone": "Europe/Paris", **more, "record": file})

    assert "2 periods are new, 0 were there already." in text(client, sent()["Location"])
    assert "Nothing new in that file. All 2 periods" in text(client, sent()["Location"])
    assert worker.desk.doses((worker.now - timedelta(days=1)).date(), worker.now.date())
    page = text(client, "/diary/")
    assert "Record of use taken in" in page
    assert "1 day, 1 March 2026." in page
    answer = sent(zone="Asia/Tokyo")
    assert answer.status_code == 422
    assert "they were taken in on 2 March 2026 as times of Europe/Paris" in answer.content.decode()
    other = LOG.replace(b"Away", b"Tea")
    assert b"Tea" in sent(other).content
    taken = sent(other, means="Tea=locked")
    page = text(client, taken["Location"])
    assert "1 period is new" in page
    assert "New: 1 day, 1 March 2026." in page
    root = re.search(r'name="entry" value="([^"]+)"', page)
    assert root is not None
    client.post("/desk/undo/", {"entry": root[1]})
    page = text(client, taken["Location"])
    assert 'name="entry"' not in page
    assert "1 period is new" not in page
    assert "1 period is new" in text(client, sent(other, means="Tea=locked")["Location"])


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Please choose a file first."),
        ({"zone": "Mars"}, "The time zone must be one such as Europe/Paris, got Mars."),
        ({"means": "Tea=cup"}, "Meanings must read like"),
        ({"content": b"hello"}, "The file could not be read"),
        ({"content": LOG.replace(b"2026", b"2066")}, "a time that has not come"),
    ],
)
def test_a_record_that_cannot_be_taken_gets_a_sentence(
    worker: Worker, client: Client, sent: dict[str, Any], sentence: str
) -> None:
    data = {name: value for name, value in sent.items() if name != "content"}
    if sent:
        file = io.BytesIO(sent.get("content", LOG))
        file.name = "use.csv"
        data["record"] = file
    answer = client.post("/desk/take/", data)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert worker.bodies("desk_time") == []


def test_the_page_speaks_german(worker: Worker, client: Client) -> None:
    worker.journal.set("language", "de")
    parts = work(worker, client, 32)
    assert parts["title"] == "31 Minuten in einer Haltung."
    assert "Zeit für eine andere Haltung." in parts["prompt"]["html"]
    page = text(client)
    assert "Ich habe die Haltung gewechselt" in page
    assert "Keine Haltung ist falsch." in page
