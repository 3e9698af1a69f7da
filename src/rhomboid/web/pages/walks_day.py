"""The audit of a day: a strip of 24 hours, and the same as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import msgspec
from django.utils.safestring import mark_safe

from rhomboid.adapters.drawing.chart.words import StripWords
from rhomboid.app.walks.runs import Run, runs_of
from rhomboid.app.walks.strip import DayStrip, strip_of
from rhomboid.app.walks.walks import Walks
from rhomboid.bootstrap.drawings import day_strip
from rhomboid.core.activity.days import WalkedDay
from rhomboid.core.course.course import Course
from rhomboid.wording import Wording

_DAY: Final = timedelta(days=1)
_NARROW, _MIDDLE, _WIDE = 350, 760, 1184


class RunRow(msgspec.Struct, frozen=True):
    """Minutes in a row as a row of the table."""

    begins: str
    ends: str
    device: str
    steps: str
    others: str


class WalkRow(msgspec.Struct, frozen=True):
    """One walk of the day."""

    at: str
    text: str


def day_values(course: Course, walks: Walks, on: date, w: Wording) -> dict[str, Any]:
    """Values for the page of a day."""
    minutes = walks.audit(on)
    found = next(iter(walks.counting.days((on,))), None)
    strip = strip_of(minutes, () if found is None else found.bouts, walks.counting.order())
    name = w.date(on)
    told = course.history.day(on).walked
    return {
        "name": w.weekday(on),
        "week": on.isoformat(),
        "headline": _headline(found, name, elsewhere=told is not None, w=w),
        "lead": _lead(found, w),
        "strips": _strips(strip, name, w) if minutes else [],
        "rows": [_row(run, w) for run in runs_of(minutes)],
        "walked": _walks(found, w),
        "notes": _notes(found, strip, w),
        "earlier": (on - _DAY).isoformat() if on > date.min else "",
        "later": (on + _DAY).isoformat() if on < date.max else "",
        "told": bool(course.history.day(on).walks) and found is None,
    }


def _headline(found: WalkedDay | None, name: str, *, elsewhere: bool, w: Wording) -> str:
    say = "walks.page.audit"
    if found is None:
        return w.say(f"{say}.{'elsewhere' if elsewhere else 'empty'}", day=name)
    if found.steps is None:
        return w.say(f"{say}.no_steps", minutes=w.number(round(found.walked_s / 60)))
    return w.say(f"{say}.steps", count=round(found.steps), steps=w.number(round(found.steps)))


def _lead(found: WalkedDay | None, w: Wording) -> str:
    if found is None:
        return ""
    walked, brisk = round(found.walked_s / 60), round(found.moderate_s / 60)
    said = [w.say("walks.page.audit.walked", count=walked, brisk=w.number(brisk))]
    if found.distance_m is not None:
        km = w.number(round(found.distance_m / 1000, 1))
        said.append(w.say("walks.page.audit.distance", km=km))
    return " ".join(said)


def _strips(strip: DayStrip, name: str, w: Wording) -> list[str]:
    devices = w.list([one.source for one in strip.devices])
    words = StripWords(
        summary=w.say("walks.page.audit.summary", day=name, devices=devices),
        walks=w.say("walks.page.audit.walks"),
        hour=lambda hour: w.say("walks.page.audit.hour", hour=hour),
    )
    drawn = [day_strip(strip, words, width) for width in (_NARROW, _MIDDLE, _WIDE)]
    return [mark_safe(svg) for svg in drawn]  # noqa: S308 - our own SVG, text escaped


def _row(run: Run, w: Wording) -> RunRow:
    others = [f"{name} {w.number(round(steps))}" for name, steps in run.left_out.items()]
    return RunRow(
        begins=f"{run.begins:%H:%M}",
        ends=f"{run.ends:%H:%M}",
        device=w.list(list(run.counted)) if run.counted else w.say("walks.page.audit.nobody"),
        steps=w.number(round(sum(run.steps.values()))),
        others=w.list(others) if others else "",
    )


def _walks(found: WalkedDay | None, w: Wording) -> list[WalkRow]:
    if found is None:
        return []
    rows = []
    for one in found.bouts:
        begin = timedelta(seconds=(one.bout.start_s + one.offset_s) % _DAY.total_seconds())
        minute = int(begin.total_seconds()) // 60
        whole, brisk = round(one.bout.walked_s / 60), round(one.bout.moderate_s / 60)
        parts = [w.say("walks.week.minutes", count=whole, minutes=w.number(whole))]
        if brisk:
            parts.append(w.say("walks.week.moderate", minutes=w.number(brisk)))
        text = f"{', '.join(parts)}."
        if one.bout.recorded_by:
            text += " " + w.say("walks.page.audit.recorded", name=one.bout.recorded_by)
        rows.append(WalkRow(f"{minute // 60:02}:{minute % 60:02}", text))
    return rows


def _notes(found: WalkedDay | None, strip: DayStrip, w: Wording) -> list[str]:
    """What the picture alone does not say."""
    if found is None:
        return []
    notes = []
    if len(strip.devices) > 1:
        notes.append(w.say("walks.page.audit.once"))
    if round(found.hidden_steps):
        hidden = round(found.hidden_steps)
        notes.append(w.say("walks.page.audit.hidden", count=hidden, steps=w.number(hidden)))
    if found.total_from:
        notes.append(w.say("walks.page.audit.total", name=found.total_from))
    return notes
