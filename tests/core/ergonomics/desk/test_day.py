"""The dose of a day and of a week: changes an hour, still spells, missing days, odd nights."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.day import DayDose, day_doses, week_dose
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import (
    Basis,
    Change,
    DeskLog,
    Meeting,
    Period,
    Prompted,
    Skipped,
    Snoozed,
)
from rhomboid.core.ergonomics.desk.moment import desk_now
from rhomboid.core.ergonomics.desk.spells import walked
from tests.core.ergonomics.desk.desks import (
    BASIS,
    BERLIN,
    MONDAY,
    RULES,
    at,
    logs,
    minutes,
    period,
    shifted,
)


def day_of(log: DeskLog) -> DayDose:
    (day,) = day_doses(log, BASIS)
    return day


def test_a_morning_without_a_change_is_one_still_spell() -> None:
    day = day_of(DeskLog(periods=(period("9:00", "12:00"),)))
    assert (day.desk_min, day.changes, day.changes_per_hour, day.long_share) == (180, 0, 0.0, 1.0)
    assert day.longest is not None
    assert (day.longest.start, day.longest.desk_min) == (at("9:00"), 180)


def test_changes_of_each_source_are_counted_and_end_a_spell() -> None:
    told = (Change(at("9:20"), "camera"), Change(at("9:50"), "hand"), Change(at("10:10"), "timer"))
    away = (period("9:00", "10:30"), period("10:30", "10:45", "away"), period("10:45", "11:15"))
    day = day_of(DeskLog(periods=away, changes=told))
    assert day.by_source == {"camera": 1, "hand": 1, "timer": 1, "activity": 1}
    assert (day.changes, day.desk_min, day.changes_per_hour) == (4, 120, 2.0)
    assert day.long_share == 0.0


def test_a_change_that_camera_and_record_both_tell_is_one() -> None:
    away = (period("9:00", "9:30"), period("9:30", "9:40", "away"), period("9:40", "10:00"))
    told = (Change(at("9:30") - timedelta(seconds=20), "camera"), Change(at("9:40"), "camera"))
    assert day_of(DeskLog(periods=away, changes=told)).changes == 1


def test_changes_that_one_source_tells_in_a_row_are_as_many() -> None:
    told = tuple(Change(at("9:30") + timedelta(seconds=20 * n), "camera") for n in range(3))
    log = DeskLog(periods=(period("9:00", "10:00"),), changes=(*told, told[0]))
    assert day_of(log).changes == 3


def test_a_skip_because_the_person_just_moved_is_a_change() -> None:
    log = DeskLog(
        periods=(period("9:00", "10:00"),),
        prompts=(Prompted(at("9:30")),),
        skips=(Skipped(at("9:31"), "just_moved"),),
        snoozes=(Snoozed(at("9:40"), at("9:45")),),
    )
    day = day_of(log)
    assert (day.by_source, day.prompts, day.skips, day.snoozes) == ({"hand": 1}, 1, 1, 1)


def test_a_short_absence_joins_a_spell_and_counts_as_no_time_at_the_desk() -> None:
    away = (period("9:00", "9:20"), period("9:20", "9:24", "away"), period("9:24", "9:44"))
    day = day_of(DeskLog(periods=away))
    assert day.longest is not None
    assert (day.longest.desk_min, day.desk_min) == (40, 40)


def test_a_long_gap_in_the_record_ends_a_spell_without_a_change() -> None:
    day = day_of(DeskLog(periods=(period("9:00", "9:20"), period("9:25", "9:45"))))
    assert day.longest is not None
    assert (day.longest.desk_min, day.changes) == (20, 0)


def test_no_rate_is_given_from_less_than_half_an_hour() -> None:
    assert day_of(DeskLog(periods=(period("9:00", "9:29"),))).changes_per_hour is None
    assert day_of(DeskLog(periods=(period("9:00", "9:30"),))).changes_per_hour == 0.0


def test_time_over_midnight_is_shared_by_both_days_and_the_spell_is_told_whole() -> None:
    night = Period(at("23:30"), at("23:30") + minutes(90), "active")
    first, second = day_doses(DeskLog(periods=(night,)), BASIS)
    assert (first.desk_min, second.desk_min) == (30, 60)
    assert first.longest == second.longest
    assert first.longest is not None
    assert first.longest.desk_min == 90


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_a_day_on_which_the_clocks_change_has_its_own_length(day: date, hours: int) -> None:
    start = datetime.combine(day, datetime.min.time(), BERLIN)
    end = datetime.combine(day + timedelta(days=1), datetime.min.time(), BERLIN)
    (dose,) = day_doses(DeskLog(periods=(Period(start, end, "active"),)), BASIS)
    assert dose.desk_min == hours * 60


def test_the_hour_that_comes_twice_is_counted_twice() -> None:
    start = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    log = DeskLog(periods=(Period(start, start.replace(fold=1), "active"),))
    assert day_of(log).desk_min == 60


def test_days_without_data_are_missing_and_days_to_come_are_not() -> None:
    log = DeskLog(
        periods=(
            period("9:00", "10:00"),
            Period(at("9:00") + minutes(2 * 1440), at("11:00") + minutes(2 * 1440), "active"),
        ),
        changes=(Change(at("9:30"), "hand"),),
    )
    week = week_dose(day_doses(log, BASIS), MONDAY.date(), date(2026, 11, 26), BASIS)
    assert [day.day.day for day in week.days] == [23, 25]
    assert [day.day for day in week.missing] == [24, 26]
    assert (week.desk_min, week.changes, week.changes_per_day) == (180, 1, 0.5)
    assert week.changes_per_hour == pytest.approx(1 / 3)
    assert week.long_share == pytest.approx(120 / 180)


def test_a_week_without_data_has_no_rates() -> None:
    week = week_dose((), MONDAY.date(), date(2026, 11, 29), BASIS)
    assert len(week.missing) == 7
    assert (week.changes_per_hour, week.changes_per_day, week.longest, week.long_share) == (
        None,
    ) * 4


def test_a_week_begins_on_monday() -> None:
    with pytest.raises(DeskError, match="a Monday"):
        week_dose((), date(2026, 11, 24), date(2026, 11, 24), BASIS)


def test_a_computer_that_is_off_all_day_gives_no_day() -> None:
    assert day_doses(DeskLog(periods=(period("0:00", "23:59", "off"),)), BASIS) == ()


class TestNow:
    def test_minutes_since_the_last_change_are_minutes_at_the_desk(self) -> None:
        away = (period("9:00", "9:30"), period("9:30", "9:40", "away"), period("9:40", "10:00"))
        now = desk_now(DeskLog(periods=away), at("10:00"), BASIS)
        assert (now.still_s, now.still_since, now.before) == (20 * 60, at("9:40"), "change")

    def test_after_an_unknown_time_it_says_so(self) -> None:
        log = DeskLog(periods=(period("9:00", "9:30"), period("11:00", "11:10")))
        now = desk_now(log, at("11:10"), BASIS)
        assert (now.still_s, now.before) == (600, "unknown")

    def test_away_for_long_enough_no_spell_goes_on(self) -> None:
        log = DeskLog(periods=(period("9:00", "9:30"), period("9:30", "9:40", "away")))
        now = desk_now(log, at("9:36"), BASIS)
        assert (now.use, now.still_s, now.still_since) == ("away", 0.0, None)
        assert desk_now(log, at("9:32"), BASIS).still_s == 30 * 60

    def test_a_record_that_fell_silent_claims_no_stillness(self) -> None:
        log = DeskLog(periods=(period("9:00", "9:30"),))
        assert desk_now(log, at("9:34"), BASIS).still_s == 30 * 60
        silent = desk_now(log, at("9:35"), BASIS)
        assert (silent.still_s, silent.before, silent.use) == (0.0, "unknown", None)

    def test_a_period_that_goes_on_is_counted_up_to_now(self) -> None:
        now = desk_now(DeskLog(periods=(period("9:00", "12:00"),)), at("9:25"), BASIS)
        assert now.still_s == 25 * 60

    def test_a_clock_set_back_makes_no_time_negative(self) -> None:
        log = DeskLog(
            periods=(period("9:00", "10:00"),),
            changes=(Change(at("9:55"), "hand"),),
            snoozes=(Snoozed(at("9:50"), at("10:00")),),
        )
        now = desk_now(log, at("8:00"), BASIS)
        assert (now.still_s, now.use, now.snoozed_until) == (0.0, None, None)

    def test_a_longer_break_is_five_minutes_away(self) -> None:
        away = (period("9:00", "9:40"), period("9:40", "9:43", "locked"), period("9:43", "10:03"))
        log = DeskLog(periods=away)
        assert desk_now(log, at("10:03"), BASIS).since_long_s == 3600
        longer = msgspec.structs.replace(log, changes=(Change(at("9:50"), "timer", at("9:55")),))
        assert desk_now(longer, at("10:03"), BASIS).since_long_s == 8 * 60


@given(logs)
def test_no_dose_is_negative_and_no_share_above_one(log: DeskLog) -> None:
    for day in day_doses(log, BASIS):
        assert 0 <= day.desk_min <= 24 * 60
        assert day.changes == sum(day.by_source.values()) >= 0
        assert day.changes_per_hour is None or day.changes_per_hour >= 0
        assert day.long_share is None or 0 <= day.long_share <= 1
        assert day.longest is None or day.longest.desk_min > 0


@given(logs)
def test_the_time_of_all_days_is_the_time_at_the_desk(log: DeskLog) -> None:
    work = walked(log, RULES)
    desk = sum(s.length.total_seconds() for s in work.stretches if s.kind == "desk")
    assert sum(d.desk_min * 60 for d in day_doses(log, BASIS)) == pytest.approx(desk)
    for spell in work.spells:
        assert spell.length > timedelta()
        assert all(a < b for a, b in spell.pieces)


@given(logs)
def test_no_spell_holds_a_change_or_an_absence(log: DeskLog) -> None:
    work = walked(log, RULES)
    gone = [(s.start, s.end) for s in work.stretches if s.kind == "gone"]
    for spell in work.spells:
        assert not [c for c in work.changes if spell.start < c.at < spell.end]
        assert not [a for a, b in gone if spell.start < a < spell.end]


@given(logs)
def test_the_order_in_which_it_was_told_does_not_matter(log: DeskLog) -> None:
    turned = msgspec.structs.replace(
        log,
        periods=log.periods[::-1] + log.periods[:2],
        changes=log.changes[::-1] + log.changes[:2],
        meetings=log.meetings[::-1] + log.meetings[:2],
    )
    assert walked(turned, RULES) == walked(log, RULES)


@given(logs, st.integers(-300, 300))
def test_whole_days_later_it_is_the_same(log: DeskLog, by_days: int) -> None:
    """In a zone whose clocks never change."""
    basis = Basis(RULES, BASIS.positions, UTC)
    moved = shifted(log, timedelta(days=by_days))
    assert [
        msgspec.structs.replace(day, day=day.day + timedelta(days=by_days), longest=None)
        for day in day_doses(log, basis)
    ] == [msgspec.structs.replace(day, longest=None) for day in day_doses(moved, basis)]


def test_a_meeting_without_keys_is_no_change() -> None:
    told = (period("9:00", "9:30"), period("9:30", "10:00", "away"), period("10:00", "10:10"))
    log = DeskLog(periods=told, meetings=(Meeting(at("9:25"), at("10:00")),))
    assert day_of(log).changes == 0
