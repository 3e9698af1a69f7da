"""Marks of a row of weeks: slanted ticks to count, bars with a slanted top, dashed steps."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rhomboid.adapters.drawing.chart.scale import Levels
from rhomboid.adapters.drawing.chart.weeks import Slot
from rhomboid.adapters.drawing.svg import number, path

#: Part of a week's width that its mark takes.
_PART = 0.62
#: Widest bar, in pixels.
_WIDEST_BAR = 36.0
#: Rise of a bar's top over its width, and the most it rises.
_BAR_RISE, _MOST_RISE = 0.18, 5.0


class TickShape(NamedTuple):
    """A slanted tick, in pixels.

    Attributes:
        wide: its width at most.
        high: its height, without the rise.
        pitch: from one to the next above it.
    """

    wide: float
    high: float
    pitch: float


#: Rise of a tick over its width: the fall of the muscle, 26 degrees, eased on narrow ticks.
_TICK_RISE = 0.46


def ticks(shape: TickShape, slots: Iterable[Slot], base: float, name: str) -> str:
    """A stack of ticks for each week, on the line at `base`."""
    done = "".join(
        _tick(shape, slot, base, index) for slot in slots for index in range(round(slot.done))
    )
    return path(name, done)


def open_ticks(shape: TickShape, slots: Iterable[Slot], base: float) -> str:
    """What this week's plan still holds, as outlines; past weeks are left in peace."""
    ahead = "".join(
        _tick(shape, slot, base, index)
        for slot in slots
        if slot.current and slot.planned is not None
        for index in range(round(slot.done), round(slot.planned))
    )
    return path("open", ahead)


def _tick(shape: TickShape, slot: Slot, base: float, index: int) -> str:
    wide = min(shape.wide, _PART * (slot.right - slot.left))
    rise = wide * _TICK_RISE
    left = (slot.left + slot.right - wide) / 2
    low = base - 2 - index * shape.pitch
    return (
        f"M{number(left)} {number(low)}l{number(wide)} {number(-rise)}"
        f"v{number(-shape.high)}l{number(-wide)} {number(rise)}z"
    )


def tick_room(shape: TickShape, most: float) -> float:
    """Height that a stack of `most` ticks needs, in pixels."""
    return 2 + max(most - 1, 0) * shape.pitch + shape.high + shape.wide * _TICK_RISE


def bars(slots: Iterable[Slot], levels: Levels, name: str = "bar") -> str:
    """A bar for each week with anything done; today's week is darker.

    The middle of the slanted top is at the value.
    """
    past: list[str] = []
    now: list[str] = []
    for slot in slots:
        if slot.done > 0:
            (now if slot.current else past).append(_bar(slot, levels))
    return path(name, "".join(past)) + path(f"{name} full", "".join(now))


def _bar(slot: Slot, levels: Levels) -> str:
    wide = min(_WIDEST_BAR, _PART * (slot.right - slot.left))
    left = (slot.left + slot.right - wide) / 2
    high = levels.base - levels.y(slot.done)
    rise = min(wide * _BAR_RISE, _MOST_RISE, 2 * high)
    edge = levels.base - high + rise / 2
    return (
        f"M{number(left)} {number(levels.base)}V{number(edge)}"
        f"l{number(wide)} {number(-rise)}V{number(levels.base)}z"
    )


def planned_steps(slots: Iterable[Slot], levels: Levels) -> str:
    """The plan as a dashed line of steps, broken where nothing was planned."""
    line = []
    at: float | None = None
    for slot in slots:
        if slot.planned is None:
            at = None
            continue
        y, left = number(levels.y(slot.planned)), number(slot.left)
        joined = at is not None and abs(at - slot.left) < 1
        line.append(f"V{y}H{number(slot.right)}" if joined else f"M{left} {y}H{number(slot.right)}")
        at = slot.right
    return path("ref", "".join(line))
