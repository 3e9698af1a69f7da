"""Rules of repetition: the same days as another implementation gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given
from hypothesis import strategies as st

from rhomboid.adapters.calendar.recurrence import RuleError, days_of, rule_of

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NOON = time(12, tzinfo=UTC)
STARTS = st.dates(date(2020, 1, 1), date(2026, 12, 31))


@st.composite
def rules(draw: st.DrawFn) -> dict[str, list[Any]]:
    freq = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    told: dict[str, list[Any]] = {"FREQ": [freq], "INTERVAL": [draw(st.integers(1, 5))]}
    nth = freq in ("MONTHLY", "YEARLY") and draw(st.booleans())
    place = st.sampled_from(("1", "2", "-1") if nth else ("",))
    if draw(st.booleans()):
        days = st.builds(str.__add__, place, st.sampled_from(DAYS))
        told["BYDAY"] = draw(st.lists(days, min_size=1, max_size=3, unique=True))
    if draw(st.booleans()):
        told["BYMONTH"] = draw(st.lists(st.integers(1, 12), min_size=1, max_size=3, unique=True))
    if freq != "WEEKLY" and draw(st.integers(0, 2)) == 0:
        told["BYMONTHDAY"] = [draw(st.sampled_from((1, 15, 28, 31, -1)))]
    if freq == "MONTHLY" and ("BYDAY" in told or "BYMONTHDAY" in told) and draw(st.booleans()):
        told["BYSETPOS"] = [draw(st.sampled_from((1, 2, -1)))]
    if draw(st.booleans()):
        told["WKST"] = [draw(st.sampled_from(DAYS))]
    if draw(st.booleans()):
        told["COUNT"] = [draw(st.integers(1, 30))]
    return told


@given(rules(), STARTS)
def test_days_are_those_of_another_implementation(told: dict[str, list[Any]], start: date) -> None:
    text = ";".join(f"{name}={','.join(map(str, value))}" for name, value in told.items())
    found: Any = next(iter(rrulestr(text, dtstart=datetime.combine(start, NOON))), None)
    assume(found is not None)
    # RFC 5545 leaves open what a start means that its own rule leaves out.
    other = rrulestr(text, dtstart=found)
    start, last = found.date(), found.date() + timedelta(days=900)
    expected = [at.date() for at in other.between(found, datetime.combine(last, NOON), inc=True)]
    assert expected[0] == start
    assert list(days_of(rule_of(told), start, start, last)) == expected


@given(rules(), STARTS, st.integers(0, 400))
def test_looking_later_leaves_out_only_what_is_earlier(
    told: dict[str, list[Any]], start: date, days: int
) -> None:
    rule, first = rule_of(told), start + timedelta(days=days)
    last = first + timedelta(days=60)
    whole = [day for day in days_of(rule, start, start, last) if day >= first]
    assert list(days_of(rule, start, first, last)) == whole


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"FREQ": ["HOURLY"]},
        {"FREQ": ["DAILY"], "INTERVAL": [0]},
        {"FREQ": ["WEEKLY"], "BYDAY": ["2MO"]},
        {"FREQ": ["DAILY"], "BYDAY": ["M"]},
        {"FREQ": ["YEARLY"], "BYWEEKNO": [3]},
        {"FREQ": ["YEARLY"], "BYSETPOS": [1]},
        {"FREQ": ["MONTHLY"], "COUNT": []},
    ],
)
def test_a_rule_that_is_not_understood_is_refused(told: dict[str, list[Any]]) -> None:
    with pytest.raises(RuleError):
        rule_of(told)
