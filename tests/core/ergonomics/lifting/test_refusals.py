"""Where the equation does not apply (ER-23): every condition by its id, borders on both sides."""

from __future__ import annotations

import msgspec
import pytest

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.equation import rate
from rhomboid.core.ergonomics.lifting.refusals import refusals, refusals_measured
from tests.core.ergonomics.lifting.rules import EASIEST, lifting_rules, rules_of, seen

RULES = lifting_rules()
CONDITIONS = [row.id for row in RULES.refusal]


def test_no_condition_no_refusal() -> None:
    assert refusals((), RULES) == ()


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_refuses_with_its_id_and_its_facts(condition: str) -> None:
    [reason] = refusals([condition], RULES)
    assert (reason.rule, reason.facts) == (f"lifting.refused.{condition}", ("ER-23",))
    assert seen(reason) == {condition: True}
    lift = msgspec.structs.replace(EASIEST, conditions=(condition,))
    assert rate(lift, RULES).refused


def test_several_conditions_are_all_named_once_in_the_order_of_the_table() -> None:
    told = ["slippery", "one_handed", "slippery"]
    assert rules_of(refusals(told, RULES)) == ["refused.one_handed", "refused.slippery"]


def test_a_condition_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(InputError, match="conditions must be one of one_handed"):
        refusals(["windy"], RULES)


@pytest.mark.parametrize(
    ("quantity", "inside", "outside", "refusal", "border"),
    [
        ("duration_h", 8.0, 8.01, "over_eight_hours", 8.0),
        ("speed_cm_per_s", 75.0, 75.1, "fast", 75.0),
        ("friction", 0.4, 0.39, "slippery", 0.4),
    ],
)
def test_a_measured_value_refuses_beyond_its_border_alone(
    quantity: str, inside: float, outside: float, refusal: str, border: float
) -> None:
    assert refusals_measured({quantity: inside}, RULES) == ()
    [reason] = refusals_measured({quantity: outside}, RULES)
    assert reason.rule == f"lifting.refused.{refusal}"
    assert seen(reason) == {quantity: outside, "border": border}


def test_a_thermometer_alone_refuses_nothing() -> None:
    """The source says "significantly outside" without saying how far that is."""
    assert refusals_measured({"temperature_c": 35.0, "humidity_percent": 90.0}, RULES) == ()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"noise_db": 80.0}, "values must be one of duration_h, .*, got 'noise_db'"),
        ({"friction": -0.1}, "friction must be a number, at least 0, got -0.1"),
        ({"speed_cm_per_s": -1.0}, "speed_cm_per_s must be a number of cm/s, at least 0, got -1.0"),
    ],
)
def test_a_measured_value_that_cannot_be_is_an_error(
    values: dict[str, float], sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        refusals_measured(values, RULES)
