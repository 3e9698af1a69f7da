"""A hold before the camera: seen, timed by the ring, and asked for where it is left early."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.test_camera import PLAY, link, performed, says, started, wait
from tests.e2e.test_session import begin, count, enter

__all__ = ("link",)
pytestmark = pytest.mark.e2e

#: The number in the ring.
RING = "Number(document.querySelector('.hold .number').textContent)"


def in_time(context: BrowserContext, hold_s: float) -> None:
    """Arms are raised, held and lowered twice, as fast as a person does it."""
    context.add_init_script(PLAY % (json.dumps(performed(2, hold_s)), 1))


def test_a_hold_that_is_seen_is_timed_by_the_ring(allowed: Browser, link: str) -> None:
    context = enter(allowed, link)
    in_time(context, 6.0)
    page = started(begin(context))
    wait(page, 30, f"{RING} >= 3")
    assert count(page) == "0"
    assert page.inner_text("[data-show=cue]") == "Reach for the ceiling and grow tall."
    wait(page, 10, "document.querySelector('[data-show=count]').textContent === '1'")
    wait(page, 40, "window.played === 1")
    page.wait_for_timeout(500)
    assert count(page) == "2"  # what timer and camera both saw is counted once
    assert page.inner_text("[data-camera-say]") == ""


def test_a_hold_that_is_left_early_is_asked_for_kindly_and_told_at_the_end(
    allowed: Browser, link: str
) -> None:
    context = enter(allowed, link)
    in_time(context, 2.0)
    page = started(begin(context))
    wait(page, 30, f"{RING} >= 1")
    wait(page, 20, "document.querySelector('[data-show=count]').textContent === '1'")
    says(page, "of 5 seconds. Stay a little longer, if that is comfortable.")
    wait(page, 10, f"{RING} === 0")
    wait(page, 40, "window.played === 1")
    page.keyboard.press("n")
    page.click("[data-do=end]")
    page.wait_for_url("**/session/end/")
    page.click("text=End the session")
    assert "5 seconds were asked each time." in page.inner_text("main")
