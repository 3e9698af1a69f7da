"""A working day at the desk in a real browser, its clock moved on; the camera at a low rate."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request

from tests.e2e.browser import ALLOWED, CAMERA, another, findings_of_axe, keep, server, within
from tests.e2e.test_session import base, enter

pytestmark = pytest.mark.e2e

#: A worker's timers run on time of their own; without one the page uses those that a test can move.
NO_WORKER = "delete window.Worker"
PROMPT = "[data-part=prompt] section"


class Clock:
    """The server's time, in a file."""

    def __init__(self, file: Path) -> None:
        tomorrow = datetime.now().astimezone() + timedelta(days=1)
        self.now = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
        self._file = file
        self.go(0)

    def go(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)
        self._file.write_text(self.now.isoformat(), encoding="utf-8")


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    file = tmp_path / "clock"
    monkeypatch.setenv("RHOMBOID_CLOCK", str(file))
    return Clock(file)


@pytest.fixture
def link(prepared: Path, tmp_path: Path, clock: Clock) -> Iterator[str]:
    clock.go(0)
    with server(shutil.copytree(prepared, tmp_path / "data")) as address:
        yield address


@pytest.fixture
def errors() -> list[str]:
    return []


def at_desk(context: BrowserContext, link: str, errors: list[str] | None = None) -> Page:
    page = context.pages[0]
    if errors is not None:
        page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(base(link) + "/desk/")
    page.wait_for_selector("[data-count]:not([hidden])")
    return page


def minute_on(page: Page) -> None:
    """A minute passes in the page."""
    with within(45):
        page.clock.fast_forward(60_000)


class Day:
    """Somebody at the desk; minutes pass on the server and in the page alike."""

    def __init__(self, page: Page, clock: Clock) -> None:
        self.page, self.clock = page, clock
        self.prompts: list[str] = []
        self.parts: dict[str, Any] = {}
        self._open: set[Request] = set()
        page.on("request", self._sent)
        page.on("requestfinished", self._over)
        page.on("requestfailed", self._over)

    def _sent(self, request: Request) -> None:
        if request.resource_type == "fetch":
            self._open.add(request)

    def _over(self, request: Request) -> None:
        self._open.discard(request)

    def work(self, minutes: int) -> int:
        """Work until something is suggested, at most so long; gives the minutes that passed."""
        for minute in range(1, minutes + 1):
            for _ in range(1000):
                if self._open:
                    self.page.wait_for_timeout(5)
            assert not self._open, [request.url for request in self._open]
            self.clock.go(1)
            with self.page.expect_response("**/desk/tick/") as told:
                minute_on(self.page)
            self.parts = told.value.json()
            prompt = self.parts["prompt"]
            if prompt is not None and prompt["root"] not in self.prompts:
                self.prompts.append(prompt["root"])
                self.page.wait_for_selector(PROMPT)
                return minute
        return minutes

    def answer(self, value: str, words: str) -> None:
        self.page.click(f"{PROMPT} button[value='{value}']")
        self.page.wait_for_selector(f"[data-part=note]:has-text('{words}')")
        self.page.wait_for_selector(PROMPT, state="detached")


def test_a_working_day_with_suggestions_answers_and_quiet(
    allowed: Browser, link: str, clock: Clock, errors: list[str]
) -> None:
    hosts: set[str | None] = set()
    context = enter(allowed, link)
    context.on("request", lambda sent: hosts.add(urlsplit(sent.url).hostname))
    context.add_init_script(NO_WORKER)
    context.pages[0].clock.install(time=clock.now)
    page = at_desk(context, link, errors)
    page.focus("[data-count]")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-count][aria-pressed=true]")
    day = Day(page, clock)
    # 9:00 to 12:00: the first suggestion after half an hour, without taking the focus.
    assert day.work(60) in (30, 31)
    assert page.evaluate("document.activeElement.matches('[data-count]')")
    assert page.get_attribute("[data-part=prompt]", "role") == "status"
    assert findings_of_axe(page) == []
    keep(page, "desk", whole=True)
    day.answer("later-5", "We come back in 5 minutes.")
    assert day.work(20) in (5, 6)
    day.answer("not-not_this", "The next suggestion is another one.")
    declined = day.work(60)
    assert declined >= 29
    day.answer("not-bad_moment", "we wait longer then")
    day.work(60)
    day.answer("done", "Noted as a change.")
    assert "0 minutes" in page.inner_text("h1") or "1 minute" in page.inner_text("h1")
    # Until 13:00 do not disturb: two hours of work without a word.
    page.click(".band form[action='/desk/quiet/'] button[value=hour]")
    page.wait_for_selector("[data-part=note]:has-text('Nothing is suggested until')")
    before = len(day.prompts)
    assert day.work(58) == 58
    assert len(day.prompts) == before
    day.work(15)
    assert len(day.prompts) == before + 1
    # Then by oneself, before anything is suggested.
    page.click("button:has-text('I changed position')")
    page.wait_for_selector("[data-part=note]:has-text('Noted: a change of position')")
    # The rest of the day nobody answers: no more than two an hour.
    before = len(day.prompts)
    started = clock.now
    while clock.now - started < timedelta(hours=3):
        day.work(30)
    assert len(day.prompts) - before <= 6
    assert "at the desk" in page.inner_text("[data-part=day]")
    # Loaded anew it goes on by itself; left, it ends.
    page.reload()
    page.wait_for_selector("[data-count][aria-pressed=true]")
    page.click("[data-count]")
    page.wait_for_selector("[data-part=line]:has-text('Nothing is counted until you start.')")
    assert hosts == {"127.0.0.1"}
    assert errors == []


def prompted_on_a_phone(allowed: Browser, link: str, clock: Clock) -> Page:
    context = enter(
        allowed,
        link,
        locale="de-DE",
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        color_scheme="dark",
    )
    context.add_init_script(NO_WORKER)
    context.pages[0].clock.install(time=clock.now)
    page = at_desk(context, link)
    page.click("[data-count]")
    page.wait_for_selector("[data-count][aria-pressed=true]")
    Day(page, clock).work(40)
    return page


def test_on_a_phone_in_german_in_the_dark_it_fits_and_is_read_out(
    allowed: Browser, link: str, clock: Clock
) -> None:
    try:
        page = prompted_on_a_phone(allowed, link, clock)
    except Error:  # the page's clock stood still, see `within`
        page = prompted_on_a_phone(allowed, link, clock)
    assert "Zeit für eine andere Haltung." in page.inner_text(PROMPT)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert findings_of_axe(page) == []
    keep(page, "desk-phone", whole=True)


def test_without_a_script_changes_can_be_told(allowed: Browser, link: str) -> None:
    context = enter(allowed, link, java_script_enabled=False)
    page = context.pages[0]
    page.goto(base(link) + "/desk/")
    page.click("button:has-text('I changed position')")
    assert "Noted: a change of position" in page.inner_text("main")
    assert not page.is_visible("[data-count]")
    page.click("button:has-text('Take back')")
    assert "Taken back." in page.inner_text("main")


def test_a_change_told_while_the_server_is_gone_is_said_kept_and_sent_later(
    allowed: Browser, link: str, clock: Clock, errors: list[str]
) -> None:
    context = enter(allowed, link)
    page = at_desk(context, link, errors)
    moved = "form[action='/desk/moved/'] button"
    context.set_offline(True)
    page.click(moved)
    page.wait_for_selector("[data-part=note] [role=alert]:has-text('Not noted yet')")
    page.click("form[action='/desk/quiet/'] button[value=hour]")
    page.wait_for_selector("[data-part=note] [role=alert]:has-text('Press again')")
    clock.go(10)
    context.set_offline(False)
    page.wait_for_selector("[data-part=note]:has-text('Noted: a change of position')")
    page.reload()
    assert page.text_content("[data-part=day]", timeout=5000)
    assert "1 change" in str(page.text_content("[data-part=day]"))
    assert errors == []


def test_a_server_that_is_gone_is_said_and_the_page_stays(
    allowed: Browser, link: str, clock: Clock
) -> None:
    context = enter(allowed, link)
    context.add_init_script(NO_WORKER)
    context.pages[0].clock.install(time=clock.now)
    page = at_desk(context, link)
    page.click("[data-count]")
    page.wait_for_selector("[data-count][aria-pressed=true]")
    context.set_offline(True)
    minute_on(page)
    page.wait_for_selector("[data-part=line]:has-text('rhomboid cannot be reached.')")
    context.set_offline(False)
    minute_on(page)
    page.wait_for_selector("[data-part=line]:has-text('Counting since')")


@pytest.mark.hazard("H-25")
def test_the_camera_looks_every_few_seconds_and_lets_everything_go(
    filmed: Browser, prepared: Path, tmp_path: Path
) -> None:
    hosts: set[str | None] = set()
    sent: list[int] = []
    with server(shutil.copytree(prepared, tmp_path / "camera")) as address:
        context = enter(filmed, address)

        def went(request: Any) -> None:
            hosts.add(urlsplit(request.url).hostname)
            if request.url.endswith("/desk/look/"):
                sent.append(len(request.post_data_buffer or b""))

        context.on("request", went)
        page = at_desk(context, address)
        page.click("[data-eye]")
        page.wait_for_selector("[data-eye-say]:has-text('Somebody is seen.')", timeout=60_000)
        assert page.get_attribute("[data-count]", "aria-pressed") == "true"
        page.wait_for_selector("[data-part=line]:has-text('Counting with the camera')")
        page.wait_for_selector("[data-eye-say]:has-text('The seat is empty.')", timeout=60_000)
        looks = len(sent)
        page.wait_for_timeout(8_500)
        assert 1 <= len(sent) - looks <= 3  # one in four seconds, no more
        assert set(sent) <= {12, 12 + 231, 12 + 2 * 231}  # landmarks, never a picture
        page.click("[data-eye]")
        page.wait_for_selector("[data-eye-say]", state="hidden")
        assert page.evaluate("document.querySelector('[data-desk-camera] video').srcObject") is None
        looks = len(sent)
        page.wait_for_timeout(5_000)
        assert len(sent) == looks
        assert hosts == {"127.0.0.1"}


def test_a_camera_that_is_not_allowed_is_said_and_the_timer_goes_on(
    allowed: Browser, link: str
) -> None:
    with another(allowed, CAMERA, f"{ALLOWED}=deny") as browser:
        page = at_desk(enter(browser, link), link)
        page.click("[data-count]")
        page.click("[data-eye]")
        page.wait_for_selector("[data-eye-say]:has-text('The camera is not allowed.')")
        assert page.get_attribute("[data-count]", "aria-pressed") == "true"
        assert json.loads(page.evaluate("JSON.stringify(document.title)")) == "Desk · rhomboid"
