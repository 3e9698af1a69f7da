"""Walks in a real browser: files dropped, stopped, refused; the week, a day, the timer."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.browser import chromium, findings_of_axe, keep, prepare, server
from tests.e2e.conftest import PREPARE
from tests.e2e.test_desk import Clock
from tests.e2e.test_session import base, enter, follow
from tests.e2e.walked import long_table, table

pytestmark = pytest.mark.e2e

TODAY = datetime.now().astimezone().date()
#: A desk worker with twelve weeks of phone, watch and pain behind her.
TWELVE_WEEKS = (
    PREPARE
    + """
import io, random
from datetime import timedelta
from rhomboid.bootstrap.walks import walks_of
from tests.e2e.walked import table
today, rng, pain = journal.now().date(), random.Random(3), 5.0
for back in range(74, 0, -1):
    pain = max(1.0, min(7.0, pain + rng.uniform(-0.95, 0.85)))
    if rng.random() < 0.8:
        journal.reports.tell("pain", {"now": round(pain)}, journal.now() - timedelta(days=back))
walks_of(journal).take("steps.csv", io.BytesIO(table(today - timedelta(days=80), 80).encode()))
"""
)
#: Drops a file of so many minutes of steps on the page, as from a folder.
DROP = """([name, first, rows]) => {
  const lines = ["start,end,steps,source"];
  const said = at => new Date(at).toISOString().slice(0, 16).replace("T", " ");
  for (let n = 0; n < rows; n += 1) {
    const at = Date.parse(first) + n * 60000;
    lines.push(`${said(at)},${said(at + 60000)},${n % 60 < 25 ? 108 : 4},Phone`);
  }
  const files = new DataTransfer();
  files.items.add(new File([lines.join("\\n") + "\\n"], name, {type: "text/csv"}));
  for (const kind of ["dragenter", "dragover", "drop"])
    document.querySelector("main").dispatchEvent(
      new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: files}));
}"""
#: Notes every state of the bar.
WATCH = """() => { window.seen = [];
  const bar = document.querySelector("[role=progressbar]");
  new MutationObserver(() => window.seen.push([bar.getAttribute("aria-valuenow"),
    bar.getAttribute("aria-valuetext")])).observe(bar, {attributes: true}); }"""
CAME = "[data-came] li"
Scheme = Literal["light", "dark"]
#: Screens kept for the documents: page, width, colours, and what is added to the name.
KEPT = {
    ("walks", 1280, "light"): "",
    ("walks", 390, "dark"): "-phone-dark",
    ("walks-day", 1280, "light"): "",
    ("walks-day", 390, "dark"): "-phone-dark",
    ("evidence-walking", 1280, "light"): "",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary with walks and pain of twelve weeks, to be copied."""
    folder = tmp_path_factory.mktemp("walked")
    prepare(folder, TWELVE_WEEKS)
    return folder


@pytest.fixture
def data(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "data")


@pytest.fixture
def link(data: Path) -> Iterator[str]:
    with server(data) as address:
        yield address


@pytest.fixture
def errors() -> Iterator[list[str]]:
    found: list[str] = []
    yield found
    assert found == []


def opened(context: BrowserContext, path: str, errors: list[str] | None = None) -> Page:
    page = context.pages[0]
    if errors is not None:
        page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/".join(page.url.split("/")[:3]) + path)
    return page


# ---------------------------------------------------------------- files


def test_a_file_dropped_on_the_page_goes_in_with_a_bar_and_fills_ring_and_day(
    browser: Browser, link: str, errors: list[str], data: Path
) -> None:
    page = opened(enter(browser, link), "/walks/", errors)
    page.evaluate(WATCH)
    yesterday = TODAY - timedelta(days=1)
    first = yesterday - timedelta(days=180)
    page.evaluate(DROP, ["walks of mine.csv", f"{first}T00:00:00Z", 181 * 1440])
    page.wait_for_selector(CAME)
    assert "walks of mine.csv (table): 181 days" in page.inner_text(CAME)
    seen: list[list[str]] = page.evaluate("window.seen")
    assert any(0 < int(now) < 100 for now, _ in seen)
    assert any("MB a second" in text and "left" in text for _, text in seen)
    assert not page.is_visible("[data-taking]")
    assert list((data / "tmp").iterdir()) == []
    follow(page, f"{CAME} a")
    assert "days with" in page.inner_text("h1")
    assert page.locator("svg.ring .on").count() >= 1
    assert page.locator(".walkdays tr.known").count() >= 1
    follow(page, f".walkdays a[href='/walks/day/{yesterday}/']")
    assert "steps, counted once." in page.inner_text("h1")
    assert page.locator(".runs tbody tr").count() >= 1
    assert page.locator("svg.strip24:visible .counted").count() == 1


def test_a_file_that_is_stopped_brings_nothing(
    browser: Browser, link: str, errors: list[str], data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "long.csv"
    file.write_bytes(long_table(TODAY - timedelta(days=400), 400_000))
    page = opened(enter(browser, link), "/walks/files/", errors)
    page.set_input_files("#walk-files", file)
    page.click("form[data-drop] button")
    page.wait_for_selector("[role=progressbar]:not([aria-valuenow='0'])")
    assert findings_of_axe(page) == []
    keep(page, "walks-taking")
    page.focus("[data-cancel]")
    page.keyboard.press("Enter")
    page.wait_for_selector(CAME)
    assert page.inner_text(CAME).strip() == "long.csv: stopped. Nothing of it was taken in."
    page.reload()
    assert "Nothing has been taken in yet." in page.inner_text("h1")
    assert list((data / "tmp").iterdir()) == []


def test_a_bad_file_says_why_and_the_next_one_goes_in(
    browser: Browser, link: str, errors: list[str], tmp_path: Path
) -> None:
    letter, good = tmp_path / "letter.txt", tmp_path / "steps.csv"
    letter.write_text("Dear doctor", encoding="utf-8")
    good.write_text(table(TODAY - timedelta(days=9), 5, chance=1.0), encoding="utf-8")
    page = opened(enter(browser, link, locale="de-DE"), "/walks/files/", errors)
    page.focus("#walk-files")
    page.set_input_files("#walk-files", [letter, good])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{CAME}:nth-child(2)")
    first, second = page.locator(CAME).all_inner_texts()
    assert "letter.txt: Wir erkennen nicht" in first
    assert "steps.csv (Tabelle):" in second
    assert page.evaluate("document.activeElement.id") == "walk-files"
    assert findings_of_axe(page) == []


def test_without_scripts_files_go_in_and_come_back_out(
    browser: Browser, link: str, tmp_path: Path
) -> None:
    good = tmp_path / "steps.csv"
    good.write_text(table(TODAY - timedelta(days=9), 8, chance=1.0), encoding="utf-8")
    page = opened(enter(browser, link, java_script_enabled=False), "/walks/files/")
    page.set_input_files("#walk-files", good)
    page.click("form[data-drop] button")
    assert "steps.csv (table):" in page.inner_text(CAME)
    page.click("#imports a:has-text('Take back')")
    assert "Take this file back?" in page.inner_text("h1")
    page.click("button:has-text('Take it back')")
    assert "Taken back." in page.inner_text("main")
    assert "Nothing has been taken in yet." in page.inner_text("h1")


# ---------------------------------------------------------------- looking


def test_devices_are_put_in_order_by_keys_and_days_follow(
    browser: Browser, walked: Path, tmp_path: Path
) -> None:
    with server(shutil.copytree(walked, tmp_path / "data")) as link:
        page = opened(enter(browser, link), "/walks/devices/")
        assert page.locator(".order li").first.inner_text().split()[1] == "Anna's"
        page.focus("button[value=up]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.locator(".order li").first.inner_text().split()[1] == "Phone"
        assert "days changed." in page.inner_text("[role=status]")
        assert page.evaluate("document.activeElement.value") == "down"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_by_everybody(
    browser: Browser, walked: Path, tmp_path: Path, scheme: Scheme
) -> None:
    sunday = TODAY - timedelta(days=TODAY.weekday() + 1)
    with server(shutil.copytree(walked, tmp_path / "data")) as link:
        context = enter(browser, link, color_scheme=scheme)
        page = context.pages[0]
        day = _day_with_both(page, base(link), sunday)
        paths = {
            "walks": f"/walks/?of={sunday}",
            "walks-day": f"/walks/day/{day}/",
            "walks-files": "/walks/files/",
            "walks-devices": "/walks/devices/",
            "walks-now": "/walks/now/",
            "evidence-walking": "/evidence/walking/",
        }
        for name, path in paths.items():
            for width, height in ((1280, 800), (390, 844), (320, 700)):
                page.set_viewport_size({"width": width, "height": height})
                page.goto(base(link) + path)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert findings_of_axe(page) == []
                if (name, width, scheme) in KEPT:
                    keep(page, f"{name}{KEPT[name, width, scheme]}", whole=True)
        page.goto(base(link) + "/walks/")
        assert page.get_attribute(".nav a[aria-current=page]", "href") == "/walks/"


def _day_with_both(page: Page, origin: str, sunday: date) -> str:
    """A day of that week on which watch and phone saw the same walk."""
    page.goto(f"{origin}/walks/?of={sunday}")
    rows = page.locator(".walkdays tr.known:has-text('Anna')")
    return str(rows.first.locator("a").get_attribute("href")).strip("/").split("/")[-1]


# ---------------------------------------------------------------- the timer


@pytest.fixture
def clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clock:
    file = tmp_path / "clock"
    monkeypatch.setenv("RHOMBOID_CLOCK", str(file))
    return Clock(file)


class Outside:
    """Somebody walking with the page; time passes on the server and in the page alike."""

    def __init__(self, context: BrowserContext, clock: Clock, errors: list[str]) -> None:
        context.pages[0].clock.install(time=clock.now)
        self.page, self.clock = opened(context, "/walks/now/", errors), clock

    def go(self, minutes: float) -> None:
        self.clock.go(minutes)
        self.page.clock.fast_forward(round(minutes * 60_000))

    def phase(self) -> str:
        return self.page.inner_text("[data-phase]")


def shown_min(page: Page) -> int:
    """The time that the page shows, in whole minutes; the clocks may differ by some seconds."""
    minutes, seconds = page.inner_text("[data-clock]").split(":")
    return round(int(minutes) + int(seconds) / 60)


def test_a_walk_is_timed_through_its_phases_a_reload_and_a_server_that_is_silent(
    browser: Browser, data: Path, clock: Clock, errors: list[str]
) -> None:
    with server(data) as link:
        context = enter(browser, link, viewport={"width": 390, "height": 844}, is_mobile=True)
        out = Outside(context, clock, errors)
        page = out.page
        assert "15 minutes, at your own pace." in page.inner_text("h1")
        follow(page, "button:has-text('Start')")
        assert out.phase() == "Slowly to begin with"
        out.go(3)
        assert out.phase() == "As briskly as is comfortable"
        assert shown_min(page) == 3
        assert findings_of_axe(page) == []
        keep(page, "walks-now-phone")
        page.reload()
        assert shown_min(page) == 3
        follow(page, "button:has-text('Pause')")
        assert "Paused" in page.inner_text("h1")
        out.go(30)
        assert shown_min(page) == 3
        follow(page, "button:has-text('Go on')")
        out.go(11)
        assert out.phase() == "Slowly to the end"
        assert page.get_attribute(".phases [aria-current]", "data-name") == "Slowly to the end"
        # Nobody answers when it ends: the press is kept, sent later, and counts from then.
        context.set_offline(True)
        page.click("button:has-text('End and note it')")
        page.wait_for_selector("[data-kept-note]:has-text('kept in this browser')")
        out.go(20)
        assert shown_min(page) == 14
        context.set_offline(False)
        with page.expect_navigation():
            out.go(0.1)
        assert "A walk of 14 minutes is noted." in page.inner_text("h1")
        follow(page, ".taps button[value='2']")
        assert "Noted: pain of 2 after the walk." in page.inner_text("main")
        assert findings_of_axe(page) == []
        keep(page, "walks-noted-phone")
        follow(page, "a:has-text('To the week')")
        today = page.locator(".walkdays tr.today")
        assert "14" in today.inner_text()
        assert "told by you" in today.inner_text()


def test_the_pace_is_said_and_buzzed_once_a_change_when_wanted(
    browser: Browser, data: Path, clock: Clock, errors: list[str]
) -> None:
    with server(data) as link:
        context = enter(browser, link)
        context.add_init_script(
            "window.buzzed = 0; navigator.vibrate = () => { window.buzzed += 1; return true; };"
        )
        out = Outside(context, clock, errors)
        follow(out.page, "button:has-text('Start')")
        out.page.focus("[data-tell]")
        out.page.keyboard.press("Enter")
        assert out.page.get_attribute("[data-tell]", "aria-pressed") == "true"
        out.go(2.1)
        assert out.page.evaluate("window.buzzed") == 1
        out.go(5)
        assert out.page.evaluate("window.buzzed") == 1
        out.page.reload()
        assert out.page.get_attribute("[data-tell]", "aria-pressed") == "true"


def test_without_scripts_a_walk_is_timed_by_the_server(
    browser: Browser, data: Path, clock: Clock
) -> None:
    with server(data) as link:
        page = opened(enter(browser, link, java_script_enabled=False), "/walks/now/")
        page.click("button:has-text('Start')")
        began = datetime.fromisoformat(clock.now.isoformat())
        assert f"Walking since {began:%H:%M}" in page.inner_text("h1")
        clock.go(16)
        page.reload()
        assert shown_min(page) == 16
        assert not page.is_visible("[data-tell]")
        page.click("button:has-text('End and note it')")
        assert "A walk of 16 minutes is noted." in page.inner_text("h1")


def test_walks_are_found_from_today_and_the_diary(browser: Browser, link: str) -> None:
    page = opened(enter(browser, link), "/today/")
    follow(page, "#walk a:has-text('All about your walks')")
    assert page.url.endswith("/walks/")
    follow(page, "a:has-text('Tell of a walk')")
    page.fill("[name=minutes]", "25")
    page.check("[name=unseen]")
    follow(page, "main form button.main")
    assert "no device along" in page.inner_text("main")


def test_all_names_fit_beside_each_other_on_a_small_desktop(browser: Browser, link: str) -> None:
    page = opened(enter(browser, link, locale="de-DE"), "/walks/")
    for width in (960, 1023, 1024, 1184, 1280):
        page.set_viewport_size({"width": width, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        last = page.evaluate(
            "document.querySelector('.mast .urgent').getBoundingClientRect().right"
        )
        assert last <= width - 40
