"""Checks what must hold of generated twelve-week histories, on every core, with progress."""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed

_BATCH = 250


def check_batch(first: int, count: int) -> list[str]:
    """Sentences for everything that does not hold in a batch."""
    from tests.core.course.histories import Maker, plans
    from tests.core.course.holds import violations

    plans()
    gc.freeze()
    gc.disable()  # histories hold no cycles; collecting costs half of the time
    found = [
        f"history {number}: {sentence}"
        for number in range(first, first + count)
        for sentence in violations(Maker(number).make(), number)
    ]
    gc.collect()
    return found


def main() -> int:
    """Check so many histories."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    begun = time.monotonic()
    found: list[str] = []
    done = 0
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        waiting = {
            pool.submit(check_batch, first, min(_BATCH, given.first + given.count - first)): first
            for first in range(given.first, given.first + given.count, _BATCH)
        }
        for batch in as_completed(waiting):
            found += batch.result()
            done = min(given.count, done + _BATCH)
            if done % 5000 < _BATCH:
                rate = done / (time.monotonic() - begun)
                left = (given.count - done) / rate
                print(f"{done} of {given.count} histories, {rate:.0f} a second, {left:.0f} s left")
                sys.stdout.flush()
            if len(found) > 50:
                break
    for sentence in sorted(found)[:50]:
        print(sentence)
    print(f"{done} histories, {len(found)} violations, {time.monotonic() - begun:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
