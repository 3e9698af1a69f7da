"""`rhomboid walks week` and `rhomboid walks audit`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rhomboid.app.journal import Journal
from rhomboid.app.walks.runs import local, runs_of
from rhomboid.app.walks.walks import Walks
from rhomboid.cli.files import print_json
from rhomboid.core.activity.audit import AuditMinute
from rhomboid.core.outcomes.walking import DayWalked, WeekWalked, week_walked
from rhomboid.wording import Wording
from rhomboid.wording.walks import run_lines

# ---------------------------------------------------------------- week


def run_week(given: argparse.Namespace, journal: Journal, w: Wording) -> int:
    """The seven days of a week, from Monday on."""
    day = given.of or journal.now().date()
    monday = day - timedelta(days=day.weekday())
    course = journal.course()
    walking = None if course.plan is None else course.plan.walking
    asked = None if walking is None else walking.minutes
    rules = journal.knowledge.prescription.walking
    week = week_walked(course.history, monday, rules, asked)
    if given.json:
        print_json(_week_record(week))
    else:
        print("\n".join(_week_lines(week, w)))
    return 0


def _week_record(week: WeekWalked) -> dict[str, Any]:
    return {
        "days": [
            {
                "day": day.day.isoformat(),
                "known": day.known,
                "minutes": day.minutes if day.timed else None,
                "moderate_minutes": day.moderate_minutes if day.timed else None,
                "steps": day.steps,
                "distance_m": day.distance_m,
                "told_minutes": day.told_minutes,
                "share": _shares(day),
                "full": day.full,
            }
            for day in week.days
        ],
        "minutes": round(week.minutes, 2),
        "moderate_minutes": round(week.moderate_minutes, 2),
        "full_days": week.full_days,
        "known_days": week.known_days,
        "target_days": week.target_days,
        "least_min": week.least_min,
    }


def _shares(day: DayWalked) -> dict[str, float]:
    """Which part of the day's steps each device gave, 0 to 1."""
    total = sum(one.steps for one in day.shares)
    return {one.source: round(one.steps / total, 4) for one in day.shares} if total else {}


def _week_lines(week: WeekWalked, w: Wording) -> Iterator[str]:
    first, last = week.days[0].day, week.days[-1].day
    yield w.say("walks.week.title", first=w.date(first), last=w.date(last))
    names = [w.weekday(day.day) for day in week.days]
    width = max(map(len, names)) + 2
    for day, name in zip(week.days, names, strict=True):
        yield f"  {name:<{width}}{_day_words(day, w)}"
    yield w.say("walks.week.sum", count=week.full_days, of=week.target_days, least=week.least_min)


def _day_words(day: DayWalked, w: Wording) -> str:
    if not day.known:
        return w.say("walks.week.unknown")
    whole = round(day.minutes)
    parts = [w.say("walks.week.minutes", count=whole, minutes=w.number(whole))]
    if not day.timed:
        parts = [w.say("walks.week.untimed")]
    if day.moderate_minutes >= 1:
        brisk = w.number(round(day.moderate_minutes))
        parts.append(w.say("walks.week.moderate", minutes=brisk))
    if day.steps is not None:
        parts.append(w.say("walks.week.steps", count=day.steps, steps=w.number(day.steps)))
    if day.told_minutes:
        parts.append(w.say("walks.week.told"))
    shares = _shares(day)
    if len(shares) > 1:
        parts.append(w.list([f"{name} {round(share * 100)} %" for name, share in shares.items()]))
    return ", ".join(parts)


# ---------------------------------------------------------------- audit


def run_audit(given: argparse.Namespace, journal: Journal, walks: Walks, w: Wording) -> int:
    """Which device counted in each minute of a day; of a day's total, which source told it."""
    minutes = walks.audit(given.day)
    if given.json:
        print_json([_minute_record(minute) for minute in minutes])
        return 0
    name = w.date(given.day)
    known = journal.course().history.day(given.day).walked
    if known is not None and known.total_from:
        steps = w.number(known.steps or 0)
        print(w.say("walks.audit.total", day=name, source=known.total_from, steps=steps))
    elif not minutes:
        print(w.say("walks.audit.empty", day=name))
    if not minutes:
        return 0
    print(w.say("walks.audit.title", day=name))
    for run in runs_of(minutes):
        for line in run_lines(run, w):
            print(f"  {line}")
    return 0


def _minute_record(minute: AuditMinute) -> dict[str, Any]:
    counted = [one for one in minute.devices if one.counted > 0]
    return {
        "minute": f"{local(minute):%Y-%m-%dT%H:%M}",
        "source": counted[0].source if counted else None,
        "steps": round(sum(one.counted for one in counted), 3),
        "devices": [
            {"source": one.source, "seen": round(one.seen, 3), "counted": round(one.counted, 3)}
            for one in minute.devices
        ],
    }
