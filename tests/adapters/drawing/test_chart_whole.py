"""The progress chart as a whole: readable, and inside its frame."""

from __future__ import annotations

import re
from importlib.resources import files

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.drawing.chart.progress import draw_progress
from rhomboid.adapters.drawing.chart.words import RowWords
from rhomboid.app.progress_data import (
    ProgressData,
)
from tests.adapters.drawing.chart_data import (
    SHAPES,
    WIDTHS,
    WORDS,
    assert_apart,
    assert_inside,
    every_shape,
    every_width,
    parsed,
    past,
    pasts,
    texts,
)

STATIC = files("rhomboid.web") / "static/rhomboid"


@every_width
@every_shape
def test_every_shape_of_a_past_draws(shape: str, width: int) -> None:
    svg = draw_progress(SHAPES[shape], WORDS, width)
    root = parsed(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Pain & <more>"
    assert "nan" not in svg
    assert_inside(svg)
    assert_apart(svg)
    said = texts(svg)
    assert "today" in said
    if SHAPES[shape].lines_from:
        assert {"5.6 at the start", "4.3 begins to matter", "3.6 clear difference"} <= set(said)


@every_shape
def test_only_classes_colour_it_and_the_style_sheets_know_them(shape: str) -> None:
    svg = draw_progress(SHAPES[shape], WORDS, 350) + draw_progress(SHAPES[shape], WORDS, 1184)
    assert not re.search(r"\s(style|fill|stroke|on\w+)=|<style|<script", svg)
    css = "".join(
        (STATIC / name).read_text(encoding="utf-8") for name in ("look.css", "progress.css")
    )
    used = {name for names in re.findall(r'class="([^"]+)"', svg) for name in names.split()}
    assert not {name for name in used if not re.search(rf"\.{name}\b", css)}


@pytest.mark.parametrize(("width", "name"), [(350, "s"), (760, "m"), (1184, "l")])
def test_its_class_says_for_which_screen_it_is(width: int, name: str) -> None:
    assert f'class="chart only-{name}"' in draw_progress(past(28), WORDS, width)


def test_text_from_outside_is_escaped() -> None:
    words = msgspec.structs.replace(WORDS, empty='<b>"none" & nothing</b>')
    svg = draw_progress(SHAPES["nothing"], words, 350)
    assert '<b>"none" & nothing</b>' in texts(svg)


@given(pasts(), st.sampled_from(WIDTHS))
def test_labels_never_overlap_and_nothing_leaves_the_frame(data: ProgressData, width: int) -> None:
    svg = draw_progress(data, WORDS, width)
    assert_apart(svg)
    assert_inside(svg)


@given(pasts(), st.text("aßWi ", max_size=80), st.sampled_from(WIDTHS))
def test_long_words_are_cut_or_left_out_but_never_spill(
    data: ProgressData, says: str, width: int
) -> None:
    row = RowWords(weekly=says, monthly=says)
    words = msgspec.structs.replace(
        WORDS,
        empty=says,
        month=lambda _: says,
        month_short=lambda _: says,
        episode=lambda _: (says, says),
        quiet=lambda _: says,
        start=lambda _: says,
        clear=lambda _: says,
        planned=lambda _: says,
        sessions=row,
        walks=row,
        spasms=row,
    )
    svg = draw_progress(data, words, width)
    assert_apart(svg)
    assert_inside(svg)
