"""What is known about positions: every statement with source, standing and what is against it."""

from __future__ import annotations

import re

import msgspec
import pytest
from django.test import Client

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.loader import read_rows
from rhomboid.core.knowledge.positions import Position
from rhomboid.web.pages.evidence_numbers import PATTERNS, StatementError, numbers_of
from rhomboid.web.pages.evidence_pictures import dots, interval, rays
from rhomboid.web.pages.evidence_view import SECTIONS
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db
KNOWLEDGE = load_knowledge()
STATEMENTS = [(fact, side) for rows in SECTIONS.values() for fact, side in rows]


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def page(client: Client, language: str = "en-GB") -> str:
    answer = client.get("/evidence/positions/", headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def statement(text: str, fact: str) -> str:
    found = re.search(rf'<li class="statement [^>]*id="{fact}">.*?</li>', text, re.DOTALL)
    assert found is not None, fact
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


@pytest.mark.parametrize(("fact", "side"), STATEMENTS)
def test_every_statement_names_its_row_its_sources_and_how_far_it_was_checked(
    client: Client, fact: str, side: str
) -> None:
    text = page(client)
    row = KNOWLEDGE.facts[fact]
    said = statement(text, fact)
    for key in row.sources:
        assert f'href="/sources/#s-{key}"' in text
        assert str(KNOWLEDGE.sources[key].year) in said
    assert f'href="/sources/#{fact}"' in text
    if row.status_note is not None:
        assert "checked in part" in said
    elif row.status.value == "product_rule":
        assert "our own rule" in said
        assert side == "rule"
    elif row.status.value == "unverified":
        assert "not checked against a source" in said
        assert side == "open"
    else:
        assert "checked" in said


def test_what_speaks_against_is_there_and_called_so(client: Client) -> None:
    text = page(client)
    for fact, words in (
        ("ER-51", "no clear effect of extra breaks"),
        ("ER-62", "Slumped sitters were not at higher risk"),
        ("ER-63", "no strong evidence for one correct posture"),
        ("EX-05", "Workplace programmes made no difference"),
    ):
        assert "Speaks against it" in statement(text, fact)
        assert words in statement(text, fact)
    assert "They do not say where pain comes from." in text


def test_a_score_of_lifts_is_told_with_what_it_was_not_tested_for(client: Client) -> None:
    said = statement(page(client), "ER-26")
    assert "low back of healthy workers" in said
    assert "not tested for people in pain, or for the upper back" in said


def test_the_picture_shows_as_many_people_as_the_sentence(client: Client) -> None:
    text = page(client)
    shown = [path.count("z") for path in re.findall(r'class="on" d="([^"]*)"', text)]
    assert shown == [44, 17, 17]
    assert "44 of 100" in statement(text, "ER-50")
    assert text.count('class="dots"') == text.count("Picture: ") == 3


@pytest.mark.parametrize("fact", PATTERNS)
def test_numbers_come_from_the_statement_itself(fact: str) -> None:
    numbers = numbers_of(fact, KNOWLEDGE)
    assert numbers
    statement = KNOWLEDGE.facts[fact].statement
    assert all(f"{value:g}" in statement for value in numbers.values() if value != 1.0)


def test_a_statement_that_was_written_anew_is_refused() -> None:
    row = msgspec.structs.replace(KNOWLEDGE.facts["ER-51"], statement="Written anew.")
    changed = msgspec.structs.replace(KNOWLEDGE, facts={**KNOWLEDGE.facts, "ER-51": row})
    with pytest.raises(StatementError, match="ER-51 must read like"):
        numbers_of("ER-51", changed)


def test_limits_that_are_called_unused_are_used_by_no_position() -> None:
    for row in read_rows("positions", "position", Position):
        assert not {"ER-30", "ER-31"} & set(row.facts), row.id


def test_dots_are_a_hundred_and_spans_lie_on_one_axis() -> None:
    assert [dots(17).on.count("z"), dots(17).off.count("z")] == [17, 83]
    span = interval(0.12, 0.32, 0.86)
    assert 0 < span.low < span.middle < span.high < span.one < span.width
    assert interval(0.001, 1.0, 99.0).high == span.width
    assert rays(0.0).first == rays(0.0).second


def test_it_is_found_from_the_sources_and_from_a_lift(client: Client) -> None:
    for address in ("/sources/", "/strain/lifting/"):
        assert 'href="/evidence/positions/"' in client.get(address).content.decode()


def test_it_speaks_german(client: Client) -> None:
    text = page(client, "de-DE")
    assert "Die eine richtige Haltung gibt es nicht." in text
    assert "44 von 100 ohne Programm" in text
    assert "0,32" in text
