"""What the lifting equation says of a lift that was told: rated, or bounded where much is open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from rhomboid.app.strain.lifting_form import LiftForm
from rhomboid.core.base.decision import Reason
from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.bounds import RatedBetween, rate_between
from rhomboid.core.ergonomics.lifting.bounds_of_ends import ends_between
from rhomboid.core.ergonomics.lifting.change import Advice, advise
from rhomboid.core.ergonomics.lifting.equation import rate_ends
from rhomboid.core.ergonomics.lifting.moves import Around
from rhomboid.core.knowledge.lifting import LiftingRules

#: The multipliers, in the order of the equation.
MULTIPLIERS = ("hm", "vm", "dm", "am", "fm", "cm")
#: Borders that the hands can pass at either end; the others belong to the whole lift.
_OF_HANDS = ("lifting.h_too_far", "lifting.v_too_high", "lifting.a_too_wide")
_NUMBERS = ("load", "h", "v", "d", "a_deg", "per_min", "duration_h")


class Beyond(msgspec.Struct, frozen=True):
    """A border that is passed whatever is still open, so that the limit is 0.

    Attributes:
        reason: the rule of the border, with the value and the border as findings.
        at_end: whether it is passed where the lift ends.
    """

    reason: Reason
    at_end: bool = False


class LiftAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a lift.

    Attributes:
        known: whether everything was told as one number.
        rwl: lowest and highest limit, in the units of the form; `None` when refused.
        li_lowest, li_highest: `None` as in `RatedBetween`.
        load_known: whether there is a load to compare with.
        multipliers: worst and best of each; none when refused.
        costliest: the multiplier that takes most away, where everything is known and one does.
        decides: the end with the lower limit, where there are two and it is one for certain.
        reasons: what refuses, what was counted as what, what is unknown.
        advice: what would bring the index to the goal, as far as a lift can be changed.
        beyond: what makes the limit 0 even at best.
    """

    known: bool
    rwl: Span | None
    li_lowest: float | None
    li_highest: float | None
    load_known: bool
    multipliers: Mapping[str, Span]
    costliest: str | None
    decides: Literal["origin", "destination"] | None
    reasons: tuple[Reason, ...]
    advice: Advice
    beyond: tuple[Beyond, ...] = ()


def answer_lift(form: LiftForm, rules: LiftingRules) -> LiftAnswer:
    """Rate or bound the lift of a form without problems."""
    lift, units = form.lift, form.units
    decides: Literal["origin", "destination"] | None = None
    if form.end is None:
        found = rate_between(lift, rules, units)
        rwl, low, high = found.rwl, found.li_lowest, found.li_highest
        beyond = _beyond(found)
    else:
        ends = ends_between(lift, form.end, rules, units)
        decides, rwl, low, high = ends.decides, ends.rwl, ends.li_lowest, ends.li_highest
        found = _weaker(ends.origin, ends.destination)
        beyond = _beyond(ends.origin, ends.destination)
    known = _known(form)
    spans = _multipliers(found)
    reasons = found.reasons
    if known and form.end is not None:
        reasons += rate_ends(lift, form.end, rules, units).reasons if rwl is not None else ()
    if found.worst is not None:
        reasons += tuple(one for one in found.worst.reasons if not one.decisive)
    return LiftAnswer(
        known=known,
        rwl=rwl,
        li_lowest=low,
        li_highest=high,
        load_known=lift.load is not None,
        multipliers=spans,
        costliest=_costliest(spans) if known else None,
        decides=decides,
        reasons=_once(reasons),
        advice=_advice(form, rules) if known and rwl is not None else Advice(),
        beyond=beyond,
    )


def _advice(form: LiftForm, rules: LiftingRules) -> Advice:
    """What would help, knowing where the lift ends and how deep the load is."""
    end_v, depth = form.numbers.get("end_v"), form.numbers.get("depth")
    around = Around(
        end_v=end_v if isinstance(end_v, float) else None,
        depth=depth if isinstance(depth, float) else None,
    )
    return advise(form.lift, rules, form.units, form.end, around)


def _beyond(origin: RatedBetween, end: RatedBetween | None = None) -> tuple[Beyond, ...]:
    """The borders that the best lift passes; at the end only those of the hands, none twice."""
    here = [Beyond(reason) for reason in _zeros(origin)]
    there = [] if end is None else [Beyond(one, at_end=True) for one in _zeros(end)]
    return (*here, *(one for one in there if one.reason.rule in _OF_HANDS))


def _zeros(found: RatedBetween) -> tuple[Reason, ...]:
    return () if found.best is None else tuple(one for one in found.best.reasons if one.decisive)


def _known(form: LiftForm) -> bool:
    values = [getattr(form.lift, name) for name in _NUMBERS]
    if form.end is not None:
        values += [form.end.h, form.end.v, form.end.a_deg]
    return form.lift.coupling is not None and all(isinstance(value, float) for value in values)


def _weaker(origin: RatedBetween, destination: RatedBetween) -> RatedBetween:
    """The end with the lower limit at worst."""
    if origin.rwl is None or destination.rwl is None:
        return origin
    return destination if destination.rwl.low < origin.rwl.low else origin


def _multipliers(found: RatedBetween) -> dict[str, Span]:
    if found.worst is None or found.best is None:
        return {}
    return {
        name: Span(float(getattr(found.worst, name)), float(getattr(found.best, name)))
        for name in MULTIPLIERS
    }


def _costliest(spans: Mapping[str, Span]) -> str | None:
    lowest = min(spans, key=lambda name: spans[name].low, default=None)
    return lowest if lowest is not None and spans[lowest].low < 1.0 else None


def _once(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Each rule once, as it was first said."""
    return tuple({reason.rule: reason for reason in reversed(reasons)}.values())[::-1]
