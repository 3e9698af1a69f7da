"""The session: time, wishes, causes, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.app.assess import assess_raw, make_plan
from rhomboid.core.plan.model import WEEKDAYS, Plan, Swap, Weekday
from rhomboid.core.plan.week import session_days
from tests.cases.reading import persons
from tests.strategies import KNOWLEDGE, TODAY

DESK = next(case for case in persons() if case["id"] == "01_desk_worker")["answers"]


def plan_for(*swaps: Swap, **changed: Any) -> Plan:
    return make_plan(assess_raw({**DESK, **changed}, KNOWLEDGE, TODAY), KNOWLEDGE, swaps)


def movements(plan: Plan) -> list[str]:
    return [item.movement for item in plan.items]


@pytest.mark.parametrize("minutes", [8, 10, 12, 15, 20, 40])
def test_the_session_fits_the_minutes_that_the_person_has(minutes: int) -> None:
    plan = plan_for(minutes_per_day=minutes)
    assert plan.session_min <= min(minutes, 20)
    assert any(KNOWLEDGE.movements[m].kind == "strength" for m in movements(plan))


def test_more_time_never_takes_a_movement_away() -> None:
    held: set[str] = set()
    for minutes in range(8, 21):
        now = set(movements(plan_for(minutes_per_day=minutes)))
        assert len(now) >= len(held)
        held = now


@pytest.mark.parametrize(("wish", "position"), [("sitting", "sitting"), ("standing", "standing")])
def test_a_wish_for_a_position_brings_such_movements_forward(wish: str, position: str) -> None:
    def share(plan: Plan) -> int:
        return sum(KNOWLEDGE.movements[m].position == position for m in movements(plan))

    assert share(plan_for(preferences=[wish])) >= share(plan_for(preferences=[]))


def test_the_likely_cause_chooses_the_strength_work() -> None:
    assert "band_row" in movements(plan_for())
    item = next(item for item in plan_for().items if item.movement == "band_row")
    assert item.reasons[0].rule == "emphasis.sustained_posture"


def test_without_a_band_nothing_with_a_band_is_given() -> None:
    plan = plan_for(equipment=[])
    needs = {m for m in movements(plan) if "band" in str(KNOWLEDGE.movements[m].equipment)}
    assert needs == set()
    assert {left.because for left in plan.left_out if left.movement == "band_row"} == {
        ("equipment",)
    }


def test_an_equal_movement_stands_in_and_says_for_what() -> None:
    plan = plan_for(Swap("band_row", "equal", "shoulder_blade_squeeze"))
    item = next(item for item in plan.items if item.movement == "shoulder_blade_squeeze")
    assert item.swapped_from == "band_row"


def test_a_swap_to_a_barred_movement_is_not_followed() -> None:
    swap = Swap("doorway_pec_stretch", "equal", "cross_body_hug")
    assert "cross_body_hug" not in movements(plan_for(swap, conditions=["osteoporosis"]))


def test_no_walks_when_the_person_does_not_want_them() -> None:
    plan = plan_for(preferences=["no_walking"])
    assert plan.walking is None
    assert all("walk" not in day.parts for day in plan.week)


@pytest.mark.parametrize(
    ("told", "pain", "active", "minutes"),
    [(15, 4, 3, 15), (60, 4, 3, 30), (0, 4, 3, 5), (15, 7, 3, 10), (2, 4, 3, 3),
     ("cant_say", 4, 3, 10), ("cant_say", 7, 3, 5), ("cant_say", 4, 0, 5)],
)  # fmt: skip
def test_walking_begins_where_the_person_is(
    told: int | str, pain: int, active: int, minutes: int
) -> None:
    walking = plan_for(
        walk_minutes_now=told, pain_average=pain, pain_worst=9, activity_days_per_week=active
    ).walking
    assert walking is not None
    assert walking.minutes == minutes


@pytest.mark.parametrize(
    ("days", "wanted", "chosen"),
    [
        (WEEKDAYS, 3, ("mon", "wed", "fri")),
        (("mon", "tue", "wed", "thu", "fri"), 3, ("mon", "wed", "fri")),
        (("mon", "tue"), 3, ("mon",)),
        (("sat", "sun"), 3, ("sat",)),
        (("tue", "sat", "sun"), 3, ("tue", "sat")),
        (("sun", "mon"), 2, ("mon",)),
        ((), 3, ()),
    ],
)
def test_days_of_strength_lie_apart(
    days: tuple[Weekday, ...], wanted: int, chosen: tuple[Weekday, ...]
) -> None:
    ordered = tuple(day for day in WEEKDAYS if day in days)
    assert session_days(ordered, wanted, apart=True) == chosen


def test_the_first_days_hold_the_movements_that_the_evidence_names() -> None:
    from tests.app.living import Life

    life = Life().on(0, 9)
    life.journal.reports.tell("flare", {"state": "began"})
    today = life.today()
    assert today.mode == "flare"
    assert [item.movement for item in today.items] == [
        "standing_overhead_reach",
        "seated_thoracic_rotation",
        "diaphragmatic_breathing",
    ]
