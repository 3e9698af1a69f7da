"""The timer in words: phases of a walk, the time so far, what was noted."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.recorder import ReportError
from rhomboid.app.walks.timer import LONG_MIN, WalkNow
from rhomboid.core.course.today import Today
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.wording import Wording

_MINUTE_S: Final = 60
_HOUR_S: Final = 3600
#: The slow parts take at most this part of a walk each.
_SLOW_SHARE: Final = 0.25
#: The bar of phases is so wide in its own units.
_WIDE: Final = 100


class PhaseView(msgspec.Struct, frozen=True):
    """A phase: its name, length in words and seconds, where it stands on the bar."""

    id: str
    name: str
    length: str
    from_s: int
    until_s: int
    x: float
    wide: float
    now: bool = False


def phases(minutes: int, brisk_min: int, knowledge: Knowledge) -> list[tuple[str, int]]:
    """The phases of a walk with their seconds: slow, brisk or at one's own pace, slow (XL-03).

    Args:
        minutes: of the whole walk.
        brisk_min: of them brisk; 0 where no pace is asked.
        knowledge: how long the slow parts last.
    """
    of = {phase.id: phase.seconds[1] for phase in knowledge.movements["walking"].phases}
    whole = minutes * _MINUTE_S
    start, end = (min(of[name], round(whole * _SLOW_SHARE)) for name in ("slow_start", "slow_end"))
    middle = whole - start - end
    brisk = min(brisk_min * _MINUTE_S, middle)
    if not brisk:
        return [("slow_start", start), ("own_pace", middle), ("slow_end", end)]
    parts = [("slow_start", start), ("brisk", brisk), ("own_pace", middle - brisk)]
    return [part for part in (*parts, ("slow_end", end)) if part[1]]


def begin_values(today: Today, knowledge: Knowledge, w: Wording) -> dict[str, Any]:
    """Values before a walk."""
    minutes = _minutes(today, knowledge)
    return {
        "state": "begin",
        "minutes": minutes,
        "phases": _views(minutes, today, knowledge, w, None),
    }


def walking_values(
    walk: WalkNow, now: datetime, today: Today, knowledge: Knowledge, w: Wording
) -> dict[str, Any]:
    """Values of the walk under way."""
    walked_s = int(walk.walked_s(now))
    minutes = _minutes(today, knowledge)
    return {
        "state": "paused" if walk.paused_at is not None else "walking",
        "walk": walk.id,
        "clock": clock_words(walked_s),
        "began": f"{walk.began:%H:%M}",
        "began_ms": _ms(walk.began),
        "paused_ms": round(walk.paused_s * 1000),
        "paused_at_ms": "" if walk.paused_at is None else _ms(walk.paused_at),
        "now_ms": _ms(now),
        "minutes": minutes,
        "phases": _views(minutes, today, knowledge, w, walked_s),
        "done": min(_WIDE, round(_WIDE * walked_s / (minutes * _MINUTE_S), 1)),
        "long": walked_s >= LONG_MIN * _MINUTE_S,
    }


def saved_values(journal: Journal, root: str, w: Wording) -> dict[str, Any]:
    """Values after a walk that was just ended; of a new one if there is none such."""
    try:
        line = journal.reports.line(root)
    except ReportError:
        line = None
    if line is None or line.in_force is None or line.in_force.kind != "walk":
        return begin_values(journal.today(), journal.knowledge, w)
    entry = line.in_force
    return {
        "state": "saved",
        "entry": line.root,
        "headline": w.say("walks.page.now.saved", count=int(entry.body["minutes"])),
        "pain_after": entry.body.get("pain_after"),
        "unseen": bool(entry.body.get("unseen")),
        "at": f"{entry.about:%H:%M}",
    }


def clock_words(seconds: int) -> str:
    """A time as a clock shows it: 4:07, 1:02:03."""
    minutes = f"{seconds % _HOUR_S // _MINUTE_S}"
    if seconds >= _HOUR_S:
        return f"{seconds // _HOUR_S}:{int(minutes):02}:{seconds % _MINUTE_S:02}"
    return f"{minutes}:{seconds % _MINUTE_S:02}"


def _minutes(today: Today, knowledge: Knowledge) -> int:
    return today.walk_min or knowledge.prescription.walking.start_default_min


def _views(
    minutes: int, today: Today, knowledge: Knowledge, w: Wording, walked_s: int | None
) -> list[PhaseView]:
    found = phases(minutes, today.walk_brisk_min, knowledge)
    whole = sum(seconds for _, seconds in found)
    here_s = -1 if walked_s is None else min(walked_s, whole - 1)
    views, at = [], 0
    for name, seconds in found:
        until = at + seconds
        views.append(
            PhaseView(
                id=name,
                name=w.say(f"walks.page.now.phase.{name}"),
                length=_length(seconds, w),
                from_s=at,
                until_s=until,
                x=round(_WIDE * at / whole, 2),
                wide=round(_WIDE * seconds / whole, 2),
                now=at <= here_s < until,
            )
        )
        at = until
    return views


def _length(seconds: int, w: Wording) -> str:
    if seconds % _MINUTE_S:
        return w.say("walks.page.now.seconds", count=seconds)
    return w.say("walks.page.now.minutes", count=seconds // _MINUTE_S)


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)
