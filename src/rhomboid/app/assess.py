"""Use case: from answers to what is safe, what is likely, and where the intake stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from rhomboid.core.base.decision import Value
from rhomboid.core.differential.phase import PhaseAndSeverity, phase_and_severity
from rhomboid.core.differential.ranking import RankedCause, rank
from rhomboid.core.differential.recurrence import EpisodePattern, episode_pattern
from rhomboid.core.ergonomics.positions.told import Told, exposures, told_from
from rhomboid.core.intake.answers import Answers, read_answers
from rhomboid.core.intake.branching import Progress, progress, settled
from rhomboid.core.intake.findings import derive, earlier_episodes
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import Plan, Swap
from rhomboid.core.plan.prescribe import Case, prescribe
from rhomboid.core.triage.triage import Triage, triage


class Assessment(msgspec.Struct, frozen=True):
    """What the answers come to.

    Attributes:
        answers: the answers that count; those settled by others are left out.
        set_aside: questions whose answer no longer counts, because others settle them.
        facts: every finding, by name.
        triage: disposition and reasons.
        causes: every cause, most likely first.
        phase: phase and severity of this spell.
        pattern: what earlier spells have in common; `None` when nothing is known of any.
        progress: where the intake stands.
        not_offered: whether the person is too young for rhomboid.
    """

    answers: Answers
    set_aside: tuple[str, ...]
    facts: Mapping[str, Value]
    triage: Triage
    causes: tuple[RankedCause, ...]
    phase: PhaseAndSeverity
    pattern: EpisodePattern | None
    progress: Progress
    not_offered: bool

    @property
    def ended(self) -> str | None:
        """Why the intake ends before its last page: `emergency`, `not_offered` or `None`."""
        if self.triage.disposition == "emergency":
            return "emergency"
        return "not_offered" if self.not_offered else None


def assess_raw(
    raw: Mapping[str, object],
    knowledge: Knowledge,
    today: date,
    told: Mapping[str, Value] | None = None,
) -> Assessment:
    """Assess answers as they stand in a file.

    Raises:
        AnswerError: if a key is unknown or a value impossible; lists every problem.
    """
    answers = read_answers(raw, knowledge.questions, knowledge.vitamins, today)
    return assess(answers, knowledge, told)


def assess(
    answers: Answers, knowledge: Knowledge, told: Mapping[str, Value] | None = None
) -> Assessment:
    """Assess checked answers; partial answers are fine, what is open stays unknown.

    `told` are findings that the diary holds beside the answers.
    """
    questions = knowledge.questions
    facts = _facts(answers, knowledge, told)
    set_aside = settled(questions.values(), answers, facts)
    if set_aside:
        answers = answers.without(set_aside)
        facts = _facts(answers, knowledge, told)
    rules = knowledge.differential
    episodes = earlier_episodes(answers)
    return Assessment(
        answers=answers,
        set_aside=set_aside,
        facts=facts,
        triage=triage(facts, knowledge.red_flags),
        causes=rank(facts, knowledge.causes, rules.bands),
        phase=phase_and_severity(facts, rules.phase, rules.severity),
        pattern=episode_pattern(episodes) if episodes else None,
        progress=progress(knowledge.pages, questions.values(), answers, facts),
        not_offered=facts.get("under_16") is True,
    )


def make_plan(assessment: Assessment, knowledge: Knowledge, swaps: tuple[Swap, ...] = ()) -> Plan:
    """The programme that follows from an assessment."""
    case = Case(
        facts=assessment.facts,
        triage=assessment.triage,
        causes=assessment.causes,
        phase=assessment.phase,
        swaps=swaps,
    )
    return prescribe(case, knowledge)


def _facts(
    answers: Answers, knowledge: Knowledge, told: Mapping[str, Value] | None
) -> dict[str, Value]:
    day = day_told(answers)
    known = {**exposures(day, knowledge.strain.positions), **(told or {})}
    return derive(answers, knowledge.questions, knowledge.findings, knowledge.vitamins, known)


def day_told(answers: Answers) -> tuple[Told, ...] | None:
    """The positions of a usual day; `None` if nobody told."""
    records = answers.get("day_tasks")
    if not isinstance(records, tuple):
        return None
    return told_from([record for record in records if isinstance(record, Mapping)])
