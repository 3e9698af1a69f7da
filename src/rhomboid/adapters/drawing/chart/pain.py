"""Pain: a dot for each day and the line of means, thinned when the span is long."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from rhomboid.adapters.drawing.chart.scale import Days, Levels
from rhomboid.adapters.drawing.svg import number, path
from rhomboid.app.progress_data import MeanDay, PainDay, ProgressData

_DayT = TypeVar("_DayT", PainDay, MeanDay)

#: Longest span, in days, with a dot for each day.
_MOST_DAYS = 400
#: The line bridges so many days without a mean; more, and it breaks.
BRIDGED_DAYS = 7
#: Widths of a day, in pixels, below and above which dots are smaller and larger.
_FINE_PX, _LARGE_PX = 3.0, 12.0
#: Width of a day, in pixels, below which the line is thinner.
_THIN_PX = 1.0
#: Number of a Monday in the calendar.
_A_MONDAY = 1


def dots_are_weeks(data: ProgressData) -> bool:
    """Whether a dot is the worst day of a week: the span is too long for one each day."""
    return (data.today - data.first).days > _MOST_DAYS


def draw_dots(days: Days, levels: Levels, data: ProgressData) -> str:
    """Dots as one path of round ends."""
    shown: Sequence[PainDay] = _shown(days, data.pain)
    if dots_are_weeks(data):
        shown = worst_of_weeks(shown)
    return path(
        _dots_class(days.day_px),
        "".join(
            f"M{number(days.middle(one.day))} {number(levels.y(one.score))}h0" for one in shown
        ),
    )


def _shown(days: Days, noted: tuple[_DayT, ...]) -> tuple[_DayT, ...]:
    """What lies on the scale, of days in the order of time."""
    low, high = (bisect_left(noted, d, key=lambda one: one.day) for d in (days.start, days.end))
    return noted[low:high]


def _dots_class(day_px: float) -> str:
    if day_px < _FINE_PX:
        return "dots fine"
    return "dots large" if day_px > _LARGE_PX else "dots"


def worst_of_weeks(pain: Sequence[PainDay]) -> list[PainDay]:
    """The day with the highest score of each week, the first of several."""
    worst: dict[int, PainDay] = {}
    for one in pain:
        week = (one.day.toordinal() - _A_MONDAY) // 7
        if week not in worst or one.score > worst[week].score:
            worst[week] = one
    return list(worst.values())


def draw_mean(days: Days, levels: Levels, data: ProgressData) -> str:
    """The line of means, one stroke for each run without a gap."""
    shown = _shown(days, data.mean)
    every = 7 if dots_are_weeks(data) else 1
    strokes = []
    for run in runs(shown):
        points = [
            f"{number(days.middle(one.day))} {number(levels.y(one.mean))}"
            for one in _thinned(run, every)
        ]
        strokes.append(f"M{points[0]}L{' '.join(points[1:] or points)}")
    return path("pain thin" if days.day_px < _THIN_PX else "pain", "".join(strokes))


def runs(means: Sequence[MeanDay]) -> Iterator[list[MeanDay]]:
    """Means parted where more than `BRIDGED_DAYS` days are missing."""
    run: list[MeanDay] = []
    for one in means:
        if run and is_gap(run[-1].day, one.day):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def is_gap(before: date, after: date) -> bool:
    """Whether so many days are missing between two that no line may join them."""
    return (after - before).days - 1 > BRIDGED_DAYS


def _thinned(run: list[MeanDay], every: int) -> list[MeanDay]:
    """Each `every`-th of a run, its ends among them."""
    kept = run[:-1:every]
    return [*kept, run[-1]]


def draw_now(days: Days, levels: Levels, data: ProgressData) -> str:
    """The dot at the end of the line, if it reaches today without a gap."""
    if not data.mean or is_gap(data.mean[-1].day, data.today):
        return ""
    last = data.mean[-1]
    if not days.holds(last.day):
        return ""
    place = f'cx="{number(days.middle(last.day))}" cy="{number(levels.y(last.mean))}"'
    return f'<circle class="pt" {place} r="6"/>'
