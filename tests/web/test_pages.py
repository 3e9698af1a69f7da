"""The pages without a browser: what they take, refuse and keep."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from rhomboid import bootstrap
from rhomboid.web.local_mode import launch_token
from tests.cases.reading import DANGER, persons
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db
PERSONS = {case["id"]: case for case in persons()}


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def tell(name: str) -> None:
    answers = dict(PERSONS[name]["answers"])
    answers.setdefault("country", "GB")
    for question in bootstrap.knowledge().questions.values():
        answers.setdefault(question.id, "cant_say")
    bootstrap.journal().answer(answers)


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_a_newcomer_is_led_to_the_danger_questions(client: Client) -> None:
    assert "Begin" in text(client, "/")
    assert client.get("/intake/")["Location"] == "/intake/danger/"
    for path in ("/thoughts/", "/programme/"):
        assert client.get(path)["Location"] == "/intake/"


@pytest.mark.hazard("H-03")
def test_an_emergency_answer_ends_the_intake_at_once_even_with_others_open(client: Client) -> None:
    answer = client.post("/intake/danger/", {"chest_pressure": "yes"})
    assert answer["Location"] == "/emergency/"
    page = text(client, "/emergency/")
    assert "Call 999 now." in page
    assert "tel:999" in page
    assert "I have pressure in my chest." in page
    for path in ("/intake/", "/thoughts/", "/programme/"):
        assert client.get(path)["Location"] == "/emergency/"


def test_what_to_say_on_the_phone_is_not_surer_than_the_person(client: Client) -> None:
    bootstrap.journal().answer({"chest_pressure": "not_sure", "country": "GB"})
    assert "I am not sure, but it may be so: I have pressure in my chest." in text(
        client, "/emergency/"
    )


def test_an_emergency_that_no_danger_question_raised_has_words_for_the_phone_too(
    client: Client,
) -> None:
    bootstrap.journal().answer(
        {"tummy_signs": ["side_pain_in_waves"], "general_signs": ["fever"], "country": "GB"}
    )
    page = text(client, "/emergency/")
    assert "I need help at once. My signs:" in page
    assert "fever" in page


@pytest.mark.hazard("H-09")
@pytest.mark.parametrize(
    ("country", "number"),
    [("DE", "112"), ("US", "911"), ("GB", "999"), ("XX", "112"), ("AU", "000")],
)
def test_the_number_is_that_of_the_country_and_an_unchecked_one_says_so(
    client: Client, country: str, number: str
) -> None:
    bootstrap.journal().answer({"country": country, "chest_pressure": "yes"})
    page = text(client, "/emergency/")
    assert f"tel:{number}" in page
    assert ("has not been checked" in page) is (number == "000")


@pytest.mark.hazard("H-18")
def test_thoughts_of_self_harm_are_answered_with_a_line_and_no_exercises(client: Client) -> None:
    tell("27_despair")
    page = text(client, "/thoughts/")
    assert "You do not have to carry this alone." in page
    assert "116 123" in page
    assert 'href="tel:116123"' in page
    assert "There is no programme just now." in text(client, "/programme/")


def test_a_danger_page_with_open_questions_names_them_and_keeps_the_others(client: Client) -> None:
    given = dict.fromkeys(DANGER[:-1], "no")
    answer = client.post("/intake/danger/", given)
    assert answer.status_code == 422
    assert answer.content.decode().count('class="problem"') == 1
    assert bootstrap.journal().course().answers.keys() == set(DANGER[:-1])


def test_an_impossible_answer_gets_a_sentence_and_loses_nothing(client: Client) -> None:
    answer = client.post(
        "/intake/strength/", {"pain_now": "8", "pain_average": "4", "pain_worst": "5"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "the worst of the week is 5" in page
    assert 'name="pain_now" value="8" checked' in page
    assert "pain_now" not in bootstrap.journal().course().answers


@pytest.mark.hazard("H-11")
def test_an_interrupted_intake_resumes_where_it_stopped(client: Client) -> None:
    client.post("/intake/danger/", dict.fromkeys(DANGER, "no"))
    client.post("/intake/about/", {"age_years": "40", "sex": "male", "country": "GB"})
    later = LocalClient()
    later.get(f"/?token={launch_token.issue()}")
    assert later.get("/intake/")["Location"] == "/intake/place/"
    assert "Go on where you stopped" in text(later, "/")


def test_the_chest_leads_back_to_the_danger_questions(client: Client) -> None:
    client.post("/intake/danger/", dict.fromkeys(DANGER, "no"))
    answer = client.post("/intake/place/", {"places": ["chest", "between_left"]})
    assert answer["Location"] == "/intake/danger/?again"


@pytest.mark.parametrize("name", list(PERSONS))
def test_every_person_gets_whole_pages_in_both_languages(client: Client, name: str) -> None:
    tell(name)
    for language in ("en", "de"):
        bootstrap.journal().set("language", language)
        for path in ("/", "/answers/", "/thoughts/print/"):
            assert f'lang="{language}"' in text(client, path)
        for path in ("/thoughts/", "/programme/", "/programme/print/", "/emergency/"):
            answer = client.get(path, follow=True)
            assert answer.status_code == 200
            assert "{%" not in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("path", ["/settings/", "/urgent/", "/sources/"])
def test_pages_that_are_the_same_for_everybody_are_whole(
    client: Client, path: str, language: str
) -> None:
    tell("01_desk_worker")
    bootstrap.journal().set("language", language)
    page = text(client, path)
    assert f'lang="{language}"' in page
    assert "{%" not in page


def test_every_page_of_the_intake_can_be_opened_and_sent(client: Client) -> None:
    tell("01_desk_worker")
    for page in bootstrap.journal().present().assessment.progress.pages:
        assert client.get(f"/intake/{page}/").status_code == 200
        assert client.post(f"/intake/{page}/", {"cant_say": "1"}).status_code in (302, 422)
    assert client.get("/intake/nowhere/").status_code == 404


def test_a_swap_is_kept_and_can_be_taken_back(client: Client) -> None:
    tell("01_desk_worker")
    swap: dict[str, Any] = {"movement": "band_row", "kind": "equal", "to": "shoulder_blade_squeeze"}
    assert client.post("/programme/swap/", swap).status_code == 302
    page = text(client, "/programme/")
    assert 'id="m-shoulder_blade_squeeze"' in page
    assert 'id="m-band_row"' not in page
    client.post("/programme/swap/", {"movement": "shoulder_blade_squeeze", "kind": "back"})
    assert 'id="m-band_row"' in text(client, "/programme/")


def test_an_easier_form_is_kept(client: Client) -> None:
    tell("01_desk_worker")
    client.post("/programme/swap/", {"movement": "band_row", "kind": "easier", "to": "easier"})
    card = text(client, "/programme/").split('id="m-band_row"')[1].split("</article>")[0]
    dose = card.split('class="dose"')[1].split("</p>")[0]
    assert "a lighter band, sitting" in dose


@pytest.mark.hazard("H-05")
def test_a_swap_that_is_not_offered_is_refused_in_words(client: Client) -> None:
    tell("09_osteoporosis_quiet")
    wish = {"movement": "doorway_pec_stretch", "kind": "equal", "to": "cross_body_hug"}
    answer = client.post("/programme/swap/", wish)
    assert answer.status_code == 409
    assert "not possible any more" in answer.content.decode()


def test_beginning_the_programme_is_recorded_with_the_rules_behind_it(client: Client) -> None:
    tell("01_desk_worker")
    client.post("/programme/begin/")
    course = bootstrap.journal().course()
    assert course.adopted is not None
    assert course.adopted["plan"]["template"] == "standard"
    assert "You have begun this programme." in text(client, "/programme/")
    bootstrap.journal().answer({"minutes_per_day": 2})
    assert "changed since you began" in text(client, "/programme/")


def test_beginning_anew_keeps_what_was_said_in_the_diary(client: Client) -> None:
    tell("01_desk_worker")
    before = bootstrap.journal().course().count
    client.post("/intake/again/")
    assert bootstrap.journal().course().answers == {}
    assert bootstrap.journal().course().count > before


def test_settings_are_kept(client: Client) -> None:
    client.post("/settings/", {"language": "de", "theme": "dark", "country": "AT"})
    page = text(client, "/settings/")
    assert 'lang="de"' in page
    assert 'data-theme="dark"' in page
    client.post("/settings/", {"language": "xx", "theme": "pink"})
    assert bootstrap.journal().course().settings["theme"] == "dark"


def test_an_unknown_address_gets_a_page_in_words(client: Client) -> None:
    assert "There is no such page." in text(client, "/nowhere/", 404)


@pytest.mark.hazard("H-08")
def test_self_care_carries_the_safety_net_with_a_date(client: Client) -> None:
    tell("01_desk_worker")
    page = text(client, "/thoughts/")
    assert "That cannot rule anything out" in page
    assert "six weeks from today" in page


@pytest.mark.hazard("H-14")
def test_pages_say_what_was_not_checked_and_what_waits_for_a_signature(client: Client) -> None:
    tell("32_gallbladder")
    page = text(client, "/thoughts/")
    assert "not yet checked against a source" in page
    assert "No clinician has signed them yet" in page
