"""Plays a story through the same use cases as the pages, and keeps what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

import msgspec

from rhomboid.app.journal import Journal
from rhomboid.app.ports import Diary
from rhomboid.app.present import Present
from rhomboid.app.recorder import Draft, ReportError
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.replay.played import reports_of, session_body
from rhomboid.app.replay.story import SessionTold, Story, WeekTold
from rhomboid.core.base.decision import Reason
from rhomboid.core.course.today import Today
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import WEEKDAYS, Plan, Weekday
from rhomboid.core.review.model import Hit, Review

_SUNDAY = 6


class DayPlayed(msgspec.Struct, frozen=True):
    """One day as it looked in its evening.

    Attributes:
        on, week: which day.
        mode, reasons: what was in force before the session, and why.
        disposition: how urgent the answers are.
        hits: what asks for the danger questions.
        session: what came of a session that was told: `done`, `not_in_force`, `not_rested`.
        phase: of the episode.
        template: kind of session in force.
    """

    on: date
    week: int
    mode: str
    reasons: tuple[Reason, ...]
    disposition: str
    hits: tuple[Hit, ...]
    session: Literal["", "done", "not_in_force", "not_rested"]
    phase: str
    template: str | None


class WeekPlayed(msgspec.Struct, frozen=True):
    """One week: its days, the review that was due, and what was made of it.

    Attributes:
        number: of the week.
        days: Monday first.
        review: the review; `None` where none was due.
        answer: `adopt`, `decline` or `ignore`; empty where none was due.
        plan: the programme in force afterwards.
    """

    number: int
    days: tuple[DayPlayed, ...]
    review: Review | None
    answer: str
    plan: Plan | None


class Player:
    """Plays one story on a diary of its own."""

    def __init__(self, story: Story, diary: Diary, knowledge: Knowledge, version: str) -> None:
        self._story = story
        self._clock = StoryClock(datetime.combine(story.starts, time(8), UTC))
        self.journal = Journal(diary, self._clock, knowledge, version)
        self._danger = [q.id for q in knowledge.questions.values() if q.unsure_is_yes]
        self._sessions: set[date] = set()

    def play(self) -> Iterator[WeekPlayed]:
        """Week after week."""
        self._answer(self._story.answers)
        if self._story.begins:
            self.journal.adopt()
        for told in self._story.week:
            for number in range(told.number, (told.until or told.number) + 1):
                yield self._week(told, number)

    def _week(self, told: WeekTold, number: int) -> WeekPlayed:
        monday = self._story.starts + timedelta(weeks=number - 1)
        days = tuple(self._day(told, number, monday + timedelta(days=place)) for place in range(7))
        self._set(monday + timedelta(days=_SUNDAY), 21)
        present = self.journal.present()
        review, answer = None, ""
        if self.journal.today(present).review_due:
            review, answer = self.journal.reviews.propose(present), told.review
            if answer == "adopt":
                self.journal.reviews.adopt(present)
            elif answer == "decline":
                self.journal.reviews.decline(present)
        return WeekPlayed(number, days, review, answer, self.journal.course().plan)

    def _day(self, told: WeekTold, number: int, on: date) -> DayPlayed:
        name, place = WEEKDAYS[on.weekday()], on.weekday()
        self._morning(told, on, place)
        self._set(on, 9)
        if name in told.answers:
            self._answer(told.answers[name])
        if name in told.danger:
            self._answer({"danger": "no"})
        if told.begins == name:
            self.journal.adopt()
        self._tell(told, on, name)
        self._set(on, 17)
        present = self.journal.present()
        today = self.journal.today(present)
        self._set(on, 18)
        session = self._session(told, present, today, name)
        self._set(on, 20)
        if name in told.walks:
            self._report("walk", {"minutes": told.walks[name]})
        return _played(present, today, number, session)

    def _morning(self, told: WeekTold, on: date, place: int) -> None:
        score: Any = told.morning[place] if told.morning else None
        if score is None and on - timedelta(days=1) in self._sessions and told.pain:
            score = told.pain[place]
        if isinstance(score, int):
            self._set(on, 7)
            self._report("pain", {"now": score, "moment": "morning"})

    def _tell(self, told: WeekTold, on: date, name: Weekday) -> None:
        self._set(on, 12)
        for kind, body in reports_of(told, name):
            self._report(kind, body)
        for entry in self._story.entry:
            if entry.at.date() == on:
                self._report(entry.kind, entry.body)

    def _session(
        self, told: WeekTold, present: Present, today: Today, name: Weekday
    ) -> Literal["", "done", "not_in_force", "not_rested"]:
        outcome: Literal["", "done", "not_in_force", "not_rested"] = ""
        for part, sessions in (("session", told.sessions), ("micro_dose", told.micro)):
            if name not in sessions:
                continue
            how = sessions[name]
            went = SessionTold(done=how) if isinstance(how, str) else how
            body = session_body(present, part, went, self._clock.new_id())
            if body is None:
                outcome = "not_in_force"
            elif part == "session" and not today.session_allowed:
                outcome = "not_rested"
            else:
                self._report("session", body)
                self._sessions.add(present.today)
                outcome = "done"
        return outcome

    def _answer(self, given: dict[str, Any]) -> None:
        answers = dict(given)
        if answers.pop("danger", None) == "no":
            answers = {**dict.fromkeys(self._danger, "no"), **answers}
        self.journal.answer(answers)

    def _report(self, kind: Any, body: dict[str, Any]) -> None:
        try:
            self.journal.reports.tell_all([Draft(kind, body)])
        except ReportError as error:
            raise ReportError(f"{self._clock.now():%Y-%m-%d}: {error}") from error

    def _set(self, on: date, hour: int) -> None:
        self._clock.set(datetime.combine(on, time(hour), UTC))


def _played(
    present: Present,
    today: Today,
    number: int,
    session: Literal["", "done", "not_in_force", "not_rested"],
) -> DayPlayed:
    return DayPlayed(
        on=present.today,
        week=number,
        mode=present.force.mode,
        reasons=present.force.reasons,
        disposition=present.assessment.triage.disposition,
        hits=present.hits,
        session=session,
        phase=today.phase,
        template=present.force.plan.template if present.force.plan else None,
    )
