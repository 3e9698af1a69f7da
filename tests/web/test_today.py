"""Today: what every kind of day says first, what one tap saves, and what takes it back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from rhomboid.core.diary import bodies
from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, Prepared, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
MON, TUE, WED, SUN = 0, 1, 2, 6
#: A week of which nothing was told, its review not decided.
BLANK: dict[str, Any] = {"pain": ["-"] * 7, "review": "ignore"}
LABS = [
    {
        "analyte": "vitamin_d_25oh",
        "value": 22,
        "unit": "nmol/L",
        "range_low": 50,
        "range_high": 125,
        "taken_on": "2026-11-02",
        "diagnosed_by_clinician": True,
        "supplement_prescribed": "drops",
    }
]


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def text(client: Client, path: str = "/today/", status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def headline(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def pains(prepared: Prepared) -> list[int | None]:
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    return [report.body.now for report in day.reports if isinstance(report.body, bodies.Pain)]


def red_day(prepare: Prepare) -> None:
    """A day at 6, the danger questions that it asks for answered."""
    prepared = prepare([CALM, BLANK]).at(2, MON)
    prepared.tell("pain", now=6)
    prepared.at(2, MON, 11).answer_danger()


# ------------------------------------------------------------------ the first sentence


def test_a_newcomer_is_led_to_the_first_page_and_an_open_intake_goes_on(client: Client) -> None:
    assert client.get("/today/")["Location"] == "/"
    client.post("/intake/danger/", {"chest_pressure": "no"})
    assert client.get("/today/")["Location"] == "/intake/"


def test_an_emergency_goes_before_today(client: Client, prepare: Prepare) -> None:
    prepare([CALM]).at(2, MON).journal.answer({"chest_pressure": "yes"})
    for path in ("/today/", "/review/", "/programme/"):
        assert client.get(path)["Location"] == "/emergency/"


def test_a_programme_that_is_not_begun_is_shown_first(client: Client, prepare: Prepare) -> None:
    prepare(begins=False)
    page = text(client)
    assert headline(page) == "Your programme is ready. Have a look."
    assert 'href="/programme/"' in page
    assert "/session/begin/" not in page


def test_the_first_page_leads_to_today_once_a_programme_is_begun(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM]).at(2, TUE)
    assert client.get("/")["Location"] == "/today/"


def test_a_day_with_a_session_offers_it_with_its_reason_and_dose(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, MON)
    page = text(client)
    assert headline(page) == "One session today."
    assert "Session 1 of 3 this week" in page
    assert '<input type="hidden" name="part" value="session">' in page
    assert "Start the session" in page
    assert "Only two minutes?" in page
    assert "Since Sunday: Band row 2 × 12, before that 2 × 10." in page
    assert re.search(r"<b>Band row</b><span>2 × 12</span><span class=\"new\">was 10</span>", page)
    assert "You did 12 and then 12 where 10 were asked" in page
    assert "Stop and tell us if" in page


def test_the_first_week_says_what_makes_it_grow(client: Client, prepare: Prepare) -> None:
    prepare([BLANK]).at(1, MON)
    assert "We begin with what is comfortable now." in text(client)


def test_a_day_without_a_session_names_the_next_one_and_allows_one_anyway(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, 5)
    page = text(client)
    assert headline(page) == "A walk today, no session."
    assert "The next session is on Monday." in page
    assert "Do one anyway" in page


def test_two_minutes_can_be_all_that_stands_on_a_day(client: Client, prepare: Prepare) -> None:
    prepare([CALM, BLANK]).at(2, TUE)
    page = text(client)
    assert headline(page) == "Two minutes today, and a short walk."
    assert "Start the two minutes" in page


def test_within_48_hours_of_the_last_session_there_is_none(
    client: Client, prepare: Prepare
) -> None:
    week = {"pain": ["-"] * 7, "sessions": {"tue": "full"}, "review": "ignore"}
    prepare([CALM, week]).at(2, WED)
    page = text(client)
    assert "muscles need about 48 hours" in page
    assert "Do one anyway" not in page


def test_a_session_under_way_waits_where_it_was_left(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    prepared.journal.sessions.begin(prepared.journal.present())
    page = text(client)
    assert headline(page) == "Your session waits where you left it."
    assert "Go on with the session" in page


def test_a_sore_morning_makes_the_next_session_lighter(client: Client, prepare: Prepare) -> None:
    week = {"pain": ["-"] * 7, "sessions": {"mon": "full"}, "review": "ignore"}
    prepared = prepare([CALM, week]).at(2, TUE, 7)
    prepared.tell("pain", now=5, moment="morning")
    prepared.at(2, WED)
    page = text(client)
    assert headline(page).startswith("A lighter session today")
    assert "70 percent" in page
    assert "usually 12" in page


def test_a_red_day_has_no_load(client: Client, prepare: Prepare) -> None:
    red_day(prepare)
    page = text(client)
    assert headline(page) == "No load today. Small movements, a shorter walk."
    assert "Pain is 6 of 10 today" in page
    assert "<b>Band row</b>" not in page


def test_a_flare_that_was_told_changes_today_at_once_and_can_be_over(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, MON)
    answer = client.post("/today/flare/", {"state": "began"})
    page = text(client, answer["Location"].partition("#")[0])
    assert headline(page) == "It is flaring up. Small movements, short walks."
    assert "Noted: it is flaring up." in page
    assert "The flare is over" in page
    client.post("/today/flare/", {"state": "over"})
    assert "It is flaring up. Small" not in text(client)
    assert client.post("/today/flare/", {"state": "nonsense"}).status_code == 422


@pytest.mark.hazard("H-10")
def test_something_new_leads_to_the_danger_questions_and_stops_sessions(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, MON)
    assert "Tick at least one" in client.post("/today/new/", {}).content.decode()
    answer = client.post("/today/new/", {"symptoms": ["arm_symptoms"]})
    assert answer["Location"] == "/intake/danger/"
    page = text(client)
    assert headline(page) == "First, the questions about danger."
    assert "You noted something new in the arm." in page
    assert "/session/begin/" not in page
    assert client.get("/programme/")["Location"] == "/today/"


def test_a_doctor_first_shows_the_reason_and_no_session(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    prepared.journal.answer({"feelings": ["low_mood"], "self_harm": "thoughts"})
    page = text(client)
    assert headline(page) == "A doctor first. There is no session today."
    assert "A danger sign comes first." in page
    assert "/session/begin/" not in page


def test_a_waiting_look_back_is_named_and_leads_a_day_without_a_session(
    client: Client, prepare: Prepare
) -> None:
    prepare([{**CALM, "review": "ignore"}, BLANK]).at(1, SUN)
    page = text(client)
    assert headline(page) == "A week is over. Time to look back."
    assert 'class="btn main" href="/review/"' in page


# ------------------------------------------------------------------ one tap


def test_one_tap_saves_pain_and_undo_and_restore_take_it_back_and_forth(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON, 14, 5)
    answer = client.post("/today/pain/", {"now": "3", "moment": "now"})
    where = answer["Location"]
    assert where.endswith("#pain")
    page = text(client, where.partition("#")[0])
    assert "Noted: 3 of 10, at 14:05." in page
    assert re.search(r'value="3" aria-pressed="true"', page)
    assert pains(prepared) == [3]
    entry = re.search(r'name="entry" value="([^"]+)"', page)
    assert entry is not None
    gone = client.post("/today/undo/", {"entry": entry.group(1)})["Location"]
    assert pains(prepared) == []
    page = text(client, gone.partition("#")[0])
    assert "Taken back." in page
    client.post("/today/restore/", {"entry": entry.group(1)})
    assert pains(prepared) == [3]
    client.post("/today/restore/", {"entry": entry.group(1)})
    assert pains(prepared) == [3]


@pytest.mark.parametrize("score", ["11", "-1", "3.5", "", "much"])
def test_a_score_that_is_none_gets_a_sentence_and_is_not_saved(
    client: Client, prepare: Prepare, score: str
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    answer = client.post("/today/pain/", {"now": score})
    assert answer.status_code == 422
    assert "That is no number from 0 to 10." in answer.content.decode()
    assert pains(prepared) == []


def test_what_is_not_there_cannot_be_taken_back(client: Client, prepare: Prepare) -> None:
    prepare([CALM]).at(2, MON)
    for path in ("/today/undo/", "/today/restore/"):
        for entry in ("", "00000000-0000-7000-8000-000000000000"):
            answer = client.post(path, {"entry": entry})
            assert answer.status_code == 409
            assert "nothing to take back" in answer.content.decode()


def test_the_morning_after_a_session_is_asked_once(client: Client, prepare: Prepare) -> None:
    week = {"pain": ["-"] * 7, "sessions": {"mon": "full"}, "review": "ignore"}
    prepared = prepare([CALM, week]).at(2, TUE, 8)
    page = text(client)
    assert "How is your back this morning, after yesterday’s session?" in page
    assert 'name="moment" value="morning"' in page
    client.post("/today/pain/", {"now": "3", "moment": "morning"})
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    assert day.morning == 3
    assert "How is your upper back right now?" in text(client)
    prepared.at(2, TUE, 15)


def test_walks_and_changes_of_position_are_added_and_counted(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 10)
    client.post("/today/walk/", {"minutes": "14"})
    client.post("/today/moved/")
    prepared.at(2, TUE, 10, 24)
    page = text(client)
    assert "1 walk of 3 this week" in page
    assert "1 of 3 walks done, 14 of" in page
    assert '<svg class="ring"' in page
    assert "24 minutes in one position" in page
    for bad in ("0", "nine", "2000", ""):
        answer = client.post("/today/walk/", {"minutes": bad})
        assert answer.status_code == 422
        assert "That is no walk in minutes." in answer.content.decode()


def test_a_change_of_position_pressed_twice_is_one(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 10)
    client.post("/today/moved/")
    client.post("/today/moved/")
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    assert day.position_changes == 1


def test_a_long_time_without_a_told_change_is_not_called_one_position(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 9)
    client.post("/today/moved/")
    prepared.at(2, TUE, 15)
    assert "No change noted since 09:00" in text(client)


def test_a_prescribed_supplement_is_asked_once_a_day_and_never_a_dose(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE)
    assert "Taken today" not in text(client)
    prepared.journal.answer({"deficiency_diagnosed": "yes", "labs": LABS})
    assert "Taken today" in text(client)
    client.post("/today/supplement/")
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    told = [r.body for r in day.reports if isinstance(r.body, bodies.Supplement)]
    assert [one.analyte for one in told] == ["vitamin_d"]
    assert "Taken today" not in text(client)


def test_a_spasm_is_kept_and_a_wrong_one_says_what_is_needed(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE)
    bad = client.post("/today/spasm/", {"strength": "12", "lasted_min": "5"})
    assert bad.status_code == 422
    assert "We need a number from 0 to 10" in bad.content.decode()
    assert 'value="5"' in bad.content.decode()
    body = {"strength": "6", "lasted_min": "5", "set_off": "lifting"}
    assert client.post("/today/spasm/", body).status_code == 302
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    assert day.spasms == 1


def test_the_weekly_measures_are_the_persons_own_goals(client: Client, prepare: Prepare) -> None:
    goals = [{"activity": "Carry the shopping", "ability": 3}]
    prepared = prepare([CALM, BLANK], goals=goals).at(2, TUE)
    assert "Three questions wait" in text(client)
    page = text(client, "/today/measures/")
    assert "Carry the shopping" in page
    assert "at the start: 3" in page
    nothing = client.post("/today/measures/", {})
    assert nothing.status_code == 422
    wrong = client.post("/today/measures/", {"pgic": "9"})
    assert wrong.status_code == 422
    client.post("/today/measures/", {"goal-0": "5", "pgic": "3", "limited_days": "1"})
    assert not prepared.journal.today().measures_due


# ------------------------------------------------------------------ both languages


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_stands_in_both_languages(
    client: Client, prepare: Prepare, language: str
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    prepared.journal.set("language", language)
    for path in (
        "/today/", "/today/new/", "/today/spasm/", "/today/measures/", "/more/", "/programme/",
    ):  # fmt: skip
        page = text(client, path)
        assert f'lang="{language}"' in page
        assert "{" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
