"""A person whose days pass by hand, through the same use cases as the pages."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from rhomboid.adapters.store.memory import MemoryDiary
from rhomboid.app.journal import Journal
from rhomboid.app.replay.clock import StoryClock
from rhomboid.core.course.today import Today
from rhomboid.core.diary.entry import EntryKind
from rhomboid.core.knowledge.knowledge import load_knowledge

#: A Monday.
START = date(2026, 3, 2)
KNOWLEDGE = load_knowledge()
DANGER = [q.id for q in KNOWLEDGE.questions.values() if q.unsure_is_yes]
_PERSONS = Path(__file__).parents[1] / "cases" / "persons"


class Life:
    """One person; `on(n, hour)` moves to a day after the first Monday."""

    def __init__(self, person: str = "01_desk_worker", **answers: Any) -> None:
        self.clock = StoryClock(datetime.combine(START, time(8), UTC))
        self.diary = MemoryDiary()
        self.journal = Journal(self.diary, self.clock, KNOWLEDGE, "test")
        told = tomllib.loads((_PERSONS / f"{person}.toml").read_text(encoding="utf-8"))["answers"]
        self.journal.answer({**dict.fromkeys(DANGER, "no"), **told, **answers})
        self.journal.adopt()

    def on(self, number: int, hour: int = 8) -> Life:
        """Move to an hour of a day."""
        self.clock.set(datetime.combine(START + timedelta(days=number), time(hour), UTC))
        return self

    def tell(self, kind: EntryKind, **body: Any) -> Life:
        """Tell something now."""
        self.journal.reports.tell(kind, body)
        return self

    def pain(self, score: int, moment: str = "now") -> Life:
        """Rate the pain of the moment."""
        return self.tell("pain", now=score, moment=moment)

    def danger(self, **answers: Any) -> Life:
        """Answer the danger questions with no."""
        self.journal.answer({**dict.fromkeys(DANGER, "no"), **answers})
        return self

    def session(self, pain: int = 1, more: int = 2, **body: Any) -> Life:
        """Do the session in force, with more repetitions in each last set."""
        from rhomboid.app.replay.played import session_body
        from rhomboid.app.replay.story import SessionTold

        told = SessionTold(done="extra" if more else "full", pain=pain, **body)
        made = session_body(self.journal.present(), "session", told, self.clock.new_id())
        assert made is not None
        self.journal.reports.tell("session", made)
        return self

    def today(self) -> Today:
        """What to do now."""
        return self.journal.today()
