"""The programme page shows what is in force, and after recovery how to keep it up."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
MON, WED = 0, 2
#: A week of which nothing was told, its review not decided.
BLANK: dict[str, Any] = {"pain": ["-"] * 7, "review": "ignore"}
QUIET: dict[str, Any] = {
    "pain": [0, 0, 0, 0, 0, 0, 0],
    "sessions": {"mon": "full", "thu": "full"},
    "danger": ["mon"],
}


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


def test_after_recovery_today_speaks_of_keeping_it_up(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, *[QUIET] * 7, {"pain": ["-"] * 7, "danger": ["mon"]}]).at(9, WED)
    today = prepared.journal.today()
    assert today.phase == "quiet"
    page = text(client)
    assert "Keeping it up" in page
    assert "What to do at the first sign" in page
    assert "next on" in page or "today: one number" in page
    assert "Keeping it up" in text(client, "/programme/")


def test_the_first_sign_says_what_to_do_now(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, *[QUIET] * 7, {"pain": ["-"] * 7, "danger": ["mon"]}]).at(9, WED)
    prepared.tell("pain", now=2)
    page = text(client)
    assert headline(page) == "It may be beginning again. This helps now."
    assert "What to do now" in page
    assert "Two days at 2 or more" in page


def test_the_programme_page_shows_what_is_in_force_with_what_changed(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, MON)
    page = text(client, "/programme/")
    card = page.split('id="m-band_row"')[1].split("</article>")[0]
    assert "2 × 12" in card
    assert '<span class="new">was 10</span>' in card
    assert "Programme, week 2 of 12" in page


def test_the_programme_page_says_when_today_differs(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    prepared.tell("pain", now=6)
    prepared.at(2, MON, 11).answer_danger()
    page = text(client, "/programme/")
    assert "Today is not as written here:" in page
    assert 'id="m-band_row"' in page


def test_a_swap_in_a_begun_programme_is_offered_and_taken_by_going_on(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, MON)
    assert "since you began" not in text(client, "/programme/")
    swap = {"movement": "band_row", "kind": "equal", "to": "shoulder_blade_squeeze"}
    assert client.post("/programme/swap/", swap)["Location"].endswith("#offer")
    page = text(client, "/programme/")
    assert "New: Shoulder-blade squeeze." in page
    assert "No longer: Band row." in page
    client.post("/programme/begin/")
    plan = prepared.journal.course().plan
    assert plan is not None
    assert "shoulder_blade_squeeze" in {item.movement for item in plan.items}
    assert "since you began" not in text(client, "/programme/")
