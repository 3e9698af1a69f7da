"""Start rhomboid as a person would, wait for its first page, and stop it again."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urljoin
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

#: What `rhomboid serve` prints: the address with its one-time launch token.
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
LINKED = re.compile(r"""(?:href|src)=["'](/static/[^"']+)["']""")


class NotServingError(Exception):
    """rhomboid ended, or was silent for too long, before a page came; holds what it printed."""


@dataclass
class Visitor:
    """A browser's worth of HTTP: follows redirects, keeps cookies, uses no proxy."""

    address: str
    opener: OpenerDirector = field(
        default_factory=lambda: build_opener(ProxyHandler({}), HTTPCookieProcessor(CookieJar()))
    )

    def fetch(self, path: str = "") -> tuple[int, str]:
        """The status and text of a page; an empty path is the launch address itself."""
        try:
            with self.opener.open(urljoin(self.address, path), timeout=10) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def linked_files(self, page: str) -> list[str]:
        """The style sheets, scripts, fonts and pictures of our own that a page names."""
        return sorted(set(LINKED.findall(page)))


@contextmanager
def serving(
    command: Sequence[str], *, limit_s: float, env: Mapping[str, str] | None = None
) -> Iterator[Visitor]:
    """Start the command and give a visitor once its address is printed.

    Raises:
        NotServingError: if no address is printed within `limit_s` seconds.
    """
    process = subprocess.Popen(
        command,
        env=None if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        bufsize=1,
        start_new_session=True,
    )
    lines: list[str] = []
    reader = threading.Thread(target=_collect, args=(process, lines), daemon=True)
    reader.start()
    try:
        yield Visitor(_address(process, lines, time.monotonic() + limit_s))
    finally:
        _stop(process)
        reader.join()
        if process.stdout is not None:
            process.stdout.close()


def _stop(process: subprocess.Popen[str]) -> None:
    _signal(process, signal.SIGINT)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        _signal(process, signal.SIGKILL)
        process.wait()


def _signal(process: subprocess.Popen[str], number: signal.Signals) -> None:
    """Reach the program itself, also where `make` stands between."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _collect(process: subprocess.Popen[str], lines: list[str]) -> None:
    while process.stdout is not None and (line := process.stdout.readline()):
        lines.append(line)


def _address(process: subprocess.Popen[str], lines: list[str], deadline: float) -> str:
    while time.monotonic() < deadline:
        found = ADDRESS.search("".join(lines))
        if found:
            return found.group()
        if process.poll() is not None:
            break
        time.sleep(0.01)
    raise NotServingError(f"no address was printed; the program said:\n{''.join(lines)}")
