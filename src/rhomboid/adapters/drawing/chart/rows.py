"""Rows of weeks under the pain: sessions, walks, spasms, each on its own line."""

from __future__ import annotations

from typing import NamedTuple

from rhomboid.adapters.drawing.chart.axis import base_line, value_line
from rhomboid.adapters.drawing.chart.goals import BESIDE
from rhomboid.adapters.drawing.chart.labels import Label, Room, fitted, text_width
from rhomboid.adapters.drawing.chart.marks import (
    TickShape,
    bars,
    open_ticks,
    planned_steps,
    tick_room,
    ticks,
)
from rhomboid.adapters.drawing.chart.scale import Days, Levels, nice_most
from rhomboid.adapters.drawing.chart.weeks import Slot, are_months, slots
from rhomboid.adapters.drawing.chart.words import ChartWords, RowWords
from rhomboid.app.progress_data import ProgressData, WeekBar

#: From the line above to the baseline of a heading, and from there to the marks.
_ABOVE_HEADING, _BELOW_HEADING = 30.0, 10.0
#: Height of bars, in pixels.
_BARS = 54.0
#: Higher stacks become bars.
_MOST_TICKS = 7
_SESSION = TickShape(wide=9.0, high=6.0, pitch=9.0)
_SPASM = TickShape(wide=7.0, high=4.5, pitch=7.0)
_HALF_LETTER = 4.5
#: Distance of a text from today's line.
_OFF_NOW = 6.0


class Rows(NamedTuple):
    """What all rows share.

    Attributes:
        days: the scale of time.
        data: what to draw.
        words: what to say.
        room: takes the labels.
    """

    days: Days
    data: ProgressData
    words: ChartWords
    room: Room


class Row(NamedTuple):
    """A row as drawn: its elements and the pixel of the line it stands on."""

    body: str
    base: float


def draw_rows(rows: Rows, top: float) -> Row:
    """All rows that have weeks, from the pixel `top` downwards."""
    body = ""
    for weeks, draw in (
        (rows.data.sessions, _sessions),
        (rows.data.walks, _walks),
        (rows.data.spasms, _spasms),
    ):
        found = slots(rows.days, weeks, rows.data.today)
        if found:
            drawn = draw(rows, found, top)
            body, top = body + drawn.body, drawn.base
    return Row(body, top)


def most_done(weeks: tuple[WeekBar, ...]) -> int:
    """The highest number done or planned in a week; 0 if there is no week."""
    return max((max(week.done, week.planned or 0) for week in weeks), default=0)


def _sessions(rows: Rows, found: list[Slot], top: float) -> Row:
    heading = _heading(rows, rows.words.sessions, top)
    most = max(max(s.done, (s.planned or 0) if s.current else 0) for s in found)
    if are_months(rows.days) or most > _MOST_TICKS:
        return _bar_row(rows, found, heading, "bar")
    base = heading + _BELOW_HEADING + tick_room(_SESSION, most)
    body = ticks(_SESSION, found, base, "tick") + open_ticks(_SESSION, found, base)
    return Row(body + base_line(rows.days, base), base)


def _spasms(rows: Rows, found: list[Slot], top: float) -> Row:
    heading = _heading(rows, rows.words.spasms, top)
    most = max(slot.done for slot in found)
    if are_months(rows.days) or most > _MOST_TICKS:
        return _bar_row(rows, found, heading, "spasm")
    base = heading + _BELOW_HEADING + tick_room(_SPASM, most)
    return Row(ticks(_SPASM, found, base, "spasm") + base_line(rows.days, base), base)


def _walks(rows: Rows, found: list[Slot], top: float) -> Row:
    heading = _heading(rows, rows.words.walks, top)
    levels = _levels(found, heading, planned=True)
    drawn = _bar_row(rows, found, heading, "bar", levels)
    _name_plan(rows, levels, heading)
    return Row(drawn.body + planned_steps(found, levels), drawn.base)


def _bar_row(
    rows: Rows, found: list[Slot], heading: float, name: str, levels: Levels | None = None
) -> Row:
    """Bars with a line of the grid at the end of their scale, unless all are empty."""
    scale = levels or _levels(found, heading, planned=False)
    line = value_line(rows.days, scale, scale.most, rows.room) if _highest(found, True) else ""
    body = line + bars(found, scale, name) + base_line(rows.days, scale.base)
    return Row(body, scale.base)


def _levels(found: list[Slot], heading: float, planned: bool) -> Levels:
    top = heading + _BELOW_HEADING
    return Levels(nice_most(_highest(found, planned)), top, top + _BARS)


def _highest(found: list[Slot], planned: bool) -> float:
    return max(max(slot.done, (slot.planned or 0) if planned else 0) for slot in found)


def _heading(rows: Rows, words: RowWords, top: float) -> float:
    """Place the heading; its baseline."""
    y = top + _ABOVE_HEADING
    wide = rows.room.right - rows.days.left
    says = fitted(words.weekly, wide, strong=True)
    if are_months(rows.days) and text_width(words.monthly, strong=True) <= wide:
        says = words.monthly
    rows.room.takes(Label(rows.days.left, y, says, strong=True))
    return y


def _name_plan(rows: Rows, levels: Levels, heading: float) -> None:
    """The last plan beside its line, or on the line of the heading where no room is beside."""
    plans = [week.planned for week in rows.data.walks if week.planned is not None]
    if not plans:
        return
    says, days = rows.words.planned(plans[-1]), rows.days
    beside = Label(days.right + BESIDE, levels.y(plans[-1]) + _HALF_LETTER, says)
    if rows.room.takes(beside):
        return
    over = Label(rows.room.right, heading, says, "end")
    now = days.middle(rows.data.today)
    if over.box.left < now + _OFF_NOW:
        over = over._replace(x=now - _OFF_NOW)
    rows.room.takes(over)
