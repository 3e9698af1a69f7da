"""The walk on today's page: left out with one tap, shorter after a red day, its stop signs."""

from __future__ import annotations

import re

import msgspec
import pytest
from django.test import Client

from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, Prepared, prepare
from tests.web.test_today import BLANK, MON, SUN, TUE, WED, text

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def told(prepared: Prepared) -> list[dict[str, object]]:
    day = prepared.journal.course().history.day(prepared.clock.now().date())
    return [dict(msgspec.to_builtins(skip)) for skip in day.skips]


@pytest.mark.parametrize(
    ("because", "words"),
    [
        ("weather", "Stairs or a corridor do as well"),
        ("no_time", "no time for a walk today"),
    ],
)
def test_one_tap_leaves_a_walk_out_and_nothing_is_owed(
    client: Client, prepare: Prepare, because: str, words: str
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 10)
    assert "Not today?" in text(client)
    answer = client.post("/today/walk/", {"skipped": because}, follow=True)
    page = answer.content.decode()
    assert words in page
    assert "No walk today, and nothing to make up." in page
    assert "Not today?" not in page
    assert told(prepared) == [{"because": because}]
    root = re.search(r'name="entry" value="([^"]+)"', page)
    assert root is not None
    client.post("/today/undo/", {"entry": root.group(1)})
    assert told(prepared) == []
    assert "Not today?" in text(client)


def test_pain_that_keeps_from_a_walk_is_told_as_a_number_and_makes_a_red_day(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 10)
    assert client.post("/today/walk/", {"skipped": "pain"}).status_code == 422
    assert client.post("/today/walk/", {"skipped": "storm"}).status_code == 422
    assert told(prepared) == []
    client.post("/today/walk/", {"skipped": "pain", "pain": "6"})
    assert told(prepared) == [{"because": "pain", "pain": 6}]
    assert prepared.journal.today().mode == "red_day"


@pytest.mark.hazard("H-21")
def test_the_walk_after_a_red_day_is_shorter_and_says_why(client: Client, prepare: Prepare) -> None:
    prepared = prepare([CALM, BLANK]).at(2, TUE, 10)
    asked = prepared.journal.today().walk_min or 0
    client.post("/today/walk/", {"skipped": "pain", "pain": "6"})
    prepared.at(2, WED, 10)
    page = text(client)
    assert f'value="{asked * 70 // 100}"' in page
    assert "So the walk is about a third shorter, at any pace, until a calmer day" in page
    client.post("/today/pain/", {"now": "2", "moment": "now"})
    page = text(client)
    assert f'value="{asked}"' in page
    assert "a third shorter" not in page


def test_how_to_walk_and_when_to_stop_stand_beside_the_walk(
    client: Client, prepare: Prepare
) -> None:
    prepare([CALM, BLANK]).at(2, TUE, 10)
    for path in ("/today/", "/programme/"):
        page = text(client, path)
        assert "Two minutes slowly, then as briskly as is comfortable" in page
        assert "Stop and get help if you turn dizzy or faint, if a leg turns weak" in page
        assert '<a href="/urgent/">' in page


def test_brisk_minutes_are_said_on_today_programme_and_review(
    client: Client, prepare: Prepare
) -> None:
    days = ("mon", "tue", "wed", "thu", "fri")
    held = {**CALM, "walks": dict.fromkeys(days, 30)}
    first = {**CALM, "pain": [2] * 7, "walks": held["walks"]}
    weeks = [first, {**first, "review": "ignore"}, BLANK]
    answers = {"walk_minutes_now": 30, "activity_days_per_week": 5, "days": [*days, "sat", "sun"]}
    prepared = prepare(weeks, **answers).at(2, SUN, 22)
    review = text(client, "/review/")
    assert "30 min on 5 days, 5 of them brisk" in review
    assert "You can talk then, but not sing; that is about 100 steps a minute." in review
    prepared.journal.reviews.adopt(prepared.journal.present())
    prepared.at(3, MON, 10)
    assert "30 minutes, 5 of them briskly" in text(client)
    assert "5 minutes of each walk briskly: you can talk, but not sing." in text(
        client, "/programme/"
    )
