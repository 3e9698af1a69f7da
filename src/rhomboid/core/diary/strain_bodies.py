"""What entries hold of positions and of time at a desk; like `bodies`, they decide nothing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from rhomboid.core.diary.body import Body, Name
from rhomboid.core.knowledge import desk_words

Source = desk_words.Source
SkipReason = desk_words.SkipReason
DeskUse = Literal["active", "away", "locked", "off", "meeting"]
_Day = Annotated[int, msgspec.Meta(ge=0, le=86_400)]


class DeskPrompt(Body, frozen=True):
    """A change of position that was suggested, and what came of it (ER-53).

    Attributes:
        answer: done, put off, not done, or nothing said.
        reason: why it was not done.
        offer: id of the movement that was offered, or `walk`.
        snooze_min: for how long it was put off.
        still_min: how long the position had been kept.
        after_s: seconds from the suggestion to its answer.
    """

    answer: Literal["done", "snoozed", "skipped", "unanswered"]
    reason: SkipReason | None = None
    offer: Name | None = None
    snooze_min: Annotated[int, msgspec.Meta(ge=1, le=1440)] | None = None
    still_min: Annotated[int, msgspec.Meta(ge=0, le=1440)] | None = None
    after_s: _Day = 0

    def __post_init__(self) -> None:
        if self.reason is not None and self.answer != "skipped":
            raise ValueError("must have `reason` only where `answer` is `skipped`")
        if (self.snooze_min is not None) != (self.answer == "snoozed"):
            raise ValueError("must have `snooze_min` where `answer` is `snoozed`, and only there")


class DeskTime(Body, frozen=True):
    """A stretch of time at a desk or away from it; it begins when the entry is about.

    Attributes:
        seconds: how long, up to a day.
        use: what it was.
        source: what told it.
        taken: the record of use that it came with (`DeskImport`); it counts while that one does.
    """

    seconds: _Day
    use: DeskUse
    source: Source = "activity"
    taken: Name | None = None


class DeskImport(Body, frozen=True):
    """A record of use that was taken in, and stands for all its times.

    Attributes:
        taken: what its times name it by.
        first, last: days of which something was new; `days` how many, `periods` of how many parts.
        zone: what times without a zone were read in; empty where each named its own.
    """

    taken: Name
    first: date
    last: date
    days: Annotated[int, msgspec.Meta(ge=1)]
    periods: Annotated[int, msgspec.Meta(ge=1)]
    zone: str = ""


class PositionTried(Body, frozen=True):
    """A change to a position of the day that the person wants to try; ids of the tables."""

    position: Name
    fix: Name


class PositionChecked(Body, frozen=True):
    """A look back at such a change, some weeks later.

    Attributes:
        position, fix: what was to be tried.
        changed: whether it came to be.
        strain: how the position feels since.
    """

    position: Name
    fix: Name
    changed: Literal["yes", "partly", "no"]
    strain: Literal["less", "same", "more"] | None = None
