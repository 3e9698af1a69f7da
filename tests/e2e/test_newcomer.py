"""A newcomer in a real browser: to a programme, by keyboard, without network, to the phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.e2e.browser import chromium, findings_of_axe, keep, server
from tests.e2e.walking import DESK_WORKER, both, fill, no_danger, page_name, tick, walk

pytestmark = pytest.mark.e2e

PAGES = ("/", "/intake/danger/", "/intake/place/", "/intake/strength/", "/intake/began/",
         "/intake/conditions/", "/intake/episodes/", "/answers/", "/thoughts/", "/thoughts/print/",
         "/programme/", "/programme/print/", "/settings/", "/sources/", "/urgent/")  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def link(tmp_path: Path) -> Iterator[str]:
    with server(tmp_path) as address:
        yield address


def enter(browser: Browser, link: str, **options: object) -> Page:
    settings: dict[str, object] = {"locale": "en-GB", "viewport": {"width": 1280, "height": 800}}
    context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]  # plain options
    page = context.new_page()
    page.goto(link)
    return page


def begin(page: Page) -> None:
    with page.expect_navigation():
        page.click("main a.btn.main")
    assert page_name(page) == "danger"


def base(page: Page) -> str:
    return page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2]


def test_a_newcomer_gets_from_the_first_page_to_a_programme(browser: Browser, link: str) -> None:
    errors: list[str] = []
    page = enter(browser, link)
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert "token" not in page.url
    keep(page, "first")
    begin(page)
    kept = {"danger": "danger", "place": "intake", "strength": "strength"}
    asked = walk(page, DESK_WORKER, lambda p, n: keep(p, kept[n]) if n in kept else None)
    assert len(asked) > 30
    assert "Looking after this yourself is reasonable." in page.inner_text("h1")
    assert "Long spells in one position" in page.inner_text(".cause.first")
    keep(page, "thoughts")
    page.click("text=See the programme")
    assert "3 times a week" in page.inner_text("h1")
    keep(page, "programme")
    page.locator("#session").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('#session').scrollIntoView()")
    keep(page, "session")
    page.click("text=Begin this programme")
    assert "You have begun this programme." in page.inner_text("main")
    assert errors == []


def test_a_newcomer_in_german_gets_there_too(browser: Browser, link: str) -> None:
    page = enter(browser, link, locale="de-DE")
    assert page.locator("html").get_attribute("lang") == "de"
    begin(page)
    walk(page, {**DESK_WORKER, "about": both(fill(age_years="38"), tick("sex=female"))})
    assert "Sie können sich zunächst selbst darum kümmern." in page.inner_text("h1")
    assert "112" in page.inner_text(".safety.c")
    page.click("text=Zum Programm")
    assert "3-mal die Woche" in page.inner_text("h1")
    keep(page, "programme-de")


@pytest.mark.hazard("H-03")
def test_an_emergency_answer_shows_whom_to_call_at_once(browser: Browser, link: str) -> None:
    page = enter(browser, link)
    begin(page)
    page.check('input[name="chest_pressure"][value="yes"]')
    page.click("form.intake button.main")
    assert page.url.endswith("/emergency/")
    assert page.inner_text("h1") == "Call 999 now."
    assert page.get_attribute("a.call", "href") == "tel:999"
    assert findings_of_axe(page) == []
    keep(page, "emergency")
    page.click("text=I tapped the wrong answer")
    page.click('main a:has-text("Change") >> nth=0')
    page.check('input[name="chest_pressure"][value="no"]')
    no_danger(page)
    page.click("form.intake button.main")
    assert page_name(page) == "about"


def test_the_whole_way_works_by_keyboard_alone(browser: Browser, link: str) -> None:
    page = enter(browser, link)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Begin":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for _ in range(50):
        name = page_name(page)
        if name is None:
            break
        _answer_by_keys(page, name)
    assert "/thoughts/" in page.url


def _answer_by_keys(page: Page, name: str) -> None:
    """Tab to the controls, press space or type, and Enter on Continue."""
    typed = {"age_years": "38", "duration_days": "30"}
    for _ in range(160):
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "() => { const a = document.activeElement; return {tag: a.tagName, type: a.type || '',"
            " name: a.name || '', value: a.value || '', main: a.matches('form.intake button.main'),"
            " skip: a.matches('form.intake button[name=cant_say]')} }"
        )
        if focus["name"].startswith("none-"):
            page.keyboard.press("Space")
        elif focus["name"] in typed:
            page.keyboard.type(typed[focus["name"]])
        elif focus["name"] in ("sex", "pregnancy") and focus["type"] == "radio":
            page.keyboard.press("Space")
        if focus["skip"] or focus["main"]:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"no way on from {name} by keyboard")


def test_with_scripts_off_everything_still_works(browser: Browser, link: str) -> None:
    page = enter(browser, link, java_script_enabled=False)
    page.click("main a.btn.main")
    walk(page, DESK_WORKER)
    assert "/thoughts/" in page.url


class Walked:
    """Somebody who came to a programme: where, what opens the door again, and who was asked."""

    def __init__(self, page: Page) -> None:
        self.base = base(page)
        self.foreign: list[str] = []
        page.context.route("**/*", self.gate)
        begin(page)
        walk(page, DESK_WORKER)
        self.state = page.context.storage_state()

    def gate(self, route: Route) -> None:
        """Let through what asks this machine, and keep all else."""
        if route.request.url.startswith(self.base):
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()


@pytest.fixture(scope="module")
def walked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    with server(tmp_path_factory.mktemp("walked")) as address:
        page = enter(browser, address)
        found = Walked(page)
        page.context.close()
        yield found


def test_nothing_leaves_this_machine(browser: Browser, walked: Walked) -> None:
    page = browser.new_context(storage_state=walked.state, locale="en-GB").new_page()
    page.route("**/*", walked.gate)
    for path in PAGES:
        page.goto(walked.base + path)
    assert walked.foreign == []


def test_the_drawing_of_the_back_can_be_tapped(browser: Browser, link: str) -> None:
    page = enter(browser, link)
    page.goto(base(page) + "/intake/place/")
    shape = page.locator('[data-region="between_left"]')
    shape.click()
    assert page.is_checked("#places-between_left")
    shape.click()
    assert page.input_value("#worst_place") == "between_left"
    shape.click()
    assert not page.is_checked("#places-between_left")
    assert page.input_value("#worst_place") == ""


KEPT_ON_PHONE = ("first", "intake-place", "thoughts", "programme")
SCHEMES = [("light", 1280), ("dark", 390), ("dark", 1280), ("light", 390), ("light", 320)]


def is_audited(scheme: int, page: int) -> bool:
    """Each page in both themes and both widths; what all pages share in all four together."""
    return scheme < 4 and scheme // 2 == page % 2


def test_the_audit_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, walked: Walked
) -> None:
    found: list[str] = []
    for number, (scheme, width) in enumerate(SCHEMES):
        context = browser.new_context(
            storage_state=walked.state,
            color_scheme=scheme,  # type: ignore[arg-type]  # one of Playwright's words
            viewport={"width": width, "height": 844},
            locale="en-GB",
        )
        other = context.new_page()
        for place, path in enumerate(PAGES):
            other.goto(walked.base + path)
            if is_audited(number, place):
                found += findings_of_axe(other)
            wide = other.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append(f"{path} is {wide} wide at {width}")
            name = path.strip("/").replace("/", "-") or "first"
            if width == 390 and name in KEPT_ON_PHONE:
                keep(other, f"{name}-phone{'-dark' if scheme == 'dark' else ''}")
        context.close()
    assert found == []


def test_an_interrupted_intake_goes_on_after_a_restart(browser: Browser, tmp_path: Path) -> None:
    with server(tmp_path) as first:
        page = enter(browser, first)
        begin(page)
        DESK_WORKER["danger"](page)
        page.click("form.intake button.main")
        DESK_WORKER["about"](page)
        page.click("form.intake button.main")
        assert page_name(page) == "pregnancy"
    with server(tmp_path) as second:
        page = enter(browser, second)
        page.click("text=Go on where you stopped")
        assert page_name(page) == "pregnancy"
