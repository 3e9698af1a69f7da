"""What the charts say: every sentence comes from outside, in any language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

import msgspec

from rhomboid.app.progress_data import EpisodeSpan
from rhomboid.core.diary.measured import Channel


class AxisWords(Protocol):
    """What an axis of time says."""

    @property
    def day(self) -> Callable[[date], str]:
        """A day, for example "12 Oct"."""

    @property
    def month(self) -> Callable[[date], str]:
        """A month with room, for example "August"."""

    @property
    def month_short(self) -> Callable[[date], str]:
        """A month without, for example "Aug"."""


class RowWords(msgspec.Struct, frozen=True):
    """The heading of a row of weeks.

    Attributes:
        weekly: where each mark is a week, for example "Sessions a week".
        monthly: where each mark is the mean of a month, for example
            "Sessions a week, by month"; used if it fits, else `weekly`.
    """

    weekly: str
    monthly: str


class ChartWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the progress chart says. Not escaped; the drawing does that.

    Attributes:
        summary: what a screen reader says for the whole chart.
        empty: stands in the middle when there is no pain to show.
        today: name of the line for today.
        number: a pain of one decimal, for example "5.6".
        day: a day on the axis, for example "12 Oct".
        month: a month on the axis with room, for example "August".
        month_short: a month on the axis without, for example "Aug".
        episode: its name and what there is to say of it, for example
            ("since 12 October", "week 6, worst day 6").
        quiet: a count of days between episodes, for example "93 quiet days".
        start: a mean pain, for example "5.6 at the start".
        matters: a pain, for example "4.3 begins to matter".
        clear: a pain, for example "3.6 clear difference".
        planned: minutes of walking in the last planned week, for example "planned: 70".
        sessions, walks, spasms: headings of the rows.
    """

    summary: str
    empty: str
    today: str
    number: Callable[[float], str]
    day: Callable[[date], str]
    month: Callable[[date], str]
    month_short: Callable[[date], str]
    episode: Callable[[EpisodeSpan], tuple[str, str]]
    quiet: Callable[[int], str]
    start: Callable[[float], str]
    matters: Callable[[float], str]
    clear: Callable[[float], str]
    planned: Callable[[int], str]
    sessions: RowWords
    walks: RowWords
    spasms: RowWords


class RangeWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a chart of ranges says. Not escaped; the drawing does that.

    Attributes:
        summary: what a screen reader says for the whole chart.
        day, month, month_short: as in the progress chart.
        degrees: a number of degrees, for example "140°".
        side: a side with its newest range, for example "left 128°".
        end: the same with its error, for example "left 128° ± 6°"; for both sides together
            without their name.
    """

    summary: str
    day: Callable[[date], str]
    month: Callable[[date], str]
    month_short: Callable[[date], str]
    degrees: Callable[[float], str]
    side: Callable[[Channel, float], str]
    end: Callable[[Channel, float, float], str]


class RingWords(msgspec.Struct, frozen=True):
    """What the ring of a week's walks says.

    Attributes:
        summary: what a screen reader says, for example
            "2 of 5 walks done, 29 of 70 minutes".
        of_planned: the small line under the minutes done, from the minutes planned, for
            example "of 70 min".
    """

    summary: str
    of_planned: Callable[[int], str]


class WalkingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the chart of walking and pain says. Not escaped; the drawing does that.

    Attributes:
        summary: what a screen reader says for the whole chart.
        pain, walking: headings of the two rows.
        empty: stands in the row of pain when there is none to show.
        least: name of the line from which a day counts, for example "20 min".
        day, month, month_short: as in the progress chart.
    """

    summary: str
    pain: str
    walking: str
    empty: str
    least: str
    day: Callable[[date], str]
    month: Callable[[date], str]
    month_short: Callable[[date], str]


class StripWords(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the strip of a day says. Not escaped; the drawing does that.

    Attributes:
        summary: what a screen reader says for the whole drawing.
        walks: heading of the row of walks.
        hour: an hour on the axis, for example "6".
    """

    summary: str
    walks: str
    hour: Callable[[int], str]
