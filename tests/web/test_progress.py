"""Progress: the headline, the chart, and the same as a table, without script."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
#: Four weeks of less pain, with walks and sessions.
WEEKS: list[dict[str, Any]] = [
    {**CALM, "pain": [score] * 7, "danger": ["sun"]} for score in (6, 5, 4, 3)
]


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def page(client: Client, **headers: str) -> str:
    answer = client.get("/progress/", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_diary_says_what_a_first_step_is(client: Client) -> None:
    text = page(client)
    assert "Nothing noted yet." in text
    assert "Note your pain once a day" in text


def test_the_headline_compares_with_the_start(client: Client, prepare: Prepare) -> None:
    prepare(WEEKS).at(4, 6, 22)
    text = page(client)
    assert re.search(r"<h1[^>]*>Down [\d.]+ points? in \d weeks?\.</h1>|About where it began", text)


def test_the_chart_is_drawn_on_the_server_and_says_what_it_shows(
    client: Client, prepare: Prepare
) -> None:
    prepare(WEEKS).at(4, 6, 22)
    text = page(client)
    drawings = re.findall(r"<svg[^>]*only-.*?</svg>", text, re.DOTALL)
    assert len(drawings) == 3
    for drawing in drawings:
        root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
        assert root.get("role") == "img"
        assert "The table below holds the same numbers" in (root.get("aria-label") or "")
    assert "style=" not in text


def test_a_spell_of_which_no_pain_was_told_has_no_worst_day(
    client: Client, prepare: Prepare
) -> None:
    prepare([{"walks": {"tue": 17}, "danger": ["sun"]}]).at(1, 6, 22)
    text = page(client)
    assert "since " in text
    assert "worst day" not in text


def test_the_table_holds_the_same_numbers(client: Client, prepare: Prepare) -> None:
    prepare(WEEKS).at(4, 6, 22)
    rows = re.findall(
        r"<tr><th scope=\"row\">(Week \d[^<]*)</th><td class=\"r\">([\d.–]+)", page(client)
    )
    assert [pain for _, pain in rows] == ["6", "5", "4", "3"]


def test_it_speaks_german(client: Client, prepare: Prepare) -> None:
    prepare(WEEKS).at(4, 6, 22)
    text = page(client, **{"accept-language": "de-DE"})
    assert "Was Sie wieder tun wollten" in text
    assert "Woche 1" in text


def measured_weeks(*degrees: float) -> list[dict[str, Any]]:
    """A week for each range of the band row, with one session before a camera."""
    return [
        {
            **CALM,
            "danger": ["sun"],
            "sessions": {"mon": {"seen": {"band_row": {"range_deg": float(value)}}}},
        }
        for value in degrees
    ]


def test_a_movement_measured_twice_has_its_chart_and_the_same_as_a_table(
    client: Client, prepare: Prepare
) -> None:
    prepare(measured_weeks(60, 75)).at(2, 6, 22)
    text = page(client)
    part = text.split('id="range-band_row"')[1].split("</figure>")[0]
    assert len(re.findall(r"<svg[^>]*chart only-", part)) == 3
    assert "60° at first, 75° now: 15° further, which is more than the error of both days" in part
    assert re.findall(r"<td class=\"r\">([\d.]+° ± [\d.]+°)</td>", part) == ["60° ± 6°", "75° ± 6°"]


def test_a_change_within_the_error_is_said_to_be_none(client: Client, prepare: Prepare) -> None:
    prepare(measured_weeks(60, 67)).at(2, 6, 22)
    assert "60° at first, 67° now. The camera cannot tell these apart" in page(client)


def test_a_movement_measured_once_has_no_chart(client: Client, prepare: Prepare) -> None:
    prepare(measured_weeks(60)).at(1, 6, 22)
    assert "How far you move" not in page(client)


def test_ranges_promise_no_norm_in_german_too(client: Client, prepare: Prepare) -> None:
    prepare(measured_weeks(60, 75)).at(2, 6, 22)
    text = page(client, **{"accept-language": "de-DE"})
    assert "Keine Zahl hier ist eine, die Sie erreichen sollen" in text
    assert "60° zuerst, 75° jetzt: 15° weiter" in text
