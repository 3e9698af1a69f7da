"""A guided session in a real browser: by keys, without script, interrupted, hurt, offline."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.e2e.browser import chromium, findings_of_axe, keep, server

pytestmark = pytest.mark.e2e

SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
TELL = "button:has-text('Say so')"
#: What the page shows now: the movement, and the word on the main button.
SHOWN = """() => [document.querySelector("[data-show=name]").textContent,
  document.querySelector("[data-do=main]").textContent]"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "data")


@pytest.fixture
def link(data: Path) -> Iterator[str]:
    with server(data) as address:
        yield address


@pytest.fixture
def errors() -> list[str]:
    return []


def enter(browser: Browser, link: str, **options: object) -> BrowserContext:
    settings: dict[str, object] = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}}
    context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]  # plain options
    context.set_default_timeout(20_000)
    context.new_page().goto(link)
    return context


def base(link: str) -> str:
    return link.partition("/?")[0]


def follow(page: Page, selector: str) -> None:
    """Click what leads to another page, and wait for it."""
    with page.expect_navigation():
        page.click(selector)


def begin(context: BrowserContext, part: str = "session") -> Page:
    """Begin as today's page does; gives the page of the session."""
    page = context.pages[0]
    origin = "/".join(page.url.split("/")[:3])
    found = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"',
        context.request.get(f"{origin}/settings/").text(),
    )
    assert found is not None
    form = {"part": part, "csrfmiddlewaretoken": found.group(1)}
    assert context.request.post(f"{origin}/session/begin/", form=form).ok
    page.goto(f"{origin}/session/")
    return page


def listen(page: Page, errors: list[str]) -> None:
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))


def place(page: Page) -> str:
    return page.inner_text("[data-show=of]")


def count(page: Page) -> str:
    return page.inner_text("[data-show=count]")


def through_by_keys(page: Page) -> list[str]:
    """Press keys until the session is over; gives the movements that were led."""
    names: list[str] = []
    for _ in range(250):
        try:
            name, main = page.evaluate(SHOWN)
        except Error:  # the page went on to the end
            break
        if name not in names:
            names.append(name)
        page.keyboard.press("p" if main in ("Enough, go on", "Next set") else "c")
    page.wait_for_url("**/session/end/")
    return names


def test_a_whole_session_is_done_by_keys_alone(
    browser: Browser, link: str, errors: list[str]
) -> None:
    page = begin(enter(browser, link))
    listen(page, errors)
    page.keyboard.press("Space")
    page.keyboard.press("c")
    assert count(page) == "1"
    page.keyboard.press("Space")
    page.keyboard.press("p")
    assert page.inner_text("[data-do=main]") == "Go on"
    page.keyboard.press("p")
    page.keyboard.press("e")
    assert page.is_visible("text=Easier form: sitting, or one arm at a time")
    names = through_by_keys(page)
    assert len(names) == 10
    page.keyboard.press("Tab")
    for _ in range(40):
        name = page.evaluate("document.activeElement.name || document.activeElement.textContent")
        if name in ("pain_after", "effort"):
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
        if name == "End the session":
            page.keyboard.press("Enter")
            break
        page.keyboard.press("Tab")
    page.wait_for_selector("text=Ten done.")
    assert "effort 1 of 10" in page.inner_text("main")
    assert errors == []


def test_the_space_bar_does_what_the_main_button_says(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link))
    page.wait_for_selector("body.led")
    page.click("[data-do=main]")  # into the hold
    for words in ("Pause", "Go on", "Pause"):
        assert page.inner_text("[data-do=main]") == words
        page.keyboard.press("Space")
    assert (page.inner_text("[data-do=main]"), count(page)) == ("Go on", "0")


def test_a_hold_is_timed_by_the_ring_and_a_rest_ends_by_itself(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link))
    page.clock.install()
    page.reload()
    page.wait_for_selector("body.led")
    page.clock.run_for(20_000)
    assert count(page) == "0"
    page.keyboard.press("Space")
    page.clock.run_for(6_000)
    assert page.text_content(".hold .number") == "3"
    assert page.inner_text("[data-show=cue]") == "Reach for the ceiling and grow tall."
    keep(page, "session-hold")
    page.keyboard.press("p")
    page.clock.run_for(60_000)
    assert page.text_content(".hold .number") == "3"
    page.keyboard.press("p")
    page.clock.run_for(2_000)
    assert count(page) == "1"
    while page.inner_text("[data-show=name]") != "Band row":
        page.keyboard.press("n")
        page.wait_for_timeout(20)
    for _ in range(10):
        page.keyboard.press("c")
    assert "Rest. Then set 2 of 2." in page.inner_text("[data-show=cue]")
    page.clock.run_for(31_000)
    assert "Set 2 of 2" in page.inner_text("[data-show=cue]")
    for _ in range(12):
        page.keyboard.press("c")
    assert count(page) != "12"  # two more were offered, taken, and the next movement is there
    assert page.inner_text("[data-show=name]") == "Wall slide"


def test_a_session_without_script_goes_from_form_to_form(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link, java_script_enabled=False))
    follow(page, "text=Easier: sitting, or one arm at a time")
    pages = 0
    while "/session/end/" not in page.url:
        follow(page, "button:has-text('Set done')")
        pages += 1
        assert pages < 40
    page.check('input[name="pain_after"][value="3"]')
    page.check('input[name="effort"][value="5"]')
    follow(page, "text=End the session")
    assert page.inner_text("h1") == "Ten done."
    follow(page, "main >> text=To today")
    assert "/today/" in page.url


def test_it_hurts_without_script_stops_the_movement(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link, java_script_enabled=False))
    follow(page, "main a:has-text('It hurts')")
    page.check('input[name="pain"][value="7"]')
    follow(page, TELL)
    assert "That was above 5. We stop this one" in page.inner_text(".cue")
    assert place(page) == "2 of 10"


def test_an_interrupted_session_goes_on_where_it_stopped_after_a_restart(
    browser: Browser, data: Path
) -> None:
    with server(data) as link:
        context = enter(browser, link)
        page = begin(context)
        for _ in range(5):
            page.click("[data-do=count]")
        page.wait_for_function(
            "document.querySelector('[data-show=of]').textContent.startsWith('2')"
        )
        page.click("[data-do=count]")
        page.click("[data-do=count]")
        page.close()
        again = context.new_page()
        again.goto(base(link) + "/session/")
        again.wait_for_selector("body.led")
        assert (place(again), count(again)) == ("2 of 10", "2")
        context.close()
    with server(data) as link:
        page = enter(browser, link).pages[0]
        page.goto(base(link) + "/session/")
        page.wait_for_selector("body.led")
        assert place(page) == "2 of 10"
        assert page.inner_text("[data-show=name]") == "Hands on hips, pelvis forward"


@pytest.mark.parametrize(
    ("pain", "sharp", "words", "at"),
    [
        (7, False, "That was above 5. We stop this one and take the easier version", "2 of 10"),
        (1, True, "Sharp or electric pain is a reason to stop.", "2 of 10"),
        (4, False, "Go on, and stay at this level.", "1 of 10"),
        (1, False, "Up to 2 is fine. Go on.", "1 of 10"),
    ],
)
def test_it_hurts_is_answered_by_the_rule(
    browser: Browser, link: str, pain: int, sharp: bool, words: str, at: str
) -> None:
    page = begin(enter(browser, link))
    page.click("[data-do=count]")
    page.keyboard.press("h")
    assert page.evaluate("document.activeElement.id") == "hurt-h"  # nothing looks chosen
    page.click(TELL)
    assert page.is_visible("text=Choose a number from 0 to 10, then say so.")
    assert page.get_attribute("dialog .signs a", "href") == "/urgent/"
    page.click(f"dialog .p{pain}")
    if sharp:
        page.check("dialog input[name=sharp]")
    with page.expect_response("**/session/pain/") as kept:
        page.click(TELL)
    assert kept.value.ok
    assert words in page.inner_text("[data-show=answer]")
    page.keyboard.press("Enter")
    assert place(page) == at
    assert page.locator("dialog").is_hidden()
    page.reload()
    page.wait_for_selector("body.led")
    assert place(page) == at
    assert page.is_visible("[data-do=harder]") is (at == "2 of 10" or pain < 3)


def test_pain_that_stops_a_movement_may_end_the_session_as_well(
    browser: Browser, link: str
) -> None:
    page = begin(enter(browser, link))
    page.keyboard.press("h")
    page.click("dialog .p2")
    page.click(TELL)
    assert page.locator("[data-do=stop]").is_hidden()
    page.click("[data-do=answered]")
    page.keyboard.press("h")
    page.click("dialog .p8")
    page.click(TELL)
    sizes = [page.locator(f"[data-do={name}]").bounding_box() for name in ("answered", "stop")]
    assert sizes[0] is not None
    assert sizes[1] is not None
    assert sizes[0]["height"] == sizes[1]["height"]
    assert abs(sizes[0]["width"] - sizes[1]["width"]) < 2
    page.click("[data-do=stop]")
    page.wait_for_url("**/session/end/")
    assert "9 movements are still open" in page.inner_text("main")


@pytest.mark.hazard("H-22")
def test_sets_wait_in_the_browser_while_the_server_is_not_reached(
    browser: Browser, link: str
) -> None:
    context = enter(browser, link)
    page = begin(context)
    context.set_offline(True)
    for _ in range(5):
        page.click("[data-do=count]")
    page.wait_for_selector("text=Not saved yet.")
    assert place(page) == "2 of 10"
    page.keyboard.press("h")
    page.click("dialog .p8")
    page.click(TELL)
    assert "That was above 5." in page.inner_text("[data-show=answer]")
    page.keyboard.press("Enter")
    assert place(page) == "3 of 10"
    page.click("[data-do=end]")
    assert "/session/end/" not in page.url
    assert page.is_visible("text=Not saved yet.")
    context.set_offline(False)
    page.wait_for_url("**/session/end/")
    assert "8 movements are still open" in page.inner_text("main")
    page.click("text=Go on where you were")
    page.wait_for_selector("body.led")
    assert place(page) == "3 of 10"


def test_what_waited_is_saved_by_the_next_page(browser: Browser, link: str) -> None:
    context = enter(browser, link)
    page = begin(context)
    context.set_offline(True)
    for _ in range(5):
        page.click("[data-do=count]")
    page.wait_for_selector("text=Not saved yet.")
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(base(link) + "/session/")
    page.wait_for_selector("body.led")
    page.wait_for_function("document.querySelector('[data-show=of]').textContent === '2 of 10'")


def test_the_two_minute_session_is_one_movement(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link), "micro_dose")
    assert (page.inner_text("[data-show=name]"), place(page)) == ("Side raise", "1 of 1")
    for _ in range(10):
        page.keyboard.press("c")
    assert "up to 2 more" in page.inner_text("[data-show=cue]")
    page.keyboard.press("n")
    page.wait_for_url("**/session/end/")
    page.click("text=End the session")
    page.wait_for_selector("text=One done.")


def test_every_page_passes_the_audit_and_none_scrolls_sideways(browser: Browser, link: str) -> None:
    page = begin(enter(browser, link))
    found: list[str] = []
    for number, (width, height) in enumerate(((1280, 800), (390, 844), (320, 640))):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            looks = number + SCHEMES.index(scheme)
            page.emulate_media(color_scheme=scheme)
            page.goto(base(link) + "/session/")
            page.wait_for_selector("body.led")
            found += looked_at(page, f"session-{width}-{scheme}", width, looks)
            assert bottom(page, "[data-do=hurts]") <= height
            if width > 320:
                assert bottom(page, "[data-do=count]") <= height
            page.keyboard.press("h")
            found += looked_at(page, f"session-hurt-{width}-{scheme}", width, looks + 1)
            for place, path in enumerate(("/session/pain/", "/session/end/")):
                page.goto(base(link) + path)
                name = f"session-{path.split('/')[2]}-{width}-{scheme}"
                found += looked_at(page, name, width, looks + place)
    follow(page, "text=End the session")
    found += looked_at(page, "session-done-320-dark", 320)
    assert found == []


#: Those of the pages looked at that the documents show.
SHOWN_IN_DOCUMENTS = ("session-hurt-390-light", "session-1280-dark")


def looked_at(page: Page, name: str, width: int, look: int = 0) -> list[str]:
    """Audit at even looks: each page at every width, and there in one of the two themes."""
    if name in SHOWN_IN_DOCUMENTS:
        keep(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    return [] if look % 2 else findings_of_axe(page)


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"] + box["height"]
