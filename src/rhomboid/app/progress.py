"""Use case: how it went, from the first entry to today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.progress_data import EpisodeSpan, MeanDay, PainDay, ProgressData, WeekBar
from rhomboid.core.course.course import Course, Target
from rhomboid.core.diary import strain_bodies
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.outcomes.change import Measured, PainChange, measured, pain_change
from rhomboid.core.outcomes.day import Day
from rhomboid.core.outcomes.episodes import Episode
from rhomboid.core.outcomes.ranges import Ranges, ranges_of

_WEEK_DAYS = 7
_WEEK = timedelta(days=_WEEK_DAYS)
_DAY = timedelta(days=1)
#: A mean of the days before the start needs so many of them.
_TOLD_BEFORE = 3


class WeekRow(msgspec.Struct, frozen=True):
    """One week as a row of the table.

    Attributes:
        monday: its first day.
        number: number since the programme was begun; 0 or less before.
        pain: mean of its told days (0-10).
        sessions, walk_min, spasms, limited_days, medicine_days: counts of the week.
        sessions_planned, walk_planned_min: what was asked; `None` before the programme.
        so_far: whether the week is not over.
    """

    monday: date
    number: int
    pain: float | None
    sessions: int
    sessions_planned: int | None
    walk_min: int
    walk_planned_min: int | None
    spasms: int
    limited_days: int
    medicine_days: int
    so_far: bool


class Progress(msgspec.Struct, frozen=True):
    """How it went.

    Attributes:
        data: what the chart is drawn from.
        pain: pain now against the start.
        since: the day from which "now" is compared.
        weeks: every week since the first entry, oldest first.
        measured: the weekly measures.
        episodes: every episode, oldest first.
        ranges: how far each movement went, where a camera measured it on two days or more.
    """

    data: ProgressData
    pain: PainChange
    since: date | None
    weeks: tuple[WeekRow, ...]
    measured: Measured
    episodes: tuple[Episode, ...]
    ranges: tuple[Ranges, ...]


def progress_of(present: Present, knowledge: Knowledge) -> Progress:
    """Work out progress from the present."""
    course, today = present.course, present.today
    days = list(course.history.days())
    told = [(on, day.pain) for on, day in days if day.pain is not None and on <= today]
    change = pain_change(
        _start(present), course.history.mean_pain(today), knowledge.outcomes.change
    )
    weeks = tuple(_weeks(course, today))
    any_spasm = any(week.spasms for week in weeks)
    data = ProgressData(
        first=min((on for on, day in days if _is_shown(day)), default=today),
        today=today,
        pain=tuple(PainDay(on, pain) for on, pain in told),
        mean=tuple(_means(told)),
        episodes=tuple(_spans(present.episodes, days)),
        start_mean=change.start,
        matters_below=change.matters_below,
        clear_below=change.clear_below,
        lines_from=course.began_on,
        sessions=tuple(WeekBar(w.monday, w.sessions, w.sessions_planned) for w in weeks),
        walks=tuple(WeekBar(w.monday, w.walk_min, w.walk_planned_min) for w in weeks),
        spasms=tuple(WeekBar(w.monday, w.spasms, None) for w in weeks if any_spasm),
    )
    return Progress(
        data=data,
        pain=change,
        since=course.began_on,
        weeks=weeks,
        measured=measured(
            course.history,
            _goals(course),
            course.answered_on.get("goals"),
            knowledge.outcomes.change,
        ),
        episodes=present.episodes,
        ranges=ranges_of(course.history, today),
    )


def _start(present: Present) -> float | None:
    """Mean pain of the week before the programme, of its first week, or as told in the intake."""
    course = present.course
    if course.began_on is None:
        return None
    before = course.history.pains(course.began_on - _WEEK, course.began_on - _DAY)
    if len(before) >= _TOLD_BEFORE:
        return sum(before) / len(before)
    if course.start_pain is not None:
        return course.start_pain
    return course.history.mean_pain(course.began_on + _WEEK - _DAY)


def _goals(course: Course) -> dict[str, int]:
    goals = course.answers.get("goals")
    if not isinstance(goals, list | tuple):
        return {}
    return {
        str(goal["activity"]): round(float(goal["ability"]))
        for goal in goals
        if isinstance(goal, dict) and "activity" in goal and "ability" in goal
    }


def _means(told: list[tuple[date, float]]) -> Iterator[MeanDay]:
    """The mean of the seven days that end on each told day, in one pass."""
    first, total = 0, 0.0
    for place, (on, pain) in enumerate(told):
        total += pain
        while told[first][0] <= on - _WEEK:
            total -= told[first][1]
            first += 1
        yield MeanDay(on, round(total / (place - first + 1), 2))


def _is_shown(day: Day) -> bool:
    """Whether the chart has something of this day; a record of use may reach back for years."""
    return any(not isinstance(report.body, strain_bodies.DeskTime) for report in day.reports)


def _spans(found: tuple[Episode, ...], days: list[tuple[date, Day]]) -> Iterator[EpisodeSpan]:
    first = next((on for on, day in days if _is_shown(day)), None)
    for episode in found:
        if first is not None and (episode.ended is None or episode.ended >= first):
            worst = episode.worst if episode.days_told else None
            yield EpisodeSpan(max(episode.began, first), episode.ended, worst)


def _weeks(course: Course, today: date) -> Iterator[WeekRow]:
    first = next((on for on, _ in course.history.days()), None)
    if first is None:
        return
    monday = first - timedelta(days=first.weekday())
    began = course.began_on
    start = None if began is None else began - timedelta(days=began.weekday())
    targets = list(course.targets)
    asked: Target | None = None
    while monday <= today:
        sunday = monday + _WEEK - _DAY
        while targets and targets[0].on <= sunday:
            asked = targets.pop(0)
        number = 0 if start is None else (monday - start).days // _WEEK_DAYS + 1
        yield _week(course, monday, number, asked, so_far=sunday > today)
        monday += _WEEK


def _week(
    course: Course, monday: date, number: int, asked: Target | None, *, so_far: bool
) -> WeekRow:
    days = [day for _, day in course.history.span(monday, monday + _WEEK - _DAY)]
    pains = [day.pain for day in days if day.pain is not None]
    return WeekRow(
        monday=monday,
        number=number,
        pain=round(sum(pains) / len(pains), 1) if pains else None,
        sessions=sum(s.part == "session" and s.finished for day in days for s in day.sessions),
        sessions_planned=asked.sessions if asked else None,
        walk_min=sum(sum(day.walks) for day in days),
        walk_planned_min=asked.walk_min if asked else None,
        spasms=sum(day.spasms for day in days),
        limited_days=sum(day.limited for day in days),
        medicine_days=sum(day.medicine for day in days),
        so_far=so_far,
    )
