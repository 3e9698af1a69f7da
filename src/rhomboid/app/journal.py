"""Writing entries and reading the present from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from typing import Any

import msgspec

from rhomboid.app.assess import Assessment, assess, make_plan
from rhomboid.app.ports import Clock, Diary
from rhomboid.core.base.errors import RhomboidError
from rhomboid.core.course.course import Course, fold
from rhomboid.core.diary.entry import Entry, EntryKind
from rhomboid.core.intake.answers import read_answers
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Plan, SwapKind

#: In local mode there is one person.
LOCAL_PERSON = "local"
SETTINGS = ("language", "theme", "country")


class SwapError(RhomboidError):
    """A movement cannot be swapped for what was asked."""


class Present(msgspec.Struct, frozen=True):
    """Everything a page needs to know about one person, now."""

    today: date
    course: Course
    assessment: Assessment


class Journal:
    """The use cases of one person: answer, change, swap, adopt, set."""

    def __init__(
        self,
        diary: Diary,
        clock: Clock,
        knowledge: Knowledge,
        version: str,
        person_id: str = LOCAL_PERSON,
    ) -> None:
        self._diary = diary
        self._clock = clock
        self._version = version
        self._person_id = person_id
        self.knowledge = knowledge

    def course(self) -> Course:
        """The diary folded into the present."""
        return fold(self._diary.read(self._person_id))

    def present(self) -> Present:
        """The present, assessed."""
        course = self.course()
        today = self._clock.now().date()
        answers = read_answers(
            self._answers_on(course, today),
            self.knowledge.questions,
            self.knowledge.vitamins,
            today,
        )
        return Present(today, course, assess(answers, self.knowledge))

    def answer(self, given: Mapping[str, Any]) -> Present:
        """Record answers on top of the earlier ones.

        Raises:
            AnswerError: if they are impossible, alone or together; then nothing is recorded.
        """
        present = self.present()
        everything = {**self._answers_on(present.course, present.today), **given}
        read_answers(everything, self.knowledge.questions, self.knowledge.vitamins, present.today)
        known = self._answers_on(present.course, present.today)
        changed = {key: value for key, value in given.items() if known.get(key) != value}
        if changed:
            self._write("answers", {"answers": changed})
        return self.present()

    def start_again(self) -> Present:
        """Withdraw every answer and swap; what was said stays in the diary."""
        present = self.present()
        self._write("answers", {"withdrawn": sorted(present.course.answers)})
        for movement in present.course.swaps:
            self._write("swap", {"movement": movement, "to": None})
        return self.present()

    def plan(self, present: Present) -> Plan:
        """The programme that follows from the present."""
        swaps = tuple(present.course.swaps.values())
        return make_plan(present.assessment, self.knowledge, swaps)

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
        self._write("swap", {"movement": original, "kind": kind, "to": to})

    def swap_back(self, movement: str) -> None:
        """Take back the swap of one movement, whether named by itself or its stand-in."""
        swaps = self.present().course.swaps
        original = next((s.movement for s in swaps.values() if s.to == movement), movement)
        if original in swaps:
            self._write("swap", {"movement": original, "to": None})

    def adopt(self) -> None:
        """Record that the programme as it stands now is begun, with the rules behind it."""
        plan = self.plan(self.present())
        if plan.offered:
            self._write("plan_adopted", {"plan": msgspec.to_builtins(plan), "rules": self._version})

    def set(self, name: str, value: str) -> None:
        """Record a setting.

        Raises:
            KeyError: if there is no such setting.
        """
        if name not in SETTINGS:
            raise KeyError(name)
        if self.present().course.settings.get(name) != value:
            self._write("setting", {"name": name, "value": value})

    def _answers_on(self, course: Course, today: date) -> dict[str, Any]:
        """The answers in force; danger questions are asked again every four weeks (RF-40)."""
        questions = self.knowledge.questions.values()
        danger = frozenset(question.id for question in questions if question.unsure_is_yes)
        days = self.knowledge.pain_rules.value("retriage_every_days")
        return course.answers_on(today, danger, days)

    def _write(self, kind: EntryKind, body: dict[str, Any]) -> None:
        now = self._clock.now()
        entry = Entry(
            id=self._clock.new_id(),
            person_id=self._person_id,
            recorded_at=now.astimezone(UTC),
            about=now,
            zone=self._clock.zone(),
            kind=kind,
            body=body,
            made_by=self._version,
        )
        self._diary.append((entry,))
