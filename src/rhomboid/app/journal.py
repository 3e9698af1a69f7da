"""The use cases of one person: answer, begin, report, correct, review, set."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from rhomboid.app.desk.desk import Desk
from rhomboid.app.ports import Clock, Diary
from rhomboid.app.present import Present, has_diagnosed_deficiency, present_of
from rhomboid.app.recorder import Draft, Recorder
from rhomboid.app.reports import Reports
from rhomboid.app.reviews import Reviews
from rhomboid.app.sessions import Sessions
from rhomboid.app.timeline import Timeline
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.course import Course
from rhomboid.core.course.today import Seen, Today, today
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Plan, SwapKind
from rhomboid.core.review.mode import CAUTIOUS, carried

#: In local mode there is one person.
LOCAL_PERSON = "local"
SETTINGS = (
    "language", "theme", "person", "country",
    "desk_every_min", "desk_quiet_until", "desk_quiet_hours",
)  # fmt: skip


class SwapError(RhomboidError):
    """A movement cannot be swapped for what was asked."""


class Journal:
    """The use cases of one person.

    `reports` takes what a person tells, `timeline` gives it to read, `sessions` guides one,
    `reviews` decides the week, `desk` counts changes of position.
    """

    def __init__(
        self,
        diary: Diary,
        clock: Clock,
        knowledge: Knowledge,
        version: str,
        person_id: str = LOCAL_PERSON,
    ) -> None:
        self._recorder = Recorder(diary, clock, version, person_id)
        self.knowledge = knowledge
        self.reports = Reports(self._recorder)
        self.timeline = Timeline(self._recorder)
        self.sessions = Sessions(self._recorder, knowledge)
        self.reviews = Reviews(self._recorder, knowledge)
        self.desk = Desk(self._recorder, knowledge)

    @property
    def recorder(self) -> Recorder:
        """The diary itself, for use cases that stand beside these."""
        return self._recorder

    def course(self) -> Course:
        """The diary folded into the present."""
        return self._recorder.course()

    def now(self) -> datetime:
        """The local time."""
        return self._recorder.clock.now()

    def new_id(self) -> str:
        """An id for what is written from outside of these use cases."""
        return self._recorder.clock.new_id()

    def present(self) -> Present:
        """The present, assessed."""
        return present_of(self.course(), self.now(), self.knowledge)

    def today(self, present: Present | None = None) -> Today:
        """What to do now."""
        now = present or self.present()
        seen = Seen(
            course=now.course,
            on=now.today,
            force=now.force,
            hits=now.hits,
            episodes=now.episodes,
            supplement=has_diagnosed_deficiency(now),
            milder_is_over=_milder_is_over(now),
        )
        return today(seen, self.knowledge)

    def answer(self, given: Mapping[str, Any]) -> Present:
        """Record answers on top of the earlier ones.

        Raises:
            AnswerError: if they are impossible, alone or together; then nothing is recorded.
        """
        present = self.present()
        known = present.answers
        everything = {**known, **given}
        read_answers(everything, self.knowledge.questions, self.knowledge.vitamins, present.today)
        changed = {
            key: value
            for key, value in given.items()
            if known.get(key) != value or self._counts_anew(key, present)
        }
        if changed:
            self._recorder.write("answers", {"answers": changed})
        return self.present()

    def _counts_anew(self, question: str, present: Present) -> bool:
        """Whether the same answer, given on another day, is news: what is asked again (RF-40)."""
        rules = self.knowledge.review
        asked = [rules.sides.asks, *(trigger.asks for trigger in rules.trigger)]
        asks = any(question in questions for questions in asked)
        row = self.knowledge.questions.get(question)
        again = asks or (row is not None and row.unsure_is_yes)
        return again and present.course.answered_on.get(question) != present.today

    def start_again(self) -> Present:
        """Withdraw every answer and swap; what was said stays in the diary."""
        course = self.course()
        drafts = [Draft("answers", {"withdrawn": sorted(course.answers)})]
        drafts += [Draft("swap", {"movement": name, "to": None}) for name in course.swaps]
        self._recorder.write_all(drafts)
        return self.present()

    def plan(self, present: Present) -> Plan:
        """The programme that follows from the present, doses kept where they were reached."""
        before = present.course.plan
        if before is None or not present.fresh.offered:
            return present.fresh
        return carried(present.fresh, before, self.knowledge)

    def swap(self, movement: str, kind: SwapKind, to: str) -> None:
        """Swap one movement of the session for what the programme offers instead.

        Raises:
            SwapError: if the movement is not in the session, or not to be swapped for that.
        """
        present = self.present()
        original = next(
            (s.movement for s in present.course.swaps.values() if s.to == movement), movement
        )
        item = next((i for i in self.plan(present).items if i.movement == movement), None)
        if item is None or to not in item.alternatives.get(kind, ()):
            raise SwapError(f"{movement!r} cannot be swapped for {to!r} ({kind})")
        self._recorder.write("swap", {"movement": original, "kind": kind, "to": to})

    def swap_back(self, movement: str) -> None:
        """Take back the swap of one movement, whether named by itself or its stand-in."""
        swaps = self.course().swaps
        original = next((s.movement for s in swaps.values() if s.to == movement), movement)
        if original in swaps:
            self._recorder.write("swap", {"movement": original, "to": None})

    def adopt(self) -> None:
        """Record that the programme as it stands now is begun, with the rules behind it."""
        plan = self.plan(self.present())
        if plan.offered:
            rules = {"version": self._recorder.version, "tables": self.knowledge.digest}
            body = {"plan": msgspec.to_builtins(plan), "rules": rules}
            self._recorder.write("plan_adopted", body)

    def set(self, name: str, value: str) -> None:
        """Record a setting.

        Raises:
            KeyError: if there is no such setting.
        """
        if name not in SETTINGS:
            raise KeyError(name)
        if self.course().settings.get(name) != value:
            self._recorder.write("setting", {"name": name, "value": value})


def _milder_is_over(present: Present) -> bool:
    """Whether the first days, or the wait for a doctor, are over before Sunday (XL-91)."""
    plan, fresh = present.course.plan, present.fresh
    if plan is None or not fresh.offered or present.hits or present.flare.active:
        return False
    return plan.template in CAUTIOUS and fresh.template not in CAUTIOUS
