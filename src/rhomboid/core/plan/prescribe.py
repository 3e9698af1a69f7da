"""The programme: from findings, disposition and likely causes to a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from rhomboid.core.base.decision import Decision, Value
from rhomboid.core.differential.phase import PhaseAndSeverity
from rhomboid.core.differential.ranking import RankedCause
from rhomboid.core.intake.branching import is_asked
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.prescription import Template
from rhomboid.core.plan import week as calendar
from rhomboid.core.plan.activity import position_change, walking
from rhomboid.core.plan.constraints import Constraints, barred, constraints
from rhomboid.core.plan.dosing import lowering
from rhomboid.core.plan.model import AdviceCard, Item, LeftOut, Plan, Swap, Weekday
from rhomboid.core.plan.session import Bench, compose, micro_dose
from rhomboid.core.plan.template import choose_template
from rhomboid.core.triage.triage import Triage

Facts = Mapping[str, Value]


class Case(msgspec.Struct, frozen=True):
    """Everything a prescription rests on."""

    facts: Facts
    triage: Triage
    causes: tuple[RankedCause, ...]
    phase: PhaseAndSeverity
    swaps: tuple[Swap, ...] = ()


def prescribe(case: Case, knowledge: Knowledge) -> Plan:
    """Write the programme, or say why there is none.

    Contraindications are hard constraints: nothing in `left_out` with `hard` is ever given,
    whatever was swapped.
    """
    rules = knowledge.prescription
    decision = choose_template(case.facts, case.triage, case.phase, rules)
    if decision.outcome is None:
        return Plan(offered=False, template=None, reasons=decision.reasons)
    given = constraints(case.facts, knowledge.avoidances, rules.clearance, _asked(case, knowledge))
    return _plan(case, knowledge, decision.outcome, decision, given)


def _plan(
    case: Case,
    knowledge: Knowledge,
    template: Template,
    decision: Decision[Template | None],
    given: Constraints,
) -> Plan:
    rules = knowledge.prescription
    lowered = lowering(case.facts, rules.group)
    out = _left_out(knowledge, given, template.strength)
    bench = Bench(
        facts=case.facts,
        knowledge=knowledge,
        causes=case.causes,
        lowered=lowered,
        allowed=frozenset(knowledge.movements) - out.keys(),
        hard=frozenset(movement for movement, left in out.items() if left.hard),
        swaps=case.swaps,
        first=template.first,
    )
    micro = micro_dose(bench, template)
    items = compose(bench, template, micro)
    allowed = bench.allowed
    cadence = knowledge.walking.cadence
    walk = walking(case.facts, rules.walking, cadence) if "walking" in allowed else None
    days = calendar.available_days(case.facts)
    sessions = _session_days(days, template, items, knowledge)
    walks = calendar.walk_days(days, walk.days_per_week if walk else 0, sessions)
    micros = calendar.micro_days(days, template.micro_dose_days if micro else 0)
    return Plan(
        offered=True,
        template=template.id,
        reasons=(*decision.reasons, *lowered.reasons),
        items=items,
        micro_dose=micro,
        session_min=round(sum(item.minutes for item in items)),
        sessions_per_week=len(sessions),
        walking=msgspec.structs.replace(walk, days_per_week=len(walks)) if walk else None,
        positions=position_change(case.facts, rules.positions, allowed),
        advice=_advice(case.facts, knowledge),
        week=calendar.week(sessions, micros, walks),
        left_out=tuple(out.values()),
        unconfirmed=given.unconfirmed,
    )


def _asked(case: Case, knowledge: Knowledge) -> Callable[[str], bool]:
    def asked(name: str) -> bool:
        question = knowledge.questions.get(name)
        return question is not None and is_asked(question, case.facts)

    return asked


def _left_out(knowledge: Knowledge, given: Constraints, strength: bool) -> dict[str, LeftOut]:
    reasons = (barred(movement, given, strength) for movement in knowledge.movements.values())
    return {left.movement: left for left in reasons if left is not None}


def _session_days(
    days: tuple[Weekday, ...],
    template: Template,
    items: Iterable[Item],
    knowledge: Knowledge,
) -> tuple[Weekday, ...]:
    strength = any(
        knowledge.movements[item.movement].kind == "strength" and item.slot != "micro_dose"
        for item in items
    )
    return calendar.session_days(days, template.sessions_per_week[1], apart=strength)


def _advice(facts: Facts, knowledge: Knowledge) -> tuple[AdviceCard, ...]:
    return tuple(
        AdviceCard(card.id, card.group, card.facts, card.when.support(facts))
        for card in knowledge.prescription.advice
        if card.when.truth(facts) is True
    )
