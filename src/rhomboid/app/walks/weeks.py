"""Weeks of walking with pain beside them, as the page of walks shows them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import msgspec

from rhomboid.app.progress_data import MeanDay, PainDay
from rhomboid.core.course.course import Course
from rhomboid.core.knowledge.prescription import WalkingRules
from rhomboid.core.outcomes.walking import DayWalked, WeekWalked, week_walked

#: So many weeks are shown, this one included.
WEEKS: Final = 12
_WEEK: Final = timedelta(days=7)
_DAY: Final = timedelta(days=1)
#: A trend compares so many whole weeks with as many before them.
_COMPARED: Final = 4


class WalkTime(msgspec.Struct, frozen=True, kw_only=True):
    """Weeks up to this one. Each list is in the order of time.

    Attributes:
        first: the Monday with which they begin.
        today: the last day that can be known.
        weeks: them; days after today are unknown.
        pain, mean: pain told (NPRS, 0 to 10) and its mean over the seven days up to each.
        week_pain: mean pain of each week; `None` where none was told.
    """

    first: date
    today: date
    weeks: tuple[WeekWalked, ...]
    pain: tuple[PainDay, ...]
    mean: tuple[MeanDay, ...]
    week_pain: tuple[float | None, ...]

    @property
    def days(self) -> tuple[DayWalked, ...]:
        """Every day up to today."""
        return tuple(day for week in self.weeks for day in week.days if day.day <= self.today)

    @property
    def least_min(self) -> int:
        """Minutes from which a day counts."""
        return self.weeks[-1].least_min

    def trend(self) -> tuple[float, float] | None:
        """Minutes a week over the last four whole weeks, and over the four before them.

        `None` unless something is known of each of these weeks: what is unknown is no decline.
        """
        whole = self.weeks[:-1] if self.today < self.weeks[-1].days[-1].day else self.weeks
        compared = whole[-2 * _COMPARED :]
        if len(compared) < 2 * _COMPARED or not all(week.known_days for week in compared):
            return None
        minutes = [week.minutes for week in compared]
        return sum(minutes[_COMPARED:]) / _COMPARED, sum(minutes[:_COMPARED]) / _COMPARED


def asked_minutes(course: Course) -> int | None:
    """Minutes of a walk that the programme asks; `None` where it asks for none."""
    walking = None if course.plan is None else course.plan.walking
    return None if walking is None else walking.minutes


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_of(course: Course, day: date, rules: WalkingRules) -> WeekWalked:
    """The week of a day, Monday to Sunday."""
    return week_walked(course.history, monday_of(day), rules, asked_minutes(course))


def walk_time(course: Course, today: date, rules: WalkingRules) -> WalkTime:
    """The last twelve weeks, the one of `today` included."""
    this = monday_of(today)
    mondays = [this - back * _WEEK for back in reversed(range(WEEKS))]
    history = course.history
    told = [
        PainDay(on, day.pain) for on, day in history.span(mondays[0], today) if day.pain is not None
    ]
    means = [(one.day, history.mean_pain(one.day)) for one in told]
    weekly = [history.pains(monday, monday + _WEEK - _DAY) for monday in mondays]
    return WalkTime(
        first=mondays[0],
        today=today,
        weeks=tuple(week_of(course, monday, rules) for monday in mondays),
        pain=tuple(told),
        mean=tuple(MeanDay(on, mean) for on, mean in means if mean is not None),
        week_pain=tuple(round(sum(one) / len(one), 1) if one else None for one in weekly),
    )
