"""The ring of a week's walks: a segment for each, the next one lighter, minutes inside."""

from __future__ import annotations

from math import cos, radians, sin

from rhomboid.adapters.drawing.chart.words import RingWords
from rhomboid.adapters.drawing.svg import number, path, text

#: Width and height, and the middle, in pixels.
_SIDE, _MIDDLE = 132, 66.0
#: To the middle of the stroke.
_RADIUS = 56.0
#: Gap between segments in degrees, and the part of a segment it takes at most.
_GAP, _MOST_GAP = 9.0, 0.3
_MINUTES_Y, _BELOW_Y = 71, 91


def draw_week_ring(
    done: int, planned: int, minutes: int, planned_minutes: int, words: RingWords
) -> str:
    """The ring as an SVG element, 132 by 132 pixels, from twelve o'clock, clockwise.

    Args:
        done: walks this week; more than planned fill the ring, no more.
        planned: walks planned, one segment each; without a plan the ring is whole and open.
        minutes: minutes walked this week.
        planned_minutes: minutes planned; 0 says nothing of them.
        words: what to say.
    """
    below = words.of_planned(planned_minutes) if planned_minutes else ""
    return (
        f'<svg class="ring" viewBox="0 0 {_SIDE} {_SIDE}" width="{_SIDE}" height="{_SIDE}"'
        f' role="img" aria-label="{text(words.summary)}">{_segments(done, planned)}'
        f'<text x="66" y="{_MINUTES_Y}" text-anchor="middle">{minutes}</text>'
        f"{_small(below)}</svg>"
    )


def _small(says: str) -> str:
    if not says:
        return ""
    return f'<text class="sub" x="66" y="{_BELOW_Y}" text-anchor="middle">{text(says)}</text>'


def _segments(done: int, planned: int) -> str:
    if planned < 1:
        return f'<circle class="off" cx="66" cy="66" r="{number(_RADIUS)}"/>'
    whole = 360 / planned
    gap = min(_GAP, whole * _MOST_GAP)
    drawn = []
    for index in range(planned):
        name = "on" if index < done else "next" if index == done else "off"
        drawn.append(path(name, _arc(index * whole + gap / 2, (index + 1) * whole - gap / 2)))
    return "".join(drawn)


def _arc(begin: float, end: float) -> str:
    """Path data of an arc between two angles, in degrees clockwise from twelve."""
    radius, large = number(_RADIUS), int(end - begin > 180)
    return f"M{_point(begin)}A{radius} {radius} 0 {large} 1 {_point(end)}"


def _point(angle: float) -> str:
    turn = radians(angle)
    x, y = _MIDDLE + _RADIUS * sin(turn), _MIDDLE - _RADIUS * cos(turn)
    return f"{number(x)} {number(y)}"
