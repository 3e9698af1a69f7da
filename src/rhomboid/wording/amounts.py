"""Amounts in words."""

from __future__ import annotations

import msgspec

from rhomboid.core.plan.model import Amount
from rhomboid.wording.wording import Wording


def amount_words(amount: Amount, w: Wording) -> str:
    """An amount in words: "2 × 8, hold 5 s each side"."""
    if amount.minutes is not None:
        key = "minutes"
    elif amount.reps is None:
        key = "hold"
    else:
        key = "reps" if amount.hold_s is None else "reps_hold"
    words = w.say(f"plan.amount.{key}", **msgspec.structs.asdict(amount))
    return w.say("plan.amount.per_side", amount=words) if amount.per_side else words
