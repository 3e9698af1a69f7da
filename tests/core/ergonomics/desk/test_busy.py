"""Meetings: merged, kept as text, and what they do to a suggestion."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rhomboid.core.ergonomics.desk.busy import hours_read, hours_written, merged, read, written
from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.events import Meeting
from rhomboid.core.ergonomics.desk.timeline import in_meeting, meeting_until, met_until

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
TIMES = st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 3), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is drawn beside it
MEETINGS = st.lists(st.tuples(TIMES, st.integers(0, 300)), max_size=12).map(
    lambda drawn: [Meeting(start, start + timedelta(minutes=took)) for start, took in drawn]
)


def meeting(start: float, end: float) -> Meeting:
    """From and until, in minutes after nine."""
    return Meeting(NINE + timedelta(minutes=start), NINE + timedelta(minutes=end))


@given(MEETINGS, TIMES)
def test_merging_changes_no_moment_and_leaves_no_overlap(
    meetings: list[Meeting], at: datetime
) -> None:
    whole = merged(meetings)
    ends = [end for m in whole for end in (m.start, m.end)]
    assert ends == sorted(set(ends), key=lambda end: end or NINE)
    if in_meeting(meetings, at):
        assert in_meeting(whole, at)


@given(MEETINGS)
def test_what_is_written_is_read_back(meetings: list[Meeting]) -> None:
    assert read(written(merged(meetings))) == merged(meetings)


@given(st.text(max_size=60))
def test_any_text_is_read_as_times_or_nothing(text: str) -> None:
    assert isinstance(read(text), tuple)
    assert hours_read(hours_written(hours_read(text))) == hours_read(text)


def test_hours_of_a_day_are_kept() -> None:
    hours = ((time(12), time(13)), (time(18, 30), time(8)))
    assert hours_written(hours) == "12:00-13:00 18:30-08:00"
    assert hours_read("12:00-13:00 18:30-08:00 9-9 x") == hours


def test_meetings_that_follow_at_once_end_together() -> None:
    meetings = [meeting(0, 30), meeting(30, 60), meeting(61, 90)]
    assert meeting_until(meetings, NINE + timedelta(minutes=5)) == NINE + timedelta(minutes=60)
    assert meeting_until(meetings, NINE + timedelta(minutes=60)) is None
    assert met_until(meetings, NINE + timedelta(minutes=60)) == NINE + timedelta(minutes=60)
    assert meeting_until([Meeting(NINE)], NINE) is None


def test_a_meeting_without_an_end_cannot_be_kept() -> None:
    with pytest.raises(DeskError, match="one with an end"):
        merged([Meeting(NINE)])
