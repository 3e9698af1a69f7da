"""Reaching a running rhomboid over a real socket."""

from __future__ import annotations

import http.client
import re
import subprocess

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
