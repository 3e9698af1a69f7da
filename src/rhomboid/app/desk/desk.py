"""The use cases of the desk: what was changed when, and whether to suggest a change now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from threading import RLock
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from rhomboid.app.desk.diary import (
    OpenPrompt,
    answered_so,
    desk_log,
    just_changed,
    line_of,
    open_prompt,
)
from rhomboid.app.desk.offers import offers_of, pain_of
from rhomboid.app.desk.plans import Plans
from rhomboid.app.desk.record import Running, go_on, kept
from rhomboid.app.desk.records import Answer, Seen, Since, State, Suggested, Ticked, Who, since
from rhomboid.app.desk.sight import From, look
from rhomboid.app.desk.taking import Taken
from rhomboid.app.desk.use_records import UseRecords
from rhomboid.app.present import present_of
from rhomboid.app.recorder import Draft, Recorder, ReportError
from rhomboid.core.base.decision import Decision
from rhomboid.core.diary import strain_bodies
from rhomboid.core.diary.entry import Entry
from rhomboid.core.ergonomics.desk.day import DayDose, day_doses, week_dose
from rhomboid.core.ergonomics.desk.events import Basis, DeskLog, Period
from rhomboid.core.ergonomics.desk.moment import DeskNow, desk_now
from rhomboid.core.ergonomics.desk.prompt import Prompt, Signals, Wait, Wishes, decide
from rhomboid.core.ergonomics.desk.shifts import Watch, step
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.movement.sight.frame import Frame
from rhomboid.core.outcomes.history import History

#: Settings: minutes between suggestions, and until when there are none.
EVERY, QUIET = "desk_every_min", "desk_quiet_until"
_DAY: Final = timedelta(days=1)
#: Days that are shown beside today, today included; never fewer than the week holds so far.
LATELY: Final = timedelta(days=7)


class Desk:
    """Counts, suggests, and keeps what comes of it. One person, any number of pages.

    `plans` knows when nobody is to be asked.
    """

    def __init__(self, recorder: Recorder, knowledge: Knowledge) -> None:
        self._recorder = recorder
        self._knowledge = knowledge
        self.plans = Plans(recorder)
        self._records = UseRecords(recorder)
        self._lock = RLock()
        self._running: Running | None = None
        self._watch = Watch()
        self._view: From | None = None
        self._said: tuple[str, Suggested] | None = None

    # ------------------------------------------------------------ reading

    def basis(self) -> Basis:
        """The rules, in the local zone."""
        rules = self._knowledge
        return Basis(rules.strain.desk, rules.prescription.positions, self._zone())

    def state(self) -> State:
        """How the desk stands now."""
        now, basis = self._now()
        log = self._log(now)
        desk = desk_now(log, now, basis)
        monday = now.date() - now.weekday() * _DAY
        first = now.date() - LATELY + _DAY
        days = [
            day
            for day in day_doses(self._log(now, periods_from=first), basis)
            if first <= day.day <= now.date()
        ]
        return State(
            now=now,
            desk=desk,
            since=self._since(log, desk),
            counting=self._goes_on(now),
            today=next((day for day in days if day.day == now.date()), None),
            week=week_dose(days, monday, now.date(), basis),
            lately=tuple(days),
            open=self._open(now),
            quiet_until=self.quiet_until(),
            every_min=self.every_min(),
        )

    def suggested(self) -> Suggested | None:
        """How the open suggestion was decided, where that is still known."""
        waiting = self._open(self._now()[0])
        if waiting is None or self._said is None or self._said[0] != waiting.root:
            return None
        return self._said[1]

    def since(self) -> Since:
        """How long without a change; less work than the whole state."""
        now, basis = self._now()
        log = self._log(now)
        return self._since(log, desk_now(log, now, basis))

    def doses(self, first: date, last: date) -> tuple[DayDose, ...]:
        """The dose of each day with data, from `first` to `last`."""
        basis = self.basis()
        log = self._planned(self._recorder.course().history, first, last, first)
        return tuple(day for day in day_doses(log, basis) if first <= day.day <= last)

    def every_min(self) -> int:
        """Minutes between suggestions."""
        rules = self._knowledge.prescription.positions
        told = self._recorder.course().settings.get(EVERY, "")
        wanted = int(told) if told.isdecimal() else rules.every_min
        return min(max(wanted, rules.every_min), rules.every_most_min)

    def quiet_until(self) -> datetime | None:
        """Until when there are no suggestions; `None` when nobody asked for that."""
        told = self._recorder.course().settings.get(QUIET, "")
        try:
            until = datetime.fromisoformat(told)
        except ValueError:
            return None
        if until.utcoffset() is None or until <= self._recorder.clock.now():
            return None
        return until.astimezone(self.basis().zone)

    # ------------------------------------------------------------ counting

    def tick(
        self, *, lull_s: float | None = None, camera: bool = False, capturing: bool = False
    ) -> Ticked:
        """The person is at the desk, as far as a timer can know: count on, and decide.

        Args:
            lull_s: seconds without a key or pointer; `None` when not known.
            camera: a camera says who is there (`look`); the timer says nothing.
            capturing: another program has a camera or the microphone, as far as can be known.
        """
        with self._lock:
            now, _ = self._now()
            if not camera:
                self._follow(now, ("active", "timer"))
            return self._decide(now, lull_s, capturing)

    def look(self, frame: Frame) -> Seen:
        """One picture of a camera that looks now and then."""
        with self._lock:
            now, basis = self._now()
            rules = basis.rules.shift
            looked = look(frame, self._view)
            if looked.view is not None and looked.view != self._view:
                # Angles of one view say nothing about those of another.
                self._watch = msgspec.structs.replace(self._watch, rest=None, tried=None)
                self._view = looked.view
            self._watch, shift = step(self._watch, looked.sample, rules)
            watch = self._watch
            lost = watch.seen_s is None or frame.t_s - watch.seen_s > rules.unknown_after_s
            unseen = lost and watch.empty_s is None
            if unseen:
                self._follow(now, None)
            elif watch.left:
                self._follow(now, ("away", "camera"))
            else:
                self._follow(now, ("active", "camera"))
            if shift is not None:
                self._shifted(now, now - timedelta(seconds=max(frame.t_s - shift.at_s, 0.0)))
            who: Who = "nobody" if looked.sample.nobody else "unseen" if unseen else "there"
            return Seen(who, shift)

    def stop(self) -> None:
        """Nobody counts any more: the page was left, or the person is away from the desk."""
        with self._lock:
            self._write(kept(self._running))
            self._running = None
            self._watch, self._view = Watch(), None

    def moved(self, about: datetime | None = None) -> Entry:
        """The person changed position; that answers a suggestion which waits for one.

        Told again within a minute, by a second press or a page loaded anew, it is the same change.

        Args:
            about: when, if it is told later.
        """
        with self._lock:
            now, _ = self._now()
            waiting = self._open(now)
            if waiting is not None and about is None:
                self._part()
                return self.answer(waiting.root, Answer("done"))
            again = just_changed(self._recorder.course().history, about or now)
            if again is not None:
                return again
            self._part()
            draft = Draft("position_change", {"source": "hand"}, about)
            return self._recorder.write_all([draft])[0]

    def told(self, root: str) -> Entry | None:
        """A line of today or yesterday that counts; `None` where there is none of this id."""
        return line_of(self._recorder.course().history, self._now()[0].date(), root)

    # ------------------------------------------------------------ suggesting

    def answer(self, root: str, answer: Answer) -> Entry:
        """Keep what came of a suggestion; gives the entry to take back.

        The same answer again, by a second press, gives the entry of the first.

        Raises:
            ReportError: if there is no such suggestion, or it was answered in another way.
            EntryError: if the answer is none.
        """
        with self._lock:
            now, _ = self._now()
            waiting = self._open(now)
            if waiting is None or waiting.root != root:
                told = (answer.answer, answer.reason, answer.snooze_min)
                again = answered_so(self._recorder.course().history, now, root, told)
                if again is not None:
                    return again
                raise ReportError(
                    f"the suggestion {root} must be one that waits for an answer; nothing was saved"
                )
            after = max(now - waiting.at, timedelta())
            body = msgspec.structs.replace(
                waiting.body,
                answer=answer.answer,
                reason=answer.reason,
                snooze_min=answer.snooze_min,
                after_s=min(int(after.total_seconds()), int(_DAY.total_seconds())),
            )
            drafts = [Draft("desk_prompt", msgspec.to_builtins(body), waiting.at, root)]
            if answer.answer == "done":
                self._part()
                drafts.append(self._done(waiting, after))
            return self._recorder.write_all(drafts)[-1]

    def be_quiet(self, until: datetime | None) -> None:
        """No suggestions until then; `None`: they may come again.

        One that waits for an answer is over: it came at a bad moment.
        """
        with self._lock:
            now, _ = self._now()
            waiting = self._open(now)
            if until is not None and waiting is not None:
                self.answer(waiting.root, Answer("skipped", reason="bad_moment"))
        self._set(QUIET, "" if until is None else until.isoformat(timespec="seconds"))

    def ask_every(self, minutes: int) -> None:
        """Suggest a change after so many minutes without one.

        Raises:
            ReportError: if the rules do not allow that.
        """
        rules = self._knowledge.prescription.positions
        if not rules.every_min <= minutes <= rules.every_most_min:
            raise ReportError(
                f"minutes between suggestions must be {rules.every_min} to "
                f"{rules.every_most_min}, got {minutes}; nothing was saved"
            )
        self._set(EVERY, str(minutes))

    def take(self, periods: Iterable[Period]) -> Taken:
        """Take a record of use in; what the diary knows already is left alone.

        Raises:
            TakenBeforeError: if it is there, read in another zone.
            ReportError: if it holds a time that has not come.
        """
        return self._records.take(periods, self._zone())

    # ------------------------------------------------------------ inside

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self._recorder.clock.zone())
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def _now(self) -> tuple[datetime, Basis]:
        basis = self.basis()
        return self._recorder.clock.now().astimezone(basis.zone), basis

    def _log(self, now: datetime, periods_from: date | None = None) -> DeskLog:
        rules = self._knowledge.strain.desk
        first = now.date() - rules.learning.remember_days * _DAY
        history = self._recorder.course().history
        log = self._planned(history, first, now.date(), periods_from or now.date())
        going = self._running.period if self._running is not None else None
        if going is None:
            return log
        return msgspec.structs.replace(log, periods=(*log.periods, going))

    def _planned(self, history: History, first: date, last: date, periods_from: date) -> DeskLog:
        """What the diary tells, with the meetings that are known beside it."""
        log = desk_log(history, (first, last), periods_from, self._records.counting())
        return msgspec.structs.replace(log, meetings=(*log.meetings, *self.plans.meetings()))

    def _since(self, log: DeskLog, desk: DeskNow) -> Since:
        if desk.still_since is None and self._goes_on(desk.now):
            return Since(0.0, True, desk.now)
        return since(log, desk)

    def _goes_on(self, now: datetime) -> bool:
        fresh = timedelta(seconds=self._knowledge.strain.desk.away.fresh_s)
        return self._running is not None and timedelta() <= now - self._running.last <= fresh

    def _open(self, now: datetime) -> OpenPrompt | None:
        within = timedelta(minutes=self._knowledge.prescription.positions.every_min)
        return open_prompt(self._recorder.course().history, now, within)

    def _follow(
        self, now: datetime, told: tuple[strain_bodies.DeskUse, strain_bodies.Source] | None
    ) -> None:
        fresh = timedelta(seconds=self._knowledge.strain.desk.away.fresh_s)
        done = go_on(self._running, now, told, fresh)
        self._running = done.running
        self._write(done.kept)

    def _part(self) -> None:
        """Keep what was counted so far; the count goes on."""
        running = self._running
        if running is None:
            return
        self._write(kept(running))
        self._running = msgspec.structs.replace(running, start=running.last)

    def _write(self, drafts: Sequence[Draft]) -> None:
        if drafts:
            self._recorder.write_all(drafts)

    def _set(self, name: str, value: str) -> None:
        if self._recorder.course().settings.get(name, "") != value:
            self._recorder.write("setting", {"name": name, "value": value})

    def _shifted(self, now: datetime, at: datetime) -> None:
        """A camera saw a change; one after a suggestion answers it."""
        waiting = self._open(now)
        self._part()
        self._recorder.write_all([Draft("position_change", {"source": "camera"}, at)])
        if waiting is not None and at >= waiting.at:
            after = int((at - waiting.at).total_seconds())
            body = msgspec.structs.replace(waiting.body, answer="done", after_s=after)
            draft = Draft("desk_prompt", msgspec.to_builtins(body), waiting.at, waiting.root)
            self._recorder.write_all([draft])

    def _done(self, waiting: OpenPrompt, after: timedelta) -> Draft:
        """The change that a suggestion led to: no longer than it can have taken."""
        rules = self._knowledge.prescription.positions
        asked = rules.seconds_to
        if self._said is not None and self._said[0] == waiting.root:
            asked = self._said[1].seconds
        seconds = min(asked, int(after.total_seconds()))
        body: dict[str, object] = {"source": "timer", "seconds": seconds}
        if waiting.body.offer in self._knowledge.movements:
            body["movement"] = waiting.body.offer
        return Draft("position_change", body)

    def _decide(self, now: datetime, lull_s: float | None, capturing: bool) -> Ticked:
        basis = self.basis()
        course = self._recorder.course()
        desk = desk_now(self._log(now), now, basis)
        signals = Signals(
            lull_s=lull_s,
            capturing=capturing,
            do_not_disturb_until=self.quiet_until(),
            pain=pain_of(course.history.day(now.date())),
        )
        wishes = Wishes(every_min=self.every_min(), quiet=self.plans.hours())
        decision = decide(desk, signals, wishes, basis)
        if isinstance(decision.outcome, Prompt):
            # What may be offered takes the whole assessment; it is asked for only now.
            present = present_of(course, now, self._knowledge)
            wishes = msgspec.structs.replace(wishes, offers=offers_of(present, self._knowledge))
            decision = decide(desk, signals, wishes, basis)
        if isinstance(decision.outcome, Prompt):
            self._suggest(decision.outcome, decision, desk)
        return Ticked(self.state(), decision, self.suggested())

    def _suggest(self, prompt: Prompt, decision: Decision[Prompt | Wait], desk: DeskNow) -> None:
        minutes = min(int(desk.still_s // 60), 1440)
        body: dict[str, object] = {"answer": "unanswered", "still_min": minutes}
        if prompt.offer is not None:
            body["offer"] = prompt.offer
        entry = self._recorder.write_all([Draft("desk_prompt", body)])[0]
        self._said = (entry.id, Suggested(prompt.kind, prompt.seconds, decision))
