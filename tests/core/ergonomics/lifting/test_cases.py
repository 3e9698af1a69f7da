"""The manual's worked examples and our own vectors, from files that can be read without code."""

from __future__ import annotations

import tomllib
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rhomboid.core.ergonomics.lifting.equation import Rated, rate, rate_ends
from rhomboid.core.ergonomics.lifting.given import End, Lift
from tests.core.ergonomics.lifting.rules import lifting_rules, rules_of

RULES = lifting_rules()
FOLDER = Path(__file__).parents[3] / "cases" / "lifting"
NAMES = ("hm", "vm", "dm", "am", "fm", "cm")


def cases(name: str) -> list[Any]:
    loaded = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["id"]) for case in loaded]


def printed(value: float, places: str) -> float:
    """Rounded as the manual rounds: half upwards."""
    return float(Decimal(str(round(value, 9))).quantize(Decimal(places), ROUND_HALF_UP))


def check(expect: dict[str, Any], rated: Rated, case: dict[str, Any]) -> None:
    load, product = case["lift"]["load"], 51.0
    for name in NAMES:
        exact = printed(getattr(rated, name), "0.01")
        product *= case.get("printed_multiplier", {}).get(name, exact)
    assert printed(product, "0.1") == expect["printed"]["rwl"]
    assert printed(load / product, "0.1") == expect["printed"]["li"]
    for name, value in expect.get("full", {}).items():
        places = str(Decimal(str(value)).as_tuple().exponent)
        assert round(getattr(rated, name), -int(places)) == value
    assert rated.rwl == pytest.approx(expect["printed"]["rwl"], rel=0.025)


@pytest.mark.parametrize("case", cases("worked_examples"))
def test_the_manuals_examples_come_out_as_printed(case: dict[str, Any]) -> None:
    lift = msgspec.convert(case["lift"], Lift)
    check(case["origin"], rate(lift, RULES, case["units"]), case)
    if "end" in case:
        ends = rate_ends(lift, msgspec.convert(case["end"], End), RULES, case["units"])
        check(case["origin"], ends.origin, case)
        check(case["destination"], ends.destination, case)
        assert ends.decides == case["decides"]


@pytest.mark.parametrize("case", cases("vectors"))
def test_metric_lifts_come_out_to_three_places(case: dict[str, Any]) -> None:
    rated = rate(msgspec.convert(case["lift"], Lift), RULES)
    assert rated.rwl is not None
    assert round(rated.rwl, 3) == case["rwl_kg"]
    for name, value in case["multipliers"].items():
        assert getattr(rated, name) == value
    if "undefined" in case:
        assert rated.li is None
        assert rules_of(rated.reasons)[0] == case["undefined"]
    else:
        assert rated.li == case.get("li", case["lift"]["load"] / rated.rwl)
