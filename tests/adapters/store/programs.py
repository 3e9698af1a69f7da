"""Programs that write a diary while the tests kill, race or starve them.

Run as `python -m tests.adapters.store.programs NAME ...` in an environment from `environment`.
Children are forked from a process that has Django imported, so that a start costs milliseconds.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rhomboid.core.base.ids import uuid7
from rhomboid.core.diary.entry import Entry
from tests.core.course.test_course import START

ROOT = Path(__file__).resolve().parents[3]
PERSON = "p"
_RANDOM_BITS = 74


def environment(folder: Path) -> dict[str, str]:
    """What a program needs to write where the tests do: PostgreSQL's test database, or a folder."""
    from django.db import connection

    names = {**os.environ, "RHOMBOID_DATA": str(folder)}
    names.pop("DATABASE_URL", None)
    if connection.vendor == "postgresql":
        at = connection.settings_dict
        names["DATABASE_URL"] = (
            f"postgresql://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
        )
    return names


def run(
    folder: Path, *arguments: object, before: tuple[str, ...] = (), timeout_s: float = 300
) -> dict[str, Any]:
    """Run a program to its end; gives what it reported."""
    command = [sys.executable, "-m", "tests.adapters.store.programs", *map(str, arguments)]
    done = subprocess.run(
        [*before, *command],
        check=False,
        cwd=ROOT,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=timeout_s,
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def batch(name: str, size: int, person: str = PERSON) -> list[Entry]:
    """Entries that belong together: each says which batch it is of and how large that is."""
    return [
        Entry(
            id=uuid7(int(time.time() * 1000), random.getrandbits(_RANDOM_BITS)),
            person_id=person,
            recorded_at=START,
            about=START,
            zone="UTC",
            kind="note",
            body={"text": name, "of": size},
            made_by="test",
        )
        for _ in range(size)
    ]


def fork(work: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Start a child that does `work`, which is handed how to tell; gives pid and pipe to read."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        code = 1
        try:
            work(lambda line: _tell(writing, line))
            code = 0
        finally:
            os._exit(code)
    os.close(writing)
    return pid, reading


def _tell(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def told(pipe: int) -> list[str]:
    """Every line that a child told until its end."""
    with os.fdopen(pipe) as lines:
        return lines.read().split()


# ---------------------------------------------------------------- killed while writing


def kills(rounds: int, seed: int) -> dict[str, Any]:
    """Kill two writers at random moments, round after round, and check the diary each time."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    place = 0
    for number in range(rounds):
        children = [fork(_endless(f"{number}.{writer}", chance.random())) for writer in range(2)]
        for pid, _ in chance.sample(children, 2):
            time.sleep(chance.uniform(0, 0.08))
            os.kill(pid, signal.SIGKILL)
        acknowledged: set[str] = set()
        for pid, pipe in children:
            os.waitpid(pid, 0)
            acknowledged.update(told(pipe))
        place, there = _check(place, acknowledged)
        counts += Counter(kills=2, acknowledged=len(acknowledged), there=there)
    return dict(counts)


def _endless(writer: str, seed: float) -> Callable[[Callable[[str], None]], None]:
    def write(tell: Callable[[str], None]) -> None:
        from rhomboid.adapters.store.diary import DatabaseDiary

        random.seed(seed)
        diary, number = DatabaseDiary(), 0
        while True:
            number += 1
            name = f"{writer}.{number}"
            diary.append(batch(name, 1 + number % 5))
            tell(name)

    return write


def _check(place: int, acknowledged: set[str]) -> tuple[int, int]:
    """What was acknowledged is there, whole, at places without gaps; gives the newest place."""
    from django.db import connection, connections

    from rhomboid.adapters.store.diary import DatabaseDiary
    from rhomboid.adapters.store.models import DiaryEntry

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]
    page = DatabaseDiary().read_after(PERSON, place)
    found = Counter(entry.body["text"] for entry in page.entries)
    sizes = {entry.body["text"]: entry.body["of"] for entry in page.entries}
    assert dict(found) == sizes, "a batch is there in part"
    assert acknowledged <= found.keys(), "an acknowledged batch is lost"
    assert page.place == place + len(page.entries)
    places = DiaryEntry.objects.filter(person_id=PERSON).order_by("place")
    assert list(places.values_list("place", flat=True)) == list(range(1, page.place + 1))
    connections.close_all()  # a child must not inherit a connection
    return page.place, len(found)


# ---------------------------------------------------------------- writing at once


def at_once(processes: int, threads: int, people: int) -> dict[str, Any]:
    """Writers begin the diaries of the same new people at once, while a reader follows them all."""
    start = time.time() + 0.5

    def write(tell: Callable[[str], None]) -> None:
        barrier = threading.Barrier(threads, timeout=20)
        with ThreadPoolExecutor(threads) as pool:
            jobs = [pool.submit(_begin, people, start, barrier, tell) for _ in range(threads)]
            for job in jobs:
                job.result()

    children = [fork(write) for _ in range(processes)]
    seen = _follow(people, processes * threads * 3)
    acknowledged = [line for _, pipe in children for line in told(pipe)]
    codes = [os.waitpid(pid, 0)[1] for pid, _ in children]
    return {"seen": seen, "acknowledged": acknowledged, "codes": codes}


def _begin(
    people: int, start: float, barrier: threading.Barrier, tell: Callable[[str], None]
) -> None:
    from rhomboid.adapters.store.diary import DatabaseDiary

    time.sleep(max(0.0, start - time.time()))
    try:
        for number in range(people):
            barrier.wait()
            for size in (1, 2):
                entries = batch("begun", size, f"person {number}")
                DatabaseDiary().append(entries)
                for entry in entries:
                    tell(entry.id)
    except Exception:
        barrier.abort()  # the others need not wait
        raise


def _follow(people: int, expected: int) -> dict[str, list[str]]:
    """Read what arrives, as it arrives, until everybody has the expected number of entries."""
    from rhomboid.adapters.store.diary import DatabaseDiary

    seen: dict[str, list[str]] = {f"person {number}": [] for number in range(people)}
    until = time.time() + 30
    while time.time() < until and any(len(ids) < expected for ids in seen.values()):
        for person, ids in seen.items():
            page = DatabaseDiary().read_after(person, len(ids))
            ids += [entry.id for entry in page.entries]
            assert page.place == len(ids)
    for person, ids in seen.items():
        assert [entry.id for entry in DatabaseDiary().read_after(person, 0).entries] == ids
    return seen


# ---------------------------------------------------------------- no room, no leave


def until_refused(how: str) -> dict[str, Any]:
    """Write until the diary refuses; then lift what stood in the way and write once more."""
    from django.db import connection, connections

    from rhomboid.adapters.store.diary import DatabaseDiary, StoreError

    folder, diary, written = os.environ["RHOMBOID_DATA"], DatabaseDiary(), 0
    diary.append(batch("first", 1))
    if how == "read-only":
        connections.close_all()
        _remount(folder, "ro")
    elif how == "may not grow":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    sentence = ""
    for number in range(10_000):
        try:
            diary.append(batch("x" * 400, 20))
        except StoreError as error:
            sentence = str(error)
            break
        written = number + 1
    if how == "may not grow":
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    else:
        connections.close_all()
        _remount(folder, "rw,size=16m")
    diary.append(batch("last", 1))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0]
    return {
        "sentence": sentence,
        "written": 2 + 20 * written,
        "there": len(diary.read(PERSON)),
        "place": diary.read_after(PERSON, 0).place,
        "integrity": whole,
    }


def _remount(folder: str, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)


def main(name: str, arguments: list[str]) -> None:
    from django.db import connections

    from rhomboid import bootstrap

    bootstrap.setup_django()
    bootstrap.migrate()
    connections.close_all()
    programs: dict[str, Callable[[], dict[str, Any]]] = {
        "kills": lambda: kills(*map(int, arguments)),
        "at_once": lambda: at_once(*map(int, arguments)),
        "until_refused": lambda: until_refused(arguments[0]),
    }
    print(json.dumps(programs[name]()))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
