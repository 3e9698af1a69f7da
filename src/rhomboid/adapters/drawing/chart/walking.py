"""Walking and pain on one axis of time: pain above, the minutes walked each day below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from rhomboid.adapters.drawing.chart.axis import LABELS_BELOW, pain_axis, time_axis, value_line
from rhomboid.adapters.drawing.chart.labels import LINE, Label, Room, fitted
from rhomboid.adapters.drawing.chart.marks import bars
from rhomboid.adapters.drawing.chart.pain import draw_dots, draw_mean, draw_now
from rhomboid.adapters.drawing.chart.scale import Days, Levels, nice_most, whole_weeks
from rhomboid.adapters.drawing.chart.weeks import Slot
from rhomboid.adapters.drawing.chart.words import WalkingWords
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.app.progress_data import ProgressData
from rhomboid.app.walks.weeks import WalkTime
from rhomboid.core.outcomes.walking import DayWalked

#: Heights of both plots, in pixels.
_PAIN: Final = 150.0
_BARS: Final = 88.0
#: Baseline of the first heading, from a heading to its plot, and from a plot to the next heading.
_HEADING, _BELOW_HEADING, _BETWEEN = 14.0, 14.0, 34.0
_LEFT: Final = 34.0
_RIGHT: Final = 10.0
_EDGE: Final = 2.0
_BELOW_AXIS: Final = LABELS_BELOW + 6.0
_NARROW, _WIDE = 600, 1000
_OVER_LINE: Final = 5.0
_DAY: Final = timedelta(days=1)


def draw_walking(data: WalkTime, words: WalkingWords, width: int) -> str:
    """The chart as an SVG element.

    A day from which on it counts as walked is darker. Where nothing is known of a day, the line
    under it is broken: that is no day without walking.

    Args:
        data: what to draw.
        words: what to say, in any language.
        width: in pixels; below 600 its class is `only-s`, from 1000 on `only-l`, else `only-m`.
    """
    room = Room(width - _EDGE)
    days = Days(*whole_weeks(data.first, data.today), _LEFT, width - _RIGHT)
    top = _HEADING + _BELOW_HEADING
    levels = Levels(10, top, top + _PAIN)
    heading = levels.base + _BETWEEN
    _name(days, words.pain, _HEADING, room)
    _name(days, words.walking, heading, room)
    minutes = Levels(_most(data), heading + _BELOW_HEADING, heading + _BELOW_HEADING + _BARS)
    body = _pain(days, levels, data, words, room) + _minutes(days, minutes, data, words, room)
    axis = time_axis(days, minutes.base, words, room)
    return _svg(words.summary, (width, minutes.base + _BELOW_AXIS), body + axis + room.draw())


def _name(days: Days, says: str, y: float, room: Room) -> None:
    cut = fitted(says, room.right - days.left, strong=True)
    room.takes(Label(days.left, y, cut, strong=True))


def _pain(days: Days, levels: Levels, data: WalkTime, words: WalkingWords, room: Room) -> str:
    grid = pain_axis(days, levels, room)
    told = ProgressData(first=data.first, today=data.today, pain=data.pain, mean=data.mean)
    if not data.pain:
        middle, wide = (days.left + days.right) / 2, days.right - days.left
        y = (levels.top + levels.base) / 2 - LINE / 2
        room.takes(Label(middle, y, fitted(words.empty, wide), "middle"))
    dots, mean = draw_dots(days, levels, told), draw_mean(days, levels, told)
    return grid + dots + mean + draw_now(days, levels, told)


def _minutes(days: Days, levels: Levels, data: WalkTime, words: WalkingWords, room: Room) -> str:
    least = levels.y(data.least_min)
    line = path("ref", f"M{number(days.left)} {number(least)}H{number(days.right)}")
    grid = value_line(days, levels, levels.most, room) + value_line(days, levels, 0, room)
    drawn = grid + _ground(days, levels, data.days) + bars(_slots(days, data.days), levels) + line
    room.takes(Label(days.right, least - _OVER_LINE, words.least, "end"))
    return drawn


def _slots(days: Days, walked: Sequence[DayWalked]) -> Iterator[Slot]:
    """Each known day as a bar; one that counts is drawn as the present one of other charts is."""
    for day in walked:
        if day.known:
            left = days.x(day.day)
            yield Slot(left, left + days.day_px, day.minutes, None, day.full)


def _ground(days: Days, levels: Levels, walked: Sequence[DayWalked]) -> str:
    """The line under the bars: whole under known days, broken under the others."""
    y = number(levels.base)
    known = "".join(
        f"M{number(days.x(day.day))} {y}H{number(days.x(day.day + _DAY))}"
        for day in walked
        if day.known
    )
    unknown = "".join(f"M{number(days.middle(day.day))} {y}h0" for day in walked if not day.known)
    return path("axis", known) + path("unknown", unknown)


def _most(data: WalkTime) -> float:
    highest = max((day.minutes for day in data.days if day.known), default=0.0)
    return nice_most(max(highest, 1.5 * data.least_min))


def _svg(summary: str, size: tuple[float, float], body: str) -> str:
    width, height = size
    name = "only-s" if width < _NARROW else "only-l" if width >= _WIDE else "only-m"
    box = f"{number(width)} {number(height)}"
    return (
        f'<svg class="chart {name}" viewBox="0 0 {box}" width="{number(width)}"'
        f' height="{number(height)}" role="img" aria-label="{text(summary)}">{body}</svg>'
    )
