"""Time at the desk while it is being counted: kept in parts, so that little is ever lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from rhomboid.app.recorder import Draft
from rhomboid.core.diary.strain_bodies import DeskUse, Source
from rhomboid.core.ergonomics.desk.events import Period

_SECOND: Final = timedelta(seconds=1)
#: A part that is longer goes to the diary: no more is lost when the machine stops at once.
_PART: Final = timedelta(minutes=15)


class Running(msgspec.Struct, frozen=True):
    """Time that is being counted and that the diary does not hold yet.

    Attributes:
        start, last: from when, and when it was last known to go on.
        use: of what.
        source: who says so.
    """

    start: datetime
    last: datetime
    use: DeskUse
    source: Source

    @property
    def period(self) -> Period | None:
        """The same as the desk reads it; `None` while it has no length."""
        if self.use == "meeting" or self.last <= self.start:
            return None
        return Period(self.start, self.last, self.use)


class Step(msgspec.Struct, frozen=True):
    """What goes on now, and what is to be kept."""

    running: Running | None
    kept: tuple[Draft, ...] = ()


def go_on(
    before: Running | None, now: datetime, told: tuple[DeskUse, Source] | None, fresh: timedelta
) -> Step:
    """The count at `now`.

    Args:
        before: what was counted until now.
        now: local time.
        told: what is known of now; `None` for nothing.
        fresh: after a longer silence nothing is known of the time between.
    """
    if before is None:
        return Step(None if told is None else Running(now, now, *told))
    silent = not timedelta() <= now - before.last <= fresh
    if told is None or silent:
        after = None if told is None else Running(now, now, *told)
        return Step(after, kept(before))
    whole = msgspec.structs.replace(before, last=now)
    if told != (before.use, before.source):
        return Step(Running(now, now, *told), kept(whole))
    if now - before.start < _PART:
        return Step(whole)
    drafts = kept(whole)
    seconds = sum(int(draft.body["seconds"]) for draft in drafts)
    return Step(msgspec.structs.replace(whole, start=before.start + seconds * _SECOND), drafts)


def kept(running: Running | None) -> tuple[Draft, ...]:
    """The entry for what was counted; none for less than a second."""
    if running is None:
        return ()
    seconds = (running.last - running.start) // _SECOND
    if seconds < 1:
        return ()
    body: dict[str, Any] = {
        "seconds": seconds, "use": running.use, "source": running.source
    }  # fmt: skip
    return (Draft("desk_time", body, running.start),)
