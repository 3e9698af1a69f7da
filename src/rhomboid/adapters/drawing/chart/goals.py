"""Dashed lines: pain at the start, where change begins to matter, where it is clear."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from rhomboid.adapters.drawing.chart.labels import Label, Room, fitted, push_apart
from rhomboid.adapters.drawing.chart.scale import Days, Levels
from rhomboid.adapters.drawing.chart.words import ChartWords
from rhomboid.adapters.drawing.svg import number, path
from rhomboid.app.progress_data import ProgressData

#: The mean at the start is one of the week before the lines begin.
_WEEK = timedelta(days=7)
#: From the plot to the labels at its right.
BESIDE = 10.0
_HALF_LETTER = 4.5
#: From one label at the right to the next, and from one line of the key to the next.
_APART, KEY_LINE = 18.0, 20.0
#: A label moved further than this from its line is joined to it.
_JOINED = 3.0


class Goal(NamedTuple):
    """A dashed line.

    Attributes:
        value: NPRS at which it lies.
        long: what it means, for a wide drawing or the key.
        short: its number alone.
        baseline: whether it is the mean at the start, which a week more belongs to.
    """

    value: float
    long: str
    short: str
    baseline: bool


def goals(data: ProgressData, words: ChartWords) -> list[Goal]:
    """The lines to draw, the highest first; those outside the scale are left out."""
    if data.lines_from is None:
        return []
    found: list[tuple[float | None, Callable[[float], str], bool]] = [
        (data.start_mean, words.start, True),
        (data.matters_below, words.matters, False),
        (data.clear_below, words.clear, False),
    ]
    drawn = [
        Goal(value, say(value), words.number(value), baseline)
        for value, say, baseline in found
        if value is not None and 0 <= value <= 10
    ]
    return sorted(drawn, key=lambda goal: -goal.value)


def draw_goals(days: Days, levels: Levels, data: ProgressData, lines: list[Goal]) -> str:
    """The band between the two changes and all lines, up to the right edge of the plot."""
    if data.lines_from is None or data.lines_from >= days.end:
        return ""
    right = number(days.right)
    dashed = []
    for goal in lines:
        begin = data.lines_from - _WEEK if goal.baseline else data.lines_from
        x = number(days.x(days.within(begin)))
        dashed.append(f"M{x} {number(levels.y(goal.value))}H{right}")
    return _band(days, levels, data) + path("ref", "".join(dashed))


def _band(days: Days, levels: Levels, data: ProgressData) -> str:
    if data.lines_from is None or data.matters_below is None or data.clear_below is None:
        return ""
    top, base = levels.y(data.matters_below), levels.y(data.clear_below)
    left = days.x(days.within(data.lines_from))
    if base <= top:
        return ""
    place = f'x="{number(left)}" y="{number(top)}"'
    size = f'width="{number(days.right - left)}" height="{number(base - top)}"'
    return f'<rect class="bandfill" {place} {size}/>'


def name_goals(days: Days, levels: Levels, texts: list[tuple[float, str]], room: Room) -> str:
    """Labels right of the plot, pushed apart; one that had to move is joined to its line.

    Args:
        days, levels: the scales of the plot.
        texts: value and what stands beside it, the highest value first.
        room: takes the labels.
    """
    wanted = [levels.y(value) for value, _ in texts]
    placed = push_apart(wanted, _APART, levels.top, levels.base)
    joins = []
    for y, moved, (_, says) in zip(wanted, placed, texts, strict=True):
        x = days.right + BESIDE
        shown = fitted(says, room.right - x)
        if not shown or not room.takes(Label(x, moved + _HALF_LETTER, shown)):
            continue
        if abs(moved - y) > _JOINED:
            ends = f"{number(x - 3)} {number(moved)}"
            joins.append(f"M{number(days.right)} {number(y)}L{ends}")
    return path("join", "".join(joins))


def place_key(left: float, top: float, says: list[str], room: Room) -> None:
    """What the lines mean, one below the other, the first baseline a line below `top`."""
    for row, one in enumerate(says, start=1):
        room.takes(Label(left, top + row * KEY_LINE, fitted(one, room.right - left)))
