"""Twelve-week histories made from a number: the same number, the same history, on any machine.

Each history is a person with habits drawn once (how often they tell, do, overdo, forget) and a
course of pain that wanders, flares and settles. Entries come in the order in which a person would
write them; some correct or take back earlier ones. On Sundays the review is taken, declined or
left alone.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from rhomboid.app.assess import assess_raw, make_plan
from rhomboid.core.base.ids import uuid7
from rhomboid.core.course.course import Course, step
from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.episodes import episodes
from rhomboid.core.outcomes.flare import Told, flare_state
from rhomboid.core.plan.model import Amount, Item, Plan
from rhomboid.core.review.evidence import Evidence, gather, pain_limits
from rhomboid.core.review.model import Review, Situation
from rhomboid.core.review.retriage import Watch, open_hits
from rhomboid.core.review.review import review

KNOWLEDGE = load_knowledge()
LIMITS = pain_limits(KNOWLEDGE)
START = date(2026, 1, 5)
WEEKS = 12
PERSONS = (
    "01_desk_worker",
    "02_moved_house",
    "03_spasm_sneeze",
    "09_osteoporosis_quiet",
    "104_deconditioned_and_sore",
)
_CASES = Path(__file__).parents[2] / "cases" / "persons"
_SYMPTOMS = ("night_pain", "arm_symptoms", "fall_or_crash", "new_medicine", "other_new")


@lru_cache(maxsize=1)
def plans() -> tuple[tuple[Plan, float, dict[str, Any]], ...]:
    """Programmes of the persons, with their average pain at the start."""
    danger = {q.id: "no" for q in KNOWLEDGE.questions.values() if q.unsure_is_yes}
    made = []
    for name in PERSONS:
        path = next(_CASES.glob(f"{name}*.toml"))
        answers = {**danger, **tomllib.loads(path.read_text(encoding="utf-8"))["answers"]}
        plan = make_plan(assess_raw(answers, KNOWLEDGE, START), KNOWLEDGE)
        pain = answers.get("pain_average", 5)
        if plan.offered:
            bare = msgspec.structs.replace(plan, left_out=(), advice=(), reasons=())
            made.append((bare, float(pain) if isinstance(pain, int) else 5.0, answers))
    return tuple(made)


@dataclass
class Reviewed:
    """A review with the course and evidence it was made from."""

    course: Course
    situation: Situation
    evidence: Evidence
    review: Review
    last_pain_on: date | None


@dataclass
class History:
    """A finished history."""

    entries: list[Entry] = field(default_factory=list)
    course: Course = field(default_factory=Course)
    reviews: list[Reviewed] = field(default_factory=list)


class Maker:
    """Makes one history."""

    def __init__(self, number: int) -> None:
        self.dice = random.Random(number)
        self.made = History()
        self.now = datetime(START.year, START.month, START.day, 8, tzinfo=UTC)
        self.count = 0
        self.plan, self.start_pain, self.answers = self.dice.choice(plans())
        self.pain = self.start_pain
        self.flare_left = 0
        roll = self.dice.random
        self.tells, self.does, self.walks = roll(), roll(), roll()
        self.overdoes, self.hurts, self.mornings = roll() * 0.3, roll() ** 3 * 0.3, roll() ** 0.3
        self.adopts = self.dice.choice((1.0, 1.0, 0.7, 0.0))
        self.settles = self.dice.uniform(-0.05, 0.2)

    def make(self) -> History:
        """Twelve weeks."""
        self.tell("answers", {"answers": self.answers})
        self.tell("plan_adopted", {"plan": msgspec.to_builtins(self.plan)})
        for number in range(WEEKS * 7):
            self.day(number)
        return self.made

    def tell(
        self,
        kind: str,
        body: dict[str, Any],
        about: datetime | None = None,
        root: str | None = None,
    ) -> Entry:
        """Write one entry and fold it."""
        self.count += 1
        self.now += timedelta(seconds=1)
        entry = Entry(
            id=uuid7(int(self.now.timestamp() * 1000), self.count),
            person_id="p",
            recorded_at=self.now,
            about=about or self.now,
            zone="UTC",
            kind=kind,  # type: ignore[arg-type]  # kinds of test data
            body=msgspec.json.decode(msgspec.json.encode(body)),
            made_by="test",
            supersedes=root,
        )
        self.made.entries.append(entry)
        self.made.course = step(self.made.course, entry)
        return entry

    def day(self, number: int) -> None:
        """One day: pain, session, walk, rarely more; on Sunday the review."""
        roll = self.dice.random
        self.now = datetime(START.year, START.month, START.day, 8, tzinfo=UTC) + timedelta(number)
        self.wander()
        level = min(10, max(0, round(self.pain)))
        if roll() < self.mornings and self.made.course.history.day(self.yesterday()).sessions:
            self.tell(
                "pain", {"now": min(10, level + (roll() < self.hurts) * 2), "moment": "morning"}
            )
        if roll() < self.tells:
            self.tell("pain", {"average": level})
        if roll() < 0.015:
            self.tell("symptom", {"symptoms": [self.dice.choice(_SYMPTOMS)]})
        if roll() < 0.01:
            self.tell("flare", {"state": self.dice.choice(("began", "over"))})
        if roll() < self.does * 0.6:
            self.session(level)
        self.walk(roll(), number, level)
        if roll() < 0.05:
            self.correct()
        if roll() < 0.12:
            self.danger()
        if self.now.weekday() == 6 and number > 4:
            self.review()

    def walk(self, roll: float, number: int, level: int) -> None:
        """A walk, or one that is left out; pain keeps from it as often as rain."""
        if roll < self.walks:
            self.tell("walk", {"minutes": self.dice.randint(3, 40)})
        elif roll < self.walks + 0.1:
            kept = {"because": "pain", "pain": level}
            self.tell("walk_skipped", kept if number % 2 else {"because": "weather"})

    def yesterday(self) -> date:
        """The day before today."""
        return self.now.date() - timedelta(days=1)

    def wander(self) -> None:
        """The next day's pain."""
        if self.flare_left:
            self.flare_left -= 1
            if not self.flare_left:
                self.pain -= 3
        elif self.dice.random() < 0.02:
            self.flare_left, self.pain = self.dice.randint(1, 6), self.pain + 3
        self.pain += self.dice.gauss(-self.settles, 0.6)
        self.pain = min(10.0, max(0.0, self.pain))

    def session(self, level: int) -> None:
        """A session of the programme in force, done in one of many ways."""
        plan = self.made.course.plan
        if plan is None or not plan.items:
            return
        how = self.dice.random()
        results = [self.result(item, level, how) for item in plan.items]
        body: dict[str, Any] = {"session": f"s{self.count}", "movements": results}
        if self.dice.random() < 0.8:
            body["pain_after"] = min(10, max(0, level + self.dice.randint(-2, 1)))
        self.tell("session", body)

    def result(self, item: Item, level: int, how: float) -> dict[str, Any]:
        """One movement: in full, with more, with less, sharp, too much, or left out."""
        amount, dice = item.amount, self.dice
        asked = asked_of(amount)
        sides = ("left", "right") if amount.per_side else (None,)
        more = 2 if how < 0.5 + self.overdoes else 0
        sets: list[dict[str, Any]] = []
        for place in range(amount.sets if how < 0.85 else max(1, amount.sets - 1)):
            last = place == amount.sets - 1
            one: dict[str, Any] = {}
            if amount.reps is not None:
                one["reps"] = amount.reps + more * last
            if amount.hold_s is not None:
                one["hold_s"] = amount.hold_s
            if amount.minutes is not None:
                one["hold_s"] = amount.minutes * 60
            sets.extend({**one, "side": side} if side else dict(one) for side in sides)
        body: dict[str, Any] = {
            "movement": item.movement,
            "variant": item.variant,
            "asked": asked,
            "sets": sets,
        }
        if dice.random() < 0.7:
            body["pain"] = min(10, max(0, level - 2 + (dice.random() < self.hurts) * 4))
        if dice.random() < self.hurts * 0.02:
            body["sharp"] = True
        if dice.random() < 0.03:
            body["faulty_reps"] = dice.randint(1, 12)
        elif amount.reps is not None and dice.random() < 0.15:
            body["sets"] = [{**one, "measured": self.seen(one["reps"])} for one in sets]
        return body

    def seen(self, reps: int) -> dict[str, Any]:
        """What a camera saw of a set: all of it, or not, with faults now and then."""
        dice = self.dice
        missed = dice.choice((0, 0, 0, 10, 30, 31, 60)) / 100
        counted = max(0, reps - dice.choice((0, 0, 0, 1)))
        return {
            "by": {"software": "test", "tables": "test"},
            "unit": "deg",
            "counted": counted,
            "faulty_reps": dice.choice((0, 0, counted // 4, counted // 2)),
            "range_deg": float(dice.randint(60, 140)),
            "error_deg": float(dice.randint(4, 12)),
            "difference_deg": float(dice.randint(-20, 20)),
            "seconds": 40.0,
            "unseen_share": missed,
            "unseen": {"dark": 40 * missed},
        }

    def correct(self) -> None:
        """Correct or take back something told earlier."""
        told = [
            e for e in self.made.entries[-40:] if e.kind in ("pain", "walk") and not e.supersedes
        ]
        if not told:
            return
        entry = self.dice.choice(told)
        if self.dice.random() < 0.3:
            self.tell("undone", {}, entry.about, entry.id)
        elif entry.kind == "pain":
            self.tell("pain", {"average": self.dice.randint(0, 8)}, entry.about, entry.id)
        else:
            self.tell("walk", {"minutes": self.dice.randint(3, 40)}, entry.about, entry.id)

    def danger(self) -> None:
        """Answer the danger questions, and what was asked with them, again."""
        names = [q.id for q in KNOWLEDGE.questions.values() if q.unsure_is_yes]
        asks = [name for row in KNOWLEDGE.review.trigger for name in row.asks]
        again = {name: self.answers[name] for name in asks if name in self.answers}
        self.tell("answers", {"answers": {**dict.fromkeys(names, "no"), **again}})

    def review(self) -> None:
        """Sunday's review."""
        self.now += timedelta(hours=12)
        today = self.now.date()
        reviewed = review_of(self.made.course, today)
        self.made.reviews.append(reviewed)
        shown = msgspec.to_builtins(reviewed.review)
        plan = shown.pop("plan")
        roll = self.dice.random()
        if roll < self.adopts * 0.9:
            decision = "adopted"
        elif roll < 0.95:
            decision, plan = "declined", msgspec.to_builtins(self.made.course.plan)
        else:
            return
        body = {"on": today.isoformat(), "decision": decision, "review": shown, "plan": plan}
        self.tell("review_decided", {**body, "rules": {"version": "test", "tables": "test"}})


def review_of(course: Course, today: date) -> Reviewed:
    """The review of a course on a day, as the use case makes it, the answers' news left out."""
    assert course.plan is not None
    assert course.began_on is not None
    start = course.start_pain or 0.0
    history = course.history
    evidence = gather(history, today, start, LIMITS)
    danger = [course.answered_at[name] for name in danger_ids() if name in course.answered_at]
    watch = Watch(
        today=today,
        history=history,
        began_on=course.began_on,
        start_pain=start,
        block_at=course.block_at,
        danger_at=min(danger, default=None),
        answered_at=course.answered_at,
        evidence=evidence,
    )
    found = episodes(history, today, KNOWLEDGE.outcomes.episode, course.spell_began_on)
    situation = Situation(
        today=today,
        plan=course.plan,
        fresh=course.plan,
        history=history,
        began_on=course.began_on,
        block_on=course.block_on or course.began_on,
        changed_on=course.changed_on,
        resting=course.resting,
        start_pain=start,
        flare=flare_state(Told(history, found, start), today, KNOWLEDGE.outcomes.flare),
        hits=open_hits(watch, KNOWLEDGE),
        recovered_on=found[-1].recovered_on if found else None,
    )
    made = review(situation, KNOWLEDGE, evidence)
    return Reviewed(course, situation, evidence, made, history.last_pain_on(today))


@lru_cache(maxsize=4096)
def asked_of(amount: Amount) -> dict[str, Any]:
    """An amount as an entry holds it."""
    plain: dict[str, Any] = msgspec.to_builtins(amount)
    return {name: value for name, value in plain.items() if value not in (None, False)}


@lru_cache(maxsize=1)
def danger_ids() -> tuple[str, ...]:
    """The danger questions."""
    return tuple(q.id for q in KNOWLEDGE.questions.values() if q.unsure_is_yes)


def histories(first: int, count: int) -> Iterator[History]:
    """So many histories from a number on."""
    for number in range(first, first + count):
        yield Maker(number).make()
