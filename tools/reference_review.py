"""The reference page of the weekly review: its numbers, ladders, triggers and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.wording import catalogue

_HIDDEN = {"id", "facts", "status", "valid_from", "sources"}


def review_lines(knowledge: Knowledge) -> Iterator[str]:
    """Every number and reason of reviews, flares, episodes and prevention."""
    rules, outcomes = knowledge.review, knowledge.outcomes
    yield (
        "What changes from week to week, and why. At most one movement grows in a week; each line "
        "moves by one step; nothing grows while danger questions are open. The numbers are our own "
        "rules on the evidence named.\n"
    )
    yield from _section("How doses step", rules.ladder)
    numbers = (rules.progress, rules.form, rules.sides, rules.walking, rules.adapt)
    yield from _section("Numbers of the review", numbers, named=True)
    yield from _section("Pain rules", knowledge.pain_rules.rule)
    yield from _section(
        "Episodes, flares, changes, prevention",
        (outcomes.episode, outcomes.flare, outcomes.change, outcomes.prevention),
        named=True,
    )
    yield from _section("What asks for the danger questions again", rules.trigger)
    yield "## Reasons\n"
    yield "| rule | what is said |"
    yield "| --- | --- |"
    for key, message in catalogue("en").items():
        if key.startswith("reasons."):
            said = message if isinstance(message, str) else message["other"]
            yield f"| `{key.removeprefix('reasons.')}` | {said.replace('|', '/')} |"


def _section(title: str, rows: Iterable[object], *, named: bool = False) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| row | values | evidence |"
    yield "| --- | --- | --- |"
    for row in rows:
        plain = msgspec.to_builtins(row)
        name = type(row).__name__ if named else plain["id"]
        values = ", ".join(
            f"{key} {_shown(value)}"
            for key, value in plain.items()
            if key not in _HIDDEN and value not in (None, [], 0, False, {})
        )
        yield f"| `{name}` | {values} | {', '.join(plain['facts'])} |"
    yield ""


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(_shown, value))
    if isinstance(value, dict):
        return " ".join(f"{key} {_shown(inner)}" for key, inner in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
