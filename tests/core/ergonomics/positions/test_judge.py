"""The positions of a day: which to change first, how much each counts, and the simplest change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.positions.judge import Day, judge, posture_of, usual
from rhomboid.core.ergonomics.positions.told import Told, exposures
from rhomboid.core.ergonomics.reba.score import RebaPosture, reba
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.positions import Position

STRAIN = load_knowledge().strain
RULES, REBA = STRAIN.positions, STRAIN.reba
POSITIONS = tuple(RULES.positions.values())
every_position = pytest.mark.parametrize("position", POSITIONS, ids=lambda one: one.id)


def day(*tasks: Told, likely: tuple[str, ...] = (), programme: tuple[str, ...] = ()) -> Day:
    return judge(tasks, RULES, REBA, likely, programme)


def told(
    position: str, hours: float = 2, unbroken_min: float | None = 60, load_kg: float | None = None
) -> Told:
    return Told(position=position, hours=hours, unbroken_min=unbroken_min, load_kg=load_kg)


def order(found: Day) -> list[str]:
    return [one.told.position for one in found.positions]


# ---------------------------------------------------------------- the table


@every_position
def test_every_position_names_only_what_reba_asks(position: Position) -> None:
    names = set(RebaPosture.__struct_fields__)
    assert set(position.inputs) <= names
    for fix in position.fixes:
        assert set(fix.set) <= names, fix.id


@every_position
def test_every_position_has_a_change_that_takes_something_away(position: Position) -> None:
    load = 12.0 if position.load else None
    (one,) = day(told(position.id, load_kg=load)).positions
    assert one.changes
    assert all(0 < change.saves <= 1 for change in one.changes)


@every_position
def test_no_change_makes_a_position_worse(position: Position) -> None:
    before = usual(posture_of(position.inputs, 12.0 if position.load else None))
    for fix in position.fixes:
        load = 12.0 * fix.load_share if position.load else None
        after = usual(posture_of({**position.inputs, **fix.set}, load))
        low, high = reba(after, REBA).reba
        assert low + high <= sum(reba(before, REBA).reba), fix.id


@every_position
def test_a_load_that_is_split_is_carried_twice(position: Position) -> None:
    for fix in position.fixes:
        assert fix.times == (2.0 if fix.id == "split_load" else 1.0)
        assert fix.id != "split_load" or fix.load_share * fix.times == 1.0


def test_splitting_is_proposed_only_where_going_twice_still_saves() -> None:
    for load in (3.0, 12.0, 20.0, 40.0):
        (one,) = day(told("lift_floor", load_kg=load)).positions
        position = RULES.positions["lift_floor"]
        hours = [
            sum(reba(usual(posture_of(position.inputs, kg)), REBA).reba) / 2 - 1 + 2.0
            for kg in (load, load / 2)
        ]
        saves = {change.fix: change.saves for change in one.changes}.get("split_load", 0.0)
        assert saves == pytest.approx(max(0.0, 1 - 2 * hours[1] / hours[0]))


# ---------------------------------------------------------------- the order


def test_what_takes_most_hours_of_the_same_strain_comes_first() -> None:
    found = day(told("laptop_low", hours=1), told("sofa_laptop", hours=4))
    assert order(found) == ["sofa_laptop", "laptop_low"]


def test_shares_add_up_to_the_whole_day() -> None:
    found = day(told("laptop_low"), told("driving"), told("lift_floor", load_kg=15))
    assert sum(one.share for one in found.positions) == pytest.approx(1)
    assert [one.share for one in found.positions] == sorted(
        (one.share for one in found.positions), reverse=True
    )


def test_a_long_stretch_without_a_change_counts_more_than_the_same_hours_with_changes() -> None:
    (long,) = day(told("screen_level", unbroken_min=120)).positions
    (short,) = day(told("screen_level", unbroken_min=20)).positions
    assert long.points > short.points
    assert (long.long, short.long) == (True, False)
    assert "positions.long" in {reason.rule for reason in long.reasons}
    assert "positions.long" not in {reason.rule for reason in short.reasons}


def test_sitting_well_for_long_is_eased_most_by_changing_more_often() -> None:
    (one,) = day(told("screen_level", hours=7, unbroken_min=180)).positions
    assert one.changes[0].fix == "change_more_often"
    assert one.changes[0].shorter


def test_what_feeds_the_likely_cause_counts_more_and_says_so() -> None:
    plain, fed = (
        day(told("lift_waist", load_kg=12), likely=likely).positions[0]
        for likely in ((), ("overuse",))
    )
    assert fed.points == pytest.approx(plain.points * RULES.weights.likely_times)
    assert (plain.likely, fed.likely) == (None, "overuse")
    assert "positions.likely" in {reason.rule for reason in fed.reasons}


def test_a_heavier_load_never_counts_less() -> None:
    points = [
        day(told("lift_floor", load_kg=load)).positions[0].points for load in (2.0, 6.0, 12.0, 40.0)
    ]
    assert points == sorted(points)


def test_an_untold_load_widens_the_score() -> None:
    (unknown,) = day(told("lift_floor", load_kg=None)).positions
    (light,) = day(told("lift_floor", load_kg=1)).positions
    assert "load_kg" in unknown.score.unseen
    assert unknown.score.reba.high >= light.score.reba.high
    assert unknown.score.reba.low <= light.score.reba.low


def test_movements_that_do_a_position_good_are_those_of_the_programme() -> None:
    (one,) = day(told("laptop_low"), programme=("chin_retraction", "shrug")).positions
    assert one.movements == ("chin_retraction",)


@given(
    st.lists(st.sampled_from(sorted(RULES.positions)), min_size=1, max_size=5, unique=True),
    st.data(),
)
def test_the_order_does_not_depend_on_how_it_was_told(
    names: list[str], data: st.DataObject
) -> None:
    tasks = [told(name, hours=data.draw(st.integers(1, 4))) for name in names]
    mixed = data.draw(st.permutations(tasks))
    assert order(day(*tasks)) == order(day(*mixed))


# ---------------------------------------------------------------- what it tells the causes


def test_a_day_nobody_told_of_says_nothing() -> None:
    assert exposures(None, RULES) == {}


def test_half_an_hour_of_five_kilograms_is_lifting_and_less_is_not() -> None:
    assert exposures([told("lift_floor", hours=0.5, load_kg=5)], RULES)["lifting_exposure"]
    assert not exposures([told("lift_floor", hours=0.4, load_kg=5)], RULES)["lifting_exposure"]
    assert not exposures([told("lift_floor", hours=3, load_kg=4.9)], RULES)["lifting_exposure"]


def test_lifting_of_an_untold_load_says_nothing_of_lifting() -> None:
    assert "lifting_exposure" not in exposures([told("lift_floor", load_kg=None)], RULES)


def test_two_hours_in_long_stretches_are_stillness() -> None:
    still = [told("laptop_low", hours=1), told("screen_level", hours=1)]
    assert exposures(still, RULES)["still_exposure"] is True
    moved = [told("laptop_low", hours=4, unbroken_min=30)]
    assert exposures(moved, RULES)["still_exposure"] is False


# ---------------------------------------------------------------- what cannot be


@pytest.mark.parametrize(
    ("tasks", "sentence"),
    [
        ([told("standing_on_head")], "position must be one of"),
        ([told("driving", hours=0)], "hours must be more than 0"),
        ([told("driving", hours=25)], "hours must be more than 0 and up to 24"),
        ([told("driving", hours=13), told("overhead", hours=12)], "all tasks together"),
        ([told("driving", unbroken_min=-1)], "unbroken_min must be from 0 to 1440"),
        ([told("driving"), told("driving")], "position must be told once"),
    ],
)
def test_a_day_that_cannot_be_is_refused(tasks: list[Told], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        judge(tasks, RULES, REBA)


def test_a_stretch_is_no_longer_than_its_hours() -> None:
    with pytest.raises(InputError, match="unbroken_min must be no longer than its 2 hours"):
        judge([told("driving", hours=2, unbroken_min=600)], RULES, REBA)
