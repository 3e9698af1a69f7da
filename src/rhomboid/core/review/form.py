"""What a camera saw of how a movement was done, as far as it saw (EX-34, EX-35, XL-92).

A set of which the camera missed much counts neither as faulty nor as without fault, and
repetitions that it cannot have seen are never counted as missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from statistics import median

import msgspec

from rhomboid.core.diary.bodies import MovementResult, SetResult
from rhomboid.core.diary.measured import Measured
from rhomboid.core.knowledge.review import FormRules

_PERCENT = 100


class Form(msgspec.Struct, frozen=True):
    """One movement in one session, or in several, as it was seen.

    Attributes:
        judged: repetitions (or holds) of the sets that were seen well enough.
        faulty: those of them with a fault that counts.
        missed: sets of which the camera missed too much.
        missed_percent: the largest share that it missed of one of those.
    """

    judged: int = 0
    faulty: int = 0
    missed: int = 0
    missed_percent: int = 0

    @property
    def fault_percent(self) -> float | None:
        """Repetitions with a fault of those that were judged; `None` when none were."""
        return self.faulty * _PERCENT / self.judged if self.judged else None


def form_of(result: MovementResult, rules: FormRules) -> Form:
    """What was seen of one movement; corrections told without a camera count as seen."""
    measured = [one.measured for one in result.sets if one.measured is not None]
    if not measured:
        done = sum(one.reps or 0 for one in result.sets) if result.faulty_reps else 0
        return Form(judged=done, faulty=min(result.faulty_reps, done))
    good = [one for one in measured if well_seen(one, rules)]
    missed = [one.unseen_share * _PERCENT for one in measured if not well_seen(one, rules)]
    return Form(
        judged=sum(one.judged for one in good),
        faulty=sum(one.faulty_reps for one in good),
        missed=len(missed),
        missed_percent=round(max(missed, default=0)),
    )


def together(forms: Iterable[Form]) -> Form:
    """Several as one."""
    all_of = list(forms)
    return Form(
        judged=sum(one.judged for one in all_of),
        faulty=sum(one.faulty for one in all_of),
        missed=sum(one.missed for one in all_of),
        missed_percent=max((one.missed_percent for one in all_of), default=0),
    )


def well_seen(measured: Measured, rules: FormRules) -> bool:
    """Whether the camera saw enough of a set to judge how it was done."""
    return measured.unseen_share * _PERCENT <= rules.unseen_percent


def may_be_more(one: SetResult) -> bool:
    """Whether a set may hold more than was counted: a camera counted, and could not always see."""
    seen = one.measured
    return seen is not None and seen.counted_by == "camera" and seen.unseen_s > 0


def difference_of(result: MovementResult, rules: FormRules) -> float | None:
    """Left less right in degrees, the middle of the sets that were seen well enough."""
    found = [
        one.measured.difference_deg
        for one in result.sets
        if one.measured is not None
        and one.measured.difference_deg is not None
        and well_seen(one.measured, rules)
    ]
    return median(found) if found else None
