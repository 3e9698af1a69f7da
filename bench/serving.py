"""Reaching a running rhomboid over a real socket."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bench.timing import timed

REQUESTS = 120


def link(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Port and launch token of a server that has just been started."""
    for line in process.stdout or ():
        if found := re.search(r":(\d+)/\?token=(\S+)", line):
            return int(found.group(1)), found.group(2)
    raise SystemExit("rhomboid did not start")


def enter(port: int, token: str) -> str:
    """Go in through the door; the cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/?token={token}")
    answer = connection.getresponse()
    answer.read()
    return (answer.getheader("Set-Cookie") or "").split(";")[0]


@contextmanager
def served(data: str, **settings: str) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """A running rhomboid on the diary in a folder, with more settings; process, port and cookie."""
    environment = {**os.environ, "RHOMBOID_DATA": data, **settings}
    environment.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "rhomboid.cli.main", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    try:
        port, token = link(process)
        yield process, port, enter(port, token)
    finally:
        process.terminate()
        process.communicate()


def load(port: int, path: str, cookie: str) -> list[float]:
    """Seconds of each request for a page over a kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def get() -> None:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en-GB"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answered {answer.status}")

    return timed(get, REQUESTS)
