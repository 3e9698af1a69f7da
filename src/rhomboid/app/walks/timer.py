"""A walk that is timed: begun, paused, gone on with, ended; kept in the diary all the while.

What is under way is a setting of the diary, so that neither a page that is closed nor a phone
that sleeps loses it. Ended, it becomes a walk about the time at which it began.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

import msgspec

from rhomboid.app.recorder import Draft, Recorder
from rhomboid.core.diary.bodies import Walk

SETTING: Final = "walk_now"
#: A walk that was timed for less is none: a start by mistake.
LEAST_S: Final = 30
#: From here on the person is asked how long it was: the end may have been forgotten.
LONG_MIN: Final = 180
MOST_MIN: Final = 1440
_MINUTE_S: Final = 60


class WalkNow(msgspec.Struct, frozen=True, kw_only=True):
    """A walk under way, or the last one, over.

    Attributes:
        id: of this walk, so that a second press means the same.
        began: local time.
        paused_s: pauses that are over, in seconds.
        paused_at: when the present pause began; `None` while walking.
        over: whether it was ended.
    """

    id: str
    began: datetime
    paused_s: float = 0.0
    paused_at: datetime | None = None
    over: bool = False

    def walked_s(self, at: datetime) -> float:
        """Seconds walked up to a time, pauses left out."""
        until = at if self.paused_at is None else min(self.paused_at, at)
        return max(0.0, (until - self.began).total_seconds() - self.paused_s)


class WalkTimer:
    """The timer of one person.

    Args:
        recorder: the diary.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def running(self) -> WalkNow | None:
        """The walk under way, if any."""
        last = self._last()
        return None if last is None or last.over else last

    def begin(self) -> WalkNow:
        """Begin a walk; where one is under way, that one goes on."""
        running = self.running()
        if running is not None:
            return running
        clock = self._recorder.clock
        return self._keep(WalkNow(id=clock.new_id(), began=clock.now()))

    def pause(self, walk: str, at: datetime | None = None) -> None:
        """Pause a walk, or go on with it; nothing if it is not the one under way.

        Args:
            walk: its id.
            at: when, if that was before now.
        """
        running = self.running()
        if running is None or running.id != walk:
            return
        when = self._within(running, at)
        if running.paused_at is None:
            self._keep(msgspec.structs.replace(running, paused_at=when))
            return
        rest_s = max(0.0, (when - running.paused_at).total_seconds())
        gone_on = msgspec.structs.replace(
            running, paused_at=None, paused_s=running.paused_s + rest_s
        )
        self._keep(gone_on)

    def end(self, walk: str, at: datetime | None = None, minutes: int | None = None) -> str | None:
        """End a walk; gives the id of its line, and `None` where it was too short to be one.

        Ended twice, it is one walk.

        Args:
            walk: its id.
            at: when, if that was before now.
            minutes: how long it was, where the person says so.

        Raises:
            EntryError: if `minutes` can be no walk.
        """
        last = self._last()
        if last is None or last.id != walk:
            return None
        if last.over:
            return self._line(last)
        walked_s = last.walked_s(self._within(last, at))
        over = Draft("setting", _setting(msgspec.structs.replace(last, over=True)))
        if minutes is None and walked_s < LEAST_S:
            self._recorder.write_all([over])
            return None
        whole = minutes if minutes is not None else max(1, round(walked_s / _MINUTE_S))
        body = {"minutes": whole, "timed": True}
        return self._recorder.write_all([Draft("walk", body, last.began), over])[0].id

    def _within(self, walk: WalkNow, at: datetime | None) -> datetime:
        """A time between the begin and now."""
        now = self._recorder.clock.now()
        return now if at is None else min(max(at, walk.began), now)

    def _last(self) -> WalkNow | None:
        told = self._recorder.course().settings.get(SETTING, "")
        try:
            return msgspec.json.decode(told, type=WalkNow)
        except msgspec.MsgspecError:
            return None

    def _keep(self, walk: WalkNow) -> WalkNow:
        self._recorder.write("setting", _setting(walk))
        return walk

    def _line(self, walk: WalkNow) -> str | None:
        """The line that a walk became, while it counts."""
        day = self._recorder.course().history.day(walk.began.date())
        for report in day.reports:
            mine = isinstance(report.body, Walk) and report.body.timed
            if mine and abs(report.entry.about - walk.began) < timedelta(seconds=1):
                return report.root
        return None


def _setting(walk: WalkNow) -> dict[str, str]:
    return {"name": SETTING, "value": msgspec.json.encode(walk).decode()}
