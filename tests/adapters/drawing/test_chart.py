"""The parts of the progress chart: true to the data."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.drawing.chart.labels import Label, Room, fitted, push_apart, text_width
from rhomboid.adapters.drawing.chart.pain import dots_are_weeks, runs, worst_of_weeks
from rhomboid.adapters.drawing.chart.progress import draw_progress
from rhomboid.adapters.drawing.chart.scale import Days, Levels, nice_most, whole_weeks
from rhomboid.adapters.drawing.chart.weeks import slots
from rhomboid.app.progress_data import (
    EpisodeSpan,
    MeanDay,
    PainDay,
    ProgressData,
    WeekBar,
    recent,
)
from tests.adapters.drawing.chart_data import (
    DAY,
    SHAPES,
    TODAY,
    TWO_EPISODES,
    WEEK,
    WORDS,
    corners,
    mondays,
    past,
    paths,
    texts,
    with_lines,
)

# -- scales


def test_days_and_values_lie_exactly_on_the_edges_of_their_scales() -> None:
    days = Days(date(2026, 5, 4), date(2026, 11, 23), 30.0, 1056.0)
    assert (days.x(days.start), days.x(days.end)) == (30.0, 1056.0)
    assert days.holds(days.start)
    assert not days.holds(days.end)
    levels = Levels(10, 42.0, 248.0)
    assert (levels.y(0), levels.y(10), levels.y(5)) == (248.0, 42.0, 145.0)


def test_values_off_the_scale_stay_at_its_edge() -> None:
    levels = Levels(10, 42.0, 248.0)
    assert (levels.y(-1), levels.y(11)) == (248.0, 42.0)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_time_is_whole_weeks_and_four_of_them_at_least(first: date, length: int) -> None:
    start, end = whole_weeks(first, first + length * DAY)
    assert start.weekday() == end.weekday() == 0
    assert start <= first < start + WEEK
    assert first + length * DAY < end
    assert (end - start).days >= 28


@given(st.floats(0, 99_999))
def test_an_axis_ends_at_or_little_above_its_highest_value(value: float) -> None:
    assert value <= nice_most(value) <= max(1.0, 1.5 * value)


# -- pain


def test_the_line_breaks_when_more_than_seven_days_are_missing() -> None:
    bridged = [MeanDay(TODAY - 8 * DAY, 3), MeanDay(TODAY, 4)]
    broken = [MeanDay(TODAY - 9 * DAY, 3), MeanDay(TODAY, 4)]
    assert list(runs(bridged)) == [bridged]
    assert list(runs(broken)) == [[broken[0]], [broken[1]]]


def test_each_run_of_the_line_is_a_stroke_of_its_own() -> None:
    (whole,) = paths(draw_progress(past(60), WORDS, 1184), "pain")
    (gaps,) = paths(draw_progress(past(60, every=20), WORDS, 1184), "pain")
    assert (whole.count("M"), gaps.count("M")) == (1, 3)


def test_up_to_four_hundred_days_every_day_has_its_dot_then_every_week() -> None:
    assert not dots_are_weeks(past(401))
    assert dots_are_weeks(past(402))
    (days,) = paths(draw_progress(past(401), WORDS, 1184), "dots fine")
    (weeks,) = paths(draw_progress(past(402), WORDS, 1184), "dots fine")
    assert (days.count("M"), weeks.count("M")) == (401, 58)


def test_the_dot_of_a_week_is_its_worst_day() -> None:
    monday = date(2026, 11, 16)
    week = [PainDay(monday + n * DAY, score) for n, score in enumerate((2, 7, 3, 7))]
    assert worst_of_weeks([PainDay(monday - DAY, 1), *week]) == [
        PainDay(monday - DAY, 1),
        PainDay(monday + DAY, 7),
    ]


def test_todays_dot_is_missing_when_the_line_ended_long_ago() -> None:
    data = past(60)
    old = msgspec.structs.replace(data, mean=data.mean[:-9])
    assert 'class="pt"' in draw_progress(data, WORDS, 1184)
    assert 'class="pt"' not in draw_progress(old, WORDS, 1184)


def test_lines_outside_the_scale_are_left_out() -> None:
    low = with_lines(past(28), start_mean=1.0, matters_below=-0.3, clear_below=-1.0)
    said = texts(draw_progress(low, WORDS, 1184))
    assert "1.0 at the start" in said
    assert not any("matter" in one or "clear" in one for one in said)


def test_a_narrow_drawing_has_numbers_beside_the_lines_and_explains_them_below() -> None:
    said = texts(draw_progress(SHAPES["four weeks"], WORDS, 350))
    assert {"5.6", "4.3", "3.6", "5.6 at the start", "4.3 begins to matter"} <= set(said)


# -- episodes


def test_episodes_and_the_quiet_between_are_named() -> None:
    said = texts(draw_progress(SHAPES["six months with two episodes"], WORDS, 1184))
    assert {"since 11 May", "worst day 8", "since 12 October", "94 quiet days"} <= set(said)


def test_a_span_without_a_diary_is_not_called_quiet() -> None:
    data = with_lines(past(200, every=9), episodes=TWO_EPISODES)
    assert not any("quiet" in one for one in texts(draw_progress(data, WORDS, 1184)))


def test_where_two_episodes_have_no_room_the_newer_keeps_its_words() -> None:
    close = (
        EpisodeSpan(TODAY - 60 * DAY, TODAY - 45 * DAY, 7),
        EpisodeSpan(TODAY - 40 * DAY, None, 6),
    )
    said = texts(draw_progress(with_lines(past(365), episodes=close), WORDS, 350))
    assert "worst day 6" in said
    assert "worst day 7" not in said


# -- weeks


def test_weeks_are_merged_to_months_when_there_are_more_than_sixty() -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    for count, merged in ((60, False), (61, True)):
        data = past((TODAY - monday).days + 1 + 7 * (count - 1))
        assert ("Spasms a week, by month" in texts(draw_progress(data, WORDS, 1184))) is merged


def test_a_month_shows_the_mean_of_its_weeks() -> None:
    days = Days(date(2024, 1, 1), date(2026, 11, 23), 30.0, 1056.0)
    weeks = tuple(
        WeekBar(date(2024, 1, 1) + n * WEEK, done, plan)
        for n, (done, plan) in enumerate(((10, None), (20, 40), (30, 60), (0, None), (40, None)))
    )
    (january,) = slots(days, weeks, TODAY)
    assert (january.done, january.planned) == (20, 50)
    assert (january.left, january.right) == (days.x(date(2024, 1, 1)), days.x(date(2024, 2, 1)))


def test_each_session_is_a_tick_and_only_this_weeks_plan_is_open() -> None:
    data = past(14)
    weeks = tuple(WeekBar(monday, 1, 3) for monday in mondays(data.first))
    svg = draw_progress(msgspec.structs.replace(data, sessions=weeks), WORDS, 1184)
    assert [p.count("M") for p in paths(svg, "tick")] == [len(weeks)]
    assert [p.count("M") for p in paths(svg, "open")] == [2]


def test_the_middle_of_a_bars_top_is_at_its_value() -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    data = ProgressData(first=monday - WEEK, today=TODAY, walks=(WeekBar(monday, 50, 100),))
    svg = draw_progress(data, WORDS, 1184)
    (bar,), (plan,) = paths(svg, "bar full"), paths(svg, "ref")
    ys = [y for _, y in corners(bar)]
    top, base = next(corners(plan))[1], max(ys)
    tops = sorted(set(ys))[:2]
    assert sum(tops) / 2 == pytest.approx((top + base) / 2, abs=0.1)


def test_a_recent_part_holds_whole_weeks_and_what_still_lasts() -> None:
    part = recent(SHAPES["six months with two episodes"], 4)
    assert part.first == date(2026, 10, 26)
    assert len(part.walks) == len(part.sessions) == 4
    assert part.pain[0].day == part.mean[0].day == part.first
    assert part.episodes == TWO_EPISODES[1:]
    assert recent(part, 50) is part


# -- labels


@given(st.lists(st.floats(42, 248), max_size=5).map(sorted))
def test_labels_pushed_apart_keep_their_order_their_distance_and_the_frame(
    wanted: list[float],
) -> None:
    placed = push_apart(wanted, 16, 42, 248)
    assert all(b - a >= 16 - 1e-9 for a, b in pairwise(placed))
    assert all(42 - 1e-9 <= y <= 248 + 1e-9 for y in placed)


def test_labels_with_room_stay_where_they_are() -> None:
    assert push_apart([50, 100, 200], 16, 42, 248) == [50, 100, 200]
    assert push_apart([100, 100], 16, 42, 248) == [92, 108]


def test_a_place_is_given_once_and_all_lines_of_a_label_or_none() -> None:
    room = Room(200)
    assert room.takes(Label(10, 40, "first"))
    assert not room.takes(Label(100, 40, "second"), Label(20, 44, "below"))
    assert room.takes(Label(100, 40, "second"))
    assert not room.takes(Label(190, 80, "too far right"))


def test_a_text_is_cut_after_a_word() -> None:
    assert fitted("Walking, minutes a week", 500) == "Walking, minutes a week"
    assert fitted("Walking, minutes a week", text_width("Walking, minutes…")) == "Walking, minutes…"
    assert fitted("Walking", 10) == ""
