"""Four weeks with rhomboid on a phone: by keys alone, nothing from outside, the clock moved on.

Sessions, pain, a flare, four reviews of which one is declined, and a correction in the diary;
in the end the programme is what the rules say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, Request

from tests.e2e.browser import chromium, findings_of_axe, keep, prepare, server

pytestmark = pytest.mark.e2e

#: A Monday.
START = datetime(2026, 10, 26, tzinfo=UTC)
PREPARE = """
from rhomboid import bootstrap
bootstrap.setup_django()
bootstrap.migrate()
from tests.cases.reading import persons
answers = next(dict(case["answers"]) for case in persons() if case["id"] == "01_desk_worker")
answers |= {"country": "GB", "pain_now": 4, "pain_average": 4, "pain_worst": 5}
journal = bootstrap.journal()
for question in journal.knowledge.questions.values():
    answers.setdefault(question.id, "cant_say")
journal.answer(answers)
"""
SHOWN = """() => [document.querySelector("[data-show=name]").textContent,
  document.querySelector("[data-do=main]").textContent]"""
#: What has the focus, in words: its text, value or accessible name.
FOCUSED = """() => { const node = document.activeElement;
  const text = (node.textContent || "").trim().replace(/\\s+/g, " ");
  return [node.name || "", node.value || "", text, node.getAttribute("href") || ""]; }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def _foreign(url: str) -> bool:
    return urlsplit(url).hostname != "127.0.0.1"


class Person:
    """Somebody with a phone and a keyboard; only keys are pressed, nothing is clicked."""

    def __init__(self, browser: Browser, link: str, clock: Path) -> None:
        self.clock = clock
        self.base = link.partition("/?")[0]
        context = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844})
        context.set_default_timeout(8_000)
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._note)
        context.route(_foreign, lambda route: route.abort())
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(link)

    def _note(self, request: Request) -> None:
        if _foreign(request.url):
            self.foreign.append(request.url)

    def at(self, week: int, day: int, hour: int) -> Person:
        """Move to an hour of a day (Monday 0) of a week (from 1), and open Today."""
        on = START + timedelta(weeks=week - 1, days=day)
        told = datetime.combine(on.date(), time(hour), UTC)
        self.clock.write_text(told.isoformat(), encoding="utf-8")
        return self.go("/today/")

    def go(self, path: str) -> Person:
        """Open an address, as a bookmark would."""
        self.page.goto(self.base + path)
        return self

    def tab_to(self, wanted: str, name: str = "", value: str = "") -> None:
        """Press Tab until what has the focus is called so."""
        for _ in range(160):
            field, held, text, href = self.page.evaluate(FOCUSED)
            if wanted and (text.startswith(wanted) or wanted in (held, href)):
                return
            if name and field == name and (not value or held == value):
                return
            self.page.keyboard.press("Tab")
        there = self.page.locator("main button, main a").all_inner_texts()
        raise AssertionError(f"no Tab leads to {wanted or name} on {self.page.url}: {there}")

    def press(self, wanted: str, key: str = "Enter") -> Person:
        """Go to a control and press it; waits for the page that follows."""
        self.tab_to(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def tap_pain(self, score: int) -> Person:
        """One key on the scale of Today."""
        self.tab_to("", "now", str(score))
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        assert self.says("Undo")
        return self

    def no_danger(self) -> Person:
        """No to every danger question, group by group, and go on while questions are open."""
        self.go("/intake/danger/")
        boxes = self.page.locator('input[name^="none-"]')
        for place in range(boxes.count()):
            self.tab_to("", boxes.nth(place).get_attribute("name") or "")
            self.page.keyboard.press("Space")
        return self.press("Continue")

    def session(self, *, more: bool = True, after: int = 1) -> Person:
        """The session of today by keys, with two more repetitions where they are offered."""
        page = self.page
        self.press("Start the session")
        page.wait_for_selector("body.led")
        for _ in range(300):
            try:
                _, main = page.evaluate(SHOWN)
            except Error:  # the page went on to the end
                break
            enough = main == "Next set" or (main == "Enough, go on" and not more)
            page.keyboard.press("p" if enough else "c")
        page.wait_for_url("**/session/end/")
        for name, score in (("pain_after", after), ("effort", 4)):
            self.tab_to("", name)
            page.keyboard.press("Space")
            for _ in range(score):
                page.keyboard.press("ArrowRight")
        return self.press("End the session")

    def says(self, text: str) -> bool:
        """Whether the page says so."""
        return text in self.page.inner_text("main")

    def headline(self) -> str:
        return self.page.inner_text("h1")

    def dose(self, movement: str) -> str:
        """The dose of a movement on the page of the programme."""
        self.go("/programme/")
        card = self.page.locator(f'article.move:has(h3:text-is("{movement}"))')
        return card.locator(".dose").inner_text().partition(" was ")[0].strip()


@pytest.fixture
def person(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    clock = tmp_path / "clock"
    clock.write_text((START + timedelta(hours=8)).isoformat(), encoding="utf-8")
    data = tmp_path / "data"
    monkeypatch.setenv("RHOMBOID_CLOCK", str(clock))
    data.mkdir()
    prepare(data, PREPARE)
    with server(data) as link:
        yield Person(browser, link, clock)


def test_four_weeks_on_a_phone_by_keys_alone(person: Person) -> None:
    first_week(person)
    second_week(person)
    third_week(person)
    fourth_week(person)
    assert person.foreign == []
    assert person.errors == []


def first_week(person: Person) -> None:
    """The programme is begun; two full sessions with more than asked; the review is taken."""
    person.at(1, 0, 9).go("/programme/").press("Begin this programme")
    person.at(1, 0, 9)
    assert findings_of_axe(person.page) == []
    keep(person.page, "today-phone", whole=True)
    on_a_desk(person, "today")
    assert person.dose("Band row") == "2 × 10"
    person.at(1, 0, 12).tap_pain(4).session()
    person.at(1, 1, 7).tap_pain(4)  # the morning after
    person.at(1, 2, 12).tap_pain(4).session()
    person.at(1, 3, 7).tap_pain(4)
    person.at(1, 5, 12).tap_pain(4)
    person.at(1, 6, 20).press("/review/")
    assert person.says("Band row")
    assert person.says("2 × 12")
    keep(person.page, "review-phone", whole=True)
    assert findings_of_axe(person.page) == []
    on_a_desk(person, "review")
    person.press("Start week 2 like this")
    assert person.dose("Band row").startswith("2 × 12")


def second_week(person: Person) -> None:
    """Two more sessions; the review offers the next step and is declined: nothing changes."""
    person.at(2, 0, 12).tap_pain(4).session()
    person.at(2, 1, 7).tap_pain(4)
    person.at(2, 2, 12).tap_pain(3).session()
    person.at(2, 3, 7).tap_pain(3)
    before = {name: person.dose(name) for name in ("Band row", "Wall slide")}
    person.at(2, 6, 20).press("/review/")
    assert person.says("Grows")
    person.press("Keep last week’s plan")
    assert {name: person.dose(name) for name in before} == before


def third_week(person: Person) -> None:
    """Pain rises for two days: danger questions, then the flare's session; a step back."""
    person.at(3, 0, 12).tap_pain(4)
    person.at(3, 1, 12).tap_pain(6)
    person.at(3, 2, 12).tap_pain(7)
    assert not person.says("Start the session")
    person.no_danger()
    person.at(3, 2, 13)
    assert person.page.locator("text=/flare/i").count() > 0
    names = person.page.inner_text("main")
    assert "Overhead reach" in names
    assert "Band row" not in names
    keep(person.page, "today-flare-phone", whole=True)
    person.at(3, 4, 12).tap_pain(5).at(3, 5, 12).tap_pain(4)
    person.at(3, 6, 12).tap_pain(4)
    person.at(3, 6, 20).press("/review/")
    assert person.says("Back a step")
    person.press("Start week 4 like this")
    assert person.dose("Band row").startswith("2 × 10")


def fourth_week(person: Person) -> None:
    """Back to the ordinary session; a slip of the finger is corrected in the diary."""
    person.at(4, 0, 12)
    if not person.page.locator("button:has-text('Start the session')").count():
        person.no_danger().at(4, 0, 12)
    person.tap_pain(9)
    person.go("/diary/")
    person.press("Change")
    person.tab_to("", "now", "9")
    for _ in range(6):
        person.page.keyboard.press("ArrowLeft")
    person.press("Save the correction")
    person.tab_to("As it was first written")
    person.page.keyboard.press("Enter")
    assert person.says("9 of 10")  # what was first written stays readable
    person.at(4, 0, 14)
    assert person.says("Band row")
    person.session(after=2)
    person.at(4, 1, 7).tap_pain(3)
    person.go("/progress/")
    assert person.page.locator("svg.only-s").is_visible()
    assert findings_of_axe(person.page) == []
    keep(person.page, "progress-phone", whole=True)
    on_a_desk(person, "progress")
    person.go("/diary/")
    on_a_desk(person, "diary")


def on_a_desk(person: Person, name: str) -> None:
    """Keep the page as a wide screen shows it, and see that nothing is found there either."""
    person.page.set_viewport_size({"width": 1280, "height": 900})
    assert findings_of_axe(person.page) == []
    assert person.page.evaluate("document.documentElement.scrollWidth") <= 1280
    keep(person.page, name)
    person.page.set_viewport_size({"width": 390, "height": 844})
