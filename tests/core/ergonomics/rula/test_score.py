"""RULA: every cell and every border of the sheet, bounds where something was not seen."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError, Score, Span
from rhomboid.core.ergonomics.rula.score import Rula, RulaPosture, rula
from rhomboid.core.ergonomics.segment import banded, cell, flat
from rhomboid.core.knowledge.posture_scores import Grid, TableVariant
from tests.core.ergonomics import printed
from tests.core.ergonomics.sheets import RULA_BEST, postures, rula_posture, rula_rules


def scored(**changed: Any) -> Rula:
    return rula(rula_posture(**changed), rula_rules())


# ---------------------------------------------------------------- the parts of the body


@pytest.mark.parametrize(
    ("angle", "score"),
    [(-180, 2), (-20.1, 2), (-20, 1), (0, 1), (20, 1), (20.1, 2), (45, 2), (45.1, 3), (90, 3),
     (90.1, 4), (180, 4)],
)  # fmt: skip
def test_er_01_upper_arm(angle: float, score: int) -> None:
    assert scored(upper_arm_flexion_deg=angle).upper_arm.exact == score


@pytest.mark.parametrize(
    ("angle", "score"), [(-5, 2), (0, 2), (59.9, 2), (60, 1), (100, 1), (100.1, 2), (150, 2)]
)
def test_er_01_lower_arm(angle: float, score: int) -> None:
    assert scored(elbow_flexion_deg=angle).lower_arm.exact == score


@pytest.mark.parametrize(
    ("angle", "score"),
    [(-40, 3), (-15, 3), (-14.9, 2), (-0.1, 2), (0, 1), (0.1, 2), (14.9, 2), (15, 3), (60, 3)],
)
def test_er_01_wrist_alike_in_both_directions(angle: float, score: int) -> None:
    assert scored(wrist_flexion_deg=angle).wrist.exact == score


@pytest.mark.parametrize(
    ("angle", "score"), [(-0.1, 4), (0, 1), (9.9, 1), (10, 2), (19.9, 2), (20, 3), (70, 3)]
)
def test_er_02_neck(angle: float, score: int) -> None:
    assert scored(neck_flexion_deg=angle).neck.exact == score


@pytest.mark.parametrize(
    ("angle", "score"),
    [(-30, 2), (-0.1, 2), (0, 1), (0.1, 2), (19.9, 2), (20, 3), (59.9, 3), (60, 4), (110, 4)],
)
def test_er_02_trunk_that_is_not_supported(angle: float, score: int) -> None:
    assert scored(trunk_flexion_deg=angle, trunk_supported=False).trunk.exact == score


def test_er_02_trunk_that_is_well_supported_counts_one_at_any_angle() -> None:
    assert scored(trunk_flexion_deg=-25, trunk_supported=True).trunk.exact == 1
    assert scored(trunk_flexion_deg=10, trunk_supported=True).trunk.exact == 1


@pytest.mark.parametrize(
    ("part", "changed", "adds"),
    [
        ("upper_arm", {"shoulder_raised": True}, 1),
        ("upper_arm", {"upper_arm_abducted": True}, 1),
        ("upper_arm", {"upper_arm_flexion_deg": 50, "arm_supported": True}, 1),
        ("lower_arm", {"arm_across_midline_or_out": True}, 1),
        ("wrist", {"wrist_deviated": True}, 1),
        ("wrist_twist_score", {"wrist_twist": "end"}, 1),
        ("neck", {"neck_twisted": True}, 1),
        ("neck", {"neck_twisted": True, "neck_side_bent": True}, 2),
        ("trunk", {"trunk_twisted": True}, 1),
        ("trunk", {"trunk_twisted": True, "trunk_side_bent": True}, 2),
        ("legs", {"legs_supported": False}, 1),
    ],
)
def test_what_adds_to_a_part(part: str, changed: dict[str, object], adds: int) -> None:
    assert getattr(scored(**changed), part).exact == 1 + adds


def test_a_supported_arm_never_counts_less_than_one() -> None:
    assert scored(arm_supported=True).upper_arm.exact == 1


# ---------------------------------------------------------------- use, force, tables


@pytest.mark.parametrize(
    ("pattern", "load_kg", "adds"),
    [
        ("intermittent", 0, 0), ("intermittent", 1.9, 0), ("intermittent", 2, 1),
        ("intermittent", 10, 1), ("intermittent", 10.1, 2), ("intermittent", 40, 2),
        ("static", 1.9, 0), ("static", 2, 2), ("static", 10, 2), ("static", 10.1, 3),
        ("repeated", 1.9, 0), ("repeated", 2, 2), ("repeated", 10, 2), ("repeated", 10.1, 3),
        ("shock", 0, 3), ("shock", 30, 3),
    ],
)  # fmt: skip
def test_er_04_force_as_the_paper_has_it(pattern: str, load_kg: float, adds: int) -> None:
    found = scored(load_kg=load_kg, load_pattern=pattern)
    assert (found.score_a.exact, found.score_b.exact) == (1 + adds, 1 + adds)


def test_er_03_a_posture_held_or_repeated_adds_to_both_sides() -> None:
    found = scored(static_or_repeated=True)
    assert (found.score_a.exact, found.score_b.exact) == (2, 2)
    assert (found.posture_a.exact, found.posture_b.exact) == (1, 1)


@pytest.mark.parametrize(
    ("variant", "table"),
    [("mainstream", printed.RULA_A_MAINSTREAM), ("worksheet", printed.RULA_A_WORKSHEET)],
)
def test_er_05_er_08_every_cell_of_both_tables_a(variant: TableVariant, table: str) -> None:
    uppers = [0, 30, 60, 120, 60, 120]
    seen = []
    for (upper, lower, column), value in printed.cells(table):
        wrist, twist = (column + 1) // 2, (column + 1) % 2
        posture = rula_posture(
            upper_arm_flexion_deg=uppers[upper - 1],
            shoulder_raised=upper > 4,
            upper_arm_abducted=upper > 4,
            elbow_flexion_deg=80 if lower == 1 else 120,
            arm_across_midline_or_out=lower == 3,
            wrist_flexion_deg=[0, 10, 30, 30][wrist - 1],
            wrist_deviated=wrist == 4,
            wrist_twist="end" if twist else "mid",
        )
        found = rula(posture, rula_rules(), variant)
        parts = (found.upper_arm.exact, found.lower_arm.exact, found.wrist.exact)
        assert (*parts, found.wrist_twist_score.exact) == (upper, lower, wrist, twist + 1)
        assert found.posture_a.exact == value, (upper, lower, wrist, twist + 1)
        assert found.table_variant == variant
        seen.append(value)
    assert len(seen) == 144


def test_er_06_every_cell_of_table_b() -> None:
    necks = [(5, 0), (15, 0), (30, 0), (-5, 0), (-5, 1), (-5, 2)]
    trunks = [(0, 0), (10, 0), (30, 0), (70, 0), (70, 1), (70, 2)]
    seen = []
    for (neck, column), value in printed.cells(printed.RULA_B):
        trunk, legs = (column + 1) // 2, 2 - column % 2
        (neck_deg, neck_more), (trunk_deg, trunk_more) = necks[neck - 1], trunks[trunk - 1]
        found = scored(
            neck_flexion_deg=neck_deg,
            neck_twisted=neck_more > 0,
            neck_side_bent=neck_more > 1,
            trunk_flexion_deg=trunk_deg,
            trunk_supported=False,
            trunk_twisted=trunk_more > 0,
            trunk_side_bent=trunk_more > 1,
            legs_supported=legs == 1,
        )
        assert (found.neck.exact, found.trunk.exact, found.legs.exact) == (neck, trunk, legs)
        assert found.posture_b.exact == value, (neck, trunk, legs)
        seen.append(value)
    assert len(seen) == 72


def test_er_07_every_cell_of_table_c() -> None:
    seen = printed.cells(printed.RULA_C)
    assert len(seen) == 56
    for (score_a, score_b), value in seen:
        row, column = flat((Score(score_a, score_a), 8)), flat((Score(score_b, score_b), 7))
        assert cell(rula_rules().table_c, row, column).exact == value


def test_er_07_sums_beyond_table_c_count_as_its_last_row_and_column() -> None:
    found = scored(
        upper_arm_flexion_deg=120, shoulder_raised=True, upper_arm_abducted=True,
        elbow_flexion_deg=120, wrist_flexion_deg=40, trunk_supported=False, trunk_flexion_deg=80,
        neck_flexion_deg=-10, static_or_repeated=True, load_kg=20, load_pattern="static",
    )  # fmt: skip
    assert (found.score_a.exact, found.score_b.exact) == (12, 11)
    assert (found.grand.exact, found.action_level.exact) == (7, 4)


@pytest.mark.parametrize(
    ("grand", "level"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4)]
)
def test_er_07_action_levels(grand: int, level: int) -> None:
    assert banded(rula_rules().actions, grand).exact == level


def test_er_08_thirty_one_of_the_cells_differ_and_are_always_lower() -> None:
    ours, older = (
        dict(printed.cells(table))
        for table in (printed.RULA_A_MAINSTREAM, printed.RULA_A_WORKSHEET)
    )
    differ = [place for place in ours if ours[place] != older[place]]
    assert len(differ) == 31
    assert all(older[place] < ours[place] for place in differ)


@pytest.mark.parametrize("table", ["mainstream", "worksheet", "b", "c"])
def test_no_table_falls_along_a_row_or_a_column(table: str) -> None:
    rules = rula_rules()
    grids: dict[str, Grid] = {"b": rules.table_b, "c": rules.table_c}
    grids |= {str(name): grid for name, grid in rules.table_a.items()}
    grid = grids[table]
    steps = {"mainstream": (2, 3), "worksheet": (2, 3), "b": (2, 1), "c": (1, 1)}[table]
    for row in range(len(grid)):
        for column in range(len(grid[0])):
            here = grid[row][column]
            assert column + steps[0] >= len(grid[0]) or grid[row][column + steps[0]] >= here
            assert row + steps[1] >= len(grid) or grid[row + steps[1]][column] >= here
            if column % steps[0] + 1 < steps[0]:
                assert grid[row][column + 1] >= here
            if row % steps[1] + 1 < steps[1]:
                assert grid[row + 1][column] >= here


# ---------------------------------------------------------------- what was not seen


def test_what_a_side_view_cannot_see_widens_the_score_and_is_named() -> None:
    found = scored(wrist_flexion_deg=None, wrist_deviated=None, wrist_twist=None)
    assert found.wrist == Score(1, 4)
    assert found.posture_a == Score(1, 3)
    assert found.grand == Score(1, 3)
    assert found.grand.exact is None
    assert found.unseen == ("wrist_flexion_deg", "wrist_deviated", "wrist_twist")


def test_nothing_seen_is_anything_from_one_to_seven() -> None:
    found = rula(RulaPosture(), rula_rules())
    assert found.grand == Score(1, 7)
    assert len(found.unseen) == len(RULA_BEST)


def test_an_angle_with_an_error_over_a_border_gives_both_scores() -> None:
    assert scored(neck_flexion_deg=Span(12, 24)).neck == Score(2, 3)
    assert scored(neck_flexion_deg=Span(-4, 8)).neck == Score(1, 4)
    assert scored(wrist_flexion_deg=Span(-20, 3)).wrist == Score(1, 3)


@given(postures(RulaPosture, exact=False), st.data())
def test_the_bounds_hold_whatever_the_unseen_turns_out_to_be(
    posture: RulaPosture, data: st.DataObject
) -> None:
    wide = rula(posture, rula_rules())
    narrow = rula(_settled(posture, data), rula_rules())
    for name in ("upper_arm", "wrist", "trunk", "score_a", "score_b", "grand", "action_level"):
        low, high = getattr(wide, name)
        exact = getattr(narrow, name).exact
        assert low <= exact <= high, name


def _settled(posture: RulaPosture, data: st.DataObject) -> RulaPosture:
    """The same posture with a choice made wherever there was one."""
    whole = data.draw(postures(RulaPosture, exact=True))
    chosen: dict[str, object] = {}
    for name in posture.__struct_fields__:
        value = getattr(posture, name)
        if isinstance(value, Span):
            value = data.draw(st.floats(value.low, value.high))
        chosen[name] = getattr(whole, name) if value is None else value
    return RulaPosture(**chosen)  # type: ignore[arg-type]  # the posture's own fields


@given(postures(RulaPosture, exact=True), st.data())
def test_a_worse_angle_never_lowers_the_score(posture: RulaPosture, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(
        ["upper_arm_flexion_deg", "wrist_flexion_deg", "neck_flexion_deg", "trunk_flexion_deg"]
    ))  # fmt: skip
    low, high = sorted((data.draw(st.floats(0, 180)), data.draw(st.floats(0, 180))))
    scores = [_with(posture, name, value).grand.low for value in (low, high)]
    assert scores[0] <= scores[1]


@given(postures(RulaPosture, exact=True), st.data())
def test_a_heavier_load_never_lowers_the_score(posture: RulaPosture, data: st.DataObject) -> None:
    low, high = sorted((data.draw(st.floats(0, 50)), data.draw(st.floats(0, 50))))
    assert _with(posture, "load_kg", low).grand.low <= _with(posture, "load_kg", high).grand.low


def _with(posture: RulaPosture, name: str, value: object) -> Rula:
    fields = {field: getattr(posture, field) for field in posture.__struct_fields__}
    return rula(RulaPosture(**{**fields, name: value}), rula_rules())


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), 181, -200, Span(5, 1)])
def test_an_angle_that_cannot_be_is_refused_by_name(bad: float) -> None:
    with pytest.raises(InputError, match="neck_flexion_deg must be a number from -180 to 180"):
        scored(neck_flexion_deg=bad)


def test_a_load_below_nothing_is_refused() -> None:
    with pytest.raises(InputError, match="load_kg must be a number from 0 to 1000, got -1"):
        scored(load_kg=-1)
