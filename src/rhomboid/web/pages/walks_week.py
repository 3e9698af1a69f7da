"""The week of walking in words: headline, ring, and seven days."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import msgspec
from django.utils.safestring import mark_safe

from rhomboid.bootstrap.drawings import walked_ring
from rhomboid.core.outcomes.walking import DayWalked, WeekWalked
from rhomboid.wording import Wording

#: Length and height of the bar of a day, in its own units, and how far its end leans.
BAR: Final = 160
_HIGH, _LEAN = 12, 5
#: A bar is never shorter than this many minutes' worth of the longest.
_LONGEST_MIN: Final = 30.0


class DayRow(msgspec.Struct, frozen=True, kw_only=True):
    """One day of the week.

    Attributes:
        on: its date, for links.
        name: as it is said.
        state: `known`, `unknown` or `to_come`.
        words: what stands for the figures where there are none.
        minutes, brisk, steps: figures in words; empty where they are not known.
        device: who counted.
        bar: corners of the bar of minutes.
        full: whether it counts.
        today: whether it is today.
    """

    on: str
    name: str
    state: str
    today: bool
    words: str = ""
    minutes: str = ""
    brisk: str = ""
    steps: str = ""
    device: str = ""
    bar: str = ""
    full: bool = False


def week_values(week: WeekWalked, today: date, w: Wording) -> dict[str, Any]:
    """Values for the top of the page."""
    first, last = week.days[0].day, week.days[-1].day
    longest = max([_LONGEST_MIN, *(day.minutes for day in week.days)])
    numbers = {
        "count": week.full_days,
        "of": week.target_days,
        "least": week.least_min,
        "minutes": w.number(round(week.minutes)),
    }
    brisk = round(week.moderate_minutes)
    ring = walked_ring(
        week,
        w.say("walks.page.ring.summary", **numbers),
        lambda whole: w.say("walks.page.ring.of_minutes", minutes=whole),
    )
    return {
        "eyebrow": w.say("walks.page.eyebrow", first=w.day_month(first), last=w.date(last)),
        "headline": _headline(week, today, w),
        "ring": mark_safe(ring),  # noqa: S308 - our own SVG, words escaped
        "brisk": w.say("walks.page.ring.brisk", count=brisk) if brisk else "",
        "days": [_row(day, today, longest, w) for day in week.days],
        "bar_width": BAR,
        "bar_height": _HIGH,
        "known_days": week.known_days,
    }


def _headline(week: WeekWalked, today: date, w: Wording) -> str:
    say = "walks.page.headline"
    past = "_past" if week.days[-1].day < today else ""
    numbers = {"count": week.full_days, "of": week.target_days, "least": week.least_min}
    if not week.known_days:
        return w.say(f"{say}.unknown{past}")
    if not week.full_days:
        return w.say(f"{say}.none{past}", **numbers)
    return w.say(f"{say}.{'done' if week.full_days >= week.target_days else 'some'}", **numbers)


def _row(day: DayWalked, today: date, longest: float, w: Wording) -> DayRow:
    name, on = w.weekday(day.day), day.day.isoformat()
    is_today = day.day == today
    if day.day > today and not day.known:
        words = w.say("walks.page.days.to_come")
        return DayRow(on=on, name=name, state="to_come", today=False, words=words)
    if not day.known:
        words = w.say("walks.page.days.unknown")
        return DayRow(on=on, name=name, state="unknown", today=is_today, words=words)
    steps = w.say("walks.page.days.no_steps") if day.steps is None else w.number(day.steps)
    return DayRow(
        on=on,
        name=name,
        state="known",
        today=is_today,
        minutes=w.number(round(day.minutes)) if day.timed else w.say("walks.page.days.untimed"),
        brisk=w.number(round(day.moderate_minutes)) if day.timed else "",
        steps=steps,
        device=device_words(day, w),
        bar=_bar(day.minutes / longest),
        full=day.full,
    )


def device_words(day: DayWalked, w: Wording) -> str:
    """Who counted: devices with their shares of the steps, and what was told."""
    total = sum(one.steps for one in day.shares)
    names = [one.source for one in day.shares]
    if len(names) > 1 and total:
        names = [
            w.say("walks.page.days.share", name=one.source, percent=round(100 * one.steps / total))
            for one in day.shares
        ]
    told = [w.say("walks.page.days.told")] if day.told_minutes else []
    return w.list([*names, *told]) if names or told else ""


def _bar(share: float) -> str:
    """Corners of a bar with a leaning end."""
    if share <= 0:
        return ""
    right = max(2 * _LEAN, round(BAR * min(1.0, share)))
    return f"0,0 {right},0 {right - _LEAN},{_HIGH} 0,{_HIGH}"
