"""A guided session: begun, kept set by set, ended; picked up again where it was left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.core.diary import bodies
from rhomboid.core.diary.bodies import Planned
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Dose
from rhomboid.core.outcomes.day import so_far
from rhomboid.core.plan.model import Amount, Item

Part = Literal["session", "micro_dose"]


class UnderWay(msgspec.Struct, frozen=True):
    """A session that was begun today and has not ended.

    Attributes:
        session: its id.
        begun: what it began with.
        sets: every set told so far, in the order of telling.
    """

    session: str
    begun: bodies.SessionBegun
    sets: tuple[bodies.SetDone, ...]


class SessionEnd(msgspec.Struct, frozen=True):
    """What is asked at the end; scores are 0 to 10."""

    pain_after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    finished: bool = True


class Sessions:
    """Guided sessions of one person."""

    def __init__(self, recorder: Recorder, knowledge: Knowledge) -> None:
        self._recorder = recorder
        self._knowledge = knowledge

    def begin(
        self, present: Present, part: Part = "session", pain_before: int | None = None
    ) -> UnderWay:
        """Begin a session as it is in force today, or go on with the one under way.

        Raises:
            ReportError: if nothing may be done today.
        """
        here = self.under_way(present)
        if here is not None:
            return here
        plan = present.force.plan
        lines = _lines(present, part)
        if plan is None or not lines:
            raise ReportError("there is no session in force today; see what today says first")
        session = self._recorder.clock.new_id()
        begun = bodies.SessionBegun(
            session=session,
            planned=tuple(_planned(item) for item in lines),
            part=part,
            mode=present.force.mode,
            pain_before=pain_before,
        )
        self._recorder.write("session_begun", msgspec.to_builtins(begun))
        return UnderWay(session, begun, ())

    def under_way(self, present: Present) -> UnderWay | None:
        """The session begun today and not ended, if any."""
        told = [report.body for report in present.course.history.day(present.today).reports]
        ended = {body.session for body in told if isinstance(body, bodies.Session)}
        begun = [
            body
            for body in told
            if isinstance(body, bodies.SessionBegun) and body.session not in ended
        ]
        return self._gathered(begun[-1], told) if begun else None

    def keep_set(self, body: Mapping[str, Any]) -> bodies.SetDone:
        """Keep one set at once.

        Raises:
            EntryError: if it is not of the shape of a set.
            ReportError: if there is no such session under way.
        """
        entry = self._recorder.write_all([Draft("set_done", body)])[0]
        return msgspec.convert(entry.body, bodies.SetDone)

    def end(self, present: Present, session: str, end: SessionEnd) -> bodies.Session:
        """End a session; what was done of it becomes one entry.

        Raises:
            ReportError: if there is no such session under way.
        """
        here = self.under_way(present)
        if here is None or here.session != session:
            raise ReportError(f"there is no session {session} under way; nothing was saved")
        done = so_far(here.begun, here.sets)
        whole = bodies.Session(
            session=session,
            movements=done.movements if done else (),
            part=here.begun.part,
            mode=here.begun.mode,
            minutes=end.minutes,
            pain_before=here.begun.pain_before,
            pain_after=end.pain_after,
            effort=end.effort,
            finished=end.finished and done is not None,
        )
        self._recorder.write("session", msgspec.to_builtins(whole))
        return whole

    def _gathered(self, begun: bodies.SessionBegun, told: list[bodies.Body]) -> UnderWay:
        sets = [b for b in told if isinstance(b, bodies.SetDone) and b.session == begun.session]
        return UnderWay(begun.session, begun, tuple(sets))


def _lines(present: Present, part: Part) -> tuple[Item, ...]:
    plan = present.force.plan
    if plan is None or present.course.plan is None:
        return ()
    if part == "micro_dose":
        micro = plan.micro_dose or next(iter(plan.items), None)
        return () if micro is None else (micro,)
    return plan.items


def _planned(item: Item) -> Planned:
    return Planned(item.movement, item.slot, dose_of(item.amount), item.variant)


def dose_of(amount: Amount) -> Dose:
    """An amount of the programme as the dose that an entry holds."""
    return Dose(
        sets=amount.sets,
        reps=amount.reps,
        hold_s=amount.hold_s,
        minutes=amount.minutes,
        per_side=amount.per_side,
    )
