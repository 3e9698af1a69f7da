"""What the walks in a browser share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

#: Fixtures that give a browser for a whole module.
_BROWSERS = ("browser", "allowed")


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
