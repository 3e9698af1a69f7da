"""Small pictures of numbers: a hundred slanted marks, two lines a few degrees apart, a span."""

from __future__ import annotations

from math import cos, log, radians, sin

import msgspec

#: A hundred marks, twenty in a row: their distance, width, height and slant, in pixels.
_ROW, _STEP_X, _STEP_Y, _W, _H, _SLANT = 20, 15.0, 20.0, 9.0, 12.0, 4.4
#: Lines from the neck up to the ear: their length, and the steeper one's angle from level.
_LONG, _STEEP_DEG = 150.0, 50.0
#: The axis of odds: its ends, and its width in pixels.
_LEAST, _MOST, _WIDE = 0.05, 2.0, 300.0


class Dots(msgspec.Struct, frozen=True):
    """A hundred people: path data of those it holds for, and of the rest."""

    on: str
    off: str
    width: int
    height: int


class Rays(msgspec.Struct, frozen=True):
    """Ends of two lines from one point."""

    x: float
    y: float
    first: tuple[float, float]
    second: tuple[float, float]


class Interval(msgspec.Struct, frozen=True):
    """Places on the axis of odds."""

    low: float
    middle: float
    high: float
    one: float
    width: float


def dots(count: int) -> Dots:
    """The first `count` of a hundred."""
    marks = [_mark(index) for index in range(100)]
    height = round(_STEP_Y * (100 / _ROW))
    return Dots("".join(marks[:count]), "".join(marks[count:]), round(_ROW * _STEP_X), height)


def _mark(index: int) -> str:
    row, column = divmod(index, _ROW)
    x, y = column * _STEP_X + 2, row * _STEP_Y + _SLANT + 2
    return f"M{x:g} {y:g}l{_W:g} {-_SLANT:g}v{_H - 1:g}l{-_W:g} {_SLANT:g}z"


def rays(deg: float) -> Rays:
    """Two lines that differ by `deg`."""
    x, y = 12.0, 130.0
    ends = [
        (round(x + _LONG * cos(radians(a)), 1), round(y - _LONG * sin(radians(a)), 1))
        for a in (_STEEP_DEG, _STEEP_DEG - deg)
    ]
    return Rays(x, y, ends[0], ends[1])


def interval(low: float, middle: float, high: float) -> Interval:
    """A span on an axis whose steps are ratios; what lies beyond its ends is drawn there."""
    return Interval(_place(low), _place(middle), _place(high), _place(1.0), _WIDE)


def _place(odds: float) -> float:
    share = log(min(max(odds, _LEAST), _MOST) / _LEAST) / log(_MOST / _LEAST)
    return round(share * _WIDE, 1)
