"""Values for the page of progress."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import mark_safe

from rhomboid import bootstrap
from rhomboid.app.progress import Progress, WeekRow
from rhomboid.app.progress_data import recent
from rhomboid.core.outcomes.change import Measured
from rhomboid.core.outcomes.episodes import Episode
from rhomboid.web.pages.progress_words import chart_words
from rhomboid.web.pages.ranges_view import ranges_values
from rhomboid.wording import Wording

_WEEK_DAYS = 7
#: Widths of the drawings, and the weeks that the narrow one shows.
_NARROW, _MIDDLE, _WIDE = 350, 760, 1184
_NARROW_WEEKS = 12
#: The table shows so many weeks; older ones are in the export.
_TABLE_WEEKS = 26


def progress_values(progress: Progress, w: Wording) -> dict[str, Any]:
    """Headline, drawings, tables."""
    kind, headline, lead = _opening(progress, w)
    words = chart_words(progress, headline, w)
    narrow = recent(progress.data, _NARROW_WEEKS)
    drawings = [
        bootstrap.progress_chart(narrow, words, _NARROW),
        bootstrap.progress_chart(progress.data, words, _MIDDLE),
        bootstrap.progress_chart(progress.data, words, _WIDE),
    ]
    shown = progress.weeks[-_TABLE_WEEKS:]
    return {
        "nav": "progress",
        "kind": kind,
        "eyebrow": w.say("progress.eyebrow", day=w.weekday(progress.data.today)),
        "headline": headline,
        "lead": lead,
        "caption": w.say(f"progress.chart.caption_{bootstrap.dots_are(progress.data)}"),
        "drawings": [mark_safe(svg) for svg in drawings],  # noqa: S308 - our own SVG, text escaped
        "rows": [_row(week, w) for week in shown],
        "older": len(progress.weeks) - len(shown),
        "compared": _compared(progress.episodes),
        "goals": _goals(progress.measured, w),
        "ranges": ranges_values(progress.ranges, progress.data.today, w),
    }


def _opening(progress: Progress, w: Wording) -> tuple[str, str, str]:
    """The kind of opening, its headline and its lead."""
    pain, data = progress.pain, progress.data
    weeks = (
        1 if progress.since is None else max(1, (data.today - progress.since).days // _WEEK_DAYS)
    )
    if not data.pain:
        return "empty", w.say("progress.headline.empty"), w.say("progress.lead.empty")
    newest = progress.episodes[-1] if progress.episodes else None
    if newest is not None and newest.recovered_on is not None and newest.ended is not None:
        days = (data.today - newest.ended).days
        return (
            "quiet",
            w.say("progress.headline.quiet", count=days),
            w.say("progress.lead.quiet", day=w.date(newest.ended)),
        )
    if pain.start is not None and pain.now is None:
        start = w.number(round(pain.start, 1))
        return (
            "silent",
            w.say("progress.headline.silent"),
            w.say("progress.lead.silent", start=start),
        )
    if pain.start is None or pain.now is None or pain.down is None:
        return "early", w.say("progress.headline.early"), w.say("progress.lead.early")
    key = {"clear": "down", "matters": "down", "worse": "up"}.get(pain.size, "same")
    points = w.number(abs(pain.down))
    values = {"start": w.number(round(pain.start, 1)), "now": w.number(round(pain.now, 1))}
    return (
        pain.size,
        w.say(f"progress.headline.{key}", points=points, count=weeks),
        w.say(f"progress.lead.{pain.size}", **values),
    )


def _row(week: WeekRow, w: Wording) -> dict[str, str]:
    nothing = w.say("progress.table.nothing")
    day = w.day_month(week.monday)
    if week.number > 0:
        name = w.say("progress.table.week_numbered", number=week.number, day=day)
    else:
        name = w.say("progress.table.week_before", day=day)
    planned = week.sessions_planned
    return {
        "name": w.say("progress.table.so_far", week=name) if week.so_far else name,
        "pain": nothing if week.pain is None else w.number(week.pain),
        "sessions": str(week.sessions)
        if planned is None
        else w.say("progress.table.of", done=week.sessions, planned=planned),
        "walked": str(week.walk_min),
        "planned": nothing if week.walk_planned_min is None else str(week.walk_planned_min),
        "spasms": str(week.spasms),
        "limited": str(week.limited_days),
    }


def _compared(episodes: tuple[Episode, ...]) -> list[tuple[str, int, int]]:
    """Last time and now, measure by measure; nothing before there were two."""
    if len(episodes) < 2:
        return []
    last, now = episodes[-2], episodes[-1]
    return [
        ("worst", last.worst, now.worst),
        ("above", last.days_above_five, now.days_above_five),
        ("limited", last.limited_days, now.limited_days),
        ("noted", last.days_told, now.days_told),
    ]


def _goals(measured: Measured, w: Wording) -> dict[str, Any]:
    if measured.up is None:
        key, points = ("once" if measured.activities else "none"), ""
    else:
        points = w.number(abs(measured.up))
        key = "up_clear" if measured.clear else "up" if measured.up > 0 else "down"
        key = "same" if measured.up == 0 else key
    word = None if measured.pgic is None else w.maybe(f"today.pgic.{measured.pgic}")
    return {
        "rows": [
            (
                row.activity,
                w.day_month(row.first_on),
                row.first,
                "" if row.last_on is None else w.day_month(row.last_on),
                "" if row.last is None else row.last,
            )
            for row in measured.activities
        ],
        "first_on": w.day_month(measured.activities[0].first_on) if measured.activities else "",
        "last_on": next(
            (w.day_month(row.last_on) for row in measured.activities if row.last_on), ""
        ),
        "note": w.say(f"progress.goals.{key}", points=points),
        "pgic": w.say("progress.goals.pgic", day=w.day_month(measured.pgic_on), word=w.inside(word))
        if word and measured.pgic_on
        else "",
    }
