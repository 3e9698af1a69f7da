"""How long and how often: from stretches of work and rest to hours and lifts a minute (ER-21)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rhomboid.core.base.decision import Decision, Finding, Reason
from rhomboid.core.ergonomics.between import InputError
from rhomboid.core.ergonomics.lifting.given import checked
from rhomboid.core.ergonomics.lifting.refusals import refusals_measured
from rhomboid.core.knowledge.lifting import DurationClass, LiftingRules

_MIN_PER_H = 60.0
#: Summed minutes are rounded to this, so that 20.1 + 39.9 is one hour.
_DIGITS = 9


class Stretch(msgspec.Struct, frozen=True):
    """Continuous lifting, and the light work after it.

    Attributes:
        work_min: minutes of lifting, at least 0.
        rest_min: minutes of light work or rest that follow, at least 0; after the last stretch
            of the day it decides nothing.
    """

    work_min: float
    rest_min: float = 0.0


class Hours(msgspec.Struct, frozen=True):
    """How long a day's lifting counts.

    Attributes:
        duration_h: the longest run of stretches without enough recovery between them, in hours;
            the whole day's lifting if it is more than the equation allows.
        duration: its class; `None` when refused.
    """

    duration_h: float
    duration: DurationClass | None


def duration_of(stretches: Sequence[Stretch], rules: LiftingRules) -> Decision[Hours]:
    """The hours that count, with the rule of recovery of the 2021 revision.

    A stretch is over when the rest after it is long enough for the class of what has run
    together so far: as long as the work up to 1 h, 0.3 times as long up to 2 h. If not, the next
    stretch is added and that rest is disregarded. Above 2 h nothing ends a run. More than 8 h of
    lifting in the day are refused, however they are spread.

    Raises:
        InputError: if there is no stretch, or a time is negative or no number.
    """
    if not stretches:
        raise InputError("stretches", "at least one stretch of work", ())
    run, longest, total = 0.0, 0.0, 0.0
    reasons: list[Reason] = []
    for number, stretch in enumerate(stretches):
        work = checked(f"stretches[{number}].work_min", stretch.work_min, "minutes")
        rest = checked(f"stretches[{number}].rest_min", stretch.rest_min, "minutes")
        total, run = round(total + work, _DIGITS), round(run + work, _DIGITS)
        longest = max(longest, run)
        if number + 1 == len(stretches):
            break
        needed = recovery_min(run, rules)
        if needed is not None and rest >= needed:
            run = 0.0
        elif needed is not None:
            reasons.append(_too_short(run, rest, needed, rules))
    refused = refusals_measured({"duration_h": total / _MIN_PER_H}, rules)
    if refused:
        return Decision(Hours(total / _MIN_PER_H, None), refused)
    hours = longest / _MIN_PER_H
    duration = rules.duration.class_of(hours)
    reasons.append(Reason(f"lifting.duration_{duration}", rules.duration.facts, (_hours(longest),)))
    return Decision(Hours(hours, duration), tuple(reasons))


def recovery_min(work_min: float, rules: LiftingRules) -> float | None:
    """Minutes of light work that end a run of `work_min`; `None` if none do (above 2 h)."""
    duration = rules.duration.class_of(checked("work_min", work_min, "minutes") / _MIN_PER_H)
    recovery = None if duration is None else rules.duration.rule(duration).recovery
    return None if recovery is None else round(recovery * work_min, _DIGITS)


def frequency_of(lifts_per_min: float, lifting_min: float, rules: LiftingRules) -> Decision[float]:
    """Lifts a minute that count, when only `lifting_min` of a sample of 15 minutes are lifting.

    The lifts of the sample, spread over all of it: 10 a minute for 8 minutes count as 5.33. A
    rate above 15 a minute, and lifting through the whole sample, count as they are.

    Args:
        lifts_per_min: rate while lifting, at least 0.
        lifting_min: minutes of lifting in the sample of 15 minutes; more than 15: continuous.
        rules: the table.

    Raises:
        InputError: if a value is negative or no number.
    """
    table = rules.frequency
    rate = checked("lifts_per_min", lifts_per_min, "lifts a minute")
    minutes = checked("lifting_min", lifting_min, "minutes")
    findings = (Finding("lifts_per_min", rate, "1/min"), Finding("lifting_min", minutes, "min"))
    if rate > table.sample_most_per_min:
        why = Reason("lifting.too_fast_to_spread", table.facts, findings)
        return Decision(rate, (why,))
    if minutes >= table.sample_min:
        return Decision(rate, (Reason("lifting.continuous", table.facts, findings),))
    spread = Reason("lifting.spread_over_sample", table.facts, findings)
    return Decision(rate * minutes / table.sample_min, (spread,))


def _too_short(run: float, rest: float, needed: float, rules: LiftingRules) -> Reason:
    findings = (
        _hours(run),
        Finding("rest_min", rest, "min"),
        Finding("recovery_min", needed, "min"),
    )
    return Reason("lifting.recovery_too_short", rules.duration.facts, findings)


def _hours(minutes: float) -> Finding:
    return Finding("work_min", minutes, "min")
