"""What is known about walking: honestly borrowed, with what is ours called ours."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.web.pages.evidence_walking import WALKING
from tests.web.local_client import LocalClient
from tests.web.test_evidence import statement

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
STATEMENTS = [(fact, side) for rows in WALKING.values() for fact, side in rows]


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def page(client: Client, language: str = "en-GB") -> str:
    answer = client.get("/evidence/walking/", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(("fact", "side"), STATEMENTS)
def test_every_statement_names_its_sources_and_how_far_it_was_checked(
    client: Client, fact: str, side: str
) -> None:
    text = page(client)
    row = KNOWLEDGE.facts[fact]
    said = statement(text, fact)
    assert all(str(KNOWLEDGE.sources[key].year) in said for key in row.sources)
    assert f'href="/sources/#{fact}"' in text
    assert (row.status.value == "product_rule") == (side == "rule") == ("our own rule" in said)
    assert (row.status.value == "unverified") == (side == "open")


def test_it_says_whose_back_and_neck_it_was(client: Client) -> None:
    text = page(client)
    assert "That it helps the upper back, nobody has shown." in text
    assert "from low back pain" in statement(text, "WK-01")
    assert "six visits to a physiotherapist were part of it" in statement(text, "WK-01")
    assert "It did not make it weaker." in statement(text, "WK-05")
    assert "from neck pain" in statement(text, "WK-05")
    assert "None was about walking." in statement(text, "EX-01")


def test_pictures_show_the_numbers_of_the_sentences(client: Client) -> None:
    text = page(client)
    shown = [path.count("z") for path in re.findall(r'class="on" d="([^"]*)"', text)]
    assert shown == [34, 22]
    for words in ("0.72 (0.6 to 0.85)", "0.22 (0.06 to 0.75)"):
        assert words in text


def test_it_is_found_from_walks_and_sources_and_speaks_german(client: Client) -> None:
    for address in ("/walks/", "/sources/"):
        assert 'href="/evidence/walking/"' in client.get(address).content.decode()
    text = page(client, "de-DE")
    assert "Dass es dem oberen Rücken hilft, hat niemand gezeigt." in text
    assert "0,72" in text
