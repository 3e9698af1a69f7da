"""A person at a desk whose clock is moved by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.desk.records import Ticked
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.core.ergonomics.desk.prompt import Prompt
from tests.app.diaries import KNOWLEDGE
from tests.cases.reading import well

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Worker:
    """A programme begun on a Monday at nine, and hours at the desk."""

    def __init__(self, **answers: Any) -> None:
        self.diary = MemoryDiary()
        self.clock = StoryClock(NINE - timedelta(minutes=1))
        self.journal = self.again()
        told = {**dict.fromkeys(KNOWLEDGE.questions, "cant_say"), **well(), **answers}
        self.journal.answer(told)
        self.journal.adopt()
        self.now = NINE
        self.clock.set(NINE)

    @property
    def desk(self) -> Any:
        return self.journal.desk

    def again(self) -> Journal:
        """The program started anew on the same diary."""
        self.journal = Journal(self.diary, self.clock, KNOWLEDGE, "1.0")
        return self.journal

    def wait(self, minutes: float) -> None:
        """Time goes by without a word."""
        self.now += timedelta(minutes=minutes)
        self.clock.set(self.now)

    def work(self, minutes: int, **signals: Any) -> list[Ticked]:
        """Minutes at the desk with a timer running; gives the moments that suggested something."""
        asked = []
        for _ in range(minutes):
            self.wait(1)
            ticked = self.desk.tick(**signals)
            if isinstance(ticked.decision.outcome, Prompt):
                asked.append(ticked)
        return asked

    def bodies(self, kind: str) -> list[dict[str, Any]]:
        """What counts of a kind, oldest first."""
        days = self.journal.course().history.days()
        return [r.entry.body for _, day in days for r in day.reports if r.entry.kind == kind]
