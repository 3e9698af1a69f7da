"""A usual day: pictures, hours, the order, and how a change went; all of it without script."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.test import Client

from rhomboid.core.diary.strain_bodies import PositionTried
from tests.cases.reading import persons
from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, Prepared, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
#: Long spells in one position most likely drive the pain of this person.
DESK_WORKER = next(case for case in persons() if case["id"] == "01_desk_worker")["answers"]
LAPTOP = {"position": "laptop_low", "hours": 6, "unbroken_min": 150}
PHONE = {"position": "phone_down", "hours": 2}
LIFT = {"position": "lift_floor", "hours": 1, "load_kg": 12}
OFTEN = {"position": "laptop_low", "fix": "change_more_often"}
FILLED = {
    "position": ["laptop_low", "lift_floor"],
    "hours-laptop_low": "6",
    "unbroken_min-laptop_low": "150",
    "load_kg-laptop_low": "",
    "hours-lift_floor": "1,5",
    "unbroken_min-lift_floor": "",
    "load_kg-lift_floor": "12",
}


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def text(client: Client, path: str = "/strain/", status: int = 200, language: str = "en-GB") -> str:
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == status, path
    return html.unescape(answer.content.decode())


def headline(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert found is not None
    return found.group(1)


def field(name: str, value: str) -> str:
    return f'name="{name}" inputmode="decimal" autocomplete="off" value="{value}"'


def order(page: str) -> list[str]:
    return re.findall(r'<li class="standing[^"]*" id="(\w+)"', page)


def part(page: str, position: str) -> str:
    return page.split(f'id="{position}"')[1].partition('<li class="standing')[0]


def told(prepare: Prepare, *tasks: dict[str, Any], week: int = 1) -> Prepared:
    """Somebody with a programme who told of a day on a Monday."""
    prepared = prepare([CALM] * 4, **DESK_WORKER).at(week, 0)
    prepared.journal.answer({"day_tasks": list(tasks)})
    return prepared


def test_where_nothing_was_told_every_position_can_be_chosen_by_its_picture(
    client: Client, prepare: Prepare
) -> None:
    prepare()
    page = text(client)
    assert headline(page) == "What fills a usual day?"
    choices = re.findall(r'type="checkbox" name="position" value="(\w+)"', page)
    assert len(choices) == len(set(choices)) == 18
    assert "style=" not in page
    assert "You don’t need to film anything" in page


def test_what_is_chosen_leads_on_to_its_hours(client: Client, prepare: Prepare) -> None:
    prepare()
    answer = client.post("/strain/choose/", {"position": ["laptop_low", "lift_floor"]})
    assert answer.headers["Location"] == "/strain/hours/?position=laptop_low&position=lift_floor"
    page = text(client, answer.headers["Location"])
    assert 'name="hours-laptop_low"' in page
    assert 'name="load_kg-lift_floor"' in page
    assert 'name="load_kg-laptop_low"' not in page


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ([], "Choose at least one picture."),
        (["nonsense"], "Choose at least one picture."),
        (
            ["driving", "reaching", "overhead", "pushing", "floor_work", "phone_down"],
            "Choose up to five; there are 6 now.",
        ),
    ],
)
def test_no_picture_or_too_many_are_said_and_kept(
    client: Client, prepare: Prepare, chosen: list[str], says: str
) -> None:
    prepare()
    answer = client.post("/strain/choose/", {"position": chosen})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says in page
    assert page.count(" checked") == len([one for one in chosen if one != "nonsense"])


def test_hours_are_kept_as_an_ordinary_answer_and_the_order_follows(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare().at(1, 0, 9)
    answer = client.post("/strain/hours/", FILLED)
    assert answer.headers["Location"] == "/strain/?told"
    assert prepared.journal.course().answers["day_tasks"] == [
        {"position": "laptop_low", "hours": 6, "unbroken_min": 150},
        {"position": "lift_floor", "hours": 1.5, "load_kg": 12},
    ]
    page = text(client, "/strain/?told")
    assert order(page) == ["laptop_low", "lift_floor"]
    assert headline(page) == "Begin with this: at a laptop on the table, looking down."


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("hours-laptop_low", "", "Fill in the hours a day."),
        ("hours-laptop_low", "many", "Hours a day must be a number; we got many."),
        ("hours-laptop_low", "25", "Hours a day must be between 0.25 and 24; we got 25."),
        ("unbroken_min-laptop_low", "600", "cannot be longer than the 6 hours of the day"),
        ("load_kg-lift_floor", "-1", "Weight, in kilograms must be between 0 and 200"),
        ("hours-laptop_low", "23", "cannot be more than 24 hours a day; it is 24.5 now"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_lost(
    client: Client, prepare: Prepare, name: str, value: str, says: str
) -> None:
    prepared = prepare()
    answer = client.post("/strain/hours/", {**FILLED, name: value})
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422
    assert says in page
    assert 'role="alert"' in page
    assert field(name, value) in page
    assert 'value="12"' in page or name == "load_kg-lift_floor"
    assert prepared.journal.course().answers["day_tasks"] == "cant_say"


def test_a_day_is_corrected_with_what_was_told_filled_in(client: Client, prepare: Prepare) -> None:
    told(prepare, LAPTOP, PHONE)
    assert text(client, "/strain/choose/").count(" checked") == 2
    page = text(client, "/strain/hours/?position=laptop_low&position=driving")
    assert field("unbroken_min-laptop_low", "150") in page
    assert field("hours-driving", "") in page


def test_a_whole_day_is_taken_away_and_stays_readable(client: Client, prepare: Prepare) -> None:
    prepared = told(prepare, LAPTOP)
    client.post("/strain/forget/")
    assert prepared.journal.course().answers["day_tasks"] == "cant_say"
    assert headline(text(client)) == "What fills a usual day?"


def test_each_position_says_its_share_its_score_and_what_they_are_not(
    client: Client, prepare: Prepare
) -> None:
    told(prepare, LAPTOP, LIFT)
    page = text(client)
    shares = [int(one) for one in re.findall(r'class="bignum">(\d+)', page)]
    assert sum(shares) in (99, 100, 101)
    assert "It measures no risk." in page
    assert "not a limit between safe and unsafe" in page
    first = part(page, "laptop_low")
    assert "REBA 2 to 5 of 15." in first
    assert "Somewhere between “A change may help” and “A change is needed”." in first
    assert "Up to 150 minutes at a stretch" in first
    assert '<a href="/thoughts/">Long spells in one position</a>' in first
    assert 'href="/evidence/positions/"' in page


def test_the_simplest_change_stands_first_with_what_it_would_take_away(
    client: Client, prepare: Prepare
) -> None:
    told(prepare, LAPTOP, LIFT)
    first = part(text(client), "laptop_low")
    assert first.index("Change position every half hour") < first.index("2 more changes")
    assert (
        "Takes away about half of what this position counts. It ends the long stretches." in first
    )
    assert first.index("2 more changes") < first.index("Raise the screen")


def test_lifting_leads_to_the_lifting_page_and_stillness_to_the_desk(
    client: Client, prepare: Prepare
) -> None:
    told(prepare, LAPTOP, LIFT, {"position": "driving", "hours": 1})
    page = text(client)
    assert 'href="/strain/lifting/"' in part(page, "lift_floor")
    assert 'href="/desk/"' not in part(page, "lift_floor")
    assert 'href="/desk/"' in part(page, "laptop_low")
    assert 'href="/desk/"' not in part(page, "driving")


def test_what_is_tried_is_kept_with_its_date(client: Client, prepare: Prepare) -> None:
    prepared = told(prepare, LAPTOP, PHONE)
    assert client.post("/strain/try/", OFTEN).headers["Location"] == "/strain/?tried"
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    assert [r.body for r in day.reports if isinstance(r.body, PositionTried)] == [
        PositionTried(**OFTEN)
    ]
    page = text(client, "/strain/?tried")
    assert headline(page) == "You are trying something. We ask on Monday 9 November."
    assert "You have been trying this since 26 October." in part(page, "laptop_low")


def kept_trials(prepared: Prepared) -> list[str]:
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    return [r.body.fix for r in day.reports if isinstance(r.body, PositionTried)]


def test_pressed_twice_a_change_is_kept_once(client: Client, prepare: Prepare) -> None:
    prepared = told(prepare, LAPTOP, PHONE)
    client.post("/strain/try/", OFTEN)
    count = prepared.journal.course().count
    assert client.post("/strain/try/", OFTEN).headers["Location"] == "/strain/?already"
    assert prepared.journal.course().count == count
    assert kept_trials(prepared) == ["change_more_often"]
    assert "You are trying this already." in text(client, "/strain/?already")


def test_a_second_change_asks_which_one_goes_on_and_loses_none(
    client: Client, prepare: Prepare
) -> None:
    prepared = told(prepare, LAPTOP, PHONE)
    client.post("/strain/try/", OFTEN)
    other = {"position": "phone_down", "fix": "raise_phone"}
    asked = html.unescape(client.post("/strain/try/", other).content.decode())
    assert headline(asked) == "Which one do you want to go on with?"
    assert "Of two changes at a time nobody can tell which one helped." in asked
    assert kept_trials(prepared) == ["change_more_often"]
    (root,) = re.findall(r'name="instead" value="([\w-]+)"', asked)
    again = client.post("/strain/try/", {**other, "instead": "somebody-else"})
    assert headline(html.unescape(again.content.decode())) == headline(asked)
    answer = client.post("/strain/try/", {**other, "instead": root})
    assert answer.headers["Location"] == "/strain/?tried"
    assert kept_trials(prepared) == ["raise_phone"]
    versions = prepared.journal.reports.line(root).versions
    assert [entry.kind for entry in versions] == ["position_tried", "undone"]


@pytest.mark.parametrize(
    "body", [{}, {"position": "laptop_low", "fix": "fly"}, {"position": "no", "fix": "raise_phone"}]
)
def test_a_change_that_is_not_in_the_table_is_refused(
    client: Client, prepare: Prepare, body: dict[str, str]
) -> None:
    prepared = told(prepare, LAPTOP)
    count = prepared.journal.course().count
    answer = client.post("/strain/try/", body)
    assert answer.status_code == 422
    assert "Nothing was saved." in answer.content.decode()
    assert prepared.journal.course().count == count


def test_two_weeks_later_today_asks_how_it_went(client: Client, prepare: Prepare) -> None:
    prepared = told(prepare, LAPTOP, PHONE)
    client.post("/strain/try/", OFTEN)
    prepared.at(2, 6)
    assert 'id="recheck"' not in text(client, "/today/")
    prepared.at(3, 0)
    today = text(client, "/today/").split('id="recheck"')[1]
    assert "Since 26 October: Change position every half hour" in today
    assert re.findall(r'name="changed" value="(\w+)"', today) == ["yes", "partly", "no"]
    assert re.findall(r'name="strain" value="(\w+)"', today) == ["less", "same", "more"]
    assert headline(text(client)) == "How did it go?"


def test_afterwards_the_page_shows_before_and_now_and_offers_the_next(
    client: Client, prepare: Prepare
) -> None:
    prepared = told(prepare, LAPTOP, PHONE)
    client.post("/strain/try/", OFTEN)
    prepared.at(3, 0)
    answer = client.post("/strain/check/", {**OFTEN, "changed": "yes", "strain": "less"})
    assert answer.headers["Location"] == "/strain/?checked"
    assert 'id="recheck"' not in text(client, "/today/")
    page = text(client, "/strain/?checked")
    first = part(page, "laptop_low")
    assert "Changed, told on 9 November. You said: less strain." in first
    assert re.search(r"\d\d % of what it counted before\.", first)
    assert "Try this next" in first
    assert "Raise the screen" in first


def test_what_was_told_can_be_taken_back_and_told_again(client: Client, prepare: Prepare) -> None:
    prepared = told(prepare, LAPTOP)
    client.post("/strain/try/", OFTEN)
    prepared.at(3, 0)
    answer = client.post("/strain/check/", {**OFTEN, "changed": "no", "strain": "more"})
    assert answer.status_code == 302
    assert "Not changed, told on 9 November. </p>" in text(client)
    entry = re.findall(r'name="entry" value="([\w-]+)"', text(client))[0]
    assert client.post("/strain/back/", {"entry": entry}).headers["Location"] == "/strain/?back"
    assert 'id="recheck"' in text(client, "/today/")
    assert client.post("/strain/back/", {"entry": entry}).status_code == 422


def test_half_an_answer_to_how_it_went_is_asked_for_whole(client: Client, prepare: Prepare) -> None:
    told(prepare, LAPTOP)
    client.post("/strain/try/", OFTEN)
    answer = client.post("/strain/check/", {**OFTEN, "changed": "yes"})
    assert answer.status_code == 422
    assert "One question is still open." in answer.content.decode()


def test_a_day_told_elsewhere_that_cannot_be_is_corrected_here(
    client: Client, prepare: Prepare
) -> None:
    told(prepare, {**LAPTOP, "hours": 20}, {**PHONE, "hours": 20})
    assert headline(text(client)) == "How much of the day is it?"


def test_an_emergency_goes_first(client: Client, prepare: Prepare) -> None:
    told(prepare, LAPTOP).journal.answer({"chest_pressure": "yes"})
    assert client.get("/strain/").headers["Location"] == "/emergency/"


def main_of(page: str) -> str:
    return page.partition("<main")[2]


def test_pages_beside_it_lead_here_and_to_one_lift(client: Client, prepare: Prepare) -> None:
    told(prepare, LAPTOP)
    for path in ("/thoughts/", "/today/", "/desk/", "/programme/", "/more/", "/strain/lifting/"):
        assert 'href="/strain/"' in main_of(text(client, path)), path
    for path in ("/desk/", "/programme/", "/more/", "/strain/", "/strain/choose/"):
        assert 'href="/strain/lifting/"' in main_of(text(client, path)), path


@pytest.mark.parametrize("path", ["/strain/", "/strain/lifting/", "/evidence/positions/"])
def test_the_mast_leads_here_and_marks_where_one_is(
    client: Client, prepare: Prepare, path: str
) -> None:
    told(prepare, LAPTOP)
    mast = text(client, path).partition("<nav")[2].partition("</nav>")[0]
    assert re.search(r'href="/strain/" class="wide" aria-current="page">Strain</a>', mast)
    assert re.search(r'href="/more/" class="narrow" aria-current="true"', mast)


def test_it_speaks_german(client: Client, prepare: Prepare) -> None:
    told(prepare, LAPTOP, {"position": "lift_floor", "hours": 1.5, "load_kg": 12.5})
    page = text(client, language="de-DE")
    assert headline(page) == "Beginnen Sie hier: Am Laptop auf dem Tisch, Blick nach unten."
    assert "Das versuche ich" in page
    assert "1,5 h am Tag · 12,5 kg" in page
    filled = text(client, "/strain/hours/?position=lift_floor", language="de-DE")
    assert 'value="1,5"' in filled
    assert "Was füllt einen üblichen Tag?" in text(client, "/strain/choose/", language="de-DE")
