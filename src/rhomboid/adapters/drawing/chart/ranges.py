"""How far a movement went: a dot for each day, a line through them, and their error as a band."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from rhomboid.adapters.drawing.chart.axis import BESIDE_AXIS, HALF_DIGIT, LABELS_BELOW, time_axis
from rhomboid.adapters.drawing.chart.labels import Label, Room, push_apart, text_width
from rhomboid.adapters.drawing.chart.scale import Days, whole_weeks
from rhomboid.adapters.drawing.chart.words import RangeWords
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.core.diary.measured import Channel
from rhomboid.core.outcomes.ranges import Ranges

#: Height of the plot, and what stands above it, in pixels.
_HEIGHT, _ABOVE = 150.0, 12.0
#: Left of the plot, for "140°".
_LEFT = 40.0
#: From the plot to the labels at its right, the drawing's own edge, and room for rounding.
_BESIDE, _EDGE, _SPARE = 10.0, 2.0, 1.0
_BELOW_AXIS = LABELS_BELOW + 6.0
#: From the first dot's band to its label; labels at the right are so far apart.
_OVER, _APART = 6.0, 18.0
#: Drawings narrower than the first are for phones; from the second on they are wide.
_NARROW, _WIDE = 600, 1000
#: The axis shows at least so many degrees, so that a wobble doesn't look like a gain.
_LEAST_SPAN = 40.0
#: Steps of the grid in degrees, and the most lines that it may have.
_STEPS, _MOST_LINES = (10.0, 20.0, 30.0, 45.0, 90.0), 6
#: Over a longer gap no line and no band is drawn.
_BRIDGED = timedelta(days=35)
#: Half the width of the band where a day stands alone.
_ALONE = 5.0
#: Width of a day in pixels below which dots are smaller.
_FINE_PX = 4.0


class Degrees(NamedTuple):
    """The scale up the page.

    Attributes:
        low, high: degrees at its ends.
        step: from one line of the grid to the next.
        top, base: their pixels; `base` is the larger.
    """

    low: float
    high: float
    step: float
    top: float
    base: float

    def y(self, value: float) -> float:
        """Pixel of a value; what lies outside stays at the edge."""
        held = min(max(value, self.low), self.high)
        return self.base - (held - self.low) / (self.high - self.low) * (self.base - self.top)


class Point(NamedTuple):
    """One side on one day."""

    on: date
    value: float
    error: float


class Line(NamedTuple):
    """One side over the days."""

    side: Channel
    points: list[Point]


class Plot(NamedTuple):
    """Both scales."""

    days: Days
    degrees: Degrees


def draw_ranges(data: Ranges, today: date, words: RangeWords, width: int) -> str:
    """The chart as an SVG element.

    Args:
        data: what to draw; with at least one range.
        today: the last day of the axis.
        words: what to say, in any language.
        width: in pixels; below 600 its class is `only-s`, from 1000 on `only-l`, else `only-m`.
    """
    lines = list(_lines(data))
    room = Room(width - _EDGE)
    plot = _plot(lines, today, words, width)
    grid = _grid(plot, words, room)
    body = "".join(_band(plot, line) for line in lines) + grid
    body += "".join(_line(plot, line) for line in lines)
    _name_ends(plot, lines, words, room, narrow=width < _NARROW)
    _name_starts(plot, lines, words, room)
    axis = time_axis(plot.days, plot.degrees.base, words, room)
    size = (width, plot.degrees.base + _BELOW_AXIS)
    return _svg(words.summary, size, f"{body}{axis}{room.draw()}")


def _lines(data: Ranges) -> Iterator[Line]:
    order: tuple[Channel, ...] = ("both", "left", "right")
    for side in order:
        points = [
            Point(day.on, one.range_deg, one.error_deg)
            for day in data.days
            for one in day.sides
            if one.side == side
        ]
        if points:
            yield Line(side, points)


def _plot(lines: Sequence[Line], today: date, words: RangeWords, width: int) -> Plot:
    first = min(line.points[0].on for line in lines)
    says = [_end_says(line, words, narrow=width < _NARROW) for line in lines]
    right = width - max(text_width(one, strong=True) for one in says) - _BESIDE - _EDGE - _SPARE
    days = Days(*whole_weeks(first, today), _LEFT, right)
    return Plot(days, scale_of(lines))


def scale_of(lines: Sequence[Line]) -> Degrees:
    """A scale of round degrees that holds every band, and no less than forty degrees."""
    low = min(one.value - one.error for line in lines for one in line.points)
    high = max(one.value + one.error for line in lines for one in line.points)
    spare = max(0.0, _LEAST_SPAN - (high - low)) / 2
    low, high = max(0.0, low - spare), high + spare
    for step in _STEPS:
        bottom, top = floor(low / step) * step, ceil(high / step) * step
        if (top - bottom) / step < _MOST_LINES:
            break
    return Degrees(bottom, top, step, _ABOVE, _ABOVE + _HEIGHT)


def _grid(plot: Plot, words: RangeWords, room: Room) -> str:
    days, degrees = plot
    left, right = number(days.left), number(days.right)
    count = round((degrees.high - degrees.low) / degrees.step)
    drawn = []
    for index in range(count + 1):
        value = degrees.low + index * degrees.step
        y = degrees.y(value)
        room.takes(Label(days.left - BESIDE_AXIS, y + HALF_DIGIT, words.degrees(value), "end"))
        drawn.append(path("axis" if index == 0 else "grid", f"M{left} {number(y)}H{right}"))
    return "".join(drawn)


def runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points parted where nothing was measured for more than five weeks."""
    run = [points[0]]
    for before, point in pairwise(points):
        if point.on - before.on > _BRIDGED:
            yield run
            run = []
        run.append(point)
    yield run


def _band(plot: Plot, line: Line) -> str:
    """One area for each run: from the upper ends along the days, and back along the lower ones."""
    shapes = []
    for run in runs(line.points):
        edges = [(plot.days.middle(one.on), one) for one in run]
        if len(edges) == 1:
            x, one = edges[0]
            edges = [(x - _ALONE, one), (x + _ALONE, one)]
        upper = [f"{number(x)} {number(plot.degrees.y(p.value + p.error))}" for x, p in edges]
        lower = [f"{number(x)} {number(plot.degrees.y(p.value - p.error))}" for x, p in edges]
        shapes.append(f"M{'L'.join((*upper, *reversed(lower)))}z")
    return path("bandfill" if line.side == "both" else "bandfill apart", "".join(shapes))


def _line(plot: Plot, line: Line) -> str:
    """The line through the days, and their dots upon it."""
    days, degrees = plot
    other = " other" if line.side == "right" else ""
    fine, radius = (" fine", "3") if days.day_px < _FINE_PX else ("", "4")
    strokes, dots = [], []
    for run in runs(line.points):
        places = [(number(days.middle(p.on)), number(degrees.y(p.value))) for p in run]
        if len(places) > 1:
            strokes.append("M" + "L".join(f"{x} {y}" for x, y in places))
        dots += [
            f'<circle class="day{other}{fine}" cx="{x}" cy="{y}" r="{radius}"/>' for x, y in places
        ]
    return path(f"reach{other}", "".join(strokes)) + "".join(dots)


def _name_ends(
    plot: Plot, lines: Sequence[Line], words: RangeWords, room: Room, *, narrow: bool
) -> None:
    """The newest range of each side, right of its dot."""
    days, degrees = plot
    ordered = sorted(lines, key=lambda line: -line.points[-1].value)
    wanted = [degrees.y(line.points[-1].value) for line in ordered]
    placed = push_apart(wanted, _APART, degrees.top, degrees.base)
    for line, y in zip(ordered, placed, strict=True):
        says = _end_says(line, words, narrow=narrow)
        x = min(days.middle(line.points[-1].on), days.right) + _BESIDE
        room.takes(Label(x, y + HALF_DIGIT, says, strong=True))


def _end_says(line: Line, words: RangeWords, *, narrow: bool) -> str:
    last = line.points[-1]
    if line.side != "both" and narrow:
        return words.side(line.side, last.value)
    return words.end(line.side, last.value, last.error)


def _name_starts(plot: Plot, lines: Sequence[Line], words: RangeWords, room: Room) -> None:
    """The first range of a side, above its band, where there is room."""
    for line in lines:
        first = line.points[0]
        if len(line.points) < 2 or line.side != "both":
            continue
        y = plot.degrees.y(first.value + first.error) - _OVER
        room.takes(Label(plot.days.middle(first.on) - _OVER, y, words.degrees(first.value)))


def _svg(summary: str, size: tuple[float, float], body: str) -> str:
    width, height = size
    name = "only-s" if width < _NARROW else "only-l" if width >= _WIDE else "only-m"
    box = f"{number(width)} {number(height)}"
    return (
        f'<svg class="chart {name}" viewBox="0 0 {box}" width="{number(width)}"'
        f' height="{number(height)}" role="img" aria-label="{text(summary)}">{body}</svg>'
    )
