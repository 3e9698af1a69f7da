"""The table of the lifting equation, and lifts to begin from."""

from __future__ import annotations

from functools import cache

from rhomboid.core.base.decision import Reason
from rhomboid.core.ergonomics.lifting.given import Lift
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.core.knowledge.loader import read_record


@cache
def lifting_rules() -> LiftingRules:
    return read_record("lifting.toml", LiftingRules)


#: 23 kg as near, as high and as short as the equation knows: every multiplier is 1.
EASIEST = Lift(
    load=23.0,
    h=25.0,
    v=75.0,
    d=25.0,
    a_deg=0.0,
    per_min=0.2,
    duration_h=1.0,
    coupling="good",
)


def rules_of(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.rule.removeprefix("lifting.") for reason in reasons]


def seen(reason: Reason) -> dict[str, object]:
    return {finding.name: finding.value for finding in reason.findings}
