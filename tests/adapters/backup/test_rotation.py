"""Which backups are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rhomboid.adapters.backup.rotation import kept

NEWEST = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)
DAY = timedelta(days=1)
TIMES = st.lists(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - Hypothesis takes bounds without a zone
    max_size=80,
)


def daily(days: int) -> list[datetime]:
    return [NEWEST - DAY * number for number in range(days)]


def test_a_person_of_two_years_keeps_seven_days_four_weeks_and_twelve_months() -> None:
    keep = sorted(kept(daily(730)), reverse=True)
    assert keep[:7] == daily(7)
    assert [f"{at:%a %d %b}" for at in keep[7:11]] == [
        "Wed 18 Nov",  # the rest of the week in which the seventh day lies
        "Sun 15 Nov",
        "Sun 08 Nov",
        "Sun 01 Nov",
    ]
    assert [f"{at:%d %b %y}" for at in keep[11:]] == [
        "25 Oct 26", "30 Sep 26", "31 Aug 26", "31 Jul 26", "30 Jun 26", "31 May 26",
        "30 Apr 26", "31 Mar 26", "28 Feb 26", "31 Jan 26", "31 Dec 25", "30 Nov 25",
    ]  # fmt: skip


def test_of_one_day_only_the_last_backup_is_kept() -> None:
    morning, noon = NEWEST.replace(hour=7), NEWEST.replace(hour=12)
    assert kept([noon, morning]) == {noon}


def test_being_away_loses_no_backup() -> None:
    before = daily(7)
    back = [NEWEST + DAY * 300]
    assert kept(before + back) > {*back, *before[:6]}


@given(TIMES)
def test_the_newest_is_always_kept_and_never_more_than_23(times: list[datetime]) -> None:
    keep = kept(times)
    assert keep <= set(times)
    assert len(keep) <= 7 + 4 + 12
    assert max(times, default=None) == max(keep, default=None)


@given(TIMES)
def test_rotating_again_removes_nothing_more(times: list[datetime]) -> None:
    assert kept(kept(times)) == kept(times)


@given(TIMES)
def test_rotating_after_each_backup_keeps_the_same_as_rotating_once(times: list[datetime]) -> None:
    there: frozenset[datetime] = frozenset()
    for at in sorted(times):
        there = kept([*there, at])
    assert there == kept(times)


@given(TIMES)
def test_every_removed_backup_has_a_later_one_of_its_week_or_month_or_is_older_than_all_kept(
    times: list[datetime],
) -> None:
    keep = kept(times)
    for at in set(times) - keep:
        near = {
            other
            for other in keep
            if (other.year, other.month) == (at.year, at.month)
            or other.isocalendar()[:2] == at.isocalendar()[:2]  # a week may lie in two months
        }
        assert any(other > at for other in near) or at < min(keep)
