"""From answers to findings: the names that conditions in the tables read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rhomboid.core.base.decision import Value
from rhomboid.core.intake.answers import Answers
from rhomboid.core.intake.labs import diagnosed
from rhomboid.core.intake.values import CANT_SAY, NOT_SURE, Answer, Record
from rhomboid.core.knowledge.findings import DerivedFinding
from rhomboid.core.knowledge.questions import Question
from rhomboid.core.knowledge.vitamins import VitaminRules

_DAYS_PER_YEAR = 365.25
_MONTHS_PER_YEAR = 12


def derive(
    answers: Answers,
    questions: Mapping[str, Question],
    derived: Iterable[DerivedFinding],
    vitamins: VitaminRules,
    told: Mapping[str, Value] | None = None,
) -> dict[str, Value]:
    """Every finding that the answers allow; what they leave open is absent or `None`.

    `told` are findings from elsewhere, such as the days since a fall that the diary holds.
    """
    facts: dict[str, Value] = dict(told or {})
    for key, answer in answers.values.items():
        value = _value(questions[key], answer)
        if value is not None:
            facts[key] = value
    facts.update(_computed(answers, facts, vitamins))
    for finding in derived:
        truth = finding.when.truth(facts)
        if truth is not None:
            facts[finding.id] = truth
    return facts


def _value(question: Question, answer: Answer) -> Value:
    if answer in (CANT_SAY, NOT_SURE):
        return True if question.unsure_is_yes else None
    if question.kind == "records":
        return None
    if isinstance(answer, tuple):
        return frozenset(item for item in answer if isinstance(item, str))
    return answer


def _computed(
    answers: Answers, facts: Mapping[str, Value], vitamins: VitaminRules
) -> dict[str, Value]:
    computed: dict[str, Value] = dict(diagnosed(answers, vitamins))
    age, lasted = facts.get("age_years"), facts.get("duration_days")
    if isinstance(age, int | float) and isinstance(lasted, int | float):
        computed["age_at_start_years"] = max(0.0, age - lasted / _DAYS_PER_YEAR)
    episodes = earlier_episodes(answers)
    if episodes is not None:
        recent = [e for e in episodes if _months_ago(e) <= _MONTHS_PER_YEAR]
        computed["episodes_past_year"] = len(recent) + (facts.get("course") != "gone")
        common = common_set_off(episodes)
        computed["common_set_off"] = common if common is not None else "none"
    return computed


def earlier_episodes(answers: Answers) -> tuple[Record, ...] | None:
    """Earlier spells as told; empty when this is the first; `None` when not known."""
    told = answers.get("previous_episodes")
    if isinstance(told, tuple):
        return tuple(item for item in told if isinstance(item, Mapping))
    return () if answers.get("history") == "first_time" else None


def common_set_off(episodes: Iterable[Record]) -> str | None:
    """What set off at least two earlier spells and more than half of those with a known start."""
    known = [
        str(episode["set_off"])
        for episode in episodes
        if episode.get("set_off") not in (None, "nothing_known")
    ]
    if not known:
        return None
    (what, count), *_ = Counter(known).most_common(1)
    return what if count >= 2 and 2 * count > len(known) else None


def _months_ago(episode: Record) -> float:
    months = episode.get("months_ago")
    return float(months) if isinstance(months, int | float) else float("inf")
