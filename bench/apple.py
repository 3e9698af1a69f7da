"""Reading an export of Apple Health: time beside bare expat and two published tools, and memory.

Usage: python -m bench.apple [--rounds N] [--linear] [--alone]

A made-up export of 500,000 records (`bench.apple_export`) is read in processes of their own. The
reference is a walk of Python's own expat that looks up type, times, value and source of every
record and keeps nothing. Seconds are of the processor, so that other work on the machine disturbs
less; the clock's follow in brackets. `--linear` reads five times as much too, `--alone` leaves
the published tools out.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from pyexpat import ParserCreate
from typing import NamedTuple

from bench.apple_export import RECORDS, write

#: What must hold: everything within the walk's own time, steps alone within 0.3 of it, and within
#: 1.5 of it all that an import does: read, kept, days worked out and told to the diary.
MOST = {"everything": 1.0, "steps": 0.3, "taken in": 1.5}
MOST_MEMORY_MB = 100
LINEAR = 5


class Spent(NamedTuple):
    """What one reading took: seconds of processor and clock, and the most memory."""

    processor_s: float
    clock_s: float
    memory_mb: float
    found: str


def bare(path: Path) -> str:
    """Walk over every record with expat."""
    records = 0

    def start(tag: str, own: dict[str, str]) -> None:
        nonlocal records
        if tag == "Record":
            _ = own["type"], own["startDate"], own["endDate"], own["value"], own["sourceName"]
            records += 1

    parser = ParserCreate()
    parser.StartElementHandler = start
    with path.open("rb") as file:
        parser.ParseFile(file)
    return f"{records:,} records walked over"


def read(path: Path, kinds: str) -> str:
    """Read and type every record of some kinds with rhomboid."""
    from rhomboid.adapters.importers.apple.recording import open_export
    from rhomboid.app.walks.ports import Given
    from rhomboid.core.activity.records import KINDS

    keep = frozenset(KINDS if kinds == "everything" else KINDS[:1])
    samples = workouts = 0
    with path.open("rb") as file:
        recording = open_export(path.name, file, Given("Europe/Berlin", keep))
        for batch in recording.batches() if recording else ():
            samples += sum(map(len, batch.samples))
            workouts += len(batch.workouts)
    return f"{samples:,} samples, {workouts} workouts"


def ready(folder: Path) -> None:
    """An empty diary, as any start of rhomboid makes it."""
    from rhomboid import bootstrap

    settings = bootstrap.choose_data(str(folder))
    bootstrap.prepare_data(settings)
    bootstrap.setup_django()
    bootstrap.migrate()


def taken_in(path: Path) -> str:
    """Take a file in, into a diary that is ready."""
    from rhomboid import bootstrap
    from rhomboid.bootstrap.walks import walks_of

    with path.open("rb") as file:
        taken = walks_of(bootstrap.journal()).take(path.name, file)
    return f"{taken.new:,} samples kept, {taken.changed} days told"


TASKS: dict[str, Callable[[Path], str]] = {
    "bare expat": bare,
    "everything": lambda path: read(path, "everything"),
    "steps": lambda path: read(path, "steps"),
    "taken in": taken_in,
}
TOOLS = {
    "healthkit-to-sqlite": ("healthkit-to-sqlite", "--silent", "--xml", "{export}", "{out}.db"),
    "atlas-db": ("atlas", "parquet", "{export}", "--out", "{out}.parquet"),
}


def task(name: str, path: Path) -> None:
    """Inside a process of its own: do one reading, and say what it took."""
    if name == "taken in":
        ready(path.with_name(f"diary of {os.getpid()}"))
    if name != "bare expat":
        read(Path(os.devnull), "steps")
    processor, clock = time.process_time(), time.perf_counter()
    found = TASKS[name](path)
    print(json.dumps([time.process_time() - processor, time.perf_counter() - clock, found]))


def spent(command: list[str]) -> Spent:
    """Run a command to its end.

    Raises:
        OSError: if it cannot be started.
        ValueError: if it fails.
    """
    clock = time.perf_counter()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        clock = time.perf_counter() - clock
        out.seek(0)
        err.seek(0)
        told = out.read().decode(errors="replace")
        if process.returncode:
            lines = (err.read().decode(errors="replace") or told).strip().splitlines()
            raise ValueError(lines[-1] if lines else f"ended with {process.returncode}")
    memory_mb = usage.ru_maxrss / 1024
    if "--task" in command:
        processor, clock, found = json.loads(told)
        return Spent(processor, clock, memory_mb, found)
    return Spent(usage.ru_utime + usage.ru_stime, clock, memory_mb, "with start and writing")


def own(name: str, path: Path) -> Spent:
    """One reading of ours, or the walk, in a process of its own."""
    return spent([sys.executable, "-m", "bench.apple", "--task", name, str(path)])


def median(rounds: list[Spent]) -> Spent:
    """Medians of the times, and the most memory."""
    return Spent(
        statistics.median(one.processor_s for one in rounds),
        statistics.median(one.clock_s for one in rounds),
        max(one.memory_mb for one in rounds),
        rounds[0].found,
    )


def show(name: str, took: Spent, reference: Spent) -> None:
    """A line of the table."""
    ratio = took.processor_s / reference.processor_s
    clock = took.clock_s / reference.clock_s
    limit = f"  at most {MOST[name]}" if name in MOST else ""
    print(
        f"{name:22}{took.processor_s:7.2f} s ({took.clock_s:6.2f}) {ratio:7.3f} ({clock:6.3f})"
        f"{took.memory_mb:8.0f} MB  {took.found}{limit}"
    )


def measure(path: Path, rounds: int) -> dict[str, Spent]:
    """All readings by turns, so that what else the machine does falls on each of them."""
    print(f"\n{path.stat().st_size / 1e6:.0f} MB, medians of {rounds}; ratio to bare expat")
    lots = [{name: own(name, path) for name in TASKS} for _ in range(rounds)]
    found = {name: median([lot[name] for lot in lots]) for name in TASKS}
    for name, took in found.items():
        show(name, took, found["bare expat"])
    return found


def tools(path: Path, reference: Spent) -> None:
    """The published tools on the same file, once each."""
    for name, parts in TOOLS.items():
        out = str(path.with_name(name))
        command = [part.format(export=path, out=out) for part in parts]
        command[0] = str(Path(sys.executable).with_name(command[0]))
        try:
            show(name, spent(command), reference)
        except (OSError, ValueError) as error:
            print(f"{name:22}could not be run: {error}")


def main() -> int:
    """Measure, print, and say by the exit code whether what must hold does."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--linear", action="store_true", help="read five times as much too")
    parser.add_argument("--alone", action="store_true", help="leave the published tools out")
    parser.add_argument("--task", nargs=2, metavar=("NAME", "FILE"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.task:
        task(asked.task[0], Path(asked.task[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xml"
        write(path)
        found = measure(path, asked.rounds)
        if not asked.alone:
            tools(path, found["bare expat"])
        write(path, dense=True)
        print("\nNothing but types that rhomboid reads:", end="")
        dense = measure(path, asked.rounds)
        if asked.linear:
            path.unlink()
            write(path, RECORDS * LINEAR)
            larger = measure(path, 1)
            for name in MOST:
                growth = larger[name].processor_s / found[name].processor_s
                print(f"{LINEAR} times as much: {name} takes {growth:.2f} times as long")
    return failed(found, tuple(MOST)) + failed(dense, ("everything",))


def failed(found: dict[str, Spent], names: tuple[str, ...]) -> int:
    """How many limits are passed by the readings of some names."""
    reference = found["bare expat"].processor_s
    over = [name for name in names if found[name].processor_s / reference > MOST[name]]
    over += [f"memory of {name}" for name in names if found[name].memory_mb > MOST_MEMORY_MB]
    if over:
        print(f"over the limit: {', '.join(over)}")
    return len(over)


if __name__ == "__main__":
    sys.exit(main())
