"""The form of one lift: what can be read, what is wrong, what is worked out, what is bounded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.app.strain.lifting_answer import LiftAnswer, answer_lift
from rhomboid.app.strain.lifting_form import NUMBERS, LiftForm, converted, read_lift
from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.change import Advice
from rhomboid.core.knowledge.knowledge import load_knowledge

RULES = load_knowledge().strain.lifting
#: A crate from near the floor to a shelf.
TOLD = {
    "load": "14", "h": "40", "v": "30", "end_v": "110", "a": "30", "per_min": "0.5", "hours": "1",
    "grip": "container", "length": "40", "height": "25", "hinders": "no", "handles": "no",
    "fingers_90": "yes",
}  # fmt: skip


def read(conditions: tuple[str, ...] = (), /, **changed: str) -> LiftForm:
    return read_lift({**TOLD, **changed}, conditions, RULES)


def answered(conditions: tuple[str, ...] = (), /, **changed: str) -> LiftAnswer:
    return answer_lift(read(conditions, **changed), RULES)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        (" 12,5 ", 12.5),
        (".5", 0.5),
        ("+3", 3.0),
        ("-0", 0.0),
        ("30-40", Span(30.0, 40.0)),
        ("40 – 30", Span(30.0, 40.0)),
        ("30 bis 40", Span(30.0, 40.0)),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, value: object) -> None:
    assert read(h=text).numbers["h"] == value


@pytest.mark.parametrize(
    ("field", "text", "wrong"),
    [
        ("load", "heavy", "number"),
        ("load", "9" * 400, "number"),
        ("v", "1e3", "number"),
        ("load", "-4", "negative"),
        ("depth", "30-40", "span"),
        ("d", "20", "conflict"),
    ],
)
def test_what_cannot_be_used_is_named(field: str, text: str, wrong: str) -> None:
    problems = read_lift({**TOLD, field: text}, (), RULES).problems
    assert [(one.field, one.wrong) for one in problems] == [(field, wrong)]


def test_a_way_that_fits_both_heights_is_no_problem() -> None:
    assert read(d="80").problems == ()
    assert read(d="81.5").problems == ()


def test_the_way_is_worked_out_from_both_heights() -> None:
    assert read().lift.d == 80.0
    assert read(v="110", end_v="30").lift.d == 80.0
    assert read(v="20-40").lift.d == Span(70.0, 90.0)
    assert read(v="").lift.d is None


def test_the_distance_is_estimated_from_the_depth_only_where_it_is_absent() -> None:
    form = read(h="", depth="40")
    assert (form.lift.h, form.h_estimated) == (40.0, True)
    form = read(depth="40")
    assert (form.lift.h, form.h_estimated) == (40.0, False)
    assert read(h="", depth="40", v="").lift.h is None


def test_the_grip_is_open_until_its_kind_is_told() -> None:
    assert read(grip="").coupling is None
    assert read(grip="other").coupling is None
    assert read().lift.coupling == "fair"
    assert read(fingers_90="").lift.coupling == "poor"
    assert read(grip="loose", bulky="no", wraps="yes").lift.coupling == "good"


def test_nothing_told_is_empty_and_a_condition_is_not() -> None:
    assert read_lift({}, (), RULES).is_empty
    assert not read_lift({}, ("fast",), RULES).is_empty
    assert read_lift({}, ("made_up",), RULES).is_empty


def test_all_told_gives_one_limit_and_names_what_costs_most() -> None:
    answer = answered()
    assert answer.known
    assert answer.rwl is not None
    assert answer.rwl[0] == answer.rwl[1] == pytest.approx(9.076, abs=0.001)
    assert answer.costliest == "hm"
    assert [one.quantity for one in answer.advice.single if one.enough] == ["load"]
    assert answer.advice.pair is not None


def test_seventy_kilograms_become_no_seven() -> None:
    advice = answered(load="70").advice
    assert not any(one.enough for one in advice.single)
    assert {one.quantity: one.value for one in advice.single}["load"] == 35.0
    assert advice.pair is None
    assert advice.together is not None
    assert advice.together > 1.0


def test_a_measured_distance_comes_no_nearer_than_the_load_is_deep() -> None:
    near = {one.quantity: one.value for one in answered(load="20").advice.single}
    deep = {one.quantity: one.value for one in answered(load="20", depth="30").advice.single}
    assert (near["h"], deep["h"]) == (30.0, 35.0)
    assert "h" not in {c.quantity for c in answered(load="20", h="", depth="30").advice.single}


def test_the_way_follows_when_the_beginning_is_raised() -> None:
    told = read(load="15.5", h="30", v="0", end_v="75", a="0", d="", hours="1", fingers_90="yes")
    height = {one.quantity: one for one in answer_lift(told, RULES).advice.single}["v"]
    then = answer_lift(read(**told_with(told, v=f"{height.value:g}")), RULES)
    assert then.li_highest == pytest.approx(height.li)


def told_with(form: LiftForm, **changed: str) -> dict[str, str]:
    return {**{k: f"{v:g}" for k, v in form.numbers.items() if isinstance(v, float)}, **changed}


def test_what_is_open_gives_bounds_and_no_change() -> None:
    answer = answered(h="", grip="")
    assert answer.rwl is not None
    assert answer.rwl[0] < answer.rwl[1]
    assert (answer.known, answer.costliest, answer.advice) == (False, None, Advice())
    assert {"lifting.h_unknown", "lifting.coupling_unknown"} <= {r.rule for r in answer.reasons}


def test_a_weight_that_is_open_leaves_one_limit_and_no_index() -> None:
    answer = answered(load="")
    assert answer.rwl is not None
    assert answer.rwl[0] == answer.rwl[1]
    assert (answer.li_lowest, answer.li_highest, answer.load_known) == (None, None, False)


def test_control_at_the_end_makes_the_lower_limit_count() -> None:
    answer = answered(control="yes", end_h="60", end_a="0")
    assert answer.decides == "destination"
    assert answer.rwl is not None
    assert answered().rwl is not None
    assert answer.rwl < (answered().rwl or (0.0, 0.0))
    assert not answered(control="yes").known


def test_a_condition_refuses_and_so_do_nine_hours() -> None:
    assert answered(("slippery",)).rwl is None
    assert [r.rule for r in answered(("slippery",)).reasons] == ["lifting.refused.slippery"]
    assert answered(hours="9").rwl is None


def test_units_change_there_and_back() -> None:
    us = converted(TOLD, "us")
    assert (us["in"], us["load"], us["h"], us["a"]) == ("us", "30.9", "15.7", "30")
    back = converted(us, "metric")
    assert (back["load"], back["h"]) == ("14", "39.9")
    assert converted({**TOLD, "h": "30-40", "v": "low"}, "us")["h"] == "11.8-15.7"
    assert converted({**TOLD, "v": "low"}, "us")["v"] == "low"
    assert converted(TOLD, "metric") == TOLD


@given(st.dictionaries(st.sampled_from([*NUMBERS, "control", "grip", "in"]), st.text(max_size=8)))
def test_no_text_breaks_the_form(texts: dict[str, str]) -> None:
    form = read_lift(texts, (), RULES)
    if not form.problems:
        answer_lift(form, RULES)


@given(
    st.fixed_dictionaries(
        {}, optional={name: st.floats(0, 200).map(lambda x: f"{x:.2f}") for name in NUMBERS}
    ),
    st.sampled_from(["", "yes"]),
)
def test_any_numbers_give_ordered_bounds_or_a_refusal(texts: dict[str, str], control: str) -> None:
    form = read_lift({**texts, "control": control}, (), RULES)
    if form.problems:
        return
    answer = answer_lift(form, RULES)
    assert answer.rwl is None or answer.rwl[0] <= answer.rwl[1]
    assert answer.rwl is not None or answer.reasons
