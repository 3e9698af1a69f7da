"""The chart of ranges: true to the data, at every width, in every shape of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.drawing.chart.ranges import Line, Point, draw_ranges, runs, scale_of
from rhomboid.adapters.drawing.chart.words import RangeWords
from rhomboid.core.diary.measured import Channel
from rhomboid.core.outcomes.ranges import RangeDay, Ranges, SideRange

FIRST = date(2026, 3, 2)
WORDS = RangeWords(
    summary="Range <&> of the days",
    day=lambda day: f"{day.day}.{day.month}.",
    month=lambda day: f"Month {day.month}",
    month_short=lambda day: f"M{day.month}",
    degrees=lambda value: f"{value:g}°",
    side=lambda side, value: f"{side} {value:g}°",
    end=lambda side, value, error: f"{side} {value:g} ± {error:g}",
)


def ranges(*days: tuple[int, float, float], sides: tuple[Channel, ...] = ("both",)) -> Ranges:
    made = tuple(
        RangeDay(
            FIRST + timedelta(days=number),
            8,
            tuple(SideRange(side, value - 10 * place, error) for place, side in enumerate(sides)),
        )
        for number, value, error in days
    )
    return Ranges("band_row", made, ())


def drawn(data: Ranges, width: int = 1184) -> ElementTree.Element:
    today = data.days[-1].on
    return ElementTree.fromstring(draw_ranges(data, today, WORDS, width))  # noqa: S314 - our own


def of_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [one for one in root.iter() if name in (one.get("class") or "").split()]


def said(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter("text")]


def test_each_day_has_a_dot_and_the_band_lies_around_it() -> None:
    root = drawn(ranges((0, 100, 5), (7, 110, 8), (14, 120, 6)))
    dots = [float(one.get("cy") or 0) for one in of_class(root, "day")]
    assert len(dots) == 3
    assert dots == sorted(dots, reverse=True)
    band = of_class(root, "bandfill")[0].get("d") or ""
    corners = [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", band)]
    upper, lower = corners[:3], corners[3:][::-1]
    for (_, top), dot, (_, base) in zip(upper, dots, lower, strict=True):
        assert base - dot == pytest.approx(dot - top, abs=0.2)


def test_a_band_is_as_high_as_its_error_on_the_scale() -> None:
    scale = scale_of([Line("both", [Point(FIRST, 100, 5), Point(FIRST, 120, 10)])])
    assert (scale.low, scale.high) == (90, 140)
    assert scale.y(90) - scale.y(100) == pytest.approx((scale.base - scale.top) / 5)


def test_a_small_wobble_does_not_fill_the_page() -> None:
    scale = scale_of([Line("both", [Point(FIRST, 100, 1), Point(FIRST, 101, 1)])])
    assert scale.high - scale.low >= 40


@given(st.lists(st.tuples(st.floats(0, 180), st.floats(0, 20)), min_size=1, max_size=9))
def test_every_band_lies_on_the_scale_and_its_grid_is_not_crowded(
    values: list[tuple[float, float]],
) -> None:
    scale = scale_of([Line("both", [Point(FIRST, value, error) for value, error in values])])
    for value, error in values:
        assert value + error <= scale.high + 1e-6
        assert value - error >= scale.low - 1e-6 or scale.low == 0
    assert (scale.high - scale.low) / scale.step < 7


def test_nothing_is_drawn_across_a_long_gap() -> None:
    points = [Point(FIRST + timedelta(days=n), 100, 5) for n in (0, 35, 71)]
    assert [len(run) for run in runs(points)] == [2, 1]
    root = drawn(ranges((0, 100, 5), (36, 110, 5)))
    assert of_class(root, "reach") == []
    assert (of_class(root, "bandfill")[0].get("d") or "").count("M") == 2


def test_sides_are_told_apart_by_more_than_colour_and_named_beside() -> None:
    root = drawn(ranges((0, 60, 5), (7, 70, 5), sides=("left", "right")))
    assert len(of_class(root, "other")) == 3  # the dashed line and its two open dots
    assert "left 70 ± 5" in said(root)
    assert "right 60 ± 5" in said(root)


@pytest.mark.parametrize("width", [350, 760, 1184])
def test_the_newest_range_is_said_at_every_width(width: int) -> None:
    root = drawn(ranges((0, 100, 5), (7, 110, 8)), width)
    assert "both 110 ± 8" in said(root)
    apart = drawn(ranges((0, 60, 5), (7, 70, 5), sides=("left", "right")), width)
    newest = [one for one in said(apart) if one.startswith(("left", "right"))]
    assert len(newest) == 2


@given(
    st.lists(
        st.tuples(st.integers(0, 700), st.integers(0, 180), st.integers(0, 20)),
        min_size=1,
        max_size=20,
        unique_by=lambda one: one[0],
    ),
    st.sampled_from([350, 760, 1184]),
    st.sampled_from([("both",), ("left", "right")]),
)
def test_any_course_is_whole_svg_inside_its_box(
    days: list[tuple[int, int, int]], width: int, sides: tuple[Channel, ...]
) -> None:
    root = drawn(ranges(*sorted(days), sides=sides), width)
    high = float(root.get("height") or 0)
    for dot in of_class(root, "day"):
        assert 0 <= float(dot.get("cx") or -1) <= width
        assert 0 <= float(dot.get("cy") or -1) <= high
    assert root.get("aria-label") == "Range <&> of the days"
