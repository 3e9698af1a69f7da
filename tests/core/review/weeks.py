"""The desk worker's programme, and weeks of it in short."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from rhomboid.app.assess import assess_raw, make_plan
from rhomboid.core.diary.entry import Entry
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.outcomes.episodes import Episode
from rhomboid.core.outcomes.flare import Told, flare_state
from rhomboid.core.outcomes.history import History
from rhomboid.core.plan.model import Plan
from rhomboid.core.review.model import Change, Review, Situation
from rhomboid.core.review.review import review
from tests.core.outcomes.days import day, history_of, morning, pains, session

KNOWLEDGE = load_knowledge()
_CASE = Path(__file__).parents[2] / "cases" / "persons" / "01_desk_worker.toml"


@lru_cache(maxsize=1)
def plan() -> Plan:
    """The programme that the desk worker begins with."""
    danger = {q.id: "no" for q in KNOWLEDGE.questions.values() if q.unsure_is_yes}
    answers = {**danger, **tomllib.loads(_CASE.read_text(encoding="utf-8"))["answers"]}
    return make_plan(assess_raw(answers, KNOWLEDGE, day(0)), KNOWLEDGE)


def did(movement: str = "band_row", reps: Sequence[int] = (10, 12), **more: Any) -> dict[str, Any]:
    """One movement of a session; by default two sets of ten with two more in the last."""
    body = {"movement": movement, "asked": asked(movement), "pain": 1}
    return {**body, "sets": [{"reps": count} for count in reps], **more}


def asked(movement: str) -> dict[str, Any]:
    """What the programme asks of a movement."""
    item = next(item for item in plan().items if item.movement == movement)
    plain: dict[str, Any] = msgspec.to_builtins(item.amount)
    return {name: value for name, value in plain.items() if value not in (None, False)}


def week(
    sessions: Mapping[int, Sequence[dict[str, Any]]],
    scores: Sequence[int | None] = (3,) * 7,
    mornings: dict[int, int] | None = None,
    **more: Any,
) -> list[Entry]:
    """Days from Monday of the first week: pain, sessions by day, and the morning after each."""
    after = {number + 1: 3 for number in sessions} if mornings is None else mornings
    return [
        *pains(scores),
        *(session(number, movements, **more) for number, movements in sessions.items()),
        *(morning(number, score) for number, score in after.items()),
    ]


def situation(entries: Sequence[Entry] | History, today: int = 6, **more: Any) -> Situation:
    """What the review at the end of a day rests on."""
    history = entries if isinstance(entries, History) else history_of(entries)
    rests_on: dict[str, Any] = {
        "plan": plan(),
        "fresh": plan(),
        "began_on": day(0),
        "block_on": day(0),
        "start_pain": 4.0,
        "flare": flare_state(
            Told(history, (Episode(began=day(0)),), 4.0), day(today), KNOWLEDGE.outcomes.flare
        ),
    }
    return Situation(today=day(today), history=history, **{**rests_on, **more})


def reviewed(entries: Sequence[Entry], today: int = 6, **more: Any) -> Review:
    """The review at the end of a day."""
    return review(situation(entries, today, **more), KNOWLEDGE)


def change_of(made: Review, target: str = "band_row") -> Change:
    """What becomes of one line."""
    return next(change for change in made.changes if change.target == target)


def outcome(entries: Sequence[Entry], target: str = "band_row", **more: Any) -> tuple[str, str]:
    """Verb and deciding rule of one line."""
    change = change_of(reviewed(entries, **more), target)
    return change.verb, change.reasons[0].rule
