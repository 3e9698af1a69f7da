"""A session in windows of all sizes: what may have to be pressed is in sight."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import keep
from tests.e2e.test_session import begin, bottom, browser, data, enter, link

__all__ = ("browser", "data", "link")
pytestmark = pytest.mark.e2e

#: Windows of laptops, of a phone upright and turned, and of a small one.
WINDOWS = (
    (1280, 800),
    (1440, 900),
    (1366, 641),
    (1280, 600),
    (390, 844),
    (844, 390),
    (360, 560),
)


def under_the_fold(page: Page, name: str) -> list[str]:
    """What of the buttons and the one cue is out of sight, or lies under the bar."""
    size = page.viewport_size
    assert size is not None
    found = [
        f"{name}: {selector}"
        for selector in ("[data-do=main]", "[data-do=hurts]", "[data-do=count]")
        if bottom(page, selector) > size["height"]
    ]
    bar = page.locator(".controls").bounding_box()
    assert bar is not None
    if size["height"] > 600 and bottom(page, ".now") > bar["y"]:
        found.append(f"{name}: the cue")
    return found


@pytest.mark.parametrize("language", ["en-GB", "de-DE"])
def test_the_buttons_are_in_sight_in_every_window_at_every_movement(
    browser: Browser, link: str, language: str
) -> None:
    page = begin(enter(browser, link, locale=language))
    found: list[str] = []
    for _ in range(10):
        page.wait_for_selector("body.led")
        name = page.inner_text("[data-show=name]")
        for width, height in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            found += under_the_fold(page, f"{name} at {width}x{height}")
        page.evaluate("document.querySelector('[data-do=next]').click()")
    assert found == []


@pytest.mark.parametrize(
    ("language", "private", "name"),
    [
        ("en-GB", "The picture stays in this page.", "Hands on hips, pelvis forward"),
        ("de-DE", "Das Bild bleibt in dieser Seite.", "Hände an die Hüften, Becken vor"),
    ],
)
def test_a_phone_is_offered_no_keys_and_keeps_the_count_together(
    browser: Browser, link: str, language: str, private: str, name: str
) -> None:
    phone = {"width": 390, "height": 844}
    page = begin(
        enter(browser, link, locale=language, viewport=phone, is_mobile=True, has_touch=True)
    )
    page.wait_for_selector("body.led")
    assert page.is_visible(f"text={private}")  # before the camera is on
    if language == "en-GB":
        keep(page, "session-390-light")
    page.tap("[data-do=next]")
    assert page.inner_text("[data-show=name]") == name
    of = page.locator("[data-show=of]")
    assert of.evaluate("node => node.getClientRects().length") == 1
    heights = [page.locator(f".count .{part}").bounding_box() for part in ("big", "reps")]
    assert heights[0] is not None
    assert heights[1] is not None
    assert heights[1]["y"] < heights[0]["y"] + heights[0]["height"]  # beside, not under
    assert page.locator(".keys").is_hidden()
    key = "getComputedStyle(document.querySelector('[data-camera-switch]'), '::after').content"
    assert page.evaluate(key) == "none"


@pytest.mark.parametrize("width", [1280, 390])
def test_without_script_the_way_to_help_is_there_once(
    browser: Browser, link: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    page = begin(enter(browser, link, java_script_enabled=False, viewport=size))
    ways = page.locator("a[href='/urgent/']")
    assert sum(ways.nth(at).is_visible() for at in range(ways.count())) == 1
