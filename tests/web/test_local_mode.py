"""The door: this machine, this person, no other page."""

from __future__ import annotations

import pytest
from django.test import Client

from rhomboid.web.local_mode import launch_token
from rhomboid.web.server import PortError, bind
from tests.web.local_client import LocalClient

pytestmark = [pytest.mark.django_db, pytest.mark.hazard("H-12")]


@pytest.fixture
def client() -> Client:
    return LocalClient()


@pytest.fixture
def inside(client: Client) -> Client:
    assert client.get(f"/?token={launch_token.issue()}").status_code == 302
    return client


def test_without_the_launch_token_nothing_is_shown(client: Client) -> None:
    for path in ("/", "/thoughts/", "/answers/", "/settings/", "/nowhere/"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert b"token" in answer.content


def test_the_launch_token_opens_once_and_leaves_the_address(client: Client) -> None:
    token = launch_token.issue()
    answer = client.get(f"/?token={token}")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    cookie = answer.cookies["rhomboid_launch_8137"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert client.get("/").status_code == 200
    stranger = LocalClient()
    assert stranger.get(f"/?token={token}").status_code == 403


def test_a_token_can_be_pasted_and_a_wrong_one_is_refused(client: Client) -> None:
    token = launch_token.issue()
    assert client.post("/", {"token": "wrong"}).status_code == 403
    assert client.post("/", {"token": token}).status_code == 302


def test_a_new_token_voids_the_old_one(client: Client) -> None:
    old = launch_token.issue()
    launch_token.issue()
    assert client.get(f"/?token={old}").status_code == 403


def test_a_made_up_cookie_opens_nothing(client: Client) -> None:
    client.cookies["rhomboid_launch_8137"] = "abc:def:ghi"
    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:9", "localhost.evil:8137", ""]
)
def test_a_foreign_host_is_refused(inside: Client, host: str) -> None:
    assert inside.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8137", "localhost:8137", "[::1]:8137"])
def test_our_own_names_are_let_in(inside: Client, host: str) -> None:
    assert inside.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_foreign_page_cannot_write(inside: Client, headers: dict[str, str]) -> None:
    answer = inside.post("/settings/", {"theme": "dark"}, headers=headers)
    assert answer.status_code == 403
    assert b"Nothing was changed" in answer.content


def test_a_foreign_page_cannot_read_by_script(inside: Client) -> None:
    answer = inside.get(
        "/answers/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"}
    )
    assert answer.status_code == 403


def test_a_form_without_its_key_is_refused_in_words() -> None:
    strict = LocalClient(enforce_csrf_checks=True)
    strict.get(f"/?token={launch_token.issue()}")
    answer = strict.post("/settings/", {"theme": "dark"})
    assert answer.status_code == 403
    assert b"open too long" in answer.content


def test_every_answer_carries_the_headers_that_keep_it_to_itself(inside: Client) -> None:
    for path in ("/", "/nowhere/", "/static/rhomboid/look.css"):
        headers = inside.get(path).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert inside.get("/").headers["Cache-Control"] == "no-store"


def test_no_host_but_this_machine_is_known_by_name() -> None:
    # Django's test runner adds a name of its own to the running settings; a real start has these.
    from rhomboid.web import settings

    assert settings.ALLOWED_HOSTS == ["127.0.0.1", "localhost", "[::1]"]


def test_files_of_the_look_are_not_offered_to_other_sites(inside: Client) -> None:
    headers = inside.get("/static/rhomboid/look.css").headers
    assert "Access-Control-Allow-Origin" not in headers


def test_the_server_listens_on_this_machine_only() -> None:
    listener = bind(0, exactly=True)
    try:
        assert listener.getsockname()[0] == "127.0.0.1"
        with pytest.raises(PortError, match="must be free"):
            bind(listener.getsockname()[1], exactly=True)
    finally:
        listener.close()
