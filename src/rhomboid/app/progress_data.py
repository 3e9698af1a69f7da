"""What the progress page shows of the past: pain, episodes, and what was done each week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol, TypeVar

import msgspec


class PainDay(msgspec.Struct, frozen=True):
    """Pain on one day.

    Attributes:
        day: the day.
        score: NPRS, 0 to 10.
    """

    day: date
    score: float


class MeanDay(msgspec.Struct, frozen=True):
    """Mean pain of the seven days that end on a day.

    Attributes:
        day: the last of the seven.
        mean: NPRS, 0 to 10.
    """

    day: date
    mean: float


class EpisodeSpan(msgspec.Struct, frozen=True):
    """An episode.

    Attributes:
        began: its first day.
        ended: its last day; `None` while it lasts.
        worst: highest NPRS of a day, 0 to 10; `None` if none was told.
    """

    began: date
    ended: date | None
    worst: int | None


class WeekBar(msgspec.Struct, frozen=True):
    """What was done in a week.

    Attributes:
        monday: the day on which the week begins.
        done: sessions, minutes or spasms, as the list that holds it says.
        planned: the same as planned; `None` when nothing was planned.
    """

    monday: date
    done: int
    planned: int | None


class ProgressData(msgspec.Struct, frozen=True):
    """Everything the progress chart is drawn from. Each list is in the order of time.

    Attributes:
        first: the first day to show.
        today: the last day with data.
        pain: days with a score; days without are left out.
        mean: days with a mean of seven; days without are left out.
        episodes: the oldest first.
        start_mean: mean NPRS at the start of the programme, 0 to 10; `None` if unknown.
        matters_below: NPRS from which on, downwards, change begins to matter.
        clear_below: NPRS from which on, downwards, the difference is clear.
        lines_from: the first day for which these two hold; `None` draws no lines.
        sessions: sessions of each week.
        walks: walking minutes of each week.
        spasms: spasms of each week; without a plan.
    """

    first: date
    today: date
    pain: tuple[PainDay, ...] = ()
    mean: tuple[MeanDay, ...] = ()
    episodes: tuple[EpisodeSpan, ...] = ()
    start_mean: float | None = None
    matters_below: float | None = None
    clear_below: float | None = None
    lines_from: date | None = None
    sessions: tuple[WeekBar, ...] = ()
    walks: tuple[WeekBar, ...] = ()
    spasms: tuple[WeekBar, ...] = ()


def recent(data: ProgressData, weeks: int) -> ProgressData:
    """The same, from the Monday on with which the last `weeks` weeks begin.

    For a narrow drawing, where half a year leaves a day less than two pixels.
    """
    monday = data.today - timedelta(days=data.today.weekday() + 7 * (weeks - 1))
    if monday <= data.first:
        return data
    return msgspec.structs.replace(
        data,
        first=monday,
        pain=_days_from(monday, data.pain),
        mean=_days_from(monday, data.mean),
        episodes=tuple(e for e in data.episodes if e.ended is None or e.ended >= monday),
        sessions=_weeks_from(monday, data.sessions),
        walks=_weeks_from(monday, data.walks),
        spasms=_weeks_from(monday, data.spasms),
    )


class _Dated(Protocol):
    @property
    def day(self) -> date: ...


_DatedT = TypeVar("_DatedT", bound=_Dated)


def _days_from(monday: date, days: tuple[_DatedT, ...]) -> tuple[_DatedT, ...]:
    return tuple(day for day in days if day.day >= monday)


def _weeks_from(monday: date, weeks: tuple[WeekBar, ...]) -> tuple[WeekBar, ...]:
    return tuple(week for week in weeks if week.monday >= monday)
