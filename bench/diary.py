"""What the diary costs: folding a year, one more entry, a review, the pages after ten years."""

from __future__ import annotations

import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from bench.lived import START, lived
from bench.serving import load, served
from bench.timing import percentile_ms, timed

_YEARS = 10


def fold_and_review(raw: dict[str, Any]) -> None:
    """Fold, one more entry, present, review; beside decoding the same entries from JSON."""
    from rhomboid.app.present import present_of, situation_of
    from rhomboid.core.course.course import fold, step
    from rhomboid.core.diary.entry import Entry
    from rhomboid.core.knowledge.knowledge import load_knowledge
    from rhomboid.core.review.review import review

    knowledge = load_knowledge()
    year, decade = lived(1, raw), lived(_YEARS, raw)
    gc.collect()
    gc.freeze()
    lines = [msgspec.json.encode(entry) for entry in year]
    decoder = msgspec.json.Decoder(Entry)
    reference = statistics.median(timed(lambda: [decoder.decode(line) for line in lines], 30))
    seconds = timed(lambda: fold(year), 30)
    _say(f"fold of one year, {len(year)} entries", seconds, reference, "decoding them from JSON")
    for name, entries in (("tenth", year[:10]), (f"{len(decade)}th", decade)):
        course, last = fold(entries[:-1]), entries[-1]
        one = timed(lambda course=course, last=last: step(course, last), 2000)  # type: ignore[misc]  # bound at once
        single = statistics.median(timed(lambda: decoder.decode(lines[-1]), 2000))
        _say(f"the {name} entry", one, single, "decoding one from JSON")
    course = fold(decade)
    now = decade[-1].about + timedelta(hours=1)
    present = present_of(course, now, knowledge)
    situation = situation_of(present)
    if situation is None:
        raise SystemExit("the diary of the bench must have a programme")
    small = statistics.median(timed(lambda: json.dumps(raw), 300))
    _say(
        "present after ten years",
        timed(lambda: present_of(course, now, knowledge), 100),
        small,
        "writing the answers with json.dumps",
    )
    _say(
        "review after ten years",
        timed(lambda: review(situation, knowledge), 200),
        small,
        "writing the answers with json.dumps",
    )


def _say(what: str, seconds: list[float], reference: float, against: str) -> None:
    median = statistics.median(seconds)
    print(
        f"{what:<34} p50 {median * 1000:8.4f} ms  p95 {percentile_ms(seconds, 0.95):8.4f} ms"
        f"  = {median / reference:6.1f} x {against}"
    )


_FILL = (
    "import json,sys; from rhomboid import bootstrap as b; b.setup_django(); b.migrate();"
    "from rhomboid.adapters.store.diary import DatabaseDiary; from bench.lived import lived;"
    "d=DatabaseDiary(); e=lived(int(sys.argv[1]), json.load(sys.stdin));"
    "[d.append(e[n:n+500]) for n in range(0,len(e),500)]; print(len(e))"
)


def old_pages(raw: dict[str, Any], empty_p50_ms: float) -> None:
    """Today, Progress, Diary and Review over a socket, with ten years of entries."""
    with tempfile.TemporaryDirectory() as data:
        clock = Path(data) / "clock"
        last = START + timedelta(days=_YEARS * 365 - 1, hours=14)
        clock.write_text(last.isoformat(), encoding="utf-8")
        environment = {**os.environ, "RHOMBOID_DATA": data, "RHOMBOID_CLOCK": str(clock)}
        environment.pop("DATABASE_URL", None)
        filled = subprocess.run(
            [sys.executable, "-c", _FILL, str(_YEARS)],
            input=json.dumps(raw), text=True, env=environment, check=True, capture_output=True,
        )  # fmt: skip
        with served(data, RHOMBOID_CLOCK=str(clock)) as (_, port, cookie):
            print(f"pages with {filled.stdout.strip()} entries of ten years:")
            for path in ("/today/", "/progress/", "/diary/", "/review/"):
                seconds = load(port, path, cookie)
                ratio = percentile_ms(seconds, 0.5) / empty_p50_ms
                print(
                    f"{path:<17} p50 {percentile_ms(seconds, 0.5):6.2f} ms"
                    f"  p95 {percentile_ms(seconds, 0.95):6.2f} ms"
                    f"  = {ratio:4.1f} x an empty Django page"
                )
