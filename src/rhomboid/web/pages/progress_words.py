"""What the progress chart says, in the person's language."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel.dates import format_date

from rhomboid.adapters.drawing.chart.words import ChartWords, RowWords
from rhomboid.app.progress import Progress
from rhomboid.app.progress_data import EpisodeSpan
from rhomboid.wording import Wording

_WEEK_DAYS = 7
#: Names of months do not depend on the year.
_ANY_YEAR = 2000
#: From so many days on, episodes are named with their year.
_LONG_DAYS = 330


def chart_words(progress: Progress, change: str, w: Wording) -> ChartWords:
    """Every sentence of the chart; `change` is the headline of the page."""
    data = progress.data
    long = (data.today - data.first).days > _LONG_DAYS

    def row(name: str) -> RowWords:
        return RowWords(w.say(f"progress.chart.{name}"), w.say(f"progress.chart.{name}_monthly"))

    def shown(day: date) -> str:
        return _written(day, "MMM y" if long else "d MMM", w)

    def episode(span: EpisodeSpan) -> tuple[str, str]:
        last = span.ended or data.today
        weeks = (last - span.began).days // _WEEK_DAYS + 1
        key = "episode_open" if span.ended is None else "episode_closed"
        if span.worst is None:
            detail = w.say("progress.chart.episode_untold", count=weeks)
        else:
            detail = w.say(f"progress.chart.{key}", count=weeks, worst=span.worst)
        if span.ended is None:
            return w.say("progress.chart.since", day=w.day_month(span.began)), detail
        first = shown(span.began)
        return w.say("progress.chart.from_to", first=first, last=shown(span.ended)), detail

    return ChartWords(
        summary=w.say(
            "progress.chart.summary",
            first=w.date(data.first),
            last=w.date(data.today),
            change=change,
        ),
        empty=w.say("progress.chart.empty"),
        today=w.say("progress.chart.today"),
        number=w.number,
        day=lambda day: _written(day, "d MMM", w),
        month=lambda day: _written(day.replace(year=_ANY_YEAR, day=1), "LLLL", w),
        month_short=lambda day: _written(day.replace(year=_ANY_YEAR, day=1), "LLL", w),
        episode=episode,
        quiet=lambda count: w.say("progress.chart.quiet", count=count),
        start=lambda pain: w.say("progress.chart.start", pain=w.number(round(pain, 1))),
        matters=lambda pain: w.say("progress.chart.matters", pain=w.number(round(pain, 1))),
        clear=lambda pain: w.say("progress.chart.clear", pain=w.number(round(pain, 1))),
        planned=lambda minutes: w.say("progress.chart.planned", minutes=minutes),
        sessions=row("sessions"),
        walks=row("walks"),
        spasms=row("spasms"),
    )


@lru_cache(maxsize=1024)
def _written(day: date, pattern: str, w: Wording) -> str:
    """A date by a pattern; the axis of ten years asks a thousand times."""
    return format_date(day, pattern, locale=w.locale)
