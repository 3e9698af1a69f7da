"""Which movements stand in the session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rhomboid.core.differential.ranking import RankedCause
from rhomboid.core.knowledge.prescription import Emphasis, Prescription

#: A position that the person likes moves a movement forward by this much.
_LIKED = 1
#: A likely cause moves its movements forward by this much; a possible one by half of it.
_FORWARD = {"most_consistent": 2, "possible": 1, "less_likely": 0}


def ordered(
    slot_id: str,
    prescription: Prescription,
    causes: Iterable[RankedCause],
    liked: frozenset[str] = frozenset(),
    first: tuple[str, ...] = (),
) -> tuple[str, ...]:
    """The movements of a slot, those that fit the likely causes and the person first.

    A movement gains the weight of every cause whose emphasis names it, and one more when it is
    `liked`; ties keep the order of the table, so that a small change of the answers moves few
    movements. What is `first` in this kind of session stands before all others.
    """
    slot = prescription.slot_of(slot_id)
    weight = dict.fromkeys(slot.order, 0)
    for emphasis, forward in _emphases(prescription, causes):
        for movement in emphasis.first.get(slot_id, ()):
            weight[movement] = weight.get(movement, 0) + forward
    for movement in liked & weight.keys():
        weight[movement] += _LIKED
    others = sorted(weight, key=lambda movement: -weight[movement])
    return (*first, *(movement for movement in others if movement not in first))


def fitting_causes(
    movement: str, slot_id: str, prescription: Prescription, causes: Iterable[RankedCause]
) -> tuple[Emphasis, ...]:
    """The emphases that name this movement for causes that are likely or possible."""
    return tuple(
        emphasis
        for emphasis, forward in _emphases(prescription, causes)
        if forward and movement in emphasis.first.get(slot_id, ())
    )


def added_slots(prescription: Prescription, causes: Iterable[RankedCause]) -> tuple[str, ...]:
    """Slots that the most likely causes add to the session."""
    return tuple(
        slot
        for emphasis, forward in _emphases(prescription, causes)
        if forward == _FORWARD["most_consistent"]
        for slot in emphasis.adds
    )


def choose(
    orders: Mapping[str, tuple[str, ...]],
    allowed: frozenset[str],
    groups: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, int],
    reserved: frozenset[str],
) -> dict[str, tuple[str, ...]]:
    """Take from each slot as many allowed movements as `counts` says.

    Strength movements of one session train different muscle groups as long as there are
    enough; `reserved` groups (those of the micro dose) are left free for the other days.
    No movement stands in two slots.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    for slot in orders:
        free = [m for m in orders[slot] if m in allowed and m not in taken]
        if slot == "strength":
            free = _spread(free, groups, reserved)
        chosen[slot] = tuple(free[: counts.get(slot, 0)])
        taken.update(chosen[slot])
    return {slot: chosen[slot] for slot in orders if chosen.get(slot)}


def _spread(
    movements: list[str], groups: Mapping[str, tuple[str, ...]], reserved: frozenset[str]
) -> list[str]:
    first: list[str] = []
    later: list[str] = []
    used: set[str] = set()
    for movement in movements:
        mine = set(groups.get(movement, ()))
        if mine & reserved:
            continue
        (later if mine & used else first).append(movement)
        used |= mine
    return first + later


def _emphases(
    prescription: Prescription, causes: Iterable[RankedCause]
) -> list[tuple[Emphasis, int]]:
    bands = {cause.id: cause.band for cause in causes}
    return [
        (emphasis, _FORWARD[bands[emphasis.cause]])
        for emphasis in prescription.emphasis
        if emphasis.cause in bands
    ]
