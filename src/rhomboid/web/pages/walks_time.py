"""Twelve weeks of walking and pain: the drawings, and the table with the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final

from babel.dates import format_date
from django.utils.safestring import mark_safe

from rhomboid.adapters.drawing.chart.words import WalkingWords
from rhomboid.app.walks.weeks import WalkTime
from rhomboid.bootstrap.drawings import walking_chart
from rhomboid.wording import Wording

_NARROW, _MIDDLE, _WIDE = 350, 760, 1184
#: A trend smaller than a tenth is none.
_SAME: Final = 0.1
#: Names of months do not depend on the year.
_ANY_YEAR: Final = 2000


def time_values(data: WalkTime, w: Wording) -> dict[str, Any]:
    """Drawings, trend and table."""
    trend = trend_words(data, w)
    words = _words(data, trend, w)
    drawings = [walking_chart(data, words, width) for width in (_NARROW, _MIDDLE, _WIDE)]
    return {
        "trend": trend,
        "drawings": [mark_safe(svg) for svg in drawings],  # noqa: S308 - our own SVG, text escaped
        "weeks": list(_rows(data, w)),
        "ever": any(day.known for day in data.days),
    }


def trend_words(data: WalkTime, w: Wording) -> str:
    """How walking went on, as far as enough is known."""
    trend = data.trend()
    if trend is None:
        return w.say("walks.page.trend.unknown")
    now, before = trend
    key = "same" if abs(now - before) <= _SAME * max(now, before) else "more"
    numbers = {"now": w.number(round(now)), "before": w.number(round(before))}
    return w.say(f"walks.page.trend.{key}", **numbers)


def _rows(data: WalkTime, w: Wording) -> Iterator[dict[str, Any]]:
    for week, pain in reversed(list(zip(data.weeks, data.week_pain, strict=True))):
        first, last = week.days[0].day, week.days[-1].day
        name = w.day_month(first)
        yield {
            "on": first.isoformat(),
            "name": w.say("walks.page.time.so_far", week=name) if last > data.today else name,
            "known": week.known_days,
            "full": week.full_days if week.known_days else "",
            "minutes": w.number(round(week.minutes)) if week.known_days else "",
            "brisk": w.number(round(week.moderate_minutes)) if week.known_days else "",
            "pain": w.say("walks.page.time.nothing") if pain is None else w.number(pain),
        }


def _words(data: WalkTime, trend: str, w: Wording) -> WalkingWords:
    say = "walks.page.time"
    return WalkingWords(
        summary=w.say(
            f"{say}.summary", first=w.date(data.first), last=w.date(data.today), trend=trend
        ),
        pain=w.say(f"{say}.pain"),
        walking=w.say(f"{say}.walking"),
        empty=w.say(f"{say}.empty"),
        least=w.say(f"{say}.least", minutes=data.least_min),
        day=lambda day: _written(day, "d MMM", w),
        month=lambda day: _written(day.replace(year=_ANY_YEAR, day=1), "LLLL", w),
        month_short=lambda day: _written(day.replace(year=_ANY_YEAR, day=1), "LLL", w),
    )


@lru_cache(maxsize=256)
def _written(day: date, pattern: str, w: Wording) -> str:
    """A date by a pattern."""
    return format_date(day, pattern, locale=w.locale)
