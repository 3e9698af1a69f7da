"""The camera in a session, in a real browser: allowed, denied, unplugged, counted, kept at home."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket

from rhomboid.core.movement.sight.course import Pace
from rhomboid.core.movement.sight.frame import to_normalised
from rhomboid.core.movement.sight.perform import Performance, perform
from tests.core.movement.movements import MOVEMENTS
from tests.e2e.browser import ALLOWED, CAMERA, another, findings_of_axe, keep, server
from tests.e2e.film import EMPTY, STANDS
from tests.e2e.test_session import base, begin, count, enter, listen, place
from tests.e2e.test_session_windows import WINDOWS, under_the_fold

pytestmark = pytest.mark.e2e

#: Plays landmarks in the place of a camera, a few frames at a time, faster than they were made.
PLAY = """(() => {
  const film = %s;
  window.rhomboidRecorded = (take) => {
    let at = 0;
    const timer = setInterval(() => {
      for (let n = 0; n < %d && at < film.frames.length; n += 1, at += 1) {
        const [t_ms, points] = film.frames[at];
        take({t_ms, people: [points.map(([x, y, z, visibility]) => ({x, y, z, visibility}))],
          aspect: film.aspect, light: null});
      }
      window.played = at / film.frames.length;
    }, 33);
    return () => clearInterval(timer);
  };
})()"""
#: Remembers every socket, so that a test can cut the line.
SOCKETS = """(() => {
  const Own = window.WebSocket;
  window.sockets = [];
  window.WebSocket = class extends Own {
    constructor(...all) { super(...all); window.sockets.push(this); }
  };
})()"""
#: What is drawn over the picture, in widths and heights of it, and on which side it is empty.
DRAWN = """(empty) => {
  const [width, height] = [320, 240];
  const read = (what) => {
    const pen = Object.assign(document.createElement("canvas"), {width, height}).getContext("2d");
    pen.drawImage(document.querySelector(`[data-camera] ${what}`), 0, 0, width, height);
    return pen.getImageData(0, 0, width, height).data;
  };
  const [picture, ink] = [read("video"), read("canvas")];
  const isEmpty = (x) => empty.every((value, at) => Math.abs(picture[4 * x + at] - value) < 20);
  const inked = [...Array(width * height).keys()].filter((at) => ink[4 * at + 3] > 0);
  if (inked.length === 0) return null;
  const x = inked.map((at) => at % width).sort((one, other) => one - other);
  return {
    empty: {left: isEmpty(1), right: isEmpty(width - 2)},
    left: x[0] / width, right: x[x.length - 1] / width, top: Math.floor(inked[0] / width) / height,
  };
}"""
#: Sizes of letters: of what the camera says, and of the cue.
SIZES = """() => ["[data-camera-say]", "[data-show=cue]"].map(
  (selector) => parseFloat(getComputedStyle(document.querySelector(selector)).fontSize)
)"""
#: Bytes of what is sent about a picture: a head, and the landmarks of each person.
HEAD, PERSON = 12, 231


@pytest.fixture
def link(prepared: Path, tmp_path: Path) -> Iterator[str]:
    with server(shutil.copytree(prepared, tmp_path / "data")) as address:
        yield address


def performed(repetitions: int, hold_s: float | None = None) -> dict[str, Any]:
    movement = MOVEMENTS["standing_overhead_reach"]
    how = Performance(pace=Pace(repetitions=repetitions, before_s=3.0, hold_s=hold_s))
    recording = perform(movement, how, np.random.default_rng(7)).recording
    frames = [recording.frame(index) for index in range(len(recording))]
    return {
        "aspect": recording.aspect,
        "frames": [
            (frame.t_s * 1000, to_normalised(frame.people[0], frame.aspect).round(5).tolist())
            for frame in frames
            if frame.people
        ],
    }


def played(context: BrowserContext, repetitions: int, speed: int = 6, every: int = 1) -> None:
    """Landmarks of a whole set come in the place of the camera's, or only some of its frames."""
    made = performed(repetitions)
    made["frames"] = made["frames"][::every]
    context.add_init_script(PLAY % (json.dumps(made), speed))


def started(page: Page) -> Page:
    page.wait_for_selector("body.led")
    page.click("[data-camera-switch]")
    return page


def says(page: Page, words: str) -> None:
    """In the place of the cue what is to be done, beside the picture how the camera stands."""
    places = ("[data-camera-say]", "[data-camera-note]")
    page.wait_for_selector(", ".join(f"{place}:has-text('{words}')" for place in places))


def wait(page: Page, seconds: float, condition: str) -> None:
    """Poll: the strict content policy forbids waiting for a function."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    said = page.inner_text("[data-camera-say]") or page.inner_text("[data-camera-note]")
    raise AssertionError(f"{condition} did not come; the camera says {said!r}")


def told(page: Page) -> list[dict[str, Any]]:
    """Every set that the page tells from now on."""
    bodies: list[dict[str, Any]] = []
    page.on(
        "request",
        lambda sent: (
            bodies.append(json.loads(sent.post_data or "{}"))
            if sent.url.endswith("/session/set/")
            else None
        ),
    )
    return bodies


@pytest.mark.hazard("H-25")
def test_an_allowed_camera_is_watched_in_the_page_and_nothing_leaves_the_machine(
    allowed: Browser, link: str
) -> None:
    errors: list[str] = []
    hosts: set[str | None] = set()
    context = enter(allowed, link)
    context.on("request", lambda sent: hosts.add(urlsplit(sent.url).hostname))
    page = begin(context)
    listen(page, errors)
    page.on("websocket", lambda socket: hosts.add(urlsplit(socket.url).hostname))
    started(page)
    says(page, "Step into the picture, please.")  # the test picture shows nobody
    assert page.evaluate("document.querySelector('[data-camera] video').videoWidth") > 0
    assert findings_of_axe(page) == []
    page.keyboard.press("v")  # the library would tell its maker how it was used now
    page.wait_for_selector(".picture", state="hidden")
    page.wait_for_timeout(500)
    assert hosts == {"127.0.0.1"}
    # The pose model writes its notices where errors go.
    assert [error for error in errors if not error.startswith(("INFO:", "W0", "I0"))] == []


def edges(page: Page, selector: str) -> tuple[float, float]:
    """Where it begins and ends, from the top of the window."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["y"], box["y"] + box["height"]


def find(page: Page, side: str) -> dict[str, Any]:
    """What is drawn over the person, while beside them the picture is empty on that side alone."""
    drawn = None
    for _ in range(400):
        drawn = page.evaluate(DRAWN, EMPTY)
        if drawn and drawn["empty"] == {"left": side == "left", "right": side == "right"}:
            middle = (drawn["left"] + drawn["right"]) / 2
            if middle == pytest.approx(STANDS[side], abs=0.08):
                return dict(drawn)
        page.wait_for_timeout(50)
    raise AssertionError(f"nobody was found at {STANDS[side]}, but {drawn}")


def test_a_person_before_the_camera_is_found_where_they_stand_and_told_what_is_missing(
    filmed: Browser, link: str
) -> None:
    page = started(begin(enter(filmed, link)))
    for side in STANDS:
        drawn = find(page, side)
        assert drawn["right"] - drawn["left"] > 0.4  # from shoulder to shoulder
        assert drawn["top"] < 0.35  # from the top of her head down
        says(page, "A little further away, please.")  # of her arms nothing is in the picture
        if side == "right":
            keep(page, "session-camera")
            said, cue = page.evaluate(SIZES)
            assert said >= cue  # to be read from where she stands
    for width, height in WINDOWS:
        page.set_viewport_size({"width": width, "height": height})
        assert under_the_fold(page, f"{width}x{height}") == []


@pytest.mark.hazard("H-25")
def test_a_person_who_leaves_is_missed_and_neither_counted_nor_sent_anywhere(
    filmed: Browser, link: str
) -> None:
    hosts: set[str | None] = set()
    sent: set[int] = set()
    context = enter(filmed, link)
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    page = begin(context)
    bodies = told(page)

    def went(frame: bytes | str) -> None:
        if isinstance(frame, bytes):
            sent.add(len(frame))

    def opened(socket: WebSocket) -> None:
        hosts.add(urlsplit(socket.url).hostname)
        socket.on("framesent", went)

    page.on("websocket", opened)
    started(page)
    says(page, "A little further away, please.")
    says(page, "Step into the picture, please.")
    assert page.evaluate(DRAWN, EMPTY) is None
    assert (count(page), place(page), bodies) == ("0", "1 of 10", [])
    assert hosts == {"127.0.0.1"}
    assert {HEAD, HEAD + PERSON} <= sent <= {HEAD, HEAD + PERSON, HEAD + 2 * PERSON}


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ((CAMERA, f"{ALLOWED}=deny"), "The camera is not allowed."),
        ((ALLOWED,), "No camera was found."),
    ],
)
def test_without_a_camera_it_is_said_and_the_session_goes_on(
    allowed: Browser, link: str, flags: tuple[str, ...], words: str
) -> None:
    with another(allowed, *flags) as browser:
        page = started(begin(enter(browser, link)))
        says(page, words)
        page.keyboard.press("c")
        page.keyboard.press("c")
        assert count(page) == "2"
        assert page.get_attribute("[data-camera-switch]", "aria-pressed") == "false"


def test_a_camera_unplugged_in_mid_set_is_said_and_the_count_stays(
    allowed: Browser, link: str
) -> None:
    page = started(begin(enter(allowed, link)))
    says(page, "Step into the picture, please.")
    page.keyboard.press("c")
    page.evaluate(
        "document.querySelector('video').srcObject.getVideoTracks()[0]"
        ".dispatchEvent(new Event('ended'))"
    )
    says(page, "The camera is gone. What was counted is kept.")
    page.keyboard.press("c")
    assert count(page) == "2"


@pytest.mark.parametrize(("speed", "every"), [(6, 1), (2, 3)], ids=["quick", "frames_left_out"])
def test_a_set_is_counted_by_the_camera_and_kept_with_what_it_saw(
    allowed: Browser, link: str, speed: int, every: int
) -> None:
    errors: list[str] = []
    context = enter(allowed, link)
    played(context, 5, speed, every)
    page = begin(context)
    listen(page, errors)
    bodies = told(page)
    started(page)
    wait(page, 60, "document.querySelector('[data-show=of]').textContent.startsWith('2')")
    wait(page, 60, "window.played === 1")
    page.wait_for_timeout(500)
    reach = [body for body in bodies if body["movement"] == "standing_overhead_reach"]
    assert reach[-1]["reps"] == 5
    assert reach[-1]["measured"]["counted"] == 5
    assert reach[-1]["measured"]["range_deg"] > 100
    assert errors == []


@pytest.mark.hazard("H-24")
@pytest.mark.parametrize("lost", ["line", "page"])
def test_what_was_counted_stays_when_the_line_is_cut_or_the_page_is_loaded_again(
    allowed: Browser, link: str, lost: str
) -> None:
    context = enter(allowed, link)
    context.add_init_script(SOCKETS)
    played(context, 4, speed=3)
    page = started(begin(context))
    wait(page, 60, "document.querySelector('[data-show=count]').textContent === '2'")
    if lost == "line":
        page.evaluate("window.sockets.forEach((socket) => socket.close())")
        wait(page, 60, "window.played === 1")
        page.wait_for_timeout(1500)
        assert count(page) in ("3", "4")
        assert page.evaluate("window.sockets.length") == 2
        return
    page.reload()
    page.wait_for_selector("body.led")
    assert count(page) == "2"
    page.click("[data-camera-switch]")
    wait(page, 60, "document.querySelector('[data-show=count]').textContent === '3'")


def test_a_repetition_counted_by_hand_stands_beside_the_cameras(
    allowed: Browser, link: str
) -> None:
    context = enter(allowed, link)
    played(context, 3)
    page = started(begin(context))
    wait(page, 60, "document.querySelector('[data-show=count]').textContent === '1'")
    page.keyboard.press("c")
    assert count(page) == "2"
    wait(page, 60, "window.played === 1")
    page.wait_for_timeout(500)
    assert (count(page), place(page)) == ("4", "1 of 10")


def test_a_second_tab_says_where_the_camera_is(allowed: Browser, link: str) -> None:
    context = enter(allowed, link)
    played(context, 1)
    started(begin(context))
    other = context.new_page()
    other.goto(base(link) + "/session/")
    started(other)
    says(other, "The camera is in use in another tab")


def test_the_words_and_the_picture_fit_a_phone_in_german(filmed: Browser, link: str) -> None:
    context = enter(
        filmed,
        link,
        locale="de-DE",
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
    )
    page = started(begin(context))
    says(page, "Bitte etwas weiter weg.")
    keep(page, "session-camera-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for width, height in ((390, 844), (844, 390), (360, 560)):
        page.set_viewport_size({"width": width, "height": height})
        assert under_the_fold(page, f"{width}x{height}") == []
    page.set_viewport_size({"width": 390, "height": 844})
    figure, box = (edges(page, f".panel:not([hidden]) .fig-{part}") for part in ("moves", "stop"))
    assert figure[1] <= box[0]  # nothing lies over the figure
    assert findings_of_axe(page) == []
