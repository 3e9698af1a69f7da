"""Meetings and quiet hours in words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from rhomboid.app.desk.plans import Plans
from rhomboid.core.ergonomics.desk.busy import hours_written
from rhomboid.core.ergonomics.desk.events import Meeting, utc
from rhomboid.wording import Wording

_DAY: Final = timedelta(days=1)


class Row(msgspec.Struct, frozen=True):
    """A meeting or quiet hours as they are listed.

    Attributes:
        words: from when until when.
        note: where it is known from.
        forget: what deletes it; empty where it cannot be deleted by itself.
    """

    words: str
    note: str = ""
    forget: str = ""


def plans_values(plans: Plans, now: datetime, w: Wording) -> dict[str, Any]:
    """Values of the parts: meetings of today that are not over, quiet hours, the calendar."""
    told = [_row(m, now, w, "", utc(m.start).isoformat()) for m in plans.told() if _is_on(m, now)]
    note = w.say("desk.plans.from_calendar")
    read = [_row(m, now, w, note, "") for m in plans.calendar() if _is_on(m, now)]
    hours = [
        Row(
            w.say("desk.plans.span", start=f"{start:%H:%M}", end=f"{end:%H:%M}"),
            forget=hours_written([(start, end)]),
        )
        for start, end in plans.hours()
    ]
    return {
        "meetings": sorted((*told, *read), key=lambda row: row.words),
        "hours": hours,
        "calendar": calendar_words(plans, now, w),
    }


def calendar_words(plans: Plans, now: datetime, w: Wording) -> str:
    """Until when a calendar is known; empty without one."""
    until = plans.calendar_until()
    if until is None:
        return ""
    last = until - _DAY
    key = "known" if last >= now.date() else "over"
    return w.say(f"desk.plans.{key}", date=w.weekday(last))


def _is_on(meeting: Meeting, now: datetime) -> bool:
    """Whether it is today, and not over."""
    start, end = meeting.start.astimezone(now.tzinfo), utc(meeting.end or meeting.start)
    return end > utc(now) and start.date() <= now.date()


def _row(meeting: Meeting, now: datetime, w: Wording, note: str, forget: str) -> Row:
    start, end = (at.astimezone(now.tzinfo) for at in (meeting.start, meeting.end or meeting.start))
    return Row(w.say("desk.plans.span", start=f"{start:%H:%M}", end=f"{end:%H:%M}"), note, forget)
