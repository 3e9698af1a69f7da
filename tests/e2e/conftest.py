"""What the walks in a browser share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser import ALLOWED, ALONE, CAMERA, another, chromium, prepare
from tests.e2e.film import write_film

#: A desk worker with a programme begun.
PREPARE = """
from rhomboid import bootstrap
bootstrap.setup_django()
bootstrap.migrate()
from tests.cases.reading import persons
answers = next(dict(case["answers"]) for case in persons() if case["id"] == "01_desk_worker")
answers["country"] = "GB"
journal = bootstrap.journal()
for question in journal.knowledge.questions.values():
    answers.setdefault(question.id, "cant_say")
journal.answer(answers)
journal.adopt()
journal.reports.tell("pain", {"now": 2})
"""
#: Fixtures that give a browser for a whole module.
_BROWSERS = ("browser", "allowed", "filmed")


@pytest.fixture(autouse=True)
def no_page_stays_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Close every page after its test: figures that go on moving would slow the next one down."""
    browsers: list[Browser] = [
        request.getfixturevalue(name) for name in _BROWSERS if name in request.fixturenames
    ]
    yield
    for browser in browsers:
        for context in browser.contexts:
            context.close()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary with a programme begun, to be copied."""
    folder = tmp_path_factory.mktemp("prepared")
    prepare(folder, PREPARE)
    return folder


@pytest.fixture(scope="module")
def allowed() -> Iterator[Browser]:
    """A browser whose camera every page may use, and that reaches nothing but this machine."""
    with chromium(CAMERA, ALLOWED, ALONE) as running:
        yield running


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person who stands, steps aside and leaves the picture."""
    return write_film(tmp_path_factory.mktemp("film") / "person.mjpeg")


@pytest.fixture(scope="module")
def filmed(allowed: Browser, film: Path) -> Iterator[Browser]:
    """Another one beside it, before whose camera that person stands."""
    with another(
        allowed, CAMERA, ALLOWED, ALONE, f"--use-file-for-fake-video-capture={film}"
    ) as one:
        yield one
