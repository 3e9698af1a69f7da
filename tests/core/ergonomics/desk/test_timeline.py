"""Periods put in order: overlaps, gaps, absences, meetings."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Change, Meeting, Period, Snoozed
from rhomboid.core.ergonomics.desk.timeline import joined, stretches, use_at
from tests.core.ergonomics.desk.desks import RULES, at, period, periods

AWAY = RULES.away


def kinds(*told: Period, meetings: tuple[Meeting, ...] = ()) -> list[tuple[str, int]]:
    """Kind and minutes of each stretch."""
    return [
        (stretch.kind, round(stretch.length.total_seconds() / 60))
        for stretch in stretches(told, meetings, AWAY)
    ]


def test_an_absence_of_five_minutes_is_a_change_and_a_shorter_one_is_not() -> None:
    assert kinds(period("9:00", "9:30"), period("9:30", "9:35", "away"))[-1] == ("gone", 5)
    assert kinds(period("9:00", "9:30"), period("9:30", "9:34", "away"))[-1] == ("short", 4)


def test_a_locked_computer_tells_sooner_that_the_seat_was_left() -> None:
    assert kinds(period("9:00", "9:30"), period("9:30", "9:32", "locked"))[-1] == ("gone", 2)
    assert kinds(period("9:00", "9:30"), period("9:30", "9:31", "off"))[-1] == ("short", 1)


def test_away_locked_and_off_that_touch_are_one_absence() -> None:
    told = (period("9:30", "9:33", "away"), period("9:33", "9:34", "locked"))
    assert kinds(period("9:00", "9:30"), *told, period("9:34", "9:36", "off")) == [
        ("desk", 30),
        ("gone", 6),
    ]


def test_a_gap_is_unknown_and_neither_desk_nor_absence() -> None:
    assert kinds(period("9:00", "9:30"), period("12:00", "12:30")) == [
        ("desk", 30),
        ("unknown", 150),
        ("desk", 30),
    ]


def test_where_records_contradict_the_one_that_claims_less_desk_time_holds() -> None:
    assert kinds(period("9:00", "10:00"), period("9:20", "9:40", "away")) == [
        ("desk", 20),
        ("gone", 20),
        ("desk", 20),
    ]


def test_without_keys_in_a_meeting_nothing_is_known() -> None:
    """Who listens for half an hour may sit as still as ever."""
    told = (period("9:00", "9:30"), period("9:30", "10:30", "away"), period("10:30", "11:00"))
    assert kinds(*told, meetings=(Meeting(at("9:30"), at("10:30")),)) == [
        ("desk", 30),
        ("unknown", 60),
        ("desk", 30),
    ]
    assert kinds(*told, meetings=(Meeting(at("9:30"), at("10:00")),))[2] == ("gone", 30)
    assert kinds(*told, meetings=(Meeting(at("9:45")),))[1:] == [
        ("gone", 15),
        ("unknown", 45),
        ("desk", 30),
    ]


def test_a_computer_locked_in_a_meeting_was_left() -> None:
    told = (period("9:00", "9:30"), period("9:30", "10:30", "locked"))
    assert kinds(*told, meetings=(Meeting(at("9:00"), at("12:00")),))[-1] == ("gone", 60)


def test_a_reading_says_nothing_about_now_once_it_is_old() -> None:
    spans = joined([period("9:00", "9:30"), period("9:30", "9:40", "away")])
    assert use_at(spans, at("9:29"), AWAY.fresh_s) == "active"
    assert use_at(spans, at("9:30"), AWAY.fresh_s) == "away"
    assert use_at(spans, at("9:41"), AWAY.fresh_s) == "away"
    assert use_at(spans, at("9:42"), AWAY.fresh_s) is None
    assert use_at(spans, at("8:59"), AWAY.fresh_s) is None


def test_a_time_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - the time that must be refused
    with pytest.raises(DeskError, match="a time with its zone"):
        Period(naive, naive, "active")


def test_what_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(DeskError, match="the end of a period"):
        period("9:30", "9:00")
    with pytest.raises(DeskError, match="the end of a meeting"):
        Meeting(at("9:30"), at("9:00"))
    with pytest.raises(DeskError, match="the end of a snooze"):
        Snoozed(at("9:30"), at("9:00"))
    with pytest.raises(DeskError, match="the end of a change"):
        Change(at("9:30"), "hand", at("9:00"))


@given(st.lists(periods, max_size=20), st.randoms())
def test_periods_come_out_in_order_without_overlap_whatever_their_order(
    told: list[Period], random: object
) -> None:
    spans = joined(told)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert all(span.start < span.end for span in spans)
    assert joined(reversed(told)) == spans
    assert joined(Period(span.start, span.end, span.use) for span in spans) == spans


@given(st.lists(periods, max_size=12), st.data())
def test_cutting_a_period_in_two_that_overlap_changes_nothing(
    told: list[Period], data: st.DataObject
) -> None:
    cut: list[Period] = []
    for one in told:
        middle = data.draw(
            st.datetimes(one.start.replace(tzinfo=None), one.end.replace(tzinfo=None))
        ).replace(tzinfo=UTC)
        cut += [Period(one.start, middle, one.use), Period(middle, one.end, one.use), one]
    assert joined(cut) == joined(told)


@given(st.lists(periods, max_size=20))
def test_stretches_touch_each_other_from_first_to_last(told: list[Period]) -> None:
    found = stretches(told, (), AWAY)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))
    desk = sum(s.length.total_seconds() for s in found if s.kind == "desk")
    assert desk == sum(
        (span.end - span.start).total_seconds() for span in joined(told) if span.use == "active"
    )
