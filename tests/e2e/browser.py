"""A real Chromium against a real server, as a person would use it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[2]
SCREENS = ROOT / "docs" / "screens"
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--font-render-hinting=none",
]
#: A camera that shows moving shapes, or a film.
CAMERA = "--use-fake-device-for-media-stream"
#: Every page may use camera and microphone without being asked.
ALLOWED = "--use-fake-ui-for-media-stream"
#: Nothing but this machine has an address.
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """End every page of this run if something takes longer, so that it fails and does not wait.

    Moving a page's clock has no limit of its own, and once in many runs it never comes back.
    """
    watch = threading.Timer(seconds, _end_pages)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _end_pages() -> None:
    """End the processes that show pages; whoever waits for one is told that it is gone."""
    parents: dict[int, int] = {}
    pages: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            parents[int(folder.name)] = int(stat[1])
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                pages.append(int(folder.name))
    for page in pages:
        above = page
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            with suppress(OSError):
                os.kill(page, signal.SIGKILL)


def prepare(data: Path, script: str) -> None:
    """Make a diary in a folder: by a script that knows rhomboid and the tests."""
    environment = {**os.environ, "RHOMBOID_DATA": str(data), "PYTHONPATH": str(ROOT)}
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, env=environment)


@contextmanager
def server(data: Path) -> Iterator[str]:
    """A running rhomboid with an empty diary; gives the launch link."""
    environment = {**os.environ, "RHOMBOID_DATA": str(data)}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "rhomboid.cli.main", "serve", "--port", "0", "--data", str(data)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"http://\S+token=\S+", line):
                yield found.group(0)
                break
    finally:
        process.terminate()
        process.communicate(timeout=10)


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Debian's Chromium, headless; `more` flags for what a test needs."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path is not None, "Chromium is missing: install the package chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*_FLAGS, *more])
        yield browser
        browser.close()


@contextmanager
def another(browser: Browser, *more: str) -> Iterator[Browser]:
    """One more of the same kind beside it, with other flags."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    running = browser.browser_type.launch(executable_path=path, args=[*_FLAGS, *more])
    yield running
    running.close()


def findings_of_axe(page: Page) -> list[str]:
    """What the automatic WCAG 2.2 AA audit finds."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    result = page.evaluate("tags => axe.run({runOnly: tags})", tags)
    return [
        f"{page.url} {violation['id']}: {node['html'][:120]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def keep(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a screenshot for the documents, when asked to."""
    if os.environ.get("RHOMBOID_SCREENS"):
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png", full_page=whole)
