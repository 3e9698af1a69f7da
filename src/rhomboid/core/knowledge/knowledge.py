"""Every table in one record, and the checks that hold between tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol, TypeVar

import msgspec

from rhomboid.core.base.condition import Condition
from rhomboid.core.knowledge.avoidances import Avoidance
from rhomboid.core.knowledge.causes import Cause, DifferentialRules
from rhomboid.core.knowledge.emergency import EmergencyNumber
from rhomboid.core.knowledge.facts import Fact, Source
from rhomboid.core.knowledge.findings import DerivedFinding
from rhomboid.core.knowledge.loader import (
    Folder,
    TableError,
    digest,
    read_record,
    read_rows,
    tables_folder,
)
from rhomboid.core.knowledge.measures import Measure
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.outcomes import OutcomeRules
from rhomboid.core.knowledge.pain_rules import PainRules
from rhomboid.core.knowledge.prescription import Advice, Clearance, Group, Prescription
from rhomboid.core.knowledge.questions import PageOrder, Question
from rhomboid.core.knowledge.red_flags import RedFlag
from rhomboid.core.knowledge.review import ReviewRules
from rhomboid.core.knowledge.strain import StrainRules, read_strain, strain_rows
from rhomboid.core.knowledge.vitamins import VitaminRules
from rhomboid.core.knowledge.walking import StepRules

#: Findings that the intake works out in code, because they count or compare records.
COMPUTED_FINDINGS = (
    "age_at_start_years",
    "episodes_past_year",
    "common_set_off",
    "diagnosed_d_deficiency",
    "diagnosed_b12_deficiency",
    "diagnosed_other_deficiency",
    "fall_days_ago",
    "lifting_exposure",
    "still_exposure",
)


class Knowledge(msgspec.Struct, frozen=True):
    """All that rhomboid knows, read from its tables; `digest` names their exact content."""

    sources: dict[str, Source]
    facts: dict[str, Fact]
    questions: dict[str, Question]
    pages: tuple[str, ...]
    findings: tuple[DerivedFinding, ...]
    red_flags: tuple[RedFlag, ...]
    causes: tuple[Cause, ...]
    differential: DifferentialRules
    movements: dict[str, Movement]
    avoidances: tuple[Avoidance, ...]
    prescription: Prescription
    pain_rules: PainRules
    vitamins: VitaminRules
    measures: dict[str, Measure]
    outcomes: OutcomeRules
    review: ReviewRules
    strain: StrainRules
    walking: StepRules
    emergency_numbers: dict[str, EmergencyNumber]
    digest: str = "unknown"


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Identified = TypeVar("Identified", bound=_HasId)


@lru_cache(maxsize=1)
def load_knowledge() -> Knowledge:
    """Read every table once.

    Raises:
        TableError: with the place of the first bad row.
    """
    return read_knowledge()


def read_knowledge(folder: Folder | None = None) -> Knowledge:
    """Read every table from `folder` (default: the tables that come with rhomboid).

    Raises:
        TableError: with the place of the first bad row.
    """
    root = tables_folder() if folder is None else folder
    knowledge = Knowledge(
        sources=_by_id(read_rows("sources.toml", "source", Source, root)),
        facts=_by_id(read_rows("facts", "fact", Fact, root)),
        questions=_by_id(read_rows("questions", "question", Question, root)),
        pages=read_record("pages.toml", PageOrder, root).order,
        findings=read_rows("findings.toml", "finding", DerivedFinding, root),
        red_flags=read_rows("red_flags.toml", "red_flag", RedFlag, root),
        causes=read_rows("causes.toml", "cause", Cause, root),
        differential=read_record("differential.toml", DifferentialRules, root),
        movements=_by_id(read_rows("movements", "movement", Movement, root)),
        avoidances=read_rows("avoidances.toml", "avoidance", Avoidance, root),
        prescription=read_record("prescription.toml", Prescription, root),
        pain_rules=read_record("pain_rules.toml", PainRules, root),
        vitamins=read_record("vitamins.toml", VitaminRules, root),
        measures=_by_id(read_rows("measures.toml", "measure", Measure, root)),
        outcomes=read_record("outcomes.toml", OutcomeRules, root),
        review=read_record("review.toml", ReviewRules, root),
        strain=read_strain(root),
        walking=read_record("walking.toml", StepRules, root),
        emergency_numbers=_by_id(
            read_rows("emergency_numbers.toml", "country", EmergencyNumber, root)
        ),
        digest=digest(root),
    )
    for problem in check(knowledge):
        raise problem
    return knowledge


def _by_id(rows: Iterable[Identified]) -> dict[str, Identified]:
    return {row.id: row for row in rows}


def check(knowledge: Knowledge) -> Iterator[TableError]:
    """What is wrong between tables: names, facts and sources that do not exist."""
    yield from _check_names(knowledge)
    yield from _check_movements(knowledge)
    yield from _check_positions(knowledge)
    yield from _check_triggers(knowledge)
    for table, row, facts in cited_facts(knowledge):
        for cited in facts:
            if cited not in knowledge.facts:
                yield TableError(table, row, f"`facts` names `{cited}`, which is no fact")
    for fact in knowledge.facts.values():
        for source in fact.sources:
            if source not in knowledge.sources:
                yield TableError(
                    "facts", fact.id, f"`sources` names `{source}`, which is no source"
                )


def cited_facts(knowledge: Knowledge) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Table, row and facts of every row that cites facts."""
    tables: Mapping[str, Iterable[object]] = {
        "questions": knowledge.questions.values(),
        "findings.toml": knowledge.findings,
        "red_flags.toml": knowledge.red_flags,
        "causes.toml": knowledge.causes,
        "movements": knowledge.movements.values(),
        "avoidances.toml": knowledge.avoidances,
        "vitamins.toml": knowledge.vitamins.analyte,
        "measures.toml": knowledge.measures.values(),
        "pain_rules.toml": knowledge.pain_rules.rule,
        "prescription.toml": prescription_rows(knowledge.prescription),
        "differential.toml": (
            knowledge.differential.bands,
            knowledge.differential.phase,
            knowledge.differential.severity,
        ),
        "outcomes.toml": outcome_rows(knowledge.outcomes),
        "review.toml": review_rows(knowledge.review),
        **{f"{name}.toml": rows for name, rows in strain_rows(knowledge.strain).items()},
        "walking.toml": knowledge.walking.rows,
    }
    for table, rows in tables.items():
        for row in rows:
            row_id = getattr(row, "id", getattr(row, "cause", type(row).__name__))
            yield table, row_id, row.facts  # type: ignore[attr-defined]  # each row type has facts


def prescription_rows(rules: Prescription) -> tuple[object, ...]:
    """Every row of the prescription table."""
    return (
        rules.session,
        *rules.template,
        *rules.emphasis,
        *rules.advice,
        *rules.clearance,
        *rules.group,
        rules.positions,
        rules.walking,
    )


def outcome_rows(rules: OutcomeRules) -> tuple[object, ...]:
    """Every row of the table of outcomes."""
    return (rules.episode, rules.flare, rules.change, rules.prevention)


def review_rows(rules: ReviewRules) -> tuple[object, ...]:
    """Every row of the table of the review."""
    of_weeks = (rules.progress, rules.form, rules.sides, rules.walking, rules.adapt)
    return (*rules.ladder, *of_weeks, *rules.trigger)


def conditions(knowledge: Knowledge) -> Iterator[tuple[str, str, Condition]]:
    """Table, row and condition of every condition, in the order in which they are worked out."""
    for finding in knowledge.findings:
        yield "findings.toml", finding.id, finding.when
    for question in knowledge.questions.values():
        if question.asked_when is not None:
            yield "questions", question.id, question.asked_when
    for red_flag in knowledge.red_flags:
        for rule in red_flag.rules:
            yield "red_flags.toml", rule.id, rule.when
    for cause in knowledge.causes:
        yield from _cause_conditions(cause)
    for avoidance in knowledge.avoidances:
        yield "avoidances.toml", avoidance.id, avoidance.when
    rules = knowledge.prescription
    rows: tuple[Advice | Clearance | Group, ...] = (*rules.advice, *rules.clearance, *rules.group)
    for row in rows:
        yield "prescription.toml", row.id, row.when


def _cause_conditions(cause: Cause) -> Iterator[tuple[str, str, Condition]]:
    if cause.cap_unless is not None:
        yield "causes.toml", cause.id, cause.cap_unless
    for evidence in cause.evidence:
        yield "causes.toml", f"{cause.id}.{evidence.id}", evidence.when


def _check_names(knowledge: Knowledge) -> Iterator[TableError]:
    known = {*knowledge.questions, *COMPUTED_FINDINGS}
    later = {finding.id for finding in knowledge.findings}
    for table, row, condition in conditions(knowledge):
        for name in sorted(condition.names):
            base, _, choice = name.partition(".")
            question = knowledge.questions.get(base)
            visible = known if table == "findings.toml" else known | later
            if base not in visible:
                yield TableError(
                    table, row, f"`{condition.text}` reads `{base}`, which is not known here"
                )
            elif choice and question is not None and choice not in question.choices:
                yield TableError(table, row, f"`{base}` has no choice `{choice}`")
        if table == "findings.toml":
            known.add(row)


def _check_movements(knowledge: Knowledge) -> Iterator[TableError]:
    codes = {avoidance.id for avoidance in knowledge.avoidances}
    for movement in knowledge.movements.values():
        for other in movement.equal:
            if other not in knowledge.movements:
                yield TableError(
                    "movements", movement.id, f"`equal` names `{other}`, which is no movement"
                )
        for code in movement.avoid:
            if code not in codes:
                yield TableError(
                    "movements", movement.id, f"`avoid` names `{code}`, which is no avoidance"
                )
    for slot in knowledge.prescription.slot:
        for movement_id in slot.order:
            if movement_id not in knowledge.movements:
                yield TableError("prescription.toml", slot.id, f"`{movement_id}` is no movement")


def _check_positions(knowledge: Knowledge) -> Iterator[TableError]:
    causes = {row.id for row in knowledge.causes}
    for position in knowledge.strain.positions.positions.values():
        for movement_id in set(position.movements) - set(knowledge.movements):
            yield TableError("positions", position.id, f"`{movement_id}` is no movement")
        for cause in set(position.causes) - causes:
            yield TableError("positions", position.id, f"`{cause}` is no cause")


def _check_triggers(knowledge: Knowledge) -> Iterator[TableError]:
    for trigger in knowledge.review.trigger:
        for question in trigger.asks:
            if question not in knowledge.questions:
                yield TableError(
                    "review.toml", trigger.id, f"`asks` names `{question}`, which is no question"
                )
