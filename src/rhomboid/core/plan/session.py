"""The session: movements in order, each with its amount, reasons and alternatives."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from rhomboid.core.base.decision import Reason, Value
from rhomboid.core.differential.ranking import RankedCause
from rhomboid.core.knowledge.knowledge import Knowledge
from rhomboid.core.knowledge.movements import Movement
from rhomboid.core.knowledge.prescription import Template
from rhomboid.core.plan.dosing import Lowering, amount_of, minutes_of, start_amount
from rhomboid.core.plan.model import Amount, Item, Swap, SwapKind
from rhomboid.core.plan.selection import added_slots, choose, fitting_causes, ordered

Facts = Mapping[str, Value]
#: What a wish means for positions.
_POSITIONS = {"sitting": ("sitting",), "standing": ("standing", "wall")}
#: Slots from which a movement is dropped when time is short, first to go first.
_DROP_ORDER = ("breathing", "stretch", "neck", "warm_up", "balance", "strength")
#: Slots that grow when time is left, first to grow first.
_GROW_ORDER = ("strength", "warm_up", "stretch", "breathing")


class Bench(msgspec.Struct, frozen=True):
    """What a session is made from.

    `allowed` are movements that may be given here and now; `hard` those that never may; `first`
    those that stand first in this kind of session, by slot.
    """

    facts: Facts
    knowledge: Knowledge
    causes: tuple[RankedCause, ...]
    lowered: Lowering
    allowed: frozenset[str]
    hard: frozenset[str]
    swaps: tuple[Swap, ...]
    first: Mapping[str, tuple[str, ...]] = {}


def compose(bench: Bench, template: Template, micro: Item | None) -> tuple[Item, ...]:
    """The session within the minutes that the person has."""
    slots = _slots(bench, template)
    reserved = _groups_of(bench, micro)
    counts = {slot: least for slot, (least, _) in slots.items()}
    most = {slot: most for slot, (_, most) in slots.items()}
    budget = _budget(bench)
    items = _items(bench, counts, reserved)
    while _minutes(items) > budget and sum(counts.values()) > 1:
        slot = next((slot for slot in _DROP_ORDER if counts.get(slot, 0) > 0), None)
        if slot is None or (slot == "strength" and counts[slot] == 1):
            break
        counts[slot] -= 1
        items = _items(bench, counts, reserved)
    for slot in _GROW_ORDER:
        while counts.get(slot, 0) < most.get(slot, 0):
            counts[slot] += 1
            larger = _items(bench, counts, reserved)
            if _minutes(larger) > budget or len(larger) == len(items):
                counts[slot] -= 1
                break
            items = larger
    return items


def micro_dose(bench: Bench, template: Template) -> Item | None:
    """The two-minute movement between sessions, if the template has one."""
    if template.micro_dose_days == 0:
        return None
    order = ordered("micro_dose", bench.knowledge.prescription, bench.causes)
    movement = next((movement for movement in order if movement in bench.allowed), None)
    return None if movement is None else _item(bench, movement, "micro_dose")


def _slots(bench: Bench, template: Template) -> dict[str, tuple[int, int]]:
    slots = dict(template.slots)
    if template.id in ("minimal", "acute"):
        return slots
    added = (*added_slots(bench.knowledge.prescription, bench.causes), *bench.lowered.adds)
    for slot in added:
        if slot == "balance" or template.strength:
            slots.setdefault(slot, (1, 1))
    return slots


def _budget(bench: Bench) -> float:
    rules = bench.knowledge.prescription.session
    told = bench.facts.get("minutes_per_day")
    minutes = float(told) if isinstance(told, int | float) else float(rules.minutes_standard)
    return min(max(minutes, rules.minutes_shortest), rules.minutes_longest)


def _groups_of(bench: Bench, micro: Item | None) -> frozenset[str]:
    if micro is None:
        return frozenset()
    movement = bench.knowledge.movements[micro.movement]
    return frozenset(movement.muscle_groups) if movement.kind == "strength" else frozenset()


def _items(bench: Bench, counts: Mapping[str, int], reserved: frozenset[str]) -> tuple[Item, ...]:
    rules, movements = bench.knowledge.prescription, bench.knowledge.movements
    liked = _liked(bench)
    orders = {
        slot: ordered(slot, rules, bench.causes, liked, bench.first.get(slot, ()))
        for slot in counts
    }
    groups = {movement: row.muscle_groups for movement, row in movements.items()}
    chosen = choose(orders, bench.allowed, groups, counts, reserved)
    taken = [movement for chosen_here in chosen.values() for movement in chosen_here]
    return tuple(
        _swapped(bench, movement, slot, taken)
        for slot, chosen_here in chosen.items()
        for movement in chosen_here
    )


def _liked(bench: Bench) -> frozenset[str]:
    """Movements in a position that the person would rather be in."""
    wishes = bench.facts.get("preferences")
    if not isinstance(wishes, frozenset):
        return frozenset()
    positions = {place for wish in wishes for place in _POSITIONS.get(wish, ())}
    movements = bench.knowledge.movements.values()
    return frozenset(movement.id for movement in movements if movement.position in positions)


def _swapped(bench: Bench, movement: str, slot: str, taken: list[str]) -> Item:
    swap = next((swap for swap in reversed(bench.swaps) if swap.movement == movement), None)
    if swap is None:
        return _item(bench, movement, slot)
    if swap.to in ("easier", "harder"):
        return _item(bench, movement, slot, variant=swap.to)
    usable = swap.to in bench.knowledge.movements and swap.to not in bench.hard
    if not usable or swap.to in taken:
        return _item(bench, movement, slot)
    return _item(bench, swap.to, slot, swapped_from=movement)


def _item(
    bench: Bench,
    movement_id: str,
    slot: str,
    variant: str | None = None,
    swapped_from: str | None = None,
) -> Item:
    movement = bench.knowledge.movements[movement_id]
    rules = bench.knowledge.prescription
    amount = start_amount(movement, bench.lowered)
    chosen = variant or ("easier" if bench.lowered.easier and movement.easier else "standard")
    return Item(
        movement=movement_id,
        slot=slot,
        variant="easier" if chosen == "easier" else "harder" if chosen == "harder" else "standard",
        amount=amount,
        target=amount_of(movement.dose.target),
        minutes=round(minutes_of(amount, rules.session), 2),
        reasons=tuple(_reasons(bench, movement, slot, amount)),
        alternatives=_alternatives(bench, movement, chosen),
        swapped_from=swapped_from,
    )


def _reasons(bench: Bench, movement: Movement, slot: str, amount: Amount) -> list[Reason]:
    rules = bench.knowledge.prescription
    reasons = [
        Reason(f"emphasis.{emphasis.cause}", emphasis.facts)
        for emphasis in fitting_causes(movement.id, slot, rules, bench.causes)
    ]
    reasons.append(Reason(f"slot.{slot}", movement.facts, decisive=not reasons))
    if amount != amount_of(movement.dose.start):
        reasons.extend(bench.lowered.reasons)
    return reasons


def _alternatives(
    bench: Bench, movement: Movement, variant: str
) -> dict[SwapKind, tuple[str, ...]]:
    alternatives: dict[SwapKind, tuple[str, ...]] = {}
    if movement.easier and variant != "easier":
        alternatives["easier"] = ("easier",)
    if movement.harder and variant != "harder":
        alternatives["harder"] = ("harder",)
    equal = tuple(other for other in movement.equal if other in bench.allowed)
    if equal:
        alternatives["equal"] = equal
    return alternatives


def _minutes(items: tuple[Item, ...]) -> float:
    return sum(item.minutes for item in items)
