"""An arm that stays behind: the review suggests the shoulder questions and leads to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.web.local_client import LocalClient
from tests.web.prepared import CALM, Prepare, prepare

__all__ = ["prepare"]
pytestmark = pytest.mark.django_db
UNEVEN = {"done": "extra", "seen": {"standing_overhead_reach": {"difference_deg": 18.4}}}
WEEK: dict[str, Any] = {**CALM, "sessions": {"mon": UNEVEN, "wed": UNEVEN}, "review": "ignore"}


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def page(client: Client, path: str = "/review/", **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_review_says_what_was_seen_and_leads_to_the_questions(
    client: Client, prepare: Prepare
) -> None:
    prepare([WEEK]).at(1, 6, 22)
    text = page(client)
    assert "the right arm went 18 and then 18 degrees less far overhead than the left" in text
    assert 'href="/intake/limits/"' in text
    assert "XL-93" in text
    assert page(client, "/intake/limits/")


def test_once_answered_it_is_said_no_more_even_if_the_answer_is_the_same(
    client: Client, prepare: Prepare
) -> None:
    prepared = prepare([WEEK]).at(1, 6, 21)
    before = prepared.journal.present().answers["limits"]
    prepared.journal.answer({"limits": before})
    assert "less far overhead" not in page(client)


def test_it_is_said_in_german_without_blame(client: Client, prepare: Prepare) -> None:
    prepare([WEEK]).at(1, 6, 22)
    text = page(client, **{"accept-language": "de-DE"})
    assert "kam der rechte Arm 18 und dann 18 Grad weniger weit" in text
    assert "Das ist kein Fehler von Ihnen" in text
