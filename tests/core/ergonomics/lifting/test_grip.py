"""The class of a coupling by the manual's tree, and H from the container (ER-20, ER-22)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.grip import Grip, coupling_of, estimated_h
from tests.core.ergonomics.lifting.rules import lifting_rules, rules_of, seen

RULES = lifting_rules()
CRATE = Grip(kind="container", length=40, height=30, hinders=False, handles=True, fingers_90=True)
BAG = Grip(kind="loose", bulky=False, wraps=True, fingers_90=True)


@pytest.mark.parametrize(
    ("grip", "changed", "coupling"),
    [
        (CRATE, {}, "good"),
        (CRATE, {"handles": False}, "fair"),
        (CRATE, {"handles": False, "fingers_90": False}, "poor"),
        (CRATE, {"length": 40.1}, "poor"),
        (CRATE, {"height": 30.1}, "poor"),
        (CRATE, {"hinders": True}, "poor"),
        (BAG, {}, "good"),
        (BAG, {"wraps": False}, "fair"),
        (BAG, {"wraps": False, "fingers_90": False}, "poor"),
        (BAG, {"bulky": True}, "poor"),
    ],
)
def test_every_branch_of_the_tree_ends_where_the_manual_says(
    grip: Grip, changed: dict[str, Any], coupling: str
) -> None:
    assert coupling_of(msgspec.structs.replace(grip, **changed), RULES).outcome == coupling


@pytest.mark.parametrize(
    ("grip", "unknown", "coupling"),
    [
        (CRATE, ("handles",), "fair"),
        (CRATE, ("handles", "fingers_90"), "poor"),
        (CRATE, ("length",), "poor"),
        (CRATE, ("height",), "poor"),
        (CRATE, ("hinders",), "poor"),
        (BAG, ("bulky",), "poor"),
        (BAG, ("wraps",), "fair"),
    ],
)
def test_in_doubt_the_worse_class_counts(
    grip: Grip, unknown: tuple[str, ...], coupling: str
) -> None:
    doubtful = msgspec.structs.replace(grip, **dict.fromkeys(unknown))
    assert coupling_of(doubtful, RULES).outcome == coupling


def test_a_container_that_is_not_optimal_says_what_keeps_it_from_that() -> None:
    large = msgspec.structs.replace(CRATE, length=60, hinders=True)
    decision = coupling_of(large, RULES)
    assert rules_of(decision.reasons) == ["container_not_optimal"]
    assert seen(decision.reasons[0]) == {"length": 60, "hinders": True}


def test_us_containers_have_their_own_borders() -> None:
    crate = msgspec.structs.replace(CRATE, length=16, height=12)
    assert coupling_of(crate, RULES, "us").outcome == "good"
    assert coupling_of(msgspec.structs.replace(crate, length=16.1), RULES, "us").outcome == "poor"
    assert coupling_of(msgspec.structs.replace(crate, height=12.1), RULES, "us").outcome == "poor"


def test_a_length_that_cannot_be_is_an_error() -> None:
    with pytest.raises(InputError, match="length must be a number of cm"):
        coupling_of(msgspec.structs.replace(CRATE, length=-1), RULES)


@pytest.mark.parametrize(
    ("width", "v", "h"), [(40, 25, 40.0), (40, 24.9, 45.0), (0, 100, 20.0), (0, 0, 25.0)]
)
def test_h_in_cm_is_half_the_width_and_20_or_25(width: float, v: float, h: float) -> None:
    assert estimated_h(width, v, RULES) == h


@pytest.mark.parametrize(("width", "v", "h"), [(16, 10, 16.0), (16, 9.9, 18.0)])
def test_h_in_inches_is_half_the_width_and_8_or_10(width: float, v: float, h: float) -> None:
    assert estimated_h(width, v, RULES, "us") == h


@pytest.mark.parametrize(("width", "v"), [(-1, 50), (30, -1)])
def test_h_is_not_estimated_from_what_cannot_be(width: float, v: float) -> None:
    with pytest.raises(InputError):
        estimated_h(width, v, RULES)
