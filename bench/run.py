"""What one request costs, and what it is made of. `make bench` prints it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bench.diary import fold_and_review, old_pages
from bench.empty_page import empty_page_server
from bench.serving import load, served
from bench.timing import percentile_ms, timed

ROUNDS = 300


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
            f"{name:<8} p50 {median * 1000:6.3f} ms  p95 {percentile_ms(seconds, 0.95):6.3f} ms"
            f"  = {ratio:5.0f} x reading the same answers with json.loads"
        )
    tables = statistics.median(timed(read_knowledge, 5))
    print(f"tables   p50 {tables * 1000:6.1f} ms  all tables read, checked and joined")


def pages(raw: dict[str, Any]) -> float:
    """Every page over a real socket, beside an empty Django page; that one's median in ms."""
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
        with served(data) as (_, port, cookie):
            started = time.perf_counter() - begun
            reference = load(empty_port, "/", "")
            print(f"start    {started:6.2f} s from the command to the first answer")
            print(
                f"empty    p50 {percentile_ms(reference, 0.5):6.2f} ms"
                f"  p95 {percentile_ms(reference, 0.95):6.2f} ms"
            )
            for path in ("/", "/intake/danger/", "/intake/place/", "/thoughts/", "/programme/"):
                seconds = load(port, path, cookie)
                ratio = percentile_ms(seconds, 0.5) / percentile_ms(reference, 0.5)
                print(
                    f"{path:<17} p50 {percentile_ms(seconds, 0.5):6.2f} ms"
                    f"  p95 {percentile_ms(seconds, 0.95):6.2f} ms"
                    f"  = {ratio:4.1f} x an empty Django page"
                )
            return percentile_ms(reference, 0.5)


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
    fold_and_review(person)
    old_pages(person, pages(person))
