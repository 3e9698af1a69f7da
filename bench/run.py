"""What one request costs, and what it is made of. `make bench` prints it."""

from __future__ import annotations

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.empty_page import empty_page_server

ROUNDS = 300
REQUESTS = 120


def _ms(seconds: list[float], share: float) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))] * 1000


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round, after ten rounds to warm up."""
    for _ in range(10):
        work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def in_process(raw: dict[str, Any]) -> None:
    """Assess and plan for one person, beside decoding the same answers from JSON."""
    from rhomboid.app.assess import assess_raw, make_plan
    from rhomboid.core.knowledge.knowledge import load_knowledge, read_knowledge

    knowledge, today = load_knowledge(), date(2026, 11, 24)
    assessment = assess_raw(raw, knowledge, today)
    text = json.dumps(raw)
    reference = statistics.median(timed(lambda: json.loads(text), ROUNDS))
    works: dict[str, Callable[[], object]] = {
        "assess": lambda: assess_raw(raw, knowledge, today),
        "plan": lambda: make_plan(assessment, knowledge),
    }
    for name, work in works.items():
        seconds = timed(work, ROUNDS)
        median = statistics.median(seconds)
        ratio = median / reference
        print(
            f"{name:<8} p50 {median * 1000:6.3f} ms  p95 {_ms(seconds, 0.95):6.3f} ms"
            f"  = {ratio:5.0f} x reading the same answers with json.loads"
        )
    tables = statistics.median(timed(read_knowledge, 5))
    print(f"tables   p50 {tables * 1000:6.1f} ms  all tables read, checked and joined")


def pages(raw: dict[str, Any]) -> None:
    """Every page over a real socket, beside an empty Django page in the same run."""
    with tempfile.TemporaryDirectory() as data, empty_page_server() as empty_port:
        environment = {**os.environ, "RHOMBOID_DATA": data}
        environment.pop("DATABASE_URL", None)
        tell = (
            "import json,sys; from rhomboid import bootstrap as b; b.setup_django(); b.migrate();"
        )
        tell += "b.journal().answer(json.load(sys.stdin))"
        subprocess.run(
            [sys.executable, "-c", tell],
            input=json.dumps(raw),
            text=True,
            env=environment,
            check=True,
        )
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "rhomboid.cli.main", "serve", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        try:
            port, token = _link(process)
            cookie = _enter(port, token)
            started = time.perf_counter() - begun
            reference = _load(empty_port, "/", "")
            print(f"start    {started:6.2f} s from the command to the first answer")
            print(f"empty    p50 {_ms(reference, 0.5):6.2f} ms  p95 {_ms(reference, 0.95):6.2f} ms")
            for path in ("/", "/intake/danger/", "/intake/place/", "/thoughts/", "/programme/"):
                seconds = _load(port, path, cookie)
                ratio = _ms(seconds, 0.5) / _ms(reference, 0.5)
                print(
                    f"{path:<17} p50 {_ms(seconds, 0.5):6.2f} ms  p95 {_ms(seconds, 0.95):6.2f} ms"
                    f"  = {ratio:4.1f} x an empty Django page"
                )
        finally:
            process.terminate()
            process.communicate()


def _link(process: subprocess.Popen[str]) -> tuple[int, str]:
    for line in process.stdout or ():
        if found := re.search(r":(\d+)/\?token=(\S+)", line):
            return int(found.group(1)), found.group(2)
    raise SystemExit("rhomboid did not start")


def _enter(port: int, token: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", f"/?token={token}")
    answer = connection.getresponse()
    answer.read()
    return (answer.getheader("Set-Cookie") or "").split(";")[0]


def _load(port: int, path: str, cookie: str) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def get() -> None:
        connection.request("GET", path, headers={"Cookie": cookie, "Accept-Language": "en-GB"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"{path} answered {answer.status}")

    return timed(get, REQUESTS)


def whole_person() -> dict[str, Any]:
    """The desk worker of the case files, every question answered."""
    import tomllib

    from rhomboid.core.knowledge.knowledge import load_knowledge

    path = Path(__file__).parents[1] / "tests/cases/persons/01_desk_worker.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))["answers"]
    open_questions = {q.id: "cant_say" for q in load_knowledge().questions.values()}
    danger = {q.id: "no" for q in load_knowledge().questions.values() if q.page == "danger"}
    return {**open_questions, **danger, **told}


if __name__ == "__main__":
    person = whole_person()
    in_process(person)
    pages(person)
