"""What the use cases of the desk take and give."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from rhomboid.app.desk.diary import OpenPrompt
from rhomboid.core.base.decision import Decision
from rhomboid.core.ergonomics.desk.day import DayDose, WeekDose
from rhomboid.core.ergonomics.desk.events import DeskLog, SkipReason, utc
from rhomboid.core.ergonomics.desk.moment import DeskNow
from rhomboid.core.ergonomics.desk.prompt import Prompt, PromptKind, Wait
from rhomboid.core.ergonomics.desk.shifts import Shift

#: Whom a camera sees: somebody, an empty seat, or nothing that could be read.
Who = Literal["there", "nobody", "unseen"]


class Since(msgspec.Struct, frozen=True):
    """How long without a change of position.

    Attributes:
        seconds: `None` when nothing is known of today.
        counted: whether it is time at the desk that was counted, not just time since a change that
            was told.
        at: when the last change that is known ended, or the count began.
    """

    seconds: float | None = None
    counted: bool = False
    at: datetime | None = None

    @property
    def minutes(self) -> int | None:
        """Whole minutes."""
        return None if self.seconds is None else int(self.seconds // 60)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the desk stands.

    Attributes:
        now: local time.
        desk: what is known of this moment.
        since: how long without a change.
        counting: whether time at the desk is being counted.
        today: the dose of today; `None` without data.
        week: this week.
        lately: the last seven days that are over or go on, of those with data.
        open: a suggestion that waits for an answer.
        quiet_until: until when nothing is suggested.
        every_min: minutes between suggestions.
    """

    now: datetime
    desk: DeskNow
    since: Since
    counting: bool
    today: DayDose | None
    week: WeekDose
    lately: tuple[DayDose, ...]
    open: OpenPrompt | None
    quiet_until: datetime | None
    every_min: int


class Answer(msgspec.Struct, frozen=True):
    """What came of a suggestion; see `strain_bodies.DeskPrompt`."""

    answer: Literal["done", "snoozed", "skipped"]
    reason: SkipReason | None = None
    snooze_min: int | None = None


class Suggested(msgspec.Struct, frozen=True):
    """A suggestion as it was decided.

    Attributes:
        kind: a change, or the longer break that pain asks for.
        seconds: how long it takes.
        decision: why now.
    """

    kind: PromptKind
    seconds: int
    decision: Decision[Prompt | Wait]


class Ticked(msgspec.Struct, frozen=True):
    """The desk after a moment.

    Attributes:
        state: how it stands.
        decision: whether to ask, and why or why not.
        suggested: how the open suggestion was decided, where that is still known.
    """

    state: State
    decision: Decision[Prompt | Wait]
    suggested: Suggested | None = None


class Seen(msgspec.Struct, frozen=True):
    """What one picture showed: whom, and a change that is over now."""

    who: Who
    shift: Shift | None = None


def since(log: DeskLog, desk: DeskNow) -> Since:
    """How long without a change: as counted, else since the last one that was told today."""
    if desk.still_since is not None:
        return Since(desk.still_s, True, desk.still_since)
    ends = [c.end for c in log.changes if utc(c.end) <= utc(desk.now)]
    here = [end.astimezone(desk.now.tzinfo) for end in ends]
    told = [end for end in here if end.date() == desk.now.date()]
    if not told:
        return Since()
    last = max(told)
    return Since((utc(desk.now) - utc(last)).total_seconds(), False, last)
