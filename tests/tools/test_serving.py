"""The checks of start and wheel can tell a program that serves from one that does not."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from tools.check_wheel import NEEDED, WheelError, check_contents
from tools.serving import NotServingError, serving

#: Prints its address like `rhomboid serve`, asks for its token once, then trusts its cookie.
PROGRAM = """
import http.server

class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/?token=once":
            self.send_response(302)
            self.send_header("Set-Cookie", "session=known")
            self.send_header("Location", "/")
            self.end_headers()
        elif self.headers.get("Cookie") != "session=known":
            self.send_error(403)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'<link href="/static/a.css"><a href="/intake">rhomboid</a>')
    def log_message(self, *_):
        pass

server = http.server.HTTPServer(("127.0.0.1", 0), Page)
print("starting")
print(f"Open http://127.0.0.1:{server.server_port}/?token=once", flush=True)
server.serve_forever()
"""


def test_a_visitor_enters_by_the_token_and_keeps_the_cookie() -> None:
    with serving([sys.executable, "-c", PROGRAM], limit_s=10) as visitor:
        first = visitor.fetch()
        again = visitor.fetch("/static/a.css")
    assert first[0] == again[0] == 200
    assert visitor.linked_files(first[1]) == ["/static/a.css"]


def test_a_page_refused_comes_with_its_status() -> None:
    with serving([sys.executable, "-c", PROGRAM], limit_s=10) as visitor:
        assert visitor.fetch("/?token=wrong")[0] == 403


def test_a_program_that_ends_is_reported_with_what_it_said() -> None:
    command = [sys.executable, "-c", "print('the folder cannot be written'); raise SystemExit(1)"]
    with (
        pytest.raises(NotServingError, match="the folder cannot be written"),
        serving(command, limit_s=10),
    ):
        pass


def test_a_program_that_stays_silent_is_given_up() -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(NotServingError), serving(command, limit_s=0.2):
        pass


@pytest.mark.parametrize("missing", NEEDED)
def test_a_wheel_that_lacks_a_part_is_refused(missing: str, tmp_path: Path) -> None:
    wheel = tmp_path / "rhomboid.whl"
    with zipfile.ZipFile(wheel, "w") as parts:
        for name in NEEDED:
            if name != missing:
                parts.writestr(f"{name}part" if name.endswith("/") else name, "")
    with pytest.raises(WheelError, match=missing):
        check_contents(wheel)
