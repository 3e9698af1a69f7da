"""The ring of a week's walks."""

from __future__ import annotations

import re
from typing import cast

import pytest

from rhomboid.adapters.drawing.chart.ring import draw_week_ring
from rhomboid.adapters.drawing.chart.words import RingWords
from tests.adapters.drawing.chart_data import SVG, parsed, texts

# -- ring


RING = RingWords(summary="2 of 5 & more", of_planned="of {} min".format)


def segments(svg: str) -> list[str]:
    return [cast("str", e.get("class")) for e in parsed(svg).iter(f"{SVG}path")]


@pytest.mark.parametrize(
    ("done", "planned", "expected"),
    [
        (2, 5, ["on", "on", "next", "off", "off"]),
        (0, 1, ["next"]),
        (6, 5, ["on"] * 5),
        (3, 0, []),
    ],
)
def test_the_ring_has_a_segment_for_each_walk(done: int, planned: int, expected: list[str]) -> None:
    svg = draw_week_ring(done, planned, 29, 70, RING)
    assert segments(svg) == expected
    assert texts(svg) == ["29", "of 70 min"]
    assert parsed(svg).get("aria-label") == "2 of 5 & more"


def test_the_ring_starts_at_twelve_and_runs_clockwise() -> None:
    first = next(parsed(draw_week_ring(1, 4, 10, 40, RING)).iter(f"{SVG}path")).attrib["d"]
    x, y, end_x, end_y = (float(v) for v in re.findall(r"^M(\S+) (\S+)A.* (\S+) (\S+)$", first)[0])
    assert x == pytest.approx(66, abs=5)
    assert y == pytest.approx(10, abs=1)
    assert end_x == pytest.approx(122, abs=1)
    assert end_y == pytest.approx(66, abs=5)


def test_without_planned_minutes_the_ring_says_only_what_was_walked() -> None:
    assert texts(draw_week_ring(1, 0, 44, 0, RING)) == ["44"]
