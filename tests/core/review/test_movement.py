"""More, the same, less or a rest for one movement (EX-34, EX-35, EX-42), borders on both sides."""

from __future__ import annotations

from typing import Any

import pytest

from rhomboid.core.outcomes.flare import FlareState
from rhomboid.core.review.model import Hit
from tests.core.outcomes.days import day, morning, pains, session
from tests.core.review.weeks import KNOWLEDGE, change_of, did, outcome, plan, reviewed, week


def test_two_more_than_asked_in_two_sessions_in_a_row_earns_a_step() -> None:
    change = change_of(reviewed(week({0: [did()], 2: [did()]})))
    assert (change.verb, change.reasons[0].rule) == ("progress", "movement.two_for_two")
    assert (change.amount.reps, change.to_amount.reps) == (10, 12)


@pytest.mark.parametrize(
    ("sessions", "rule"),
    [
        ({}, "hold.none"),
        ({0: [did()]}, "hold.few"),
        ({0: [did()], 2: [did(reps=(10, 11))]}, "hold.no_extra"),
        ({0: [did()], 2: [did(reps=(10,))]}, "hold.not_full"),
        ({0: [did()], 2: [did(reps=(9, 12))]}, "hold.not_full"),
        ({0: [did()], 2: [did(variant="easier")]}, "hold.other_form"),
        ({0: [did()], 2: [did(pain=3)]}, "hold.amber"),
        ({0: [did()], 2: [did(pain=None)]}, "hold.no_pain"),
        ({0: [did()], 2: [did(skipped=True, sets=[])]}, "hold.few"),
    ],
)
def test_what_is_missing_for_a_step_is_said(sessions: dict[int, Any], rule: str) -> None:
    assert outcome(week(sessions)) == ("hold", rule)


@pytest.mark.parametrize(
    ("after", "outcomes"),
    [
        (4, ("progress", "movement.two_for_two")),  # one point above the usual of 3
        (5, ("hold", "hold.sore")),  # more than one point above
        (None, ("hold", "hold.no_morning")),
    ],
)
def test_the_morning_after_must_be_as_usual(after: int | None, outcomes: tuple[str, str]) -> None:
    mornings = {1: 3} if after is None else {1: 3, 3: after}
    scores = (3, 3, 3, None, 3, 3, 3) if after is None else (3,) * 7
    assert outcome(week({0: [did()], 2: [did()]}, scores, mornings)) == outcomes


@pytest.mark.hazard("H-19")
@pytest.mark.parametrize(("last_told", "grows"), [(0, False), (-1, False), (1, True)])
def test_nothing_grows_on_stale_data(last_told: int, grows: bool) -> None:
    # Two good sessions within the week before Sunday (day 8 and 10 of 13), pain told early.
    scores = [3] * 7 + [None] * 7
    entries = [
        *pains(scores[: 6 + last_told + 1] if last_told <= 0 else [3] * 14),
        session(8, [did()], pain_after=1),
        session(10, [did()], pain_after=1),
        *([morning(9, 3), morning(11, 3)] if last_told > 0 else []),
    ]
    verb, rule = outcome(entries, today=14)
    assert (verb == "progress") is grows
    assert grows or rule == "hold.stale"


@pytest.mark.parametrize(
    ("result", "verb", "rule"),
    [
        (did(pain=5), "hold", "hold.amber"),
        (did(pain=6), "regress", "movement.red"),
        (did(pain=2, sharp=True), "regress", "movement.sharp"),
    ],
)
def test_pain_above_five_or_sharp_takes_a_step_back(
    result: dict[str, Any], verb: str, rule: str
) -> None:
    assert outcome(week({0: [did()], 2: [result]})) == (verb, rule)


@pytest.mark.parametrize(("during", "verb"), [(3, "hold"), (4, "regress")])
def test_three_points_above_the_start_of_the_session_counts_as_above_five(
    during: int, verb: str
) -> None:
    entries = week({0: [did()], 2: [did(pain=during)]}, pain_before=1)
    assert outcome(entries)[0] == verb


def test_two_ambers_in_a_row_take_a_step_back_and_one_does_not() -> None:
    assert outcome(week({0: [did(pain=3)], 2: [did(pain=4)]})) == (
        "regress",
        "movement.amber_twice",
    )
    assert outcome(week({0: [did(pain=3)], 2: [did(pain=1)]}))[0] == "hold"


def test_two_sore_mornings_in_a_row_take_loaded_movements_back() -> None:
    entries = week({0: [did()], 2: [did()]}, mornings={1: 6, 3: 6})
    assert outcome(entries) == ("regress", "movement.sore_twice")
    once = week({0: [did()], 2: [did()]}, mornings={1: 3, 3: 6})
    assert outcome(once) == ("hold", "hold.sore")


@pytest.mark.parametrize(
    ("faulty", "verb"), [(0, "progress"), (1, "hold"), (6, "hold"), (7, "regress")]
)
def test_more_than_thirty_percent_corrected_in_two_sessions_takes_a_step_back(
    faulty: int, verb: str
) -> None:
    results = [did(reps=(10, 12), faulty_reps=faulty)]
    assert outcome(week({0: results, 2: results}))[0] == verb


def test_red_again_at_the_lowest_rung_is_a_rest_and_it_comes_back_after_a_week() -> None:
    lowest = [
        item if item.movement != "band_row" else type(item)(**{**_parts(item), "variant": "easier"})
        for item in plan().items
    ]
    low = type(plan())(**{**_parts(plan()), "items": tuple(lowest)})
    red = [did(pain=7, variant="easier")]
    assert outcome(week({0: red}), plan=low) == ("hold", "hold.lowest")
    assert outcome(week({0: red, 2: red}), plan=low) == ("rest", "movement.red_at_lowest")
    back = outcome([], plan=low, resting=frozenset({"band_row"}))
    assert back == ("return", "movement.rested")


def test_a_flare_takes_loaded_movements_a_step_back_once() -> None:
    flare = FlareState(active=False, began=day(4), ended=day(5), usual=3)
    entries = week({0: [did()], 2: [did()]})
    assert outcome(entries, flare=flare) == ("regress", "movement.flare")
    after = outcome(entries, flare=flare, changed_on={"band_row": day(5)})
    assert after[0] == "hold"


@pytest.mark.parametrize(
    ("ago", "verb", "rule"),
    [
        (14, "regress", "movement.flare"),
        (15, "hold", "hold.flare_lately"),
        (28, "hold", "hold.flare_lately"),
        (29, "progress", "movement.two_for_two"),
    ],
)
def test_a_flare_whose_step_back_was_declined_fades(ago: int, verb: str, rule: str) -> None:
    began = day(34 - ago)
    flare = FlareState(active=False, began=began, ended=began, usual=3)
    sessions = {29: [did()], 31: [did()]}
    entries = week(sessions, [3] * 35)
    assert outcome(entries, flare=flare, today=34) == (verb, rule)


@pytest.mark.parametrize(("today", "verb"), [(13, "hold"), (14, "regress"), (20, "regress")])
def test_two_weeks_without_a_session_begin_a_step_lower(today: int, verb: str) -> None:
    entries = [*pains([3] * 25), session(0, [did()], pain_after=1), morning(1, 3)]
    assert outcome(entries, today=today)[0] == verb
    stepped = outcome(entries, today=today, changed_on={"band_row": day(14)})
    assert stepped[0] == "hold"


def test_two_sessions_of_one_day_count_as_one() -> None:
    twice = [*week({0: [did()]}), session(0, [did()], place=50)]
    assert outcome(twice) == ("hold", "hold.few")
    red_first = [*week({2: [did(pain=7)]}), session(2, [did()], place=50)]
    assert outcome(red_first) == ("regress", "movement.red")


def test_only_one_movement_grows_and_strength_goes_first() -> None:
    full = [did(), did("doorway_pec_stretch", sets=[{"hold_s": 20}] * 2, reps=())]
    made = reviewed(week({0: full, 2: full}))
    assert [c.target for c in made.changes if c.verb == "progress"] == ["band_row"]
    assert change_of(made, "doorway_pec_stretch").reasons[0].rule == "hold.one_at_a_time"
    assert made.headline == "more_one"


def test_a_held_stretch_grows_after_two_full_sessions() -> None:
    held = [did("doorway_pec_stretch", sets=[{"hold_s": 20}] * 2, reps=())]
    change = change_of(reviewed(week({0: held, 2: held})), "doorway_pec_stretch")
    assert (change.verb, change.to_amount.hold_s) == ("progress", 25)


@pytest.mark.hazard("H-20")
def test_nothing_grows_while_danger_questions_are_open() -> None:
    row = KNOWLEDGE.review.trigger_of("pain_rise")
    from rhomboid.core.base.decision import Reason
    from tests.core.outcomes.days import report

    at = report("pain", {"now": 7}, day(5)).recorded_at
    hit = Hit("pain_rise", at, row.asks, Reason("retriage.pain_rise", row.facts))
    made = reviewed(week({0: [did()], 2: [did()]}), hits=(hit,))
    assert change_of(made).reasons[0].rule == "hold.retriage"
    assert made.headline == "retriage"
    assert [change for change in made.changes if change.verb == "progress"] == []


@pytest.mark.hazard("H-05")
def test_what_an_answer_bars_is_left_out() -> None:
    barred = next(left for left in plan().left_out) if plan().left_out else None
    from rhomboid.core.plan.model import LeftOut

    left = LeftOut("band_row", ("shoulder_acute",), ("XL-93",), (), hard=True)
    fresh = type(plan())(**{**_parts(plan()), "left_out": (left, *((barred,) if barred else ()))})
    made = reviewed(week({0: [did()], 2: [did()]}), fresh=fresh)
    assert change_of(made).verb == "leave_out"
    assert "band_row" not in [item.movement for item in made.plan.items]


def test_at_the_target_it_stays() -> None:
    from rhomboid.core.plan.model import Amount

    item = next(item for item in plan().items if item.movement == "counter_lat_stretch")
    top = type(item)(**{**_parts(item), "amount": Amount(3, hold_s=30)})
    items = tuple(top if one.movement == item.movement else one for one in plan().items)
    at_top = type(plan())(**{**_parts(plan()), "items": items})
    full = [
        did("counter_lat_stretch", (), asked={"sets": 3, "hold_s": 30}, sets=[{"hold_s": 30}] * 3)
    ]
    assert outcome(week({0: full, 2: full}), "counter_lat_stretch", plan=at_top) == (
        "hold",
        "hold.top",
    )


def _parts(struct: Any) -> dict[str, Any]:
    return {name: getattr(struct, name) for name in struct.__struct_fields__}
