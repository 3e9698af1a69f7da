"""A guided session: begun, kept set by set, ended; picked up again where it was left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, cast

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.app.session_steps import key_of, merged, minutes_between
from rhomboid.core.base.decision import Decision
from rhomboid.core.course.in_force import closes
from rhomboid.core.diary import bodies
from rhomboid.core.diary.bodies import Planned, Variant
from rhomboid.core.diary.kinds import read_body
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Dose
from rhomboid.core.outcomes.day import Report, so_far
from rhomboid.core.outcomes.history import History
from rhomboid.core.plan.model import Amount, Item
from rhomboid.core.review.during import Advice, during
from rhomboid.core.review.evidence import pain_limits, since

Part = Literal["session", "micro_dose"]
_DAY = timedelta(days=1)
#: A session that ran past midnight can be gone on with for so long.
_PAST_MIDNIGHT = timedelta(hours=3)
#: Sets that were kept on a device without connection are taken so many days later.
_LATE_DAYS = 7
#: Seconds told by hand may be so many times the most that is ever asked.
_HOLD_TIMES = 2
_FORMS: tuple[Variant, ...] = ("easier", "standard", "harder")


class SetError(ReportError):
    """A set cannot be taken; `code` and `values` name the sentence for it."""

    def __init__(self, code: str, text: str, **values: object) -> None:
        self.code = code
        self.values = values
        super().__init__(f"{text}; nothing was saved")


class UnderWay(msgspec.Struct, frozen=True):
    """A session that was begun and has not ended.

    Attributes:
        session: its id.
        begun: what it began with.
        sets: every set told so far, in the order of telling.
        times: when it was begun, and when each set was told.
    """

    session: str
    begun: bodies.SessionBegun
    sets: tuple[bodies.SetDone, ...]
    times: tuple[datetime, ...]


class SessionEnd(msgspec.Struct, frozen=True):
    """What is asked at the end; scores are 0 to 10.

    Attributes:
        pain_after, effort: scores.
        minutes: how long it took; `None` measures it from the sets.
        finished: whether it counts as a session; without any movement it never does.
        sharp: movements in which pain was sharp, electric, radiating, or with pins and needles.
    """

    pain_after: int | None = None
    effort: int | None = None
    minutes: int | None = None
    finished: bool = True
    sharp: tuple[str, ...] = ()


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
            raise SetError("nothing", "there is no session in force today; see what today says")
        session = self._recorder.clock.new_id()
        begun = bodies.SessionBegun(
            session=session,
            planned=tuple(self._planned(item, present) for item in lines),
            part=part,
            mode=present.force.mode,
            pain_before=pain_before,
        )
        entry = self._recorder.write("session_begun", msgspec.to_builtins(begun))
        return UnderWay(session, begun, (), (entry.about,))

    def under_way(self, present: Present) -> UnderWay | None:
        """The session begun today, or just before midnight, and not ended, if any.

        One that today no longer allows (danger, a flare, a red day since) is not gone on with;
        its sets stay told.
        """
        here = self._open(present.course.history, self._recorder.clock.now())
        if here is None or closes(present.force.mode, here.begun.mode):
            return None
        return here

    def keep_set(self, body: Mapping[str, Any], ago_s: int = 0) -> bodies.SetDone:
        """Keep one set at once; told once more, the newest counts and the pain is kept.

        Args:
            body: the set.
            ago_s: how many seconds ago it was done.

        Raises:
            EntryError: if it is not of the shape of a set.
            SetError: if it is no set of a session under way.
        """
        told = _set_of(body)
        here = self._session(told.session)
        self._check(told, here)
        return self._keep(told, here, ago_s)

    def tell_pain(self, body: Mapping[str, Any], ago_s: int = 0) -> Decision[Advice]:
        """Keep pain during a set and say what follows; `stop` ends the movement (EX-42, SF-02).

        Raises:
            EntryError: if it is not of the shape of a set.
            SetError: if it is no set of a session under way, or tells no pain.
        """
        told = _set_of({**body, "event": "done"})
        if told.pain is None:
            raise SetError("pain", "`pain` must be a number from 0 to 10, got nothing")
        here = self._session(told.session)
        self._check(told, here)
        decision = self.advice(told.pain, sharp=told.sharp, before=here.begun.pain_before)
        event: Literal["hurt", "done"] = "hurt" if decision.outcome == "stop" else "done"
        self._keep(msgspec.structs.replace(told, event=event), here, ago_s)
        return decision

    def advice(self, pain: int, *, sharp: bool, before: int | None) -> Decision[Advice]:
        """What would follow from pain during a movement."""
        return during(pain, sharp=sharp, before=before, limits=pain_limits(self._knowledge))

    def end(self, present: Present, session: str, end: SessionEnd) -> bodies.Session:
        """End a session; what was done of it becomes one entry.

        Raises:
            ReportError: if there is no such session under way.
        """
        here = self._open(present.course.history, self._recorder.clock.now())
        if here is None or here.session != session:
            raise SetError("not_under_way", f"there is no session {session} under way")
        now = self._recorder.clock.now()
        done = so_far(here.begun, here.sets)
        movements = tuple(
            msgspec.structs.replace(result, sharp=result.sharp or result.movement in end.sharp)
            for result in (done.movements if done else ())
        )
        whole = bodies.Session(
            session=session,
            movements=movements,
            part=here.begun.part,
            mode=here.begun.mode,
            minutes=end.minutes or minutes_between((*here.times, now)),
            pain_before=here.begun.pain_before,
            pain_after=end.pain_after,
            effort=end.effort,
            finished=end.finished and any(not result.skipped for result in movements),
        )
        about = _within(here.times[0], now)
        self._recorder.write_all([Draft("session", msgspec.to_builtins(whole), about)])
        return whole

    def last_ended(self, present: Present) -> bodies.Session | None:
        """The session that ended last, today or just before midnight."""
        now = self._recorder.clock.now()
        ended = [
            report
            for report in _recent(present.course.history, now)
            if isinstance(report.body, bodies.Session) and report.body.part != "single"
        ]
        body = ended[-1].body if ended else None
        return body if isinstance(body, bodies.Session) else None

    def variants(self, planned: Planned, mode: str) -> tuple[Variant, ...]:
        """Forms of a movement that may be taken in a session, easiest first.

        The harder one only from the standard form and on an ordinary day: whoever begins with
        the easier form has a reason to (SF-04, XL-91).
        """
        row = self._knowledge.movements.get(planned.movement)
        harder = planned.variant == "standard" and mode == "normal"
        wanted: dict[Variant, bool] = {
            "easier": row is not None and row.easier,
            "standard": planned.variant != "easier",
            "harder": row is not None and row.harder and harder,
        }
        return tuple(v for v, may in wanted.items() if may or v == planned.variant)

    def most_reps(self, planned: Planned) -> int:
        """Most repetitions of one set that are taken: the row's bound and what EX-34 adds."""
        row = self._knowledge.movements.get(planned.movement)
        asked = planned.dose.reps or 0
        bound = max(asked, (row.dose.max.reps or 0) if row else 0)
        return bound + int(self._knowledge.pain_rules.value("progress_extra_reps"))

    def most_hold_s(self, planned: Planned) -> int:
        """Most seconds of one set that are taken."""
        row = self._knowledge.movements.get(planned.movement)
        doses = (planned.dose, row.dose.max) if row else (planned.dose,)
        return _HOLD_TIMES * max((d.minutes or 0) * 60 or d.hold_s or 0 for d in doses)

    def _planned(self, item: Item, present: Present) -> Planned:
        """The line of today's session; after a red result one form easier (EX-42)."""
        changed = present.course.changed_on.get(item.movement)
        results = since(present.evidence.results.get(item.movement, ()), changed)
        variant: Variant = item.variant
        if results and results[-1].light == "red":
            lowest = 0 if self._knowledge.movements[item.movement].easier else 1
            below = max(lowest, _FORMS.index(results[-1].result.variant) - 1)
            variant = _FORMS[min(below, _FORMS.index(item.variant))]
        return Planned(item.movement, item.slot, dose_of(item.amount), variant)

    def _keep(self, told: bodies.SetDone, here: UnderWay, ago_s: int) -> bodies.SetDone:
        before = next((s for s in reversed(here.sets) if key_of(s) == key_of(told)), None)
        whole = merged(before, told)
        if whole != before:
            now = self._recorder.clock.now()
            at = _within(here.times[0], max(here.times[-1], now - timedelta(seconds=ago_s)))
            body = msgspec.to_builtins(whole)
            self._recorder.write_all([Draft("set_done", body, min(at, now))])
        return whole

    def _check(self, told: bodies.SetDone, here: UnderWay) -> None:
        line = next((p for p in here.begun.planned if p.movement == told.movement), None)
        if line is None:
            raise SetError("movement", f"{told.movement!r} must be a movement of this session")
        if told.number > line.dose.sets:
            text = f"the number of the set must be 1 to {line.dose.sets}, got {told.number}"
            raise SetError("number", text, most=line.dose.sets, got=told.number)
        if (told.side is None) is line.dose.per_side:
            raise SetError("side", f"`side` must fit the movement, got {told.side!r}")
        if told.variant not in self.variants(line, here.begun.mode):
            raise SetError("variant", f"the form {told.variant!r} must be one that is offered")
        _check_most("reps", told.reps, self.most_reps(line))
        _check_most("hold_s", told.hold_s, self.most_hold_s(line))

    def _session(self, session: str) -> UnderWay:
        """A session that has not ended, begun in the last days.

        Raises:
            SetError: if there is none.
        """
        history, now = self._recorder.course().history, self._recorder.clock.now()
        first = now.date() - _LATE_DAYS * _DAY
        reports = [r for _, day in history.span(first, now.date()) for r in day.reports]
        if any(isinstance(r.body, bodies.Session) and r.body.session == session for r in reports):
            raise SetError("ended", f"the session {session} has ended already")
        begun = [r for r in reports if _begins(r, session)]
        if not begun:
            raise SetError("not_under_way", f"there is no session {session} under way")
        return _gathered(begun[-1], reports)

    def _open(self, history: History, now: datetime) -> UnderWay | None:
        reports = _recent(history, now)
        ended = {r.body.session for r in reports if isinstance(r.body, bodies.Session)}
        begun = [
            r
            for r in reports
            if isinstance(r.body, bodies.SessionBegun) and r.body.session not in ended
        ]
        if not begun:
            return None
        here = _gathered(begun[-1], reports)
        late = here.times[0].date() < now.date() and now - here.times[-1] > _PAST_MIDNIGHT
        return None if late else here


def _set_of(body: Mapping[str, Any]) -> bodies.SetDone:
    return cast(bodies.SetDone, read_body("set_done", body))


def _check_most(field: str, got: int | None, most: int) -> None:
    if got is not None and got > most:
        raise SetError(field, f"`{field}` must be 0 to {most}, got {got}", most=most, got=got)


def _recent(history: History, now: datetime) -> list[Report]:
    days = history.span(now.date() - _DAY, now.date())
    return [report for _, day in days for report in day.reports]


def _begins(report: Report, session: str) -> bool:
    return isinstance(report.body, bodies.SessionBegun) and report.body.session == session


def _gathered(start: Report, reports: Iterable[Report]) -> UnderWay:
    begun = cast(bodies.SessionBegun, start.body)
    sets = [
        (report.entry.about, report.body)
        for report in reports
        if isinstance(report.body, bodies.SetDone) and report.body.session == begun.session
    ]
    times = (start.entry.about, *(about for about, _ in sets))
    return UnderWay(begun.session, begun, tuple(body for _, body in sets), times)


def _within(begun_at: datetime, moment: datetime) -> datetime:
    """A moment on the day the session began: past midnight its sets still belong to it."""
    last = begun_at.replace(hour=23, minute=59, second=59, microsecond=0)
    return max(begun_at, min(moment, last))


def _lines(present: Present, part: Part) -> tuple[Item, ...]:
    plan = present.force.plan
    if plan is None or present.course.plan is None:
        return ()
    if part == "micro_dose":
        micro = plan.micro_dose or next(iter(plan.items), None)
        return () if micro is None else (micro,)
    return plan.items


def dose_of(amount: Amount) -> Dose:
    """An amount of the programme as the dose that an entry holds."""
    return Dose(
        sets=amount.sets,
        reps=amount.reps,
        hold_s=amount.hold_s,
        minutes=amount.minutes,
        per_side=amount.per_side,
    )
