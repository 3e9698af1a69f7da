"""A guided session without a browser: begun, kept set by set, hurt, ended, picked up again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from rhomboid import bootstrap
from rhomboid.app.replay.clock import StoryClock
from rhomboid.core.diary import bodies
from tests.cases.reading import persons
from tests.web.local_client import HOST, LocalClient

pytestmark = pytest.mark.django_db
DESK_WORKER = next(case for case in persons() if case["id"] == "01_desk_worker")
FIRST = "standing_overhead_reach"


@pytest.fixture
def client() -> Client:
    bootstrap.journal.cache_clear()
    answers = {**DESK_WORKER["answers"], "country": "GB"}
    for question in bootstrap.knowledge().questions.values():
        answers.setdefault(question.id, "cant_say")
    bootstrap.journal().answer(answers)
    bootstrap.journal().adopt()
    return LocalClient().enter()


def begin(client: Client, **values: str) -> str:
    answer = client.post("/session/begin/", {"part": "session", "pain_before": "2", **values})
    assert answer["Location"] == "/session/"
    return str(here().session)


def here() -> Any:
    journal = bootstrap.journal()
    under_way = journal.sessions.under_way(journal.present())
    assert under_way is not None
    return under_way


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.headers.get("Location"))
    return answer.content.decode()


def data_of(page: str) -> Any:
    block = page.split('id="session-data"')[1].split(">", 1)[1].split("</script>", maxsplit=1)[0]
    return json.loads(block)


def send(client: Client, path: str, **body: Any) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json")


def told() -> list[bodies.SetDone]:
    return list(here().sets)


def test_a_session_is_begun_once_and_gone_on_with_where_it_stands(client: Client) -> None:
    session = begin(client)
    page = text(client, "/session/")
    assert "Overhead reach" in page
    assert "1 of 10" in page
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=5)
    assert begin(client, part="micro_dose") == session
    bootstrap.journal.cache_clear()  # a restart: only the diary remains
    page = text(client, "/session/")
    assert "2 of 10" in page
    assert data_of(page)["place"] == {"movement": 1, "set": 1, "side": None}


def test_nothing_under_way_leads_to_today(client: Client) -> None:
    for path in ("/session/", "/session/end/"):
        assert client.get(path)["Location"] == "/today/"
    assert client.get("/session/pain/")["Location"] == "/session/"
    assert client.get("/session/begin/").status_code == 405


def test_two_minutes_hold_one_movement(client: Client) -> None:
    begin(client, part="micro_dose")
    page = text(client, "/session/")
    assert "Side raise" in page
    assert "1 of 1" in page


def test_without_script_a_whole_session_is_done_by_forms(client: Client) -> None:
    session = begin(client)
    pages = 0
    while (answer := client.get("/session/")).status_code == 200:
        page = answer.content.decode()
        assert 'name="event" value="done"' in page
        place = data_of(page)["place"]
        movement = data_of(page)["movements"][place["movement"]]
        given = {"minutes": "3"} if movement["minutes"] else {"reps": "4"}
        if movement["reps"] is None and movement["minutes"] is None:
            given = {"hold_s": "20"}
        form = {
            "session": session,
            "movement": movement["id"],
            "number": str(place["set"]),
            "side": place["side"] or "",
            "variant": "standard",
            "event": "done",
            **given,
        }
        assert client.post("/session/set/", form)["Location"] == "/session/"
        pages += 1
        assert pages < 40
    assert answer["Location"] == "/session/end/"
    assert "How was it?" in text(client, "/session/end/")
    end = {"session": session, "pain_after": "3", "effort": "4"}
    assert client.post("/session/end/", end)["Location"] == "/session/end/"
    page = text(client, "/session/end/")
    assert "Ten done." in page
    assert "Pain was 2 before and 3 after." in page
    assert "left 4 times and right 4 times" in page
    assert "Tomorrow morning we ask once" in page


def test_a_skipped_movement_is_left_out_without_blame(client: Client) -> None:
    session = begin(client)
    form = {"session": session, "movement": FIRST, "number": "1", "reps": "5", "event": "skipped"}
    client.post("/session/set/", form)
    assert told()[0].reps is None
    assert "2 of 10" in text(client, "/session/")
    client.post("/session/end/", {"session": session})
    page = text(client, "/session/end/")
    assert "Nothing done today. That is fine." in page
    assert "left out, that is fine" in page
    assert bootstrap.journal().today().session_done is False


def test_the_same_set_told_twice_counts_once_and_the_newest_counts(client: Client) -> None:
    session = begin(client)
    for reps in (4, 4, 5):
        answer = send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=reps)
        assert answer.status_code == 200
    assert [one.reps for one in told()] == [4, 5]
    client.post("/session/end/", {"session": session})
    ended = bootstrap.journal().sessions.last_ended(bootstrap.journal().present())
    assert ended is not None
    assert [one.reps for one in ended.movements[0].sets] == [5]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reps": 400}, "Repetitions go up to 12 here, and this was 400."),
        ({"reps": -1}, "A whole number is needed"),
        ({"reps": "five"}, "A whole number is needed"),
        ({"hold_s": 7000}, "Seconds go up to 30 here"),
        ({"number": 2}, "at most 1 sets, and this was set 2"),
        ({"side": "left"}, "Say for which side it was"),
        ({"movement": "band_pull_apart"}, "does not belong to the session"),
        ({"session": "another"}, "no such session under way"),
        ({"variant": "harder", "movement": "diaphragmatic_breathing"}, "not offered today"),
        ({"event": "nonsense"}, "A whole number is needed"),
    ],
)
def test_a_set_that_cannot_be_is_refused_in_words(
    client: Client, more: dict[str, Any], words: str
) -> None:
    session = begin(client)
    body = {"session": session, "movement": FIRST, "number": 1, "reps": 5, **more}
    answer = send(client, "/session/set/", **body)
    assert answer.status_code in (409, 422)
    assert words in json.loads(answer.content)["problem"]
    form = {name: str(value) for name, value in body.items()}
    page = client.post("/session/set/", form)
    assert page.status_code in (409, 422)
    assert words in page.content.decode()
    assert told() == []


def test_what_cannot_be_read_is_refused(client: Client) -> None:
    begin(client)
    for raw in ("[]", "{", '"x"'):
        answer = client.post("/session/set/", raw, content_type="application/json")
        assert answer.status_code == 422


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = LocalClient(enforce_csrf_checks=True).enter()
    for path in ("/session/set/", "/session/pain/", "/session/end/", "/session/begin/"):
        assert strict.post(path, {}).status_code == 403
        assert strict.post(path, "{}", content_type="application/json").status_code == 403
    assert HOST


@pytest.mark.hazard("H-22")
@pytest.mark.parametrize(
    ("pain", "sharp", "rule", "words"),
    [
        (2, False, "green", "Up to 2 is fine. Go on."),
        (4, False, "amber", "stay at this level"),
        (5, False, "risen", "That is 3 or more above the start."),
        (7, False, "above", "That was above 5. We stop this one and take the easier version"),
        (1, True, "sharp", "Sharp or electric pain is a reason to stop."),
    ],
)
def test_pain_is_answered_by_the_rule_with_script_and_without(
    client: Client, pain: int, sharp: bool, rule: str, words: str
) -> None:
    session = begin(client)
    body = {"session": session, "movement": FIRST, "number": 1, "pain": pain, "sharp": sharp}
    answer = json.loads(send(client, "/session/pain/", **body).content)
    stops = rule in ("above", "sharp", "risen")
    assert answer["rule"] == rule
    assert (answer["advice"] == "stop") is stops
    form = {"session": session, "movement": FIRST, "number": "1", "pain": str(pain)}
    if sharp:
        form["sharp"] = "1"
    led = client.post("/session/pain/", form)["Location"]
    page = text(client, led)
    assert words in page
    assert ("2 of 10" in page) is stops
    both = data_of(page)["answers"][pain][int(sharp)]
    assert both["advice"] == answer["advice"]


@pytest.mark.hazard("H-22")
def test_a_stopped_movement_comes_in_its_easier_form_next_time(client: Client) -> None:
    session = begin(client)
    send(client, "/session/pain/", session=session, movement=FIRST, number=1, pain=7, reps=3)
    client.post("/session/end/", {"session": session, "pain_after": "4", "effort": "5"})
    page = text(client, "/session/end/")
    assert "3 times, stopped at pain 7" in page
    assert "Overhead reach comes in its easier form next time." in page
    begin(client)
    assert here().begun.planned[0].variant == "easier"
    assert "Easier form: sitting, or one arm at a time" in text(client, "/session/")


def test_pain_told_in_the_middle_of_a_set_is_kept_with_the_set(client: Client) -> None:
    session = begin(client)
    key = {"session": session, "movement": FIRST, "number": 1}
    send(client, "/session/pain/", **key, pain=4)
    assert data_of(text(client, "/session/"))["movements"][0]["level"] is True
    send(client, "/session/set/", **key, reps=5)
    send(client, "/session/pain/", **key, pain=1)
    last = told()[-1]
    assert (last.reps, last.pain, last.event) == (5, 4, "done")


def test_a_score_that_is_missing_is_asked_for(client: Client) -> None:
    session = begin(client)
    assert "Stop and get help" in text(client, "/session/pain/")
    assert 'href="/urgent/"' in text(client, "/session/pain/")
    form = {"session": session, "movement": FIRST, "number": "1"}
    answer = client.post("/session/pain/", form)
    assert answer.status_code == 422
    assert "Choose a number from 0 to 10" in answer.content.decode()
    assert send(client, "/session/pain/", **form).status_code == 422
    assert told() == []


def test_sharp_pain_leads_to_the_danger_questions(client: Client) -> None:
    session = begin(client)
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=5)
    client.post("/session/end/", {"session": session, "sharp": FIRST})
    assert "/intake/danger/" in text(client, "/session/end/")
    assert bootstrap.journal().present().force.mode == "danger_questions"
    answer = client.post("/session/begin/", {"part": "session"})
    assert answer.status_code == 409
    assert "There is no session to begin today." in answer.content.decode()


def test_another_form_is_taken_for_this_movement_and_kept(client: Client) -> None:
    session = begin(client)
    page = text(client, "/session/?form=easier")
    assert 'name="variant" value="easier"' in page
    form = {"session": session, "movement": FIRST, "number": "1", "reps": "5", "variant": "easier"}
    client.post("/session/set/", form)
    assert told()[0].variant == "easier"
    assert 'name="variant" value="standard"' in text(client, "/session/?form=nonsense")


def test_pain_told_today_is_the_start_that_a_rise_is_measured_from(client: Client) -> None:
    bootstrap.journal().reports.tell("pain", {"now": 1})
    client.post("/session/begin/", {"part": "session"})
    assert here().begun.pain_before == 1


def test_a_session_ends_once_and_later_sets_are_refused(client: Client) -> None:
    session = begin(client)
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=5)
    client.post("/session/end/", {"session": session})
    assert client.post("/session/end/", {"session": session}).status_code == 200
    answer = send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=4)
    assert answer.status_code == 409
    assert "has ended" in json.loads(answer.content)["problem"]
    sessions = bootstrap.journal().course().history.day(bootstrap.journal().now().date()).sessions
    assert len(sessions) == 1


@pytest.fixture
def clock(client: Client, monkeypatch: pytest.MonkeyPatch) -> StoryClock:
    """The clock of the journal, tomorrow at six in the evening, to be moved by hand."""
    made = StoryClock(datetime.now(UTC).replace(hour=18, minute=0) + timedelta(days=1))
    monkeypatch.setattr(bootstrap.journal()._recorder, "clock", made)
    return made


def later(clock: StoryClock, **much: float) -> None:
    clock.set(clock.now() + timedelta(**much))


def test_a_session_that_runs_past_midnight_stays_one_session(
    client: Client, clock: StoryClock
) -> None:
    later(clock, hours=5, minutes=50)
    session = begin(client)
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=5)
    later(clock, minutes=20)
    send(client, "/session/set/", session=session, movement="standing_back_extension", number=1,
         reps=5)  # fmt: skip
    assert "3 of 10" in text(client, "/session/")
    client.post("/session/end/", {"session": session})
    begun_on = (clock.now() - timedelta(days=1)).date()
    history = bootstrap.journal().course().history
    assert [len(one.movements) for one in history.day(begun_on).sessions] == [2]
    assert history.day(clock.now().date()).sessions == ()
    assert "Two done." in text(client, "/session/end/")


def test_sets_that_waited_on_the_device_are_taken_days_later_for_their_own_day(
    client: Client, clock: StoryClock
) -> None:
    session = begin(client)
    begun_on = clock.now().date()
    later(clock, days=2)
    assert client.get("/session/")["Location"] == "/today/"
    late = 2 * 24 * 3600 - 60
    key = {"session": session, "movement": FIRST, "number": 1, "reps": 5}
    assert send(client, "/session/set/", **key, ago_s=late).status_code == 200
    sessions = bootstrap.journal().course().history.day(begun_on).sessions
    assert sessions[0].movements[0].sets[0].reps == 5
    later(clock, days=30)
    assert send(client, "/session/set/", **{**key, "reps": 4}).status_code == 409


def test_minutes_are_measured_and_an_absence_is_not_counted(
    client: Client, clock: StoryClock
) -> None:
    session = begin(client)
    later(clock, minutes=4)
    send(client, "/session/set/", session=session, movement=FIRST, number=1, reps=5)
    later(clock, hours=5)
    client.post("/session/end/", {"session": session, "effort": "3"})
    assert "About 14 minutes, effort 3 of 10." in text(client, "/session/end/")


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_is_whole_in_both_languages(client: Client, language: str) -> None:
    bootstrap.journal().set("language", language)
    session = begin(client)
    pages = [text(client, path) for path in ("/session/", "/session/pain/", "/session/end/")]
    send(client, "/session/pain/", session=session, movement=FIRST, number=1, pain=8)
    client.post("/session/end/", {"session": session, "pain_after": "6", "effort": "1"})
    pages.append(text(client, "/session/end/"))
    for page in pages:
        assert f'lang="{language}"' in page
        assert "{%" not in page
        assert " style=" not in page
        assert "onclick" not in page
    words = data_of(pages[0])["words"]
    assert all(words.values())
    assert "{number}" in words["next_set"]


def test_the_page_may_keep_the_screen_awake_and_open_the_camera_and_nothing_else(
    client: Client,
) -> None:
    begin(client)
    policy = client.get("/session/").headers["Permissions-Policy"]
    assert "screen-wake-lock=(self)" in policy
    assert "camera=(self)" in policy
    assert "microphone=()" in policy


@pytest.mark.hazard("H-21")
def test_a_session_is_closed_when_a_flare_begins_and_its_page_is_told(client: Client) -> None:
    session = begin(client)
    bootstrap.journal().reports.tell("flare", {"state": "began"})
    assert client.get("/session/")["Location"] == "/today/"
    body = {"session": session, "movement": FIRST, "number": 1, "reps": 5}
    answer = send(client, "/session/set/", **body)
    assert (answer.status_code, answer["X-Session-Closed"]) == (200, "/today/")
