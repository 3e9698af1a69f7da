"""The programme as the page shows it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from rhomboid.app.present import Present
from rhomboid.app.reviews import Past
from rhomboid.core.base.decision import Reason
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.plan.model import WEEKDAYS, Item, LeftOut, Plan
from rhomboid.web.pages.lines import change_note, last_changes
from rhomboid.web.pages.reasons import said, source_names
from rhomboid.wording import Wording
from rhomboid.wording.amounts import amount_words

_EVIDENCE_FACTS = 3


class SwapView(msgspec.Struct, frozen=True):
    """One way to swap: kind, what to take, and the words of the button."""

    kind: str
    to: str
    label: str


class ItemView(msgspec.Struct, frozen=True):
    """One movement as it is drawn."""

    id: str
    slot: str
    name: str
    purpose: str
    dose: str
    target: str
    start: str
    phases: tuple[str, ...]
    easier: str
    harder: str
    variant: str
    view: str
    why: tuple[str, ...]
    evidence: str
    sources: tuple[str, ...]
    swaps: tuple[SwapView, ...]
    swapped_from: str
    figure: str
    note: str = ""


def plan_values(
    plan: Plan, present: Present, knowledge: Knowledge, w: Wording, last: Past | None = None
) -> dict[str, Any]:
    """Values for the templates of the programme; `last` marks what the last review changed."""
    items = [_item(item, last, knowledge, w) for item in plan.items]
    micro = None if plan.micro_dose is None else _item(plan.micro_dose, last, knowledge, w)
    return {
        "nav": "programme",
        "plan": plan,
        "items": items,
        "micro": micro,
        "week": _week(plan, present, micro, w),
        "why": [_why(reason, w) for reason in plan.reasons if reason.decisive],
        "walking": plan.walking,
        "positions": plan.positions,
        "advice": [card for card in plan.advice if card.group == "general"],
        "vitamins": [card for card in plan.advice if card.group == "vitamins"],
        "left_out": _left_out(plan.left_out, w),
        "unconfirmed": w.list(
            [w.inside(w.say(f"questions.{name}.short")) for name in plan.unconfirmed]
        ),
        "triage": present.assessment.triage,
        "begun": present.course.plan is not None,
        "today": w.date(present.today),
    }


def _item(item: Item, last: Past | None, knowledge: Knowledge, w: Wording) -> ItemView:
    changed = last_changes(last).get(item.movement)
    movement = knowledge.movements[item.movement]
    words = f"movements.{item.movement}"
    return ItemView(
        id=item.movement,
        slot=w.say(f"plan.slot.{item.slot}"),
        name=w.say(f"{words}.name"),
        purpose=w.say(f"{words}.purpose"),
        dose=amount_words(item.amount, w),
        target=amount_words(item.target, w) if item.target != item.amount else "",
        start=w.say(f"{words}.start"),
        phases=tuple(w.say(f"{words}.phase.{phase.id}") for phase in movement.phases),
        easier=w.maybe(f"{words}.easier"),
        harder=w.maybe(f"{words}.harder"),
        variant=item.variant,
        view=w.say(f"plan.camera.{movement.view}"),
        why=tuple(_why(reason, w) for reason in item.reasons),
        evidence=w.say(f"plan.evidence.borrowed.{movement.borrowed_from}"),
        sources=source_names(movement.facts[: _EVIDENCE_FACTS + 1], knowledge),
        swaps=tuple(_swaps(item, w)),
        swapped_from=""
        if item.swapped_from is None
        else w.say(f"movements.{item.swapped_from}.name"),
        figure=item.movement,
        note=change_note(changed, w)
        if changed is not None and changed.to_amount == item.amount
        else "",
    )


def _swaps(item: Item, w: Wording) -> list[SwapView]:
    swaps: list[SwapView] = []
    for kind, targets in item.alternatives.items():
        for to in targets:
            name = w.maybe(f"movements.{to}.name")
            swaps.append(SwapView(kind, to, w.say(f"plan.swap.take_{kind}", name=name)))
    return swaps


def _why(reason: Reason, w: Wording) -> str:
    kind, _, name = reason.rule.partition(".")
    if kind == "emphasis":
        return w.say("plan.why.emphasis", cause=w.say(f"causes.{name}.name"))
    text = w.say(f"plan.why.{reason.rule}")
    answers = said(reason.findings, w) if kind in ("template", "group") else ""
    return f"{text} ({answers})" if answers else text


def _week(plan: Plan, present: Present, micro: ItemView | None, w: Wording) -> list[dict[str, Any]]:
    monday = present.today - timedelta(days=present.today.weekday())
    walk_min = plan.walking.minutes if plan.walking else 0
    words = {
        "session": w.say("plan.part.session", count=plan.session_min),
        "micro_dose": "" if micro is None else w.say("plan.part.micro_dose", name=micro.name),
        "walk": w.say("plan.part.walk", count=walk_min),
        "review": w.say("plan.part.review"),
    }
    return [
        {
            "name": w.say(f"plan.day.{day.day}"),
            "number": (monday + timedelta(days=WEEKDAYS.index(day.day))).day,
            "today": WEEKDAYS.index(day.day) == present.today.weekday(),
            "parts": [words[part] for part in day.parts],
        }
        for day in plan.week
    ]


def _left_out(left: tuple[LeftOut, ...], w: Wording) -> list[tuple[str, str]]:
    """Why, and the names of the movements left out for it; only what safety leaves out."""
    grouped: dict[str, list[str]] = {}
    for item in left:
        if item.hard and item.because != ("no_strength_now",):
            why = w.list([w.say(f"plan.left_out.{code}") for code in item.because])
            grouped.setdefault(why, []).append(w.say(f"movements.{item.movement}.name"))
    return [(why, w.list(names)) for why, names in grouped.items()]
