"""A file sent by the script of the page: told line by line, stopped, kept where there is room."""

from __future__ import annotations

import asyncio
import json
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client, override_settings

from rhomboid import bootstrap
from rhomboid.app.walks.walks import Walks
from rhomboid.bootstrap import Settings
from rhomboid.bootstrap.uploads import clear_uploads, upload_folder
from rhomboid.bootstrap.walks import walks_of
from rhomboid.web.pages.walks_files import _under_way
from rhomboid.web.pages.walks_taking import Taking, left_words
from rhomboid.web.uploads import Body, Pages
from rhomboid.wording import wording
from tests.web.local_client import HOST, LocalClient
from tests.web.test_walks import MONDAY_WALK, SAME_BY_PHONE, Someone, lines

pytestmark = pytest.mark.django_db(transaction=True)

EN = wording("en")


@pytest.fixture
def someone(monkeypatch: pytest.MonkeyPatch) -> Someone:
    someone = Someone()
    monkeypatch.setattr(bootstrap, "journal", lambda: someone.journal)
    someone.client = LocalClient().enter()
    return someone


def heard(taking: Taking, stop_after: int | None = None) -> list[dict[str, Any]]:
    """Every line of a file on its way in; stopped after some of them, if wanted."""

    async def listen() -> list[dict[str, Any]]:
        found = []
        async for line in taking.lines():
            found.append(json.loads(line))
            if stop_after is not None and len(found) == stop_after:
                taking.stop()
        return found

    return asyncio.run(listen())


def taking(walks: Walks, content: bytes, name: str = "steps.csv") -> Taking:
    return Taking(name, BytesIO(content), walks, EN)


def test_the_last_line_says_what_came_of_it(someone: Someone) -> None:
    *progress, last = heard(taking(walks_of(someone.journal), lines(MONDAY_WALK, SAME_BY_PHONE)))
    assert last["text"].startswith("steps.csv (table): 1 day, 5 January 2026.")
    assert last["see"] == "/walks/?of=2026-01-05"
    assert not last["refused"]
    assert progress[-1]["done_bytes"] == progress[-1]["size_bytes"]
    assert progress[-1]["text"] == "Read. Working out the days."
    assert "1 of 5 days" in someone.page()


def test_a_file_that_cannot_be_used_says_why(someone: Someone) -> None:
    (last,) = heard(taking(walks_of(someone.journal), b"Dear doctor", "letter.txt"))
    assert last["refused"]
    assert "letter.txt: We cannot tell what kind of file this is." in last["text"]


class _Slow(BytesIO):
    """A file whose reading can be held up until it is stopped."""

    def __init__(self, content: bytes, taking_of: list[Taking]) -> None:
        super().__init__(content)
        self._taking = taking_of

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        if self.tell() > 100_000 and self._taking:
            self._taking[0].stop()
        return found


def test_a_file_that_is_stopped_brings_nothing(someone: Someone) -> None:
    content = lines(*[("2026-01-05", "00:00", 1440, 90, f"Phone {n}") for n in range(8)])
    held: list[Taking] = []
    walks = walks_of(someone.journal)
    stopped = Taking("big.csv", _Slow(content, held), walks, EN)
    held.append(stopped)
    *_, last = heard(stopped)
    assert last["text"] == "big.csv: stopped. Nothing of it was taken in."
    assert walks.imports() == ()
    assert walks.counting.order() == ()


@pytest.mark.parametrize(
    ("left_s", "words"),
    [(0.2, "about 1 second left"), (119, "about 119 seconds left"), (150, "about 2 minutes left")],
)
def test_the_time_left_is_said_in_seconds_then_minutes(left_s: float, words: str) -> None:
    assert left_words(left_s, EN) == words


# ---------------------------------------------------------------- over the wire


def scope_of(client: Client, path: str, **headers: str) -> dict[str, Any]:
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    named = {"host": HOST, "cookie": cookies, "content-type": "application/octet-stream", **headers}
    return {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "server": ("127.0.0.1", 8137),
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
    }


def posted(scope: dict[str, Any], *pieces: bytes) -> tuple[int, bytes]:
    """Status and whole body of an answer to a body in pieces."""

    async def talk() -> tuple[int, bytes]:
        reached: Any = ApplicationCommunicator(Pages(), scope)  # type: ignore[no-untyped-call] # no types
        for piece in pieces:
            await reached.send_input({"type": "http.request", "body": piece, "more_body": True})
        await reached.send_input({"type": "http.request", "body": b""})
        begun = await reached.receive_output(20)
        found, more = b"", True
        while more:
            part = await reached.receive_output(20)
            found, more = found + part.get("body", b""), part.get("more_body", False)
        await reached.wait(20)
        return begun["status"], found

    return asyncio.run(talk())


def test_it_goes_through_the_door_of_local_mode_only(someone: Someone) -> None:
    content = lines(MONDAY_WALK)
    stranger = LocalClient()
    assert posted(scope_of(stranger, "/walks/files/take/"), content)[0] == 403
    foreign = scope_of(someone.client, "/walks/files/take/", origin="http://evil.example")
    assert posted(foreign, content)[0] == 403
    assert walks_of(someone.journal).imports() == ()


def test_without_the_token_of_the_page_nothing_is_taken(someone: Someone) -> None:
    status, page = posted(scope_of(someone.client, "/walks/files/take/"), lines(MONDAY_WALK))
    assert status == 403
    assert b"<h1" in page
    assert walks_of(someone.journal).imports() == ()


def with_token(client: Client) -> dict[str, str]:
    client.get("/walks/files/")
    return {"x-csrftoken": client.cookies["csrftoken"].value}


def test_a_body_in_pieces_is_one_file(someone: Someone) -> None:
    content = lines(MONDAY_WALK)
    headers = {
        "x-file-name": "m%C3%A4rz%20steps.csv",
        "x-taking": "k",
        **with_token(someone.client),
    }
    scope = scope_of(someone.client, "/walks/files/take/", **headers)
    status, answer = posted(scope, content[:700], content[700:])
    assert status == 200
    last = json.loads(answer.splitlines()[-1])
    assert last["text"].startswith("märz steps.csv (table): 1 day")
    assert "k" in _under_way


def test_a_disk_without_room_is_said_and_nothing_is_taken(someone: Someone) -> None:
    headers = with_token(someone.client)
    scope = scope_of(someone.client, "/walks/files/take/", **headers)
    with files_of_at_most(3_000_000):
        status, page = posted(scope, *[b"x" * 1_000_000] * 5)
    assert status == 507
    assert "There is no room on the disk for this file." in page.decode()


def test_a_form_without_room_is_said_too(someone: Someone) -> None:
    head = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n"
    )
    content = head + b"x" * 2_900_000 + b"\r\n--b--\r\n"
    scope = scope_of(
        someone.client, "/walks/files/", **{"content-type": "multipart/form-data; boundary=b"}
    )
    scope["headers"].append((b"content-length", str(len(content)).encode()))
    with override_settings(FILE_UPLOAD_MAX_MEMORY_SIZE=100), files_of_at_most(2_800_000):
        status, page = posted(scope, content)
    assert status == 507
    assert "There is no room on the disk" in page.decode()


@contextmanager
def files_of_at_most(size_bytes: int) -> Iterator[None]:
    """No file may grow beyond a size, as on a disk that is full."""
    before, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, hard))


def test_large_bodies_lie_beside_the_diary_and_leave_nothing_behind() -> None:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    before = set(folder.iterdir())
    with Body() as body:
        body.take(b"x" * 5_000_000)
        body.seek(0)
        assert len(body.read()) == 5_000_000
        assert body.name is None or Path(str(body.name)).parent == folder or body.fileno() > 0
    assert set(folder.iterdir()) == before


def test_what_a_killed_server_left_is_removed_a_day_later(tmp_path: Path) -> None:
    place = Settings(data=tmp_path, database_url=None)
    folder = upload_folder(place)
    old, new = folder / "old.upload", folder / "new.upload"
    for file in (old, new):
        file.write_bytes(b"x")
    os.utime(old, (0, 0))
    clear_uploads(place)
    assert [file.name for file in folder.iterdir()] == ["new.upload"]
