"""Pictures for pages: movements, positions and charts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import TYPE_CHECKING

from rhomboid.app.progress_data import ProgressData
from rhomboid.core.course.today import Week
from rhomboid.core.outcomes.ranges import Ranges
from rhomboid.core.outcomes.walking import WeekWalked

if TYPE_CHECKING:
    from rhomboid.adapters.drawing.chart.words import (
        ChartWords,
        RangeWords,
        StripWords,
        WalkingWords,
    )
    from rhomboid.adapters.drawing.moving.file import Scheme
    from rhomboid.adapters.drawing.moving.picture import Picture
    from rhomboid.app.walks.strip import DayStrip
    from rhomboid.app.walks.weeks import WalkTime

#: Pictures so far, by movement and person. What was not drawn ahead is drawn one at a time: a
#: browser asks for six at once and has no connection left for a page until the first is there.
_PICTURES: dict[tuple[str, str], Picture] = {}
_DRAWS = Lock()


def drawing(movement: str, label: str) -> str:
    """The drawing of a movement as SVG for a page; the label is escaped."""
    from rhomboid.adapters.drawing.still import draw_still

    return draw_still(movement, label=label)


def position_drawing(position_id: str, label: str) -> str:
    """The picture of a position of a usual day as SVG for a page; the label is escaped.

    Args:
        position_id: for example `laptop_low`.
        label: what a screen reader says; empty where the name stands beside it.

    Raises:
        UnknownPositionError: if there is no such position.
    """
    from rhomboid.adapters.drawing.position import draw_position

    return draw_position(position_id, label=label)


def moving_drawing(movement: str, label: str, who: str = "", scheme: Scheme = "system") -> str:
    """A movement as an SVG file that moves, in somebody's build and colours.

    Args:
        movement: for example `band_row`.
        label: what a screen reader says where the file stands alone; escaped.
        who: one of `people()`; anybody else is whoever suits the movement.
        scheme: light, dark, or as the reader's machine is set.

    Raises:
        UnknownMovementError: if there is no such movement.
    """
    from rhomboid.adapters.drawing.moving.file import file
    from rhomboid.adapters.drawing.moving.kept import suits
    from rhomboid.adapters.drawing.people import PEOPLE, person

    shown = who if who in PEOPLE else suits(movement)
    return file(_picture(movement, shown), person(shown), label, scheme)


def _picture(movement: str, who: str) -> Picture:
    from rhomboid.adapters.drawing.moving.kept import draw, load

    if (found := _PICTURES.get((movement, who)) or load(movement, who)) is not None:
        return _PICTURES.setdefault((movement, who), found)
    with _DRAWS:
        if (movement, who) not in _PICTURES:
            _PICTURES[movement, who] = draw(movement, who)
        return _PICTURES[movement, who]


def people() -> tuple[str, ...]:
    """Who can show the movements, in the order in which they are offered."""
    from rhomboid.adapters.drawing.people import PEOPLE

    return tuple(PEOPLE)


def week_ring(week: Week, summary: str, of_planned: Callable[[int], str]) -> str:
    """The ring of a week's walks as SVG for a page; the words are escaped.

    Args:
        week: what was done of what was planned.
        summary: what a screen reader says.
        of_planned: the line under the minutes, from the minutes planned.
    """
    from rhomboid.adapters.drawing.chart.ring import draw_week_ring
    from rhomboid.adapters.drawing.chart.words import RingWords

    return draw_week_ring(
        week.walks,
        week.walks_planned,
        week.walk_min,
        week.walk_planned_min,
        RingWords(summary, of_planned),
    )


def progress_chart(data: ProgressData, words: ChartWords, width: int) -> str:
    """The chart of progress as SVG for a page; every text in it is escaped."""
    from rhomboid.adapters.drawing.chart.progress import draw_progress

    return draw_progress(data, words, width)


def ranges_chart(data: Ranges, today: date, words: RangeWords, width: int) -> str:
    """The chart of one movement's ranges as SVG for a page; every text in it is escaped."""
    from rhomboid.adapters.drawing.chart.ranges import draw_ranges

    return draw_ranges(data, today, words, width)


def dots_are(data: ProgressData) -> str:
    """What a dot of the chart stands for: `days`, or `weeks` over a long time."""
    from rhomboid.adapters.drawing.chart.pain import dots_are_weeks

    return "weeks" if dots_are_weeks(data) else "days"


def walked_ring(week: WeekWalked, summary: str, of_planned: Callable[[int], str]) -> str:
    """The ring of a week of walking as SVG for a page; the words are escaped.

    Args:
        week: its days; a segment for each that there should be in the end.
        summary: what a screen reader says.
        of_planned: the line under the minutes, from the minutes of such a week.
    """
    from rhomboid.adapters.drawing.chart.ring import draw_week_ring
    from rhomboid.adapters.drawing.chart.words import RingWords

    whole = week.least_min * week.target_days
    words = RingWords(summary, of_planned)
    return draw_week_ring(week.full_days, week.target_days, round(week.minutes), whole, words)


def walking_chart(data: WalkTime, words: WalkingWords, width: int) -> str:
    """The chart of walking and pain as SVG for a page; every text in it is escaped."""
    from rhomboid.adapters.drawing.chart.walking import draw_walking

    return draw_walking(data, words, width)


def day_strip(data: DayStrip, words: StripWords, width: int) -> str:
    """The strip of a day of walking as SVG for a page; every text in it is escaped."""
    from rhomboid.adapters.drawing.chart.strip import draw_strip

    return draw_strip(data, words, width)
