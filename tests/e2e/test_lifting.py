"""One lift in a real browser: by keys alone, live, with what would bring it to the goal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from rhomboid.web.pages.lifting import EXAMPLE
from tests.e2e.browser import chromium, findings_of_axe, keep, prepare, server
from tests.e2e.conftest import PREPARE

pytestmark = pytest.mark.e2e

LIFT = "/strain/lifting/"
SCHEMES = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390), ("light", 320)]
WIDER = "() => document.documentElement.scrollWidth > window.innerWidth"
FOCUSED = """() => { const node = document.activeElement;
  return [node.name || "", node.value || "", (node.textContent || "").trim()]; }"""
#: What is spoken, each time it changes.
LISTEN = """() => { window.heard = [];
  new MutationObserver(() => window.heard.push(document.getElementById("said").textContent))
    .observe(document.getElementById("said"), {childList: true}); }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data: Path = tmp_path_factory.mktemp("lifting")
    prepare(data, PREPARE)
    with server(data) as address:
        yield address


@pytest.fixture(scope="module")
def inside(browser: Browser, link: str) -> Inside:
    """The door opens once; what it left in the browser opens it again."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(link)
    base = "/".join(page.url.split("/", 3)[:3])
    state = context.storage_state()
    context.close()
    return Inside(browser, base, state)


class Inside:
    """Pages behind the door."""

    def __init__(self, browser: Browser, base: str, state: object) -> None:
        self.browser, self.base, self.state = browser, base, state
        self.errors: list[str] = []

    def open(self, path: str, **options: object) -> Page:
        """A page in a browser of its own; what it complains of is kept."""
        settings: dict[str, object] = {
            "locale": "en-GB",
            "viewport": {"width": 1280, "height": 900},
            "storage_state": self.state,
        }
        context: BrowserContext = self.browser.new_context(**{**settings, **options})  # type: ignore[arg-type]  # plain options
        context.set_default_timeout(8_000)
        page = context.new_page()
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.goto(self.base + path)
        return page


def tab_to(page: Page, name: str = "", value: str = "", text: str = "") -> None:
    """Press Tab until that control has the focus."""
    for _ in range(90):
        field, held, said = page.evaluate(FOCUSED)
        if (name and field == name and held == (value or held)) or (text and said == text):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {name or text} on {page.url}")


def choose(page: Page, name: str, value: str) -> None:
    """Go to a group of radios and press the arrow down until that one is chosen."""
    tab_to(page, name)
    for _ in range(4):
        if page.evaluate(FOCUSED)[1] == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {value} of {name}")


def says(page: Page, words: str) -> None:
    """Wait until the live region says it."""
    expect(page.locator("#said")).to_contain_text(words, timeout=8_000)


def test_by_keys_alone_the_result_follows_and_names_the_best_change(inside: Inside) -> None:
    page = inside.open(LIFT)
    says(page, "Nothing told yet.")
    page.evaluate(LISTEN)
    for name in ("load", "h", "v", "a", "end_v", "per_min", "hours"):
        tab_to(page, name)
        page.keyboard.type(EXAMPLE[name])
    says(page, "to ")  # bounds while the grip is open
    choose(page, "grip", "container")
    for name in ("length", "height"):
        tab_to(page, name)
        page.keyboard.type(EXAMPLE[name])
    for name in ("hinders", "handles", "fingers_90"):
        tab_to(page, name)
        choose(page, name, EXAMPLE[name])
        page.keyboard.press("Space")
    says(page, "Limit 9.1 kg, index 1.54.")
    assert "8.5 kg or less at a time instead of 14 kg" in page.inner_text("#answer")
    assert "Bring the load closer: hands 30 cm from the ankles" in page.inner_text("#rest")
    assert "Distance from the body costs most here." in page.inner_text("#rest")
    tab_to(page, text="Work it out")
    page.keyboard.press("Enter")
    expect(page.locator("#answer")).to_be_focused()
    assert "load=14" in page.url
    heard = page.evaluate("window.heard")
    assert len(heard) == len([one for i, one in enumerate(heard) if i == 0 or one != heard[i - 1]])
    assert inside.errors == []


def test_what_cannot_be_read_is_said_at_its_field_and_the_typing_goes_on(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}")
    page.fill("#i-h", "4o")
    says(page, "Something cannot be read.")
    assert page.get_attribute("#i-h", "aria-invalid") == "true"
    assert "Here it says “4o”." in page.inner_text("#p-h")
    assert page.evaluate("document.activeElement.id") == "i-h"
    page.fill("#i-h", "30")
    says(page, "Limit 12.1 kg")
    assert page.get_attribute("#i-h", "aria-invalid") is None
    assert page.is_hidden("#p-h")


def test_a_result_that_cannot_be_renewed_is_said_to_be_of_before(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}")
    page.context.set_offline(True)
    page.fill("#i-h", "30")
    says(page, "rhomboid cannot be reached; this is the result of before.")
    expect(page.locator("#stale")).to_be_visible()
    assert page.get_attribute("#answer", "data-stale") is not None
    assert findings_of_axe(page) == []
    page.context.set_offline(False)
    page.fill("#i-h", "30.0")
    says(page, "Limit 12.1 kg")
    assert page.is_hidden("#stale")
    assert page.get_attribute("#answer", "data-stale") is None
    assert all("ERR_INTERNET_DISCONNECTED" in one for one in inside.errors)
    inside.errors.clear()


def test_the_drawing_follows_and_a_reload_shows_the_same(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}")
    before = page.locator("#drawing .liftfig").inner_html()
    page.fill("#i-v", "75")
    expect(page.locator("#drawing")).to_contain_text("75 cm")
    after = page.locator("#drawing .liftfig").inner_html()
    assert before != after
    page.reload()
    assert page.input_value("#i-v") == "75"
    assert page.locator("#drawing .liftfig").inner_html() == after


def test_without_script_the_button_brings_the_same(inside: Inside) -> None:
    page = inside.open(LIFT, java_script_enabled=False)
    for name in ("load", "h", "v", "a", "end_v", "per_min", "hours"):
        page.fill(f"#i-{name}", EXAMPLE[name])
    page.check('[name="condition"][value="slippery"]')
    with page.expect_navigation():
        page.click(".liftbar .btn")
    assert "The equation needs a floor with grip." in page.inner_text("#answer")
    page.uncheck('[name="condition"][value="slippery"]')
    with page.expect_navigation():
        page.click(".liftbar .btn")
    assert "kg" in page.inner_text("#said")
    with page.expect_navigation():
        page.click('[name="to"][value="us"]')
    assert page.input_value("#i-load") == "30.9"
    assert "lb" in page.inner_text("#said")


def test_it_speaks_german_with_german_numbers(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}", locale="de-DE")
    page.fill("#i-load", "14,5")
    says(page, "Grenzwert 9,1 kg, Index 1,6.")
    assert "auf einmal höchstens 8,5 kg statt 14,5 kg" in page.inner_text("#answer")


@pytest.mark.parametrize(("scheme", "width"), SCHEMES)
def test_every_state_passes_the_audit(inside: Inside, scheme: str, width: int) -> None:
    states = (
        LIFT,
        f"{LIFT}?{urlencode(EXAMPLE)}",
        f"{LIFT}?{urlencode({**EXAMPLE, 'load': '22', 'depth': '30'})}",
        f"{LIFT}?{urlencode({**EXAMPLE, 'load': '70'})}",
        f"{LIFT}?{urlencode({**EXAMPLE, 'control': 'yes', 'h': 'far', 'grip': 'loose'})}",
        f"{LIFT}?{urlencode({**EXAMPLE, 'condition': 'fast', 'depth': '40', 'h': ''})}",
        "/evidence/positions/",
    )
    high = 900 if width > 1000 else 844
    page = inside.open(
        LIFT, color_scheme=scheme, locale="de-DE", viewport={"width": width, "height": high}
    )
    for state in states:
        page.goto(inside.base + state)
        assert findings_of_axe(page) == []
        assert not page.evaluate(WIDER), state


def test_on_a_phone_the_result_stays_in_sight_while_typing(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}", viewport={"width": 390, "height": 844})
    page.locator("#i-hours").scroll_into_view_if_needed()
    page.fill("#i-hours", "2")
    says(page, "index 1.")
    bar = page.locator(".liftbar").bounding_box()
    field = page.locator("#i-hours").bounding_box()
    assert bar is not None
    assert field is not None
    assert bar["y"] + bar["height"] <= 844
    assert field["y"] + field["height"] <= bar["y"]


def test_the_screens_of_the_documents(inside: Inside) -> None:
    page = inside.open(f"{LIFT}?{urlencode(EXAMPLE)}")
    page.evaluate("document.fonts.ready")
    keep(page, "lifting")
    page = inside.open(
        f"{LIFT}?{urlencode(EXAMPLE)}", viewport={"width": 390, "height": 844}, color_scheme="dark"
    )
    page.locator(".liftplate").evaluate("node => node.scrollIntoView()")
    keep(page, "lifting-phone")
    page = inside.open("/evidence/positions/")
    keep(page, "evidence")
    assert page.locator("h1").is_visible()
