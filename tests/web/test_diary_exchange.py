"""Taking the diary along from its page: out as a file, and files in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rhomboid import bootstrap
from rhomboid.web.pages import diary_exchange
from tests.web.local_client import LocalClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    bootstrap.journal.cache_clear()
    return LocalClient().enter()


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def note(words: str) -> None:
    at = datetime(2026, 2, 3, 8, tzinfo=UTC)
    bootstrap.journal().reports.tell("note", {"text": words}, at)


def upload(content: bytes) -> dict[str, SimpleUploadedFile]:
    return {"diary": SimpleUploadedFile("diary.jsonl", content)}


def test_the_diary_can_be_taken_along_and_brought_in_again(client: Client) -> None:
    note("Grüße")
    answer = client.get("/diary/export/")
    assert answer["Content-Disposition"].startswith('attachment; filename="rhomboid-diary-')
    assert answer["Cache-Control"] == "no-store"
    whole = answer.content
    assert whole.count(b"\n") == 1
    again = client.post("/diary/import/", upload(whole))
    assert again["Location"] == "/diary/import/?added=0&known=1"
    assert "All 1 of its lines were here already." in text(client, again["Location"])
    other = whole.replace(b'"id":"01', b'"id":"02')
    assert client.post("/diary/import/", upload(other))["Location"].endswith("added=1&known=0")
    assert "1 line is new." in text(client, "/diary/import/?added=1&known=0")
    assert bootstrap.journal().course().count == 2


def test_a_file_that_is_no_diary_is_named_by_line_and_changes_nothing(client: Client) -> None:
    note("x")
    whole = client.get("/diary/export/").content
    answer = client.post("/diary/import/", upload(whole + b"{}\n"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Line 2 is not as a diary writes it, so nothing of the file was brought in." in page
    assert "Object missing required field" in page
    assert bootstrap.journal().course().count == 1
    assert client.post("/diary/import/").status_code == 422
    assert "Please choose a file first." in client.post("/diary/import/").content.decode()


def test_a_file_that_is_too_big_gets_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary_exchange, "MOST_MB", 1)
    answer = client.post("/diary/import/", upload(b"x" * 1_500_000))
    assert answer.status_code == 413
    assert "at most 1 MB, and it has 1.5 MB" in answer.content.decode()
