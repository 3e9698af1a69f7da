"""A usual day in a real browser: pictures, hours, a change that is tried, and how it went."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.browser import chromium, findings_of_axe, keep, prepare, server
from tests.e2e.conftest import PREPARE

pytestmark = pytest.mark.e2e

#: A Monday.
START = datetime(2026, 10, 26, 9, tzinfo=UTC)
FOCUSED = """() => { const node = document.activeElement;
  const text = (node.textContent || "").trim().replace(/\\s+/g, " ");
  return [node.name || "", node.value || "", text]; }"""
#: What a screen reader calls every box that can be ticked.
NAMES = """() => [...document.querySelectorAll("input[type=checkbox]")]
  .map(box => box.labels[0].innerText.trim())"""
HOURS = {
    "hours-laptop_low": "6",
    "unbroken_min-laptop_low": "150",
    "hours-lift_floor": "1",
    "load_kg-lift_floor": "12",
    "hours-phone_down": "2",
}
SCHEMES = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390), ("light", 320)]

#: Right ends of all that stands in the mast but the name, and the heights of the entries' words.
MAST = """() => { const seen = [...document.querySelectorAll(".nav a, .urgent")]
    .filter((node) => node.offsetHeight);
  const words = seen.map((node) => { const range = document.createRange();
    range.selectNodeContents(node); return Math.round(range.getBoundingClientRect().height); });
  return [seen.map((node) => Math.round(node.getBoundingClientRect().right)),
    words.slice(0, -1)]; }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "clock"
    file.write_text(START.isoformat(), encoding="utf-8")
    monkeypatch.setenv("RHOMBOID_CLOCK", str(file))
    return file


@pytest.fixture
def link(tmp_path: Path, clock: Path) -> Iterator[str]:
    data = tmp_path / "data"
    data.mkdir()
    prepare(data, PREPARE)
    with server(data) as address:
        yield address


def enter(browser: Browser, link: str, **options: object) -> Page:
    settings: dict[str, object] = {"locale": "en-GB", "viewport": {"width": 1280, "height": 900}}
    context = browser.new_context(**{**settings, **options})  # type: ignore[arg-type]  # plain options
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto(link)
    return page


def go(page: Page, path: str) -> Page:
    page.goto("/".join(page.url.split("/", 3)[:3]) + path)
    return page


def tab_to(page: Page, name: str = "", value: str = "", text: str = "") -> None:
    """Press Tab until that control has the focus."""
    for _ in range(120):
        field, held, said = page.evaluate(FOCUSED)
        if (name and field == name and held == (value or held)) or (text and said.startswith(text)):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {name or text} on {page.url}")


def press(page: Page, text: str) -> None:
    """Go to a button or link and press Enter; waits for the page that follows."""
    tab_to(page, text=text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tell_by_keys(page: Page) -> None:
    """Choose three pictures and fill in their hours."""
    go(page, "/strain/")
    for position in ("laptop_low", "phone_down", "lift_floor"):
        tab_to(page, "position", position)
        page.keyboard.press("Space")
    press(page, "Continue")
    for name, value in HOURS.items():
        tab_to(page, name)
        page.keyboard.type(value)
        page.keyboard.press("Home")
        page.evaluate("document.activeElement.blur()")
    press(page, "Show what to change first")


def no_danger_by_keys(page: Page) -> None:
    """No to every danger question: in two weeks they are asked again, and go first."""
    go(page, "/intake/danger/")
    for box in page.locator('input[name^="none-"]').all():
        tab_to(page, box.get_attribute("name") or "")
        page.keyboard.press("Space")
    press(page, "Continue")


def tell(page: Page) -> None:
    """The same with the mouse."""
    go(page, "/strain/")
    for position in ("laptop_low", "phone_down", "lift_floor"):
        page.check(f'input[value="{position}"]')
    with page.expect_navigation():
        page.click(".pickbar .btn.main")
    for name, value in HOURS.items():
        page.fill(f'[name="{name}"]', value)
    with page.expect_navigation():
        page.click("form.hourform .btn.main")


def test_by_keys_alone_from_the_pictures_to_how_it_went(
    browser: Browser, link: str, clock: Path
) -> None:
    page = enter(browser, link)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    tell_by_keys(page)
    assert page.inner_text("h1") == "Begin with this: at a laptop on the table, looking down."
    press(page, "I’ll try this")
    assert page.inner_text("h1") == "You are trying something. We ask on Monday 9 November."
    clock.write_text((START + timedelta(days=14)).isoformat(), encoding="utf-8")
    no_danger_by_keys(page)
    go(page, "/today/")
    assert "Since 26 October" in page.inner_text("#recheck")
    for name in ("changed", "strain"):
        tab_to(page, name)
        page.keyboard.press("Space")
    press(page, "Save")
    assert "Changed, told on 9 November. You said: less strain." in page.inner_text("#laptop_low")
    assert "Try this next" in page.inner_text("#laptop_low")
    assert errors == []


def test_every_picture_has_its_name_and_is_large_enough_to_touch(
    browser: Browser, link: str
) -> None:
    page = enter(browser, link, viewport={"width": 390, "height": 844}, is_mobile=True)
    go(page, "/strain/")
    names = page.evaluate(NAMES)
    assert len(set(names)) == len(names) == 18
    assert all(len(name) > 5 for name in names)
    for box in page.locator(".pose").all():
        size = box.bounding_box()
        assert size is not None
        assert min(size["width"], size["height"]) > 120
    page.locator(".pose").first.click()
    assert page.locator(".pose input").first.is_checked()


def test_with_scripts_off_everything_still_works(browser: Browser, link: str) -> None:
    page = enter(browser, link, java_script_enabled=False)
    tell(page)
    with page.expect_navigation():
        page.click("#laptop_low .fix.firstfix button")
    assert "You have been trying this since 26 October." in page.inner_text("#laptop_low")


def test_in_german_on_a_phone_the_words_fit(browser: Browser, link: str) -> None:
    page = enter(
        browser, link, locale="de-DE", viewport={"width": 390, "height": 844}, is_mobile=True
    )
    tell(page)
    assert page.inner_text("h1").startswith("Beginnen Sie hier: Am Laptop")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert findings_of_axe(page) == []


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_every_entry_of_the_mast_fits_on_its_line(browser: Browser, link: str, locale: str) -> None:
    page = enter(browser, link, locale=locale)
    go(page, "/strain/")
    for width in (320, 390, 959, 960, 1023, 1024, 1264, 1265, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        ends, heights = page.evaluate(MAST)
        assert max(ends) <= width, width
        assert len(ends) == (6 if width < 960 else 8 if width < 1024 else 9), width
        assert len(set(heights)) == 1, width


def test_the_audit_finds_nothing_and_no_page_scrolls_sideways(
    browser: Browser, link: str, clock: Path
) -> None:
    page = enter(browser, link)
    tell(page)
    found = _audited(browser, page, ("/strain/", "/strain/choose/"), keeps=True)
    hours = "/strain/hours/?position=laptop_low&position=lift_floor"
    with page.expect_navigation():
        page.click("#laptop_low .fix.firstfix button")
    found += _audited(browser, page, ("/strain/", hours))
    go(page, "/strain/")
    page.set_viewport_size({"width": 320, "height": 800})
    with page.expect_navigation():
        page.click("#phone_down .fix.firstfix button")
    assert page.inner_text("h1") == "Which one do you want to go on with?"
    found += findings_of_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.set_viewport_size({"width": 1280, "height": 900})
    go(page, "/strain/")
    clock.write_text((START + timedelta(days=15)).isoformat(), encoding="utf-8")
    found += _audited(browser, page, ("/strain/", "/today/"))
    go(page, "/strain/")
    page.check('input[name="changed"][value="yes"]', force=True)
    page.check('input[name="strain"][value="less"]', force=True)
    with page.expect_navigation():
        page.click(".recheck .btn")
    assert found + _audited(browser, page, ("/strain/",)) == []


def _audited(
    browser: Browser, page: Page, paths: tuple[str, ...], *, keeps: bool = False
) -> list[str]:
    found: list[str] = []
    for scheme, width in SCHEMES:
        context = browser.new_context(
            storage_state=page.context.storage_state(),
            color_scheme=scheme,  # type: ignore[arg-type]  # one of Playwright's words
            viewport={"width": width, "height": 900},
            locale="en-GB",
        )
        other = context.new_page()
        other.goto(page.url)
        for path in paths:
            go(other, path)
            found += findings_of_axe(other) if width > 320 else []
            wide = other.evaluate("document.documentElement.scrollWidth")
            found += [f"{path} is {wide} wide at {width}"] if wide > width else []
            if keeps:
                _keep(other, path, scheme, width)
        context.close()
    return found


def _keep(page: Page, path: str, scheme: str, width: int) -> None:
    """Keep the pictures for the documents."""
    name = "strain" if path == "/strain/" else "strain-choose"
    if (scheme, width) == ("light", 1280):
        keep(page, name)
    elif width == 390:
        keep(page, f"{name}-phone{'-dark' if scheme == 'dark' else ''}")
