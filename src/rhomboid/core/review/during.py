"""Pain told in the middle of a session: go on, keep the level, or stop this movement.

The same rule as `light_of` judges by afterwards, so that a session and its review agree
(EX-42, SF-02).
"""

from __future__ import annotations

from typing import Literal

from rhomboid.core.base.decision import Decision, Finding, Reason
from rhomboid.core.review.evidence import PainLimits

Advice = Literal["go_on", "hold", "stop"]
_SCALE = "0-10"


def during(pain: int, *, sharp: bool, before: int | None, limits: PainLimits) -> Decision[Advice]:
    """What follows from pain during a movement.

    Args:
        pain: pain now, 0 to 10.
        sharp: whether it is sharp, electric, radiating, or with pins and needles.
        before: pain before the session, 0 to 10; `None` when it was not told.
        limits: the numbers of the rule.

    Returns:
        `go_on` up to the green limit, `hold` up to the amber one, `stop` above it, when it is
        sharp, or when it rose clearly since the start; every reason that holds, the first one
        decisive.
    """
    reasons = _stopping(pain, sharp, before, limits)
    if reasons:
        return Decision("stop", reasons)
    finding = (Finding("pain", pain, _SCALE),)
    if pain > limits.green_at_most:
        return Decision("hold", (Reason("during.amber", ("EX-42",), finding),))
    return Decision("go_on", (Reason("during.green", ("EX-42",), finding),))


def _stopping(pain: int, sharp: bool, before: int | None, limits: PainLimits) -> tuple[Reason, ...]:
    found: list[Reason] = []
    told = Finding("pain", pain, _SCALE)
    if sharp:
        found.append(Reason("during.sharp", ("EX-42", "SF-02"), (Finding("sharp", True),)))
    if pain > limits.amber_at_most:
        found.append(Reason("during.above", ("EX-42", "SF-02"), (told,), not found))
    if before is not None and limits.green_at_most < pain >= before + limits.stop_rise:
        findings = (told, Finding("pain_before", before, _SCALE))
        found.append(Reason("during.risen", ("SF-02",), findings, not found))
    return tuple(found)
