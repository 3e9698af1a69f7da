"""The table as the manual prints it: every cell, written out from the evidence (ER-20 to ER-26)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from rhomboid.core.ergonomics.lifting.multipliers import frequency
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.lifting import COUPLINGS, DURATIONS, Block, LiftingRules
from rhomboid.core.knowledge.loader import TableError, read_record, tables_folder
from tests.core.ergonomics.lifting.rules import lifting_rules

RULES = lifting_rules()

#: ER-21: lifts a minute; up to 1 h, 1 to 2 h, 2 to 8 h, each with hands below 75 cm and from there.
FREQUENCY = """
 0.2  1.00 1.00  .95 .95  .85 .85
 0.5   .97  .97  .92 .92  .81 .81
 1     .94  .94  .88 .88  .75 .75
 2     .91  .91  .84 .84  .65 .65
 3     .88  .88  .79 .79  .55 .55
 4     .84  .84  .72 .72  .45 .45
 5     .80  .80  .60 .60  .35 .35
 6     .75  .75  .50 .50  .27 .27
 7     .70  .70  .42 .42  .22 .22
 8     .60  .60  .35 .35  .18 .18
 9     .52  .52  .30 .30  .00 .15
10     .45  .45  .26 .26  .00 .13
11     .41  .41  .00 .23  .00 .00
12     .37  .37  .00 .21  .00 .00
13     .00  .34  .00 .00  .00 .00
14     .00  .31  .00 .00  .00 .00
15     .00  .28  .00 .00  .00 .00
16     .00  .00  .00 .00  .00 .00
"""
CELLS = [
    (float(line.split()[0]), DURATIONS[column // 2], bool(column % 2), float(cell))
    for line in FREQUENCY.strip().splitlines()
    for column, cell in enumerate(line.split()[1:])
]


def test_there_are_18_rows_of_six_cells() -> None:
    assert len(CELLS) == 18 * 6


@pytest.mark.parametrize(("per_min", "duration", "high", "fm"), CELLS)
def test_every_cell_of_the_frequency_table_is_the_manuals(
    per_min: float, duration: str, high: bool, fm: float
) -> None:
    name = next(name for name in DURATIONS if name == duration)
    assert frequency(per_min, name, RULES, high=high) == fm


@pytest.mark.parametrize(
    ("coupling", "low", "high"), [("good", 1.0, 1.0), ("fair", 0.95, 1.0), ("poor", 0.9, 0.9)]
)
def test_every_cell_of_the_coupling_table_is_the_manuals(
    coupling: str, low: float, high: float
) -> None:
    name = next(name for name in COUPLINGS if name == coupling)
    assert RULES.coupling.cm(name, high=False) == low
    assert RULES.coupling.cm(name, high=True) == high


def test_metric_and_us_constants_are_two_sets() -> None:
    metric, us = RULES.constants("metric"), RULES.constants("us")
    assert (metric.load_constant, metric.mass_unit, metric.length_unit) == (23.0, "kg", "cm")
    assert (us.load_constant, us.mass_unit, us.length_unit) == (51.0, "lb", "in")
    assert (metric.h_least, metric.h_most, metric.v_best, metric.v_most) == (25, 63, 75, 175)
    assert (us.h_least, us.h_most, us.v_best, us.v_most) == (10, 25, 30, 70)
    assert (metric.v_per_unit, metric.d_constant, metric.d_over) == (0.003, 0.82, 4.5)
    assert (us.v_per_unit, us.d_constant, us.d_over) == (0.0075, 0.82, 1.8)
    assert (metric.d_least, metric.d_most, us.d_least, us.d_most) == (25, 175, 10, 70)
    assert (RULES.asymmetry.per_deg, RULES.asymmetry.most_deg) == (0.0032, 135)


def test_recovery_is_that_of_the_2021_revision() -> None:
    assert (RULES.duration.short.up_to_h, RULES.duration.short.recovery) == (1.0, 1.0)
    assert (RULES.duration.moderate.up_to_h, RULES.duration.moderate.recovery) == (2.0, 0.3)
    assert (RULES.duration.long.up_to_h, RULES.duration.long.recovery) == (8.0, None)


def test_the_longest_hours_and_the_refusal_of_longer_ones_agree() -> None:
    refusal = RULES.refusal_of("over_eight_hours")
    assert refusal is not None
    assert refusal.high == RULES.duration.long.up_to_h


def test_the_equation_is_refused_under_the_eleven_conditions_of_the_source() -> None:
    assert [row.id for row in RULES.refusal] == [
        "one_handed",
        "over_eight_hours",
        "seated_or_kneeling",
        "restricted_space",
        "unstable_load",
        "carrying_pushing_pulling",
        "wheelbarrow_or_shovel",
        "fast",
        "slippery",
        "hot_or_cold",
        "humid_or_dry",
    ]
    assert RULES.refusal_of("in_space") is None


def test_every_part_cites_facts_that_exist() -> None:
    blocks: list[Block] = [
        RULES.metric,
        RULES.us,
        RULES.asymmetry,
        RULES.frequency,
        RULES.coupling,
        RULES.duration,
        RULES.control,
        RULES.job,
        *RULES.refusal,
        *RULES.band,
    ]
    for block in blocks:
        assert block.facts
        assert set(block.facts) <= load_knowledge().facts.keys()


@pytest.mark.parametrize(
    ("pattern", "instead", "problem"),
    [
        (r"per_min = 2\.0", "per_min = 1.0", "must ascend"),
        (r"(per_min = 9\.0.*long = \[)0\.00", r"\g<1>0.20", "`long` must not rise"),
        (r"load_constant = 23\.0", "load_constant = 'much'", "load_constant"),
        (r"\[job\]", "[jobs]", "jobs"),
    ],
)
def test_a_broken_table_says_what_is_wrong(
    tmp_path: Path, pattern: str, instead: str, problem: str
) -> None:
    text = (tables_folder() / "lifting.toml").read_text(encoding="utf-8")
    changed = re.sub(pattern, instead, text, count=1)
    assert changed != text
    (tmp_path / "lifting.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(TableError, match=problem):
        read_record("lifting.toml", LiftingRules, tmp_path)
    shutil.rmtree(tmp_path)
