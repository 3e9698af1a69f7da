"""A diary of years, as somebody who tells a lot would write it: about 3,000 entries a year."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from rhomboid.app.assess import assess_raw, make_plan
from rhomboid.core.base.ids import uuid7
from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.plan.model import Plan

START = datetime(2016, 1, 4, 7, tzinfo=UTC)
_DAYS_PER_YEAR = 365


def lived(years: int, answers: dict[str, Any], person_id: str = "local") -> list[Entry]:
    """Entries of so many years, oldest first; the last day is the last of the last year."""
    plan = make_plan(assess_raw(answers, load_knowledge(), START.date()), load_knowledge())
    return list(_Writer(person_id, plan, answers).write(years * _DAYS_PER_YEAR))


class _Writer:
    def __init__(self, person_id: str, plan: Plan, answers: dict[str, Any]) -> None:
        self.person_id, self.plan, self.answers = person_id, plan, answers
        self.dice = random.Random(7)
        self.count = 0

    def write(self, days: int) -> Iterator[Entry]:
        yield self.entry(START, "answers", {"answers": self.answers})
        yield self.entry(START, "plan_adopted", {"plan": msgspec.to_builtins(self.plan)})
        for day in range(days):
            yield from self.day(START + timedelta(days=day), day)

    def day(self, at: datetime, day: int) -> Iterator[Entry]:
        level = max(0, min(10, round(3 + 2 * (day % 200 < 40) + self.dice.gauss(0, 1))))
        yield self.entry(at, "pain", {"now": level, "moment": "morning"})
        yield self.entry(at + timedelta(hours=5), "pain", {"average": level})
        yield self.entry(at + timedelta(hours=6), "sleep", {"quality": self.dice.randint(3, 9)})
        yield self.entry(at + timedelta(hours=7), "supplement", {"taken": True})
        for hour in (8, 9, 10):
            yield self.entry(at + timedelta(hours=hour), "position_change", {})
        yield self.entry(at + timedelta(hours=11), "walk", {"minutes": self.dice.randint(5, 30)})
        if at.weekday() in (0, 2, 4):
            yield self.entry(at + timedelta(hours=12), "session", self.session(day, level))
        if day % 28 == 0:
            names = [q.id for q in load_knowledge().questions.values() if q.unsure_is_yes]
            yield self.entry(at, "answers", {"answers": dict.fromkeys(names, "no")})

    def session(self, day: int, level: int) -> dict[str, Any]:
        movements = []
        for item in self.plan.items:
            asked = {k: v for k, v in msgspec.to_builtins(item.amount).items() if v}
            sets = [{"reps": item.amount.reps or 1}] * item.amount.sets
            movements.append({"movement": item.movement, "asked": asked, "sets": sets, "pain": 1})
        return {"session": f"s{day}", "movements": movements, "pain_after": min(level, 4)}

    def entry(self, at: datetime, kind: str, body: dict[str, Any]) -> Entry:
        self.count += 1
        return Entry(
            id=uuid7(int(at.timestamp() * 1000), self.count),
            person_id=self.person_id,
            recorded_at=at,
            about=at,
            zone="UTC",
            kind=kind,  # type: ignore[arg-type]  # kinds of this file are kinds of the diary
            body=body,
            made_by="bench",
        )
