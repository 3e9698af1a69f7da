"""Drawings in pages: the page's style sheet colours every part of them; moving ones are images."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from rhomboid import bootstrap
from rhomboid.adapters.drawing.people import PEOPLE
from rhomboid.adapters.drawing.theme import CLASSES
from rhomboid.app import known_ids
from rhomboid.bootstrap.drawings import moving_drawing, people
from rhomboid.wording import languages, wording
from tests.web.local_client import LocalClient
from tests.web.test_pages import tell

LOOK = (files("rhomboid.web") / "static/rhomboid/look.css").read_text(encoding="utf-8")
ALONE = (files("rhomboid.adapters.drawing") / "figure.css").read_text(encoding="utf-8")
MOVING = (files("rhomboid.adapters.drawing") / "moving.css").read_text(encoding="utf-8")


@pytest.fixture
def client() -> Client:
    return LocalClient().enter()


def programme(client: Client) -> str:
    tell("01_desk_worker")
    client.post("/programme/begin/")
    return client.get("/programme/").content.decode()


def sources(page: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'src="(/figures/[^"]+)"', page)]


def svg(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/svg+xml"
    return answer


def test_the_page_knows_every_class_of_the_drawings() -> None:
    assert [name for name in CLASSES if f".{name}" not in LOOK] == []


def test_a_drawing_looks_the_same_in_a_page_and_alone() -> None:
    rules = [line for line in ALONE.splitlines() if line.startswith(".")]
    assert [rule for rule in rules if rule not in LOOK] == []


def test_moving_drawings_know_every_class_of_the_drawings_but_the_arrow_heads() -> None:
    """A moving drawing has shaft and head in one path."""
    assert [name for name in CLASSES if f".{name}" not in MOVING] == ["fg-head"]


def test_a_person_can_be_chosen_by_all_names_that_the_diary_takes() -> None:
    assert ("", *people()) == known_ids.PEOPLE


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_who_can_be_chosen_is_described(language: str, who: str) -> None:
    assert wording(language).say(f"interface.settings.person.{who}")


@pytest.mark.django_db
class TestServed:
    def test_it_is_an_image_that_moves(self, client: Client) -> None:
        root = ElementTree.fromstring(svg(client, "/figures/shrug.svg").content)  # noqa: S314 - our own
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert list(root.iter("{http://www.w3.org/2000/svg}animate"))

    @pytest.mark.parametrize("name", ["nothing", "figure", "__init__"])
    def test_an_unknown_movement_is_not_found(self, client: Client, name: str) -> None:
        assert client.get(f"/figures/{name}.svg").status_code == 404

    def test_nobody_gets_it_without_the_launch_cookie(self) -> None:
        assert LocalClient().get("/figures/shrug.svg").status_code == 403

    def test_it_is_only_read(self, client: Client) -> None:
        assert client.post("/figures/shrug.svg").status_code == 405

    def test_a_browser_keeps_it_as_long_as_the_address_names_this_version(
        self, client: Client
    ) -> None:
        source = sources(programme(client))[0]
        assert svg(client, source)["Cache-Control"] == "private, max-age=31536000, immutable"
        older = re.sub(r"v=[^&]+", "v=0.0.1-00000000", source)
        assert svg(client, older)["Cache-Control"] == "no-cache"

    def test_it_may_style_itself_and_nothing_else(self, client: Client) -> None:
        policy = svg(client, "/figures/shrug.svg")["Content-Security-Policy"]
        assert policy == "default-src 'none'; style-src 'unsafe-inline'"
        assert "img-src 'self'" in client.get("/")["Content-Security-Policy"]

    def test_a_chosen_person_and_theme_are_drawn(self, client: Client) -> None:
        amara = svg(client, "/figures/shrug.svg?who=amara&scheme=dark").content.decode()
        assert f"--fig-skin:{PEOPLE['amara'].skin.dark}" in amara
        assert PEOPLE["amara"].skin.light not in amara

    def test_a_stranger_is_whoever_suits_the_movement(self, client: Client) -> None:
        stranger = svg(client, "/figures/shrug.svg?who=%3Cscript%3E&scheme=x").content
        assert stranger == svg(client, "/figures/shrug.svg").content


@pytest.mark.django_db
class TestOnPages:
    def test_every_movement_of_the_programme_moves_and_can_be_stopped(self, client: Client) -> None:
        page = programme(client)
        moves = page.count('<article class="move"')
        assert len(sources(page)) == moves > 0
        assert page.count('class="fig-stop"') == moves
        assert all(svg(client, source) for source in sources(page)[:1])

    def test_each_has_its_words(self, client: Client) -> None:
        words = re.findall(r'<img class="fig-moves"[^>]* alt="([^"]*)"', programme(client))
        assert all(re.fullmatch("Moving drawing: .+", alt) for alt in words)
        assert len(set(words)) == len(words) > 0

    def test_the_sheet_to_print_has_the_still_ones_alone(self, client: Client) -> None:
        programme(client)
        sheet = client.get("/programme/print/").content.decode()
        assert 'class="fig"' in sheet
        assert sources(sheet) == []

    def test_the_still_one_stands_where_motion_is_not_wanted_and_on_paper(self) -> None:
        for condition in ("(prefers-reduced-motion:reduce)", "print"):
            rule = "{.moving>.fig{display:block}.moving>.fig-moves,.fig-stop{display:none}}"
            assert f"@media {condition}{rule}" in LOOK

    def test_settings_choose_who_shows_it(self, client: Client) -> None:
        client.post("/settings/", {"person": "jonas", "theme": "dark"})
        assert bootstrap.journal().course().settings["person"] == "jonas"
        source = sources(programme(client))[0]
        assert "who=jonas&scheme=dark" in source
        client.post("/settings/", {"person": "nobody"})
        assert bootstrap.journal().course().settings["person"] == "jonas"


def test_the_same_picture_is_drawn_once() -> None:
    first = moving_drawing("shrug", "x", "mira")
    assert moving_drawing("shrug", "x", "mira") == first
