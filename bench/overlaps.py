"""Steps of phone and watch against the truth: merged, added up, one device alone.

A hundred generated exports of four weeks each. A person walks several times a day, each walk at
its own pace. The phone is along most of the time and cuts the walk into samples of its own length,
the watch into others; sometimes both see it, sometimes one sees the middle of what the other saw
whole, sometimes a sample comes twice. Clocks change in between.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from rhomboid.core.activity.days import Material, days_of
from rhomboid.core.activity.samples import Floats, Steps
from rhomboid.core.knowledge.knowledge import load_knowledge

_WATCH, _PHONE = 0, 1
_DAYS = 28
_DAY_S = 86_400
#: A Monday three weeks before the clocks go forward in Europe.
_BEGIN_S = 1_772_409_600
_SPRING_S = 1_774_746_000

Rows = list[tuple[float, float, float, int]]


def export(chance: np.random.Generator) -> tuple[Steps, float]:
    """One export and the steps that were really made while a device was along."""
    rows: Rows = []
    truth = 0.0
    for day in range(_DAYS):
        at = _BEGIN_S + day * _DAY_S + 6 * 3600.0
        for _ in range(int(chance.integers(3, 9))):
            at += float(chance.integers(600, 6000))
            length = float(chance.integers(2, 40)) * 60
            cadence = float(chance.integers(70, 125))
            seen = _seen(chance, at, length)
            truth += _covered(seen) * cadence / 60
            for source, begin, end in seen:
                rows += _samples(chance, source, begin, end, cadence)
            at += length
    table: Floats = np.array(rows, np.float64)
    start = table[:, 0]
    return (
        Steps(
            start_s=start,
            end_s=table[:, 1],
            steps=table[:, 2],
            source=table[:, 3].astype(np.int64),
            offset_s=np.where(start < _SPRING_S, 3600, 7200).astype(np.int64),
            sources=("watch", "phone"),
        ),
        truth,
    )


def _seen(chance: np.random.Generator, at: float, length: float) -> list[tuple[int, float, float]]:
    """Which device saw which part of a walk: both, one, or one the middle of it."""
    kind = chance.random()
    whole = (at, at + length)
    part = (at + length * chance.uniform(0, 0.4), at + length * chance.uniform(0.6, 1))
    if kind < 0.45:
        return [(_PHONE, *whole)]
    if kind < 0.60:
        return [(_WATCH, *whole)]
    if kind < 0.75:
        return [(_PHONE, *whole), (_WATCH, *whole)]
    if kind < 0.90:
        return [(_PHONE, *whole), (_WATCH, *part)]
    return [(_PHONE, *part), (_WATCH, *whole)]


def _covered(seen: list[tuple[int, float, float]]) -> float:
    return max(end for _, _, end in seen) - min(begin for _, begin, _ in seen)


def _samples(
    chance: np.random.Generator, source: int, begin: float, end: float, cadence: float
) -> Rows:
    """A stretch as samples of the device's own lengths; now and then one of them twice."""
    mean_s = 60.0 if source == _WATCH else 240.0
    count = max(1, int((end - begin) / mean_s))
    cuts: NDArray[np.float64] = np.sort(chance.uniform(begin, end, count - 1))
    edges = [begin, *cuts.tolist(), end]
    rows = [(low, high, (high - low) * cadence / 60, source) for low, high in pairwise(edges)]
    return [*rows, *(row for row in rows if chance.random() < 0.02)]


def main() -> None:
    """Print what merging, adding up and one device alone make of the truth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exports", type=int, default=100)
    given = parser.parse_args()
    rules = load_knowledge().walking
    ratios: dict[str, Floats] = {}
    for number in range(given.exports):
        samples, truth = export(np.random.default_rng(number))
        days = days_of(Material(steps=samples, priority=("watch", "phone")), rules)
        made = {
            "merged": sum(day.steps or 0.0 for day in days),
            "added up": float(samples.steps.sum()),
            "phone alone": float(samples.steps[samples.source == _PHONE].sum()),
            "watch alone": float(samples.steps[samples.source == _WATCH].sum()),
        }
        for name, steps in made.items():
            ratios[name] = np.append(ratios.get(name, np.zeros(0)), steps / truth)
    print(f"steps of {given.exports} exports of {_DAYS} days, as parts of the truth")
    for name, values in ratios.items():
        print(
            f"  {name:<12} mean {values.mean():.3f}, from {values.min():.6f} to {values.max():.6f}"
        )


if __name__ == "__main__":
    main()
