"""Timing a piece of work many times."""

from __future__ import annotations

import time
from collections.abc import Callable


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Seconds of each round, after ten rounds to warm up."""
    for _ in range(min(10, rounds)):
        work()
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return seconds


def percentile_ms(seconds: list[float], share: float) -> float:
    """The time in milliseconds that a share of the rounds stays within."""
    return sorted(seconds)[min(len(seconds) - 1, int(share * len(seconds)))] * 1000
