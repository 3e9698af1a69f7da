"""REBA: every cell and every border of the sheet, bounds where something was not seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError, Score, Span
from rhomboid.core.ergonomics.reba.score import Reba, RebaPosture, reba
from rhomboid.core.ergonomics.segment import banded, cell, flat
from tests.core.ergonomics import printed
from tests.core.ergonomics.sheets import REBA_BEST, postures, reba_posture, reba_rules


def scored(**changed: object) -> Reba:
    return reba(reba_posture(**changed), reba_rules())


# ---------------------------------------------------------------- the parts of the body


@pytest.mark.parametrize(
    ("angle", "score"),
    [(-60, 3), (-20.1, 3), (-20, 2), (-0.1, 2), (0, 1), (0.1, 2), (20, 2), (20.1, 3), (60, 3),
     (60.1, 4), (120, 4)],
)  # fmt: skip
def test_er_10_trunk(angle: float, score: int) -> None:
    assert scored(trunk_flexion_deg=angle).trunk.exact == score


@pytest.mark.parametrize(
    ("angle", "score"), [(-30, 2), (-0.1, 2), (0, 1), (20, 1), (20.1, 2), (60, 2)]
)
def test_er_10_neck(angle: float, score: int) -> None:
    assert scored(neck_flexion_deg=angle).neck.exact == score


@pytest.mark.parametrize(
    ("stance", "knee", "score"),
    [
        ("both_feet", 0, 1), ("both_feet", 29.9, 1), ("both_feet", 30, 2), ("both_feet", 60, 2),
        ("both_feet", 60.1, 3), ("walking", 0, 1), ("walking", 45, 2), ("sitting", 0, 1),
        ("sitting", 90, 1), ("one_foot_or_unstable", 0, 2), ("one_foot_or_unstable", 30, 3),
        ("one_foot_or_unstable", 61, 4),
    ],
)  # fmt: skip
def test_er_10_legs_where_bent_knees_count_unless_sitting(
    stance: str, knee: float, score: int
) -> None:
    assert scored(stance=stance, knee_flexion_deg=knee).legs.exact == score


@pytest.mark.parametrize(
    ("angle", "score"),
    [(-90, 2), (-20.1, 2), (-20, 1), (0, 1), (20, 1), (20.1, 2), (45, 2), (45.1, 3), (90, 3),
     (90.1, 4), (180, 4)],
)  # fmt: skip
def test_er_11_upper_arm(angle: float, score: int) -> None:
    assert scored(upper_arm_flexion_deg=angle).upper_arm.exact == score


@pytest.mark.parametrize(
    ("angle", "score"), [(0, 2), (59.9, 2), (60, 1), (100, 1), (100.1, 2), (150, 2)]
)
def test_er_11_lower_arm(angle: float, score: int) -> None:
    assert scored(elbow_flexion_deg=angle).lower_arm.exact == score


@pytest.mark.parametrize(
    ("angle", "score"), [(-60, 2), (-15.1, 2), (-15, 1), (0, 1), (15, 1), (15.1, 2), (70, 2)]
)
def test_er_11_wrist_alike_in_both_directions(angle: float, score: int) -> None:
    assert scored(wrist_flexion_deg=angle).wrist.exact == score


@pytest.mark.parametrize(
    ("part", "changed", "adds"),
    [
        ("trunk", {"trunk_twisted": True}, 1),
        ("trunk", {"trunk_side_bent": True}, 1),
        ("trunk", {"trunk_twisted": True, "trunk_side_bent": True}, 1),
        ("neck", {"neck_twisted": True}, 1),
        ("neck", {"neck_side_bent": True}, 1),
        ("neck", {"neck_twisted": True, "neck_side_bent": True}, 1),
        ("upper_arm", {"upper_arm_abducted": True}, 1),
        ("upper_arm", {"upper_arm_rotated": True}, 1),
        ("upper_arm", {"upper_arm_abducted": True, "upper_arm_rotated": True}, 1),
        ("upper_arm", {"upper_arm_rotated": True, "shoulder_raised": True}, 2),
        ("upper_arm", {"arm_supported": True}, 0),
        ("upper_arm", {"arm_supported": True, "shoulder_raised": True}, 0),
        ("wrist", {"wrist_deviated": True}, 1),
        ("wrist", {"wrist_twisted": True}, 1),
        ("wrist", {"wrist_deviated": True, "wrist_twisted": True}, 1),
        ("activity", {"static_over_1_min": True}, 0),
        ("activity", {"repeated_over_4_per_min": True, "static_over_1_min": True}, 1),
    ],
)
def test_what_adds_to_a_part(part: str, changed: dict[str, object], adds: int) -> None:
    assert getattr(scored(**changed), part).exact == 1 + adds


# ---------------------------------------------------------------- load, grip, activity, tables


@pytest.mark.parametrize(
    ("load_kg", "shock", "adds"),
    [(0, False, 0), (4.9, False, 0), (5, False, 1), (10, False, 1), (10.1, False, 2),
     (0, True, 1), (7, True, 2), (30, True, 3)],
)  # fmt: skip
def test_er_12_load_and_jolt(load_kg: float, shock: bool, adds: int) -> None:
    found = scored(load_kg=load_kg, load_shock=shock)
    assert (found.posture_a.exact, found.score_a.exact) == (1, 1 + adds)


@pytest.mark.parametrize(
    ("coupling", "adds"), [("good", 0), ("fair", 1), ("poor", 2), ("unacceptable", 3)]
)
def test_er_12_grip(coupling: str, adds: int) -> None:
    found = scored(coupling=coupling)
    assert (found.posture_b.exact, found.score_b.exact) == (1, 1 + adds)


def test_er_12_every_activity_adds_one_to_the_end() -> None:
    three = ("static_over_1_min", "repeated_over_4_per_min", "rapid_change_or_unstable_base")
    for count in range(4):
        found = scored(**dict.fromkeys(three[:count], True))
        assert (found.score_c.exact, found.activity.exact, found.reba.exact) == (
            1,
            count,
            1 + count,
        )


def test_er_13_every_cell_of_table_a() -> None:
    seen = printed.cells(printed.REBA_A)
    assert len(seen) == 60
    for (neck, trunk, legs), value in seen:
        found = scored(
            neck_flexion_deg=[0, 30, 30][neck - 1],
            neck_twisted=neck == 3,
            trunk_flexion_deg=[0, 10, 40, 70, 70][trunk - 1],
            trunk_side_bent=trunk == 5,
            stance="both_feet" if legs < 3 else "one_foot_or_unstable",
            knee_flexion_deg=[0, 45, 45, 70][legs - 1],
        )
        assert (found.neck.exact, found.trunk.exact, found.legs.exact) == (neck, trunk, legs)
        assert found.posture_a.exact == value, (neck, trunk, legs)


def test_er_14_every_cell_of_table_b() -> None:
    seen = printed.cells(printed.REBA_B)
    assert len(seen) == 36
    for (upper, lower, wrist), value in seen:
        found = scored(
            upper_arm_flexion_deg=[0, 30, 60, 120, 120, 120][upper - 1],
            shoulder_raised=upper > 4,
            upper_arm_abducted=upper > 5,
            elbow_flexion_deg=[80, 120][lower - 1],
            wrist_flexion_deg=[0, 30, 30][wrist - 1],
            wrist_deviated=wrist == 3,
        )
        parts = (found.upper_arm.exact, found.lower_arm.exact, found.wrist.exact)
        assert parts == (upper, lower, wrist)
        assert found.posture_b.exact == value, parts


def test_er_15_every_cell_of_table_c() -> None:
    seen = printed.cells(printed.REBA_C)
    assert len(seen) == 144
    for (score_a, score_b), value in seen:
        row, column = flat((Score(score_a, score_a), 12)), flat((Score(score_b, score_b), 12))
        assert cell(reba_rules().table_c, row, column).exact == value


@pytest.mark.parametrize(
    ("score", "level"),
    [(1, 0), (2, 1), (3, 1), (4, 2), (7, 2), (8, 3), (10, 3), (11, 4), (15, 4)],
)
def test_er_15_action_levels(score: int, level: int) -> None:
    assert banded(reba_rules().actions, score).exact == level


def test_er_16_load_and_grip_reach_the_score_and_a_small_bend_of_the_neck_is_one() -> None:
    plain = scored(neck_flexion_deg=8, trunk_flexion_deg=30, upper_arm_flexion_deg=60)
    loaded = scored(
        neck_flexion_deg=8, trunk_flexion_deg=30, upper_arm_flexion_deg=60,
        load_kg=12, coupling="poor",
    )  # fmt: skip
    assert plain.neck.exact == 1
    assert (plain.reba.exact, loaded.reba.exact) == (2, 5)


def test_the_worst_posture_of_all_counts_fifteen() -> None:
    found = scored(
        trunk_flexion_deg=80, trunk_twisted=True, neck_flexion_deg=40, neck_twisted=True,
        stance="one_foot_or_unstable", knee_flexion_deg=80, load_kg=30, load_shock=True,
        upper_arm_flexion_deg=120, upper_arm_abducted=True, shoulder_raised=True,
        elbow_flexion_deg=120, wrist_flexion_deg=30, wrist_twisted=True, coupling="unacceptable",
        static_over_1_min=True, repeated_over_4_per_min=True, rapid_change_or_unstable_base=True,
    )  # fmt: skip
    assert (found.score_a.exact, found.score_b.exact) == (12, 12)
    assert (found.reba.exact, found.action_level.exact) == (15, 4)


# ---------------------------------------------------------------- what was not seen


def test_nothing_seen_is_anything_from_one_to_fifteen() -> None:
    found = reba(RebaPosture(), reba_rules())
    assert (found.reba, found.action_level) == (Score(1, 15), Score(0, 4))
    assert len(found.unseen) == len(REBA_BEST)


def test_unseen_legs_may_be_sitting_or_kneeling_on_one_of_them() -> None:
    assert scored(stance=None, knee_flexion_deg=None).legs == Score(1, 4)
    assert scored(stance="sitting", knee_flexion_deg=None).legs == Score(1, 1)
    assert scored(stance="both_feet", knee_flexion_deg=None).legs == Score(1, 3)


def test_an_unseen_load_and_grip_widen_the_score() -> None:
    found = scored(load_kg=None, load_shock=None, coupling=None)
    assert (found.score_a, found.score_b) == (Score(1, 4), Score(1, 4))
    assert found.unseen == ("load_kg", "load_shock", "coupling")


@given(postures(RebaPosture, exact=False), st.data())
def test_the_bounds_hold_whatever_the_unseen_turns_out_to_be(
    posture: RebaPosture, data: st.DataObject
) -> None:
    wide = reba(posture, reba_rules())
    whole = data.draw(postures(RebaPosture, exact=True))
    chosen: dict[str, object] = {}
    for name in posture.__struct_fields__:
        value = getattr(posture, name)
        if isinstance(value, Span):
            value = data.draw(st.floats(value.low, value.high))
        chosen[name] = getattr(whole, name) if value is None else value
    narrow = reba(RebaPosture(**chosen), reba_rules())  # type: ignore[arg-type]  # its own fields
    for name in ("legs", "upper_arm", "score_a", "score_b", "activity", "reba", "action_level"):
        low, high = getattr(wide, name)
        assert low <= getattr(narrow, name).exact <= high, name


@given(postures(RebaPosture, exact=True), st.data())
def test_a_worse_angle_or_load_never_lowers_the_score(
    posture: RebaPosture, data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from([
        "trunk_flexion_deg", "neck_flexion_deg", "knee_flexion_deg", "upper_arm_flexion_deg",
        "wrist_flexion_deg", "load_kg",
    ]))  # fmt: skip
    ends = sorted((data.draw(st.floats(0, 180)), data.draw(st.floats(0, 180))))
    fields = {field: getattr(posture, field) for field in posture.__struct_fields__}
    low, high = (reba(RebaPosture(**{**fields, name: value}), reba_rules()) for value in ends)
    assert low.reba.low <= high.reba.low


def test_an_angle_that_cannot_be_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="trunk_flexion_deg must be a number from -180 to 180"):
        scored(trunk_flexion_deg=400)
