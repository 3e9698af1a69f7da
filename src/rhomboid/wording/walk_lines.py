"""Lines of the diary about walks that phones and watches saw, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rhomboid.core.diary import walk_bodies
from rhomboid.core.diary.body import Body
from rhomboid.wording.wording import Wording


def _day(body: walk_bodies.WalkDay, w: Wording) -> str:
    parts = [w.say("diary.line.walk_day.minutes", count=round(body.minutes))]
    if body.moderate_minutes >= 1:
        parts.append(w.say("diary.line.walk_day.moderate", count=round(body.moderate_minutes)))
    if body.steps is not None:
        steps = w.number(body.steps)
        parts.append(w.say("diary.line.walk_day.steps", count=body.steps, steps=steps))
    return ", ".join(parts)


def _import(body: walk_bodies.WalkImport, w: Wording) -> str:
    files = w.list(list(body.files))
    if body.first is None or body.last is None:
        return w.say("diary.line.walk_import.nothing", files=files)
    return w.say(
        "diary.line.walk_import.days",
        count=body.days,
        files=files,
        first=w.date(body.first),
        last=w.date(body.last),
    )


SAYS: dict[type[Body], Callable[[Any, Wording], str]] = {
    walk_bodies.WalkDay: _day,
    walk_bodies.WalkImport: _import,
}
