"""The weekly review: shown with its reasons, taken, changed line by line, or declined."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from django.test import Client

from rhomboid.app.reviews import Past
from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, Prepared, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
MON, SUN = 0, 6
WAITS: dict[str, Any] = {**CALM, "review": "ignore"}
BLANK: dict[str, Any] = {"pain": ["-"] * 7, "review": "ignore"}


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


@pytest.fixture
def waiting(prepare: Prepare) -> Prepared:
    """The evening of the second Sunday, with a review that waits."""
    return prepare([CALM, WAITS]).at(2, SUN, 21)


def text(client: Client, path: str = "/review/", status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def form(client: Client) -> dict[str, str]:
    """Every field of the form as the page shows it."""
    page = text(client)
    fields = re.findall(r'<input class="field" id="([^"]+)"[^>]*value="([^"]*)"', page)
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    return {**dict(fields), "seen": seen.group(1), "decision": "adopt"}


def last(prepared: Prepared) -> Past:
    last = prepared.journal.reviews.last(prepared.journal.present())
    assert last is not None
    return last


def reps(prepared: Prepared, movement: str) -> int | None:
    plan = prepared.journal.course().plan
    assert plan is not None
    return next(item.amount.reps for item in plan.items if item.movement == movement)


def test_without_a_programme_there_is_nothing_to_look_back_on(
    client: Client, prepare: Prepare
) -> None:
    prepare(begins=False)
    assert client.get("/review/")["Location"] == "/today/"


def test_it_shows_the_week_each_line_and_the_reason(client: Client, waiting: Prepared) -> None:
    page = text(client)
    assert "Review of week 2, Sunday 8 November" in page
    assert "A little more of" in page
    for words in ("Pain, mean of 7 days", "3 of 3", "0 of 3", "36 planned", "From Monday"):
        assert words in page
    line = page.split('id="line-wall_slide"')[1].split("</li>")[0]
    assert "Grows" in line
    assert "1 × 6" in line
    assert "<b>1 × 8</b>" in line
    assert "You did 8 and then 8 where 6 were asked" in line
    assert "Our rule, after" in line
    stays = page.split("What stays, and why")[1]
    assert "Only one exercise grows in a week" in stays
    assert 'id="line-band_row"' in stays
    assert "What would take us back a step" in page
    assert "More than 30 of 100 repetitions" in page
    assert "Start week 3 like this" in page
    assert waiting.journal.course().reviews[-1].on.day == 1


def test_taking_it_puts_it_in_force_and_today_says_so(client: Client, waiting: Prepared) -> None:
    answer = client.post("/review/", form(client))
    assert answer["Location"] == "/today/?reviewed"
    assert reps(waiting, "wall_slide") == 8
    assert "The review of 8 November is in force" in text(client, "/today/?reviewed")
    assert last(waiting).decision == "adopted"
    page = text(client)
    assert "The next review is from Sunday 15 November on." in page
    assert "You took it." in page
    assert re.search(r"taken, \d lines? changed", page)


def test_declining_keeps_the_programme_and_the_review(client: Client, waiting: Prepared) -> None:
    client.post("/review/", {**form(client), "decision": "decline"})
    assert reps(waiting, "wall_slide") == 6
    assert last(waiting).decision == "declined"
    assert "You kept the plan as it was." in text(client)
    waiting.at(3, MON)
    assert "On Sunday you kept the plan as it was." in text(client, "/today/")


def test_each_line_can_get_another_dose(client: Client, waiting: Prepared) -> None:
    assert text(client, "/review/?change").count('class="why own" open') >= 8
    wanted = {**form(client), "own-wall_slide-reps": "7", "own-band_row-reps": "10"}
    client.post("/review/", wanted)
    assert reps(waiting, "wall_slide") == 7
    assert reps(waiting, "band_row") == 10
    assert set(last(waiting).changed) == {"wall_slide", "band_row"}
    assert "You chose this dose yourself." in text(client)


@pytest.mark.hazard("H-06")
def test_more_than_is_recommended_is_asked_once_more_and_nothing_is_lost(
    client: Client, waiting: Prepared
) -> None:
    wanted = {**form(client), "own-band_row-reps": "14", "own-wall_slide-reps": "7"}
    refused = client.post("/review/", wanted)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Band row: that is more than is recommended." in page
    assert re.search(r'id="own-band_row-reps"[^>]*value="14"', page)
    assert re.search(r'id="own-wall_slide-reps"[^>]*value="7"', page)
    assert 'name="confirm" value="band_row"' in page
    assert waiting.journal.today().review_due
    client.post("/review/", {**wanted, "confirm": "band_row"})
    assert reps(waiting, "band_row") == 14


@pytest.mark.hazard("H-06")
@pytest.mark.parametrize("number", ["500", "0"])
def test_what_is_never_given_is_refused_in_words_even_when_confirmed(
    client: Client, waiting: Prepared, number: str
) -> None:
    wanted = {**form(client), "own-band_row-reps": number, "confirm": "band_row"}
    refused = client.post("/review/", wanted)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Band row: we go from 1 up to" in page
    assert f'value="{number}"' in page
    assert waiting.journal.today().review_due


@pytest.mark.parametrize("number", ["", "ten", "1.5", "-2"])
def test_what_is_no_whole_number_is_refused_in_words(
    client: Client, waiting: Prepared, number: str
) -> None:
    refused = client.post("/review/", {**form(client), "own-band_row-reps": number})
    assert refused.status_code == 422
    assert "Band row: each number must be a whole number." in refused.content.decode()
    assert waiting.journal.today().review_due


def test_a_review_that_is_another_one_by_now_is_shown_again(
    client: Client, waiting: Prepared
) -> None:
    sent = form(client)
    waiting.tell("walk", minutes=40)
    refused = client.post("/review/", sent)
    assert refused.status_code == 422
    assert "Something was noted since this page was opened" in refused.content.decode()
    assert waiting.journal.today().review_due


def test_sent_twice_it_counts_once(client: Client, waiting: Prepared) -> None:
    sent = form(client)
    client.post("/review/", sent)
    assert client.post("/review/", sent)["Location"] == "/review/"
    assert len(waiting.journal.course().reviews) == 2


@pytest.mark.hazard("H-10")
def test_danger_questions_come_before_anything_grows(client: Client, waiting: Prepared) -> None:
    waiting.tell("symptom", symptoms=["arm_symptoms"])
    page = text(client)
    assert "First, the questions about danger." in page
    assert "You noted something new in the arm." in page
    assert 'class="btn main" href="/intake/danger/"' in page
    assert '<p class="verb">Grows' not in page
    assert "Take it like this all the same" in page


def test_a_week_of_pain_above_five_goes_back_a_step(client: Client, prepare: Prepare) -> None:
    sore = {"done": "full", "pain": 6, "pains": {"band_row": 6}}
    week = {**WAITS, "sessions": {"mon": sore, "wed": "full", "fri": "full"}}
    prepared = prepare([CALM, week]).at(2, SUN, 21)
    page = text(client)
    line = page.split('id="line-band_row"')[1].split("</li>")[0]
    assert "Back a step" in line
    assert "Pain went to 6 of 10 during it" in line
    assert "less" in page.split("<h1")[1].split("</h1>")[0]
    client.post("/review/", form(client))
    assert last(prepared).review.headline in ("less", "more_and_less")


def test_another_kind_of_session_is_named_with_what_comes_and_goes(
    client: Client, prepare: Prepare
) -> None:
    quiet = {
        "pain": [0, 0, 0, 0, 0, 0, 0],
        "sessions": {"mon": "full", "thu": "full"},
        "danger": ["mon"],
        "review": "ignore",
    }
    prepare([CALM, *[quiet] * 6]).at(7, SUN, 21)
    page = text(client)
    assert "It is quiet. Now it is about keeping it so." in page
    assert "Another kind of session" in page
    assert "Thirty quiet days" in page
    assert "No longer: " in page
    assert 'id="line-hip_hinge"' not in page
    assert "Four weeks are over by then" not in page


def test_on_another_day_than_sunday_it_says_so(client: Client, prepare: Prepare) -> None:
    prepare([WAITS, BLANK]).at(2, MON)
    page = text(client)
    assert "Review up to Monday 2 November" in page
    assert "Go on like this" in page
    assert "From now on" in page


def test_before_the_first_one_it_says_when_it_comes(client: Client, prepare: Prepare) -> None:
    prepare([BLANK]).at(1, MON)
    page = text(client)
    assert "The next review is from Sunday 1 November on." in page
    assert "Earlier reviews" not in page


def test_next_time_the_danger_questions_are_announced(client: Client, prepare: Prepare) -> None:
    prepare([CALM, CALM, CALM, WAITS]).at(4, SUN, 21)
    assert "Four weeks are over by then" in text(client)


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_page_stands_in_both_languages(
    client: Client, waiting: Prepared, language: str
) -> None:
    waiting.journal.set("language", language)
    for path in ("/review/", "/review/?change"):
        page = text(client, path)
        assert f'lang="{language}"' in page
        assert "{" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    client.post("/review/", form(client))
    assert f'lang="{language}"' in text(client)


def test_an_old_review_that_cannot_be_read_is_left_out(client: Client, waiting: Prepared) -> None:
    entry = next(e for e in waiting.diary.read("local") if e.kind == "review_decided")
    body = {**entry.body, "review": {"from": "another time", "changes": []}}
    odd = msgspec.structs.replace(entry, id=waiting.clock.new_id(), body=body)
    waiting.diary.append([odd])
    assert "Review of week 2" in text(client)
    assert waiting.journal.reviews.last(waiting.journal.present()) is None
