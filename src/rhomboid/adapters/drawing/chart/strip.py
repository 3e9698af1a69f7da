"""A day of 24 hours as a strip: a row for the walks, and one for each device."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rhomboid.adapters.drawing.chart.labels import Label, Room, fitted, text_width
from rhomboid.adapters.drawing.chart.words import StripWords
from rhomboid.adapters.drawing.svg import number, path, text
from rhomboid.app.walks.strip import DAY_MIN, DayStrip, Span

#: A row: its name, from the name to the marks, the height of the marks, and to the next row.
_NAME, _BELOW_NAME, _MARK, _BETWEEN = 14.0, 6.0, 18.0, 14.0
_LEFT, _RIGHT = 1.0, 1.0
_LABELS_BELOW: Final = 20.0
_BELOW_AXIS: Final = 26.0
_TICK: Final = 6.0
#: Marks lean as everything of ours does; a minute is never thinner than it can be seen.
_LEAN, _THIN = 4.0, 2.0
_NARROW, _WIDE = 600, 1000
_EVERY_H: Final = 3
_EVERY_H_NARROW: Final = 6
_HOUR_MIN: Final = 60
#: Name of a row, and its marks by kind.
_Row = tuple[str, tuple[tuple[tuple[Span, ...], str], ...]]


class _Axis:
    """Minutes of a day to pixels."""

    def __init__(self, width: int) -> None:
        self.left, self.right = _LEFT, width - _RIGHT
        self.every_h = _EVERY_H_NARROW if width < _NARROW else _EVERY_H

    def x(self, minute: float) -> float:
        return self.left + (self.right - self.left) * minute / DAY_MIN

    def hours(self) -> range:
        return range(0, 25, self.every_h)


def draw_strip(data: DayStrip, words: StripWords, width: int) -> str:
    """The strip as an SVG element.

    What counts is filled, what was seen and does not count is an outline.

    Args:
        data: the day.
        words: what to say, in any language.
        width: in pixels; below 600 its class is `only-s`, from 1000 on `only-l`, else `only-m`.
    """
    room, axis = Room(width), _Axis(width)
    rows: list[_Row] = [(words.walks, ((data.walks, "walked"),))] if data.walks else []
    rows += [(one.source, ((one.seen, "seen"), (one.counted, "counted"))) for one in data.devices]
    body, y = "", 0.0
    for name, marks in rows:
        cut = fitted(name, axis.right - axis.left, strong=True)
        room.takes(Label(axis.left, y + _NAME, cut, strong=True))
        top = y + _NAME + _BELOW_NAME
        base = top + _MARK
        ground = path("axis", f"M{number(axis.left)} {number(base)}H{number(axis.right)}")
        body += ground + "".join(_marks(spans, kind, top, axis) for spans, kind in marks)
        y = base + _BETWEEN
    y -= _BETWEEN
    grid = _grid(axis, y)
    return _svg(words.summary, (width, y + _BELOW_AXIS), grid + body + _hours(axis, y, words, room))


def _marks(spans: Iterable[Span], name: str, top: float, axis: _Axis) -> str:
    drawn = []
    for begin, end in spans:
        left, right = axis.x(begin), axis.x(end)
        wide = max(_THIN, right - left)
        lean = min(_LEAN, wide / 2)
        drawn.append(
            f"M{number(left)} {number(top + _MARK)}v{number(lean - _MARK)}"
            f"l{number(wide)} {number(-lean)}v{number(_MARK)}z"
        )
    return path(name, "".join(drawn))


def _grid(axis: _Axis, base: float) -> str:
    lines = (f"M{number(axis.x(hour * _HOUR_MIN))} 20V{number(base)}" for hour in axis.hours())
    return path("grid", "".join(lines))


def _hours(axis: _Axis, base: float, words: StripWords, room: Room) -> str:
    ticks = []
    for hour in axis.hours():
        x = axis.x(hour * _HOUR_MIN)
        ticks.append(f"M{number(x)} {number(base)}v{number(_TICK)}")
        says = words.hour(hour)
        half = text_width(says) / 2
        middle = min(max(x, half), room.right - half)
        room.takes(Label(middle, base + _LABELS_BELOW, says, "middle"))
    return path("axis", "".join(ticks)) + room.draw()


def _svg(summary: str, size: tuple[float, float], body: str) -> str:
    width, height = size
    name = "only-s" if width < _NARROW else "only-l" if width >= _WIDE else "only-m"
    box = f"{number(width)} {number(height)}"
    return (
        f'<svg class="chart strip24 {name}" viewBox="0 0 {box}" width="{number(width)}"'
        f' height="{number(height)}" role="img" aria-label="{text(summary)}">{body}</svg>'
    )
