"""Many postures at once give the numbers of one posture at a time."""

from __future__ import annotations

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import Score
from rhomboid.core.ergonomics.reba.rows import reba_rows
from rhomboid.core.ergonomics.reba.score import RebaPosture, reba
from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.ergonomics.rula.rows import rula_rows
from rhomboid.core.ergonomics.rula.score import RulaPosture, rula
from rhomboid.core.knowledge.posture_scores import TableVariant
from tests.core.ergonomics.sheets import columns, postures, reba_rules, rula_rules

VARIANTS: tuple[TableVariant, ...] = ("mainstream", "worksheet")


def check(rows: dict[str, Rows], singles: list[msgspec.Struct]) -> None:
    count = len(singles)
    for name, values in rows.items():
        low = np.broadcast_to(values.low, count).tolist()
        high = np.broadcast_to(values.high, count).tolist()
        assert [Score(*ends) for ends in zip(low, high, strict=True)] == [
            getattr(single, name) for single in singles
        ], name


@given(st.lists(postures(RulaPosture, exact=True), min_size=1, max_size=6),
       st.sampled_from(VARIANTS))  # fmt: skip
def test_rula_of_postures_wholly_seen(given: list[RulaPosture], variant: TableVariant) -> None:
    rows = rula_rows(columns(given), rula_rules(), variant)
    check(rows, [rula(posture, rula_rules(), variant) for posture in given])
    assert all(values.is_exact for values in rows.values())


@given(st.lists(postures(RulaPosture, exact=False), min_size=1, max_size=6))
def test_rula_of_postures_partly_seen(given: list[RulaPosture]) -> None:
    rows = rula_rows(columns(given), rula_rules())
    check(rows, [rula(posture, rula_rules()) for posture in given])


@given(st.lists(postures(RebaPosture, exact=True), min_size=1, max_size=6))
def test_reba_of_postures_wholly_seen(given: list[RebaPosture]) -> None:
    rows = reba_rows(columns(given), reba_rules())
    check(rows, [reba(posture, reba_rules()) for posture in given])
    assert all(values.is_exact for values in rows.values())


@given(st.lists(postures(RebaPosture, exact=False), min_size=1, max_size=6))
def test_reba_of_postures_partly_seen(given: list[RebaPosture]) -> None:
    rows = reba_rows(columns(given), reba_rules())
    check(rows, [reba(posture, reba_rules()) for posture in given])


def test_what_is_the_same_for_all_rows_may_be_given_once() -> None:
    posture = RulaPosture(neck_flexion_deg=12.0)
    whole = columns([posture] * 3)
    once = {
        name: Rows(np.asarray(rows.low[0]), np.asarray(rows.high[0]))
        for name, rows in whole.items()
        if name != "neck_flexion_deg"
    }
    once["neck_flexion_deg"] = whole["neck_flexion_deg"]
    check(rula_rows(once, rula_rules()), [rula(posture, rula_rules())] * 3)
