"""What the page of the desk costs while it lies open: counting alone, and with the camera.

A person stands before a made-up camera. Measured is the processor time of the browser's processes
and of the server, as the system counts it, in percent of one core; the reference is the same page
that counts nothing, in the same browser, and for the camera the same camera opened bare, without
the model.

Usage: python -m bench.desk [--seconds 60]
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.e2e.browser import chromium, prepare, server
from tests.e2e.conftest import PREPARE
from tests.e2e.film import write_film

_TICKS = os.sysconf("SC_CLK_TCK")


def family(root: int) -> Iterator[int]:
    """A process and all that it started."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        parents.setdefault(parent, []).append(int(entry.name))
    waiting = [root]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += parents.get(one, ())


def spent(root: int) -> dict[int, int]:
    """Processor time of each process that a process has started, by its number, in ticks."""
    found: dict[int, int] = {}
    for one in family(root):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[one] = int(fields[11]) + int(fields[12])
    del found[root]
    return found


def measured(seconds: int) -> float:
    """Percent of one core of everything that this program started and that still runs."""
    before, began = spent(os.getpid()), time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - began
    after = spent(os.getpid())
    return 100 * sum(ticks - before.get(one, 0) for one, ticks in after.items()) / _TICKS / took


def opened(browser: Browser, link: str) -> Page:
    """The page of the desk."""
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(link)
    page.goto(link.partition("/?")[0] + "/desk/")
    page.wait_for_selector("[data-count]:not([hidden])")
    return page


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=60, help="for each (default: 60)")
    seconds = parser.parse_args().seconds
    with tempfile.TemporaryDirectory() as folder:
        data, film = Path(folder, "data"), write_film(Path(folder, "person.mjpeg"))
        prepare(data, PREPARE)
        flags = (
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        )
        with server(data) as link, chromium(*flags) as browser:
            page = opened(browser, link)
            page.wait_for_timeout(3_000)
            print(f"open, nothing counted   {measured(seconds):5.1f} % of one core")
            page.click("[data-count]")
            page.wait_for_timeout(3_000)
            print(f"counting, no camera     {measured(seconds):5.1f} % of one core")
            page.click("[data-eye]")
            page.wait_for_selector("[data-eye-say]:has-text('seen')", timeout=60_000)
            page.wait_for_timeout(3_000)
            print(f"camera every 4 seconds  {measured(seconds):5.1f} % of one core")
            page.click("[data-eye]")
            page.wait_for_timeout(3_000)
            print(f"camera off again        {measured(seconds):5.1f} % of one core")
            page.evaluate(
                "navigator.mediaDevices.getUserMedia({video: {frameRate: {ideal: 5}}})"
                ".then((stream) => { window.bare = stream; })"
            )
            page.wait_for_timeout(3_000)
            print(f"camera open, no model   {measured(seconds):5.1f} % of one core")


if __name__ == "__main__":
    main()
