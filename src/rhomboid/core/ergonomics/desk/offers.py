"""What a prompt offers: the movements in turn, or a walk; never what was just declined."""

from __future__ import annotations

from typing import Final

import msgspec

from rhomboid.core.ergonomics.desk.errors import DeskError
from rhomboid.core.ergonomics.desk.moment import DeskNow
from rhomboid.core.knowledge.prescription import PositionRules

#: Walking needs no place in a programme; a longer break is a walk where one is offered.
WALK: Final = "walk"


class Offer(msgspec.Struct, frozen=True):
    """A movement of the programme, or `walk`, and how many seconds it takes."""

    id: str
    seconds: int


def check_offers(offers: tuple[Offer, ...], positions: PositionRules) -> None:
    """Refuse what is too short or too long for a change of position.

    Raises:
        DeskError: if an offer does not take as long as the rules say.
    """
    for offer in offers:
        if not positions.seconds_from <= offer.seconds <= positions.seconds_to:
            allowed = f"{positions.seconds_from} to {positions.seconds_to} s long"
            raise DeskError(f"the offer {offer.id}", allowed, f"{offer.seconds} s")


def next_offer(offers: tuple[Offer, ...], desk: DeskNow, *, walk_first: bool) -> Offer | None:
    """The offer whose turn it is: longest not offered; `None` if none is left.

    Args:
        walk_first: whether a walk comes before its turn.
    """
    left = [o for o in offers if o.id != desk.asked.declined and o.id not in desk.hurting]
    if walk_first:
        walks = [offer for offer in left if offer.id == WALK]
        left = walks or left
    latest = {name: number for number, name in enumerate(desk.asked.offered)}
    return min(left, key=lambda offer: latest.get(offer.id, -1), default=None)
