"""The progress chart: pain above, what was done each week below, on one axis of time."""

from __future__ import annotations

from typing import NamedTuple

from rhomboid.adapters.drawing.chart.axis import LABELS_BELOW, pain_axis, time_axis
from rhomboid.adapters.drawing.chart.goals import (
    BESIDE,
    KEY_LINE,
    Goal,
    draw_goals,
    goals,
    name_goals,
    place_key,
)
from rhomboid.adapters.drawing.chart.labels import LINE, Label, Room, fitted, text_width
from rhomboid.adapters.drawing.chart.pain import draw_dots, draw_mean, draw_now
from rhomboid.adapters.drawing.chart.rows import Rows, draw_rows, most_done
from rhomboid.adapters.drawing.chart.scale import Days, Levels, nice_most, whole_weeks
from rhomboid.adapters.drawing.chart.spans import (
    ABOVE,
    draw_episodes,
    name_episodes,
    shown_episodes,
)
from rhomboid.adapters.drawing.chart.words import ChartWords
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.app.progress_data import ProgressData

#: Height of the plot of pain, in pixels.
_PAIN = 206.0
#: Above the plot when there is nothing to say of episodes.
_ABOVE_BARE = 10.0
#: Room for the numbers left of the plot: usual, and where walks have four digits.
_LEFT, _LEFT_LONG = 30.0, 38.0
#: Right of the plot when nothing stands there.
_RIGHT_BARE = 14.0
#: From the plot to the key.
_ABOVE_KEY = 6.0
#: The drawing's own edge.
_EDGE = 2.0
#: So that rounding takes no label its room.
_SPARE = 1.0
#: Drawings narrower than the first have a key below; from the second on they are wide.
_NARROW, _WIDE = 600, 1000
#: Labels right of the plot take at most this part of the width.
_MOST_BESIDE = 0.25
_BELOW_AXIS = LABELS_BELOW + 6.0


class Plot(NamedTuple):
    """The plot of pain.

    Attributes:
        days, levels: its scales.
        lines: the dashed lines in it, the highest first.
        key: what the lines mean, said below; empty where it is said beside.
    """

    days: Days
    levels: Levels
    lines: list[Goal]
    key: list[str]


def draw_progress(data: ProgressData, words: ChartWords, width: int) -> str:
    """The chart as an SVG element.

    Args:
        data: what to draw.
        words: what to say, in any language.
        width: in pixels; below 600 the drawing explains its lines in a key, with class
            `only-s`; from 1000 on its class is `only-l`, between `only-m`.
    """
    room = Room(width - _EDGE)
    plot = _plot(data, words, width)
    body = _pain(plot, data, words, room)
    key_base = plot.levels.base + len(plot.key) * KEY_LINE + (_ABOVE_KEY if plot.key else 0)
    rows = draw_rows(Rows(plot.days, data, words, room), key_base)
    now = _now(plot, data, rows.base)
    axis = time_axis(plot.days, rows.base, words, _with_today(plot, data, words, rows.base, room))
    height = rows.base + _BELOW_AXIS
    end = draw_now(plot.days, plot.levels, data)
    return _svg(words.summary, (width, height), f"{body}{now}{rows.body}{axis}{end}{room.draw()}")


def _plot(data: ProgressData, words: ChartWords, width: int) -> Plot:
    lines = goals(data, words)
    narrow = width < _NARROW
    right = width - _right(data, words, lines, width)
    left = _LEFT_LONG if nice_most(most_done(data.walks)) >= 1000 else _LEFT
    days = Days(*whole_weeks(data.first, data.today), left, right)
    top = ABOVE if shown_episodes(days, data) else _ABOVE_BARE
    key = [line.long for line in lines] if narrow else []
    return Plot(days, Levels(10, top, top + _PAIN), lines, key)


def _right(data: ProgressData, words: ChartWords, lines: list[Goal], width: int) -> float:
    """Room right of the plot for the longest label there."""
    says = [line.short if width < _NARROW else line.long for line in lines]
    plans = [week.planned for week in data.walks if week.planned is not None]
    if plans and width >= _NARROW:
        says.append(words.planned(plans[-1]))
    if not says:
        return _RIGHT_BARE
    longest = max(text_width(one) for one in says) + BESIDE + _EDGE + _SPARE
    return min(longest, width * _MOST_BESIDE)


def _pain(plot: Plot, data: ProgressData, words: ChartWords, room: Room) -> str:
    days, levels = plot.days, plot.levels
    grid = pain_axis(days, levels, room)
    texts = [(line.value, line.short if plot.key else line.long) for line in plot.lines]
    joins = name_goals(days, levels, texts, room)
    place_key(days.left, levels.base + _ABOVE_KEY, plot.key, room)
    name_episodes((days, levels), data, words, room)
    if not data.pain and not data.mean:
        middle, wide = (days.left + days.right) / 2, days.right - days.left
        y = (levels.top + levels.base) / 2 - LINE / 2
        room.takes(Label(middle, y, fitted(words.empty, wide), "middle"))
    return "".join(
        (
            draw_episodes(days, levels, data),
            grid,
            draw_goals(days, levels, data, plot.lines),
            joins,
            draw_dots(days, levels, data),
            draw_mean(days, levels, data),
        )
    )


def _now(plot: Plot, data: ProgressData, base: float) -> str:
    x = number(plot.days.middle(data.today))
    return path("now", f"M{x} {number(plot.levels.top)}V{number(base)}")


def _with_today(plot: Plot, data: ProgressData, words: ChartWords, base: float, room: Room) -> Room:
    """Name today's line below the axis; months give way to it."""
    wide = text_width(words.today, strong=True)
    x = min(plot.days.middle(data.today), room.right - wide / 2)
    room.takes(Label(x, base + LABELS_BELOW, words.today, "middle", strong=True))
    return room


def _svg(summary: str, size: tuple[float, float], body: str) -> str:
    width, height = size
    name = "only-s" if width < _NARROW else "only-l" if width >= _WIDE else "only-m"
    box = f"{number(width)} {number(height)}"
    return (
        f'<svg class="chart {name}" viewBox="0 0 {box}" width="{number(width)}"'
        f' height="{number(height)}" role="img" aria-label="{text(summary)}">{body}</svg>'
    )
