"""Scoring postures and lifts: rows a second, and how often a published package agrees.

Usage: python -m bench.strain [--rows N]

The reference is `ergonomics-metrics` from PyPI, which scores REBA, a posture at a time. It leaves
load and grip out of the score and calls 0 to 10 degrees of the neck bent (ER-16); so agreement is
shown over all postures, and over those that it can score: neck 10 to 20 degrees forward, trunk
forward by whole degrees, light load, good grip, no activity.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from ergonomics.reba import RebaScore

from bench.timing import timed
from rhomboid.core.ergonomics.lifting.rows import Lifts, rate_rows
from rhomboid.core.ergonomics.reba.rows import couplings, reba_rows, stances
from rhomboid.core.ergonomics.reba.score import RebaPosture, reba
from rhomboid.core.ergonomics.rows import Rows, known
from rhomboid.core.ergonomics.rula.rows import patterns, rula_rows
from rhomboid.core.ergonomics.rula.score import RulaPosture, rula
from rhomboid.core.knowledge.knowledge import load_knowledge

ROUNDS = 5
SINGLE = 5_000
RULES = load_knowledge().strain
_CODES: Mapping[str, int] = {
    "load_pattern": len(patterns(RULES.rula)),
    "stance": len(stances(RULES.reba)),
    "coupling": len(couplings(RULES.reba)),
}


def columns(posture: type, rows: int, random: np.random.Generator) -> dict[str, Rows]:
    """Random postures: angles over all bands, everything else evenly."""
    found: dict[str, Rows] = {}
    for name in posture.__struct_fields__:  # type: ignore[attr-defined]  # both are structs
        if name in _CODES:
            values: Any = random.integers(0, _CODES[name], rows)
        elif name.endswith("_deg"):
            values = random.uniform(-40, 120, rows)
        elif name == "load_kg":
            values = random.uniform(0, 15, rows)
        else:
            values = random.random(rows) < 0.5
        found[name] = known(values)
    return found


def rate(work: Callable[[], object], rows: int, rounds: int = ROUNDS) -> float:
    """Rows a second, the median of some rounds."""
    return rows / statistics.median(timed(work, rounds))


def single(table: Mapping[str, Rows], kind: type, count: int) -> list[Any]:
    """The first rows as records."""
    names = {
        "load_pattern": patterns(RULES.rula),
        "stance": stances(RULES.reba),
        "coupling": couplings(RULES.reba),
    }
    records = []
    for i in range(count):
        values = {name: rows.low[i].item() for name, rows in table.items()}
        for name, words in names.items():
            if name in values:
                values[name] = words[values[name]]
        if "wrist_twist" in values:
            values["wrist_twist"] = "end" if values["wrist_twist"] else "mid"
        records.append(kind(**values))
    return records


def theirs(posture: RebaPosture, scorer: RebaScore) -> int:
    """The same posture by the package."""
    side = posture.neck_twisted or posture.neck_side_bent
    trunk_side = posture.trunk_twisted or posture.trunk_side_bent
    knee = 0 if posture.stance == "sitting" else posture.knee_flexion_deg
    scorer.set_body([
        posture.neck_flexion_deg, side, posture.trunk_flexion_deg, trunk_side,
        posture.stance == "one_foot_or_unstable", knee, posture.load_kg,
    ])  # fmt: skip
    scorer.set_arms([
        posture.upper_arm_flexion_deg, posture.shoulder_raised,
        posture.upper_arm_abducted or posture.upper_arm_rotated, posture.arm_supported,
        posture.elbow_flexion_deg, posture.wrist_flexion_deg,
        posture.wrist_deviated or posture.wrist_twisted,
    ])  # fmt: skip
    score_a, _ = scorer.compute_score_a()
    score_b, _ = scorer.compute_score_b()
    whole, _ = scorer.compute_score_c(score_a, score_b)
    return int(whole)


def easy(table: dict[str, Rows], random: np.random.Generator) -> dict[str, Rows]:
    """The same postures, kept to what the package can score."""
    rows = len(table["load_kg"].low)
    changed = {
        "neck_flexion_deg": random.uniform(10, 20, rows),
        "trunk_flexion_deg": np.floor(random.uniform(2, 90, rows)),
        "upper_arm_flexion_deg": random.uniform(-19, 120, rows),
        "arm_supported": np.zeros(rows, bool),
        "load_kg": np.zeros(rows),
        "load_shock": np.zeros(rows, bool),
        "coupling": np.zeros(rows, int),
        **{name: np.zeros(rows, bool) for name in RULES.reba.activity},
    }
    return {**table, **{name: known(values) for name, values in changed.items()}}


def agreement(table: Mapping[str, Rows], count: int) -> float:
    """How often both give the same score."""
    scorer = RebaScore()
    ours = reba_rows(table, RULES.reba)["reba"].low
    same = [
        theirs(posture, scorer) == int(ours[i])
        for i, posture in enumerate(single(table, RebaPosture, count))
    ]
    return sum(same) / count


def main() -> None:
    parser = argparse.ArgumentParser(description="Score many postures and lifts.")
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    random = np.random.default_rng(20261125)
    of_rula, of_reba = columns(RulaPosture, rows, random), columns(RebaPosture, rows, random)
    postures = single(of_reba, RebaPosture, SINGLE)
    scorer = RebaScore()
    package = rate(lambda: [theirs(posture, scorer) for posture in postures], SINGLE)
    print(f"ergonomics-metrics, REBA, one at a time   {package:12,.0f} rows/s   1.0")
    one_rula = single(of_rula, RulaPosture, SINGLE)
    works: Mapping[str, tuple[Callable[[], object], int]] = {
        "REBA, one at a time": (lambda: [reba(one, RULES.reba) for one in postures], SINGLE),
        "RULA, one at a time": (lambda: [rula(one, RULES.rula) for one in one_rula], SINGLE),
        "REBA, all at once": (lambda: reba_rows(of_reba, RULES.reba), rows),
        "RULA, all at once": (lambda: rula_rows(of_rula, RULES.rula), rows),
        "lifts, all at once": (_lifts(rows, random), rows),
    }
    for name, (work, count) in works.items():
        found = rate(work, count)
        print(f"rhomboid, {name:30}  {found:12,.0f} rows/s   {found / package:.1f}")
    for name, table in (("all postures", of_reba), ("those it can", easy(of_reba, random))):
        share = agreement(table, SINGLE)
        print(f"the package gives the same REBA for {share:.3f} of {SINGLE:,}: {name}")


def _lifts(rows: int, random: np.random.Generator) -> Callable[[], object]:
    lifts = Lifts(
        load=random.uniform(1, 30, rows),
        h=random.uniform(10, 70, rows),
        v=random.uniform(0, 180, rows),
        d=random.uniform(0, 180, rows),
        a_deg=random.uniform(0, 140, rows),
        per_min=random.uniform(0, 16, rows),
        duration_h=random.uniform(0.1, 8.5, rows),
        coupling=random.integers(0, 3, rows),
    )
    return lambda: rate_rows(lifts, RULES.lifting)


if __name__ == "__main__":
    main()
