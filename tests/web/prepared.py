"""Journals in the middle of a story, for pages that need weeks behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from rhomboid import bootstrap
from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.app.replay.player import Player
from rhomboid.app.replay.story import read_story
from tests.cases.reading import KNOWLEDGE, well

MONDAY = date(2026, 10, 26)
#: A calm week with three sessions, in which the last set had two repetitions more.
CALM: dict[str, Any] = {
    "pain": [4, 4, 3, 3, 3, 3, 3],
    "sessions": {"mon": "extra", "wed": "extra", "fri": "extra"},
    "walks": {"tue": 12, "thu": 12, "sat": 12},
}
Weeks = list[dict[str, Any]]


class Prepared:
    """A journal whose clock can be set."""

    def __init__(self, weeks: Weeks, answers: dict[str, Any], *, begins: bool = True) -> None:
        told = {**well(), "country": "GB", **answers}
        for question in KNOWLEDGE.questions.values():
            told.setdefault(question.id, "cant_say")
        numbered = [{"number": n, **week} for n, week in enumerate(weeks, start=1)]
        story = read_story(
            {
                "title": "for the pages",
                "starts": MONDAY,
                "answers": told,
                "begins": begins,
                "week": numbered,
            }
        )
        self.diary = MemoryDiary()
        player = Player(story, self.diary, KNOWLEDGE, "test")
        self.clock = StoryClock(datetime.combine(MONDAY, time(8), UTC))
        self.weeks = list(player.play())
        if not self.weeks:
            player.journal.answer(told)
        self.journal = Journal(self.diary, self.clock, KNOWLEDGE, "test")

    def at(self, week: int, day: int, hour: int = 10, minute: int = 0) -> Prepared:
        """Set the clock to a day of a week (from 1), Monday 0."""
        on = MONDAY + timedelta(weeks=week - 1, days=day)
        self.clock.set(datetime.combine(on, time(hour, minute), UTC))
        return self

    def tell(self, kind: Any, **body: Any) -> str:
        """Tell something now; gives the id of its entry."""
        return self.journal.reports.tell(kind, body).id

    def answer_danger(self) -> None:
        """Answer every danger question with no, now."""
        danger = (q.id for q in KNOWLEDGE.questions.values() if q.unsure_is_yes)
        self.journal.answer(dict.fromkeys(danger, "no"))


Prepare = Callable[..., Prepared]


@pytest.fixture
def prepare(monkeypatch: pytest.MonkeyPatch) -> Prepare:
    """Play weeks on a diary in memory, and let the pages use it."""

    def made(weeks: Weeks | None = None, *, begins: bool = True, **answers: Any) -> Prepared:
        prepared = Prepared(weeks or [], answers, begins=begins)
        monkeypatch.setattr(bootstrap, "journal", lambda: prepared.journal)
        return prepared

    return made
