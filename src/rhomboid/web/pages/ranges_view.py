"""How far each movement went, as the page of progress shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from babel.dates import format_date
from django.utils.safestring import SafeString, mark_safe

from rhomboid import bootstrap
from rhomboid.adapters.drawing.chart.words import RangeWords
from rhomboid.core.diary.measured import Channel
from rhomboid.core.outcomes.ranges import RangeChange, RangeDay, Ranges
from rhomboid.wording import Wording

_WIDTHS = (350, 760, 1184)
#: So many movements stand open on the page; the others wait in one line.
_OPEN = 3
#: The table shows so many days; older ones are in the export.
_TABLE_DAYS = 26
#: Names of months do not depend on the year.
_ANY_YEAR = 2000
_SIDES: tuple[Channel, ...] = ("both", "left", "right")


class RangesView(msgspec.Struct, frozen=True):
    """One movement.

    Attributes:
        id, name: which.
        changes: a sentence for each side.
        drawings: narrow, middle and wide.
        sides: which sides the table has.
        rows: days of the table, oldest first.
        older: days that the table leaves out.
    """

    id: str
    name: str
    changes: tuple[str, ...]
    drawings: tuple[SafeString, ...]
    sides: tuple[str, ...]
    rows: tuple[dict[str, Any], ...]
    older: int


def ranges_values(ranges: Iterable[Ranges], today: date, w: Wording) -> dict[str, Any]:
    """Values for the part of the page: movements that stand open, and the others."""
    views = [_view(one, today, w) for one in ranges]
    return {"open": views[:_OPEN], "more": views[_OPEN:]}


def _view(ranges: Ranges, today: date, w: Wording) -> RangesView:
    name = w.maybe(f"movements.{ranges.movement}.name") or ranges.movement
    changes = tuple(_change(change, w) for change in ranges.changes)
    words = _words(ranges, name, changes, w)
    drawings = [bootstrap.ranges_chart(ranges, today, words, width) for width in _WIDTHS]
    sides = tuple(
        side for side in _SIDES if any(one.side == side for day in ranges.days for one in day.sides)
    )
    shown = ranges.days[-_TABLE_DAYS:]
    return RangesView(
        id=ranges.movement,
        name=name,
        changes=changes,
        drawings=tuple(mark_safe(svg) for svg in drawings),  # noqa: S308 - our own SVG, text escaped
        sides=sides,
        rows=tuple(_row(day, sides, w) for day in shown),
        older=len(ranges.days) - len(shown),
    )


def _change(change: RangeChange, w: Wording) -> str:
    return w.say(
        f"progress.ranges.{change.size}.{change.side}",
        start=w.number(round(change.start_deg)),
        now=w.number(round(change.now_deg)),
        change=w.number(abs(round(change.now_deg) - round(change.start_deg))),
        error=w.number(round(change.error_deg)),
    )


def _row(day: RangeDay, sides: tuple[Channel, ...], w: Wording) -> dict[str, Any]:
    nothing = w.say("progress.table.nothing")
    by_side = {one.side: one for one in day.sides}
    found = [by_side.get(side) for side in sides]
    tempo = day.tempo
    return {
        "day": w.date(day.on, "medium"),
        "counted": str(day.counted),
        "ranges": [
            nothing
            if one is None
            else w.say(
                "progress.ranges.table.value",
                value=w.number(one.range_deg),
                error=w.number(one.error_deg),
            )
            for one in found
        ],
        "tempo": nothing
        if tempo is None
        else w.say(
            "progress.ranges.table.seconds",
            out=w.number(round(tempo.up_s, 1)),
            stop=w.number(round(tempo.hold_s, 1)),
            back=w.number(round(tempo.down_s, 1)),
        ),
        "spread": nothing
        if day.steadiness is None
        else w.say("progress.ranges.table.percent", percent=w.number(round(day.steadiness * 100))),
    }


def _words(ranges: Ranges, name: str, changes: tuple[str, ...], w: Wording) -> RangeWords:
    def written(day: date, pattern: str) -> str:
        return format_date(day, pattern, locale=w.locale)

    def degrees(value: float) -> str:
        return w.say("progress.ranges.degrees", value=w.number(round(value)))

    def side(which: Channel, value: float) -> str:
        return w.say(f"progress.ranges.now.{which}", value=degrees(value))

    def end(which: Channel, value: float, error: float) -> str:
        both = w.say("progress.ranges.band", value=degrees(value), error=degrees(error))
        return w.say(f"progress.ranges.now.{which}", value=both)

    return RangeWords(
        summary=w.say(
            "progress.ranges.summary",
            name=name,
            first=w.date(ranges.days[0].on),
            last=w.date(ranges.days[-1].on),
            changes=" ".join(changes),
        ),
        day=lambda day: written(day, "d MMM"),
        month=lambda day: written(day.replace(year=_ANY_YEAR, day=1), "LLLL"),
        month_short=lambda day: written(day.replace(year=_ANY_YEAR, day=1), "LLL"),
        degrees=degrees,
        side=side,
        end=end,
    )
