"""Scores of many postures with errors, how time is shared out, what is held, which are worst."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.exposure.angles import (
    NAMES,
    SIDES,
    SeenAngles,
    neutral,
    reba_columns,
    rula_columns,
)
from rhomboid.core.ergonomics.exposure.held import stillness
from rhomboid.core.ergonomics.exposure.scored import Held, reba_of, rula_of
from rhomboid.core.ergonomics.exposure.shares import level_shares, median_score
from rhomboid.core.ergonomics.exposure.worst import worst
from rhomboid.core.ergonomics.reba.score import RebaPosture, reba
from rhomboid.core.ergonomics.rows import Rows
from rhomboid.core.ergonomics.rula.score import RulaPosture, rula
from rhomboid.core.knowledge.knowledge import load_knowledge

STRAIN = load_knowledge().strain
RULES = STRAIN.exposure


def seen(
    degrees: Mapping[str, Any] | None = None, *, count: int = 1, error: float = 0
) -> SeenAngles:
    """Angles of so many postures; what is not named was not seen."""
    spans = {}
    for name in NAMES:
        value = (degrees or {}).get(name.replace(" ", "_"), np.nan)
        middle = np.broadcast_to(np.asarray(value, dtype=float), count)
        spans[name] = Rows(middle - error, middle + error)
    return SeenAngles(spans)


angles = st.fixed_dictionaries(
    {
        "trunk_flexion_deg": st.floats(-40, 90),
        "neck_flexion_deg": st.floats(-40, 60),
        **{f"upper_arm_flexion_deg_{side}": st.floats(-50, 150) for side in SIDES},
        **{f"elbow_flexion_deg_{side}": st.floats(0, 140) for side in SIDES},
        "knee_flexion_deg": st.floats(0, 100),
    }
)


@given(angles, st.floats(0, 30), st.floats(-1, 1))
def test_the_scores_of_what_is_within_the_errors_lie_within_the_bounds(
    given_deg: dict[str, float], error: float, off: float
) -> None:
    found = seen(given_deg, error=error)
    true = {name: value + off * error * 0.99 for name, value in given_deg.items()}
    whole_rula = rula_of(found, {}, None, STRAIN)
    whole_reba = reba_of(found, {}, None, STRAIN)
    shared: dict[str, Any] = {n: true[n] for n in ("trunk_flexion_deg", "neck_flexion_deg")}
    exact_rula, exact_reba = [], []
    for side in SIDES:
        arm: dict[str, Any] = {
            n: true[f"{n}_{side}"] for n in ("upper_arm_flexion_deg", "elbow_flexion_deg")
        }
        one = rula(RulaPosture(**shared, **arm), STRAIN.rula).grand
        other = reba(
            RebaPosture(**shared, **arm, knee_flexion_deg=true["knee_flexion_deg"]), STRAIN.reba
        ).reba
        assert whole_rula.sides[side].low[0] <= one.low
        assert whole_rula.sides[side].high[0] >= one.high
        assert whole_reba.sides[side].low[0] <= other.low
        assert whole_reba.sides[side].high[0] >= other.high
        exact_rula.append(one)
        exact_reba.append(other)
    assert whole_rula.at(0)[0] <= max(score.low for score in exact_rula)
    assert whole_reba.at(0)[1] >= max(score.high for score in exact_reba)


@given(angles, st.floats(0, 20))
def test_taking_what_was_not_seen_as_neutral_never_leaves_the_bounds_of_not_knowing(
    given_deg: dict[str, float], error: float
) -> None:
    found = seen(given_deg, error=error)
    partial = neutral(found, {})
    for whole, part in (
        (rula_of(found, {}, None, STRAIN), rula_of(*partial, None, STRAIN)),
        (reba_of(found, {}, None, STRAIN), reba_of(*partial, None, STRAIN)),
    ):
        (low, high), (least, most) = whole.at(0), part.at(0)
        assert low <= least <= most <= high


def test_what_was_not_seen_widens_the_bounds_and_is_never_a_zero() -> None:
    nothing = seen()
    assert rula_of(nothing, {}, None, STRAIN).at(0) == (1, 7)
    assert reba_of(nothing, {}, None, STRAIN).at(0) == (1, 15)


def test_the_worse_side_counts_and_both_are_told() -> None:
    found = seen({
        "trunk_flexion_deg": 5, "neck_flexion_deg": 5,
        "upper_arm_flexion_deg_left": 0, "elbow_flexion_deg_left": 80,
        "upper_arm_flexion_deg_right": 100, "elbow_flexion_deg_right": 80,
    })  # fmt: skip
    both = rula_of(*neutral(found, {}), None, STRAIN)
    assert both.sides["left"].high[0] < both.sides["right"].low[0]
    assert both.at(0) == (both.sides["right"].low[0], both.sides["right"].high[0])


def test_hips_bent_beyond_a_right_angle_are_not_well_supported() -> None:
    shared = {"trunk_flexion_deg": 30, "neck_flexion_deg": 5}
    told = neutral(seen(), {})[1]
    told = {name: value for name, value in told.items() if name != "trunk_supported"}
    closed = rula_of(seen({"hip_flexion_deg": 110, **shared}), told, None, STRAIN).at(0)
    may_be = rula_of(seen({"hip_flexion_deg": 80, **shared}), told, None, STRAIN).at(0)
    assert closed[0] > may_be[0]
    assert closed[1] == may_be[1]


def test_what_is_held_counts_as_static_and_what_is_not_may_still_be_repeated() -> None:
    found = seen({"trunk_flexion_deg": 5, "neck_flexion_deg": 5}, count=2)
    held = Held(np.array([True, False]), np.array([True, False]))
    told = {n: v for n, v in neutral(found, {})[1].items() if not n.startswith("static")}
    both = rula_of(found, told, held, STRAIN)
    assert both.score.low[0] > both.score.low[1]
    assert both.score.high[0] == both.score.high[1]


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3), st.floats(0.01, 5)), min_size=1))
def test_shares_of_time_add_up_to_one(postures: list[tuple[int, int, float]]) -> None:
    low = np.array([one for one, _, _ in postures])
    high = np.minimum(low + [more for _, more, _ in postures], 4)
    shares = level_shares(Rows(low, high), np.array([t for _, _, t in postures]), [1, 2, 3, 4])
    assert sum(share.lowest for share in shares) == pytest.approx(1)
    assert sum(share.highest for share in shares) == pytest.approx(1)
    assert all(share.at_least <= share.at_most + 1e-12 for share in shares)
    assert shares[0].at_least == pytest.approx(1)


def test_half_of_the_time_reaches_the_median() -> None:
    score = Rows(np.array([1, 3, 5]), np.array([2, 4, 7]))
    assert median_score(score, np.array([1.0, 1.0, 1.0])) == (3, 4)
    assert median_score(score, np.array([1.0, 1.0, 9.0])) == (5, 7)


def minutes(first: float, then: float, seconds: int = 90) -> tuple[np.ndarray, np.ndarray]:
    """An angle that stays for so many seconds and then goes on changing for as many."""
    t_s = np.arange(0, 2 * seconds, 0.1)
    swing = first + then * (np.floor(t_s / 2) % 2)
    return t_s, np.where(t_s < seconds, first, swing)


def test_only_what_stays_longer_than_a_minute_is_held() -> None:
    t_s, angle = minutes(10, 4 * RULES.held.within_deg)
    found = stillness(t_s, {"trunk": angle, "neck": angle}, STRAIN)
    assert found.held is not None
    assert found.whole_s == pytest.approx(90, abs=2)
    assert found.longest_s == found.whole_s
    assert found.held.whole[0]
    assert not found.held.whole[-1]


def test_a_recording_of_less_than_a_minute_says_nothing_of_what_is_held() -> None:
    t_s = np.arange(0, 59, 0.1)
    found = stillness(t_s, {"trunk": np.zeros(len(t_s))}, STRAIN)
    assert not found.long_enough
    assert found.held is None


def test_one_part_that_moves_is_enough_for_the_whole_not_to_be_held() -> None:
    t_s = np.arange(0, 120, 0.1)
    moves = 50.0 * (np.floor(t_s / 2) % 2)
    rest = np.zeros(len(t_s))
    found = stillness(t_s, {"trunk": rest, "neck": rest, "arm": moves}, STRAIN)
    assert found.held is not None
    assert not found.held.whole.any()
    assert found.held.part.all()
    hidden = stillness(t_s, {"trunk": rest, "neck": rest, "arm": np.full(len(t_s), np.nan)}, STRAIN)
    assert hidden.whole_s == 120


def test_the_worst_postures_are_distinct_in_time_and_in_angles() -> None:
    trunk = np.array([0.0, 80, 80, 78, 40, 0, 81])
    t_s = np.arange(7) * 0.8 * RULES.worst.seconds
    found = seen({"trunk_flexion_deg": trunk}, count=7)
    sheets = [rula_of(*neutral(found, {}), None, STRAIN)]
    picked = worst(t_s, found, sheets, RULES.worst)
    assert trunk[picked[0]] == 81
    assert [float(trunk[one]) for one in picked] == [81, 40, 0]
    for one in picked:
        for other in picked:
            if one != other:
                assert abs(t_s[one] - t_s[other]) > RULES.worst.seconds
                assert abs(trunk[one] - trunk[other]) > RULES.worst.deg


def test_of_one_posture_there_is_one_worst() -> None:
    found = seen({"trunk_flexion_deg": 30}, count=5)
    sheets = [rula_of(*neutral(found, {}), None, STRAIN)]
    assert len(worst(np.arange(5.0) * 10, found, sheets, RULES.worst)) == 1
    assert worst(np.arange(5.0), seen(count=5), sheets, RULES.worst) == ()


# ---------------------------------------------------------------- the borders of the table


@pytest.mark.parametrize(
    ("angle", "flag", "border_deg"),
    [
        ("trunk_side_bend_deg", "trunk_side_bent", 10.0),
        ("neck_side_bend_deg", "neck_side_bent", 10.0),
        ("upper_arm_abduction_deg_left", "upper_arm_abducted", 20.0),
    ],
)
@pytest.mark.parametrize("way", [1, -1])
def test_from_its_border_on_a_part_is_bent_or_out_either_way(
    angle: str, flag: str, border_deg: float, way: int
) -> None:
    for degrees, bent in ((border_deg, True), (np.nextafter(border_deg, 0), False)):
        for columns in (
            rula_columns(seen({angle: way * degrees}), "left", {}, STRAIN),
            reba_columns(seen({angle: way * degrees}), "left", {}, STRAIN),
        ):
            assert (columns[flag].low[0], columns[flag].high[0]) == (bent, bent)


def test_an_error_that_crosses_the_border_leaves_open_what_is_bent() -> None:
    columns = rula_columns(seen({"trunk_side_bend_deg": 9.0}, error=2.0), "left", {}, STRAIN)
    assert (columns["trunk_side_bent"].low[0], columns["trunk_side_bent"].high[0]) == (False, True)


@pytest.mark.parametrize(("hips", "may"), [(90.0, True), (np.nextafter(90.0, 91.0), False)])
def test_hips_bent_to_ninety_degrees_may_be_well_supported_and_no_further(
    hips: float, may: bool
) -> None:
    columns = rula_columns(seen({"hip_flexion_deg": hips}), "left", {}, STRAIN)
    assert columns["trunk_supported"].high[0] == may
    assert not columns["trunk_supported"].low[0]


@pytest.mark.parametrize(("swing", "held"), [(20.0, True), (20.001, False)])
def test_a_part_that_stays_within_ten_degrees_of_its_middle_is_held(
    swing: float, held: bool
) -> None:
    t_s = np.arange(0, 120, 0.5)
    angle = swing * (np.floor(t_s / 2) % 2)
    found = stillness(t_s, {"trunk": angle, "neck": angle}, STRAIN)
    assert (found.whole_s == 120) is held


@pytest.mark.parametrize(("missing", "said"), [(12, True), (13, False)])
def test_four_fifths_of_a_stretch_must_have_been_seen(missing: int, said: bool) -> None:
    t_s = np.arange(0, 61, 1.0)
    angle = np.where(np.arange(61) % 61 < missing, np.nan, 0.0)
    found = stillness(t_s, {"trunk": angle, "neck": angle}, STRAIN)
    assert (found.whole_s > 0) is said


def test_one_part_alone_is_no_posture_that_is_held() -> None:
    t_s = np.arange(0, 120, 0.5)
    found = stillness(t_s, {"trunk": np.zeros(len(t_s))}, STRAIN)
    assert (found.whole_s, found.part_s) == (0.0, {"trunk": 120.0})


@pytest.mark.parametrize(
    ("apart_s", "apart_deg", "count"), [(1.0, 40, 1), (1.001, 40, 2), (5, 15, 1), (5, 15.001, 2)]
)
def test_two_postures_are_two_beyond_a_second_and_fifteen_degrees(
    apart_s: float, apart_deg: float, count: int
) -> None:
    found = seen({"trunk_flexion_deg": np.array([0.0, apart_deg])}, count=2)
    sheets = [rula_of(*neutral(found, {}), None, STRAIN)]
    assert len(worst(np.array([0.0, apart_s]), found, sheets, RULES.worst)) == count


def test_every_part_of_the_table_says_what_speaks_for_it() -> None:
    facts = load_knowledge().facts
    for part in (RULES.bent, RULES.supported, RULES.held, RULES.worst):
        assert set(part.facts) <= facts.keys()
    assert {part.status for part in (RULES.bent, RULES.held, RULES.worst)} == {"product_rule"}
