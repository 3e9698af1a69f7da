"""What the lifting equation says of a lift, as the page shows it."""

from __future__ import annotations

from typing import Any

import msgspec

from rhomboid.app.strain.lifting_answer import LiftAnswer
from rhomboid.app.strain.lifting_form import LiftForm
from rhomboid.core.base.decision import Reason
from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.change import Change
from rhomboid.core.ergonomics.lifting.equation import band_of
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.web.pages.lifting_words import (
    amount,
    change_words,
    first_words,
    index_words,
    limit_words,
    realistic_words,
    reason_words,
)
from rhomboid.wording import Wording

#: Width of a bar on the page.
_BAR = 200
_OF_LIFT = ("load", "h", "v", "d", "a_deg", "per_min", "duration_h", "coupling")


class BarView(msgspec.Struct, frozen=True):
    """One multiplier: what it takes away, as a bar of 200."""

    id: str
    name: str
    words: str
    sure: float
    open: float
    costliest: bool


class ChangeView(msgspec.Struct, frozen=True):
    """One change, and the index it leads to."""

    text: str
    index: str


def empty_values(form: LiftForm, rules: LiftingRules, w: Wording) -> dict[str, Any]:
    """Where nothing is worked out: nothing was told, or something cannot be read."""
    constants = rules.constants(form.units)
    most = amount(constants.load_constant, constants.mass_unit, w)
    state = "problem" if form.problems else "empty"
    return {"state": state, "most": most, "said": w.say(f"lifting.answer.said_{state}")}


def answer_values(
    form: LiftForm, answer: LiftAnswer, rules: LiftingRules, w: Wording
) -> dict[str, Any]:
    """Limit, index, what they mean, what costs, what would help."""
    if answer.rwl is None:
        reasons = [reason_words(reason, w) for reason in answer.reasons]
        said = w.say("lifting.answer.said_refused")
        return {"state": "refused", "reasons": reasons, "said": said}
    constants = rules.constants(form.units)
    limit, index = _limit(answer, constants.mass_unit, w), _index(answer, w)
    key = "said" if index and answer.li_lowest is not None else "said_no_index"
    return {
        "state": "answer",
        "limit": limit,
        "index": index,
        "most": amount(constants.load_constant, constants.mass_unit, w),
        "means": _means(answer, rules, w),
        "ends": "" if answer.decides is None else w.say(f"lifting.answer.ends_{answer.decides}"),
        "bars": _bars(answer, w),
        "costliest": _costliest(answer, w),
        "reasons": _reasons(form, answer, w),
        "first": _first(answer, w),
        "needs": _needs(form, answer, w),
        "said": w.say(f"lifting.answer.{key}", limit=limit, index=index),
        **_changes(form, answer, rules, w),
    }


def _limit(answer: LiftAnswer, unit: str, w: Wording) -> str:
    low, high = answer.rwl or (0.0, 0.0)
    if round(low, 1) == round(high, 1):
        return limit_words(low, unit, w)
    return w.say("lifting.answer.between", low=w.number(round(low, 1)), high=amount(high, unit, w))


def _index(answer: LiftAnswer, w: Wording) -> str:
    low, high = answer.li_lowest, answer.li_highest
    if not answer.load_known:
        return w.say("lifting.answer.index_no_load")
    if low is None:
        return w.say("lifting.answer.index_none")
    if high is None:
        return w.say("lifting.answer.from", low=index_words(low, w))
    if index_words(low, w) == index_words(high, w):
        return index_words(low, w)
    return w.say("lifting.answer.between", low=index_words(low, w), high=index_words(high, w))


def _means(answer: LiftAnswer, rules: LiftingRules, w: Wording) -> str:
    """How the index is read; of one that can lie in two bands, that it is open."""
    if not answer.load_known:
        return w.say("lifting.why.load_unknown")
    if answer.li_lowest is None:
        return w.say("lifting.answer.zero")
    low = band_of(answer.li_lowest, rules)
    high = None if answer.li_highest is None else band_of(answer.li_highest, rules)
    goal = rules.band[0].id
    if low == goal and high != goal:
        return w.say("lifting.means.open")
    return w.say(f"lifting.means.{low}")


def _bars(answer: LiftAnswer, w: Wording) -> list[BarView]:
    bars = []
    for name, (low, high) in answer.multipliers.items():
        values = {"low": w.number(round(low, 2)), "high": w.number(round(high, 2))}
        same = values["low"] == values["high"]
        words = (
            w.say("lifting.cost.value", value=values["low"])
            if same
            else w.say("lifting.cost.between", **values)
        )
        bars.append(
            BarView(
                id=name,
                name=w.say(f"lifting.cost.{name}"),
                words=words,
                sure=round(low * _BAR, 1),
                open=round(high * _BAR, 1),
                costliest=name == answer.costliest,
            )
        )
    return bars


def _costliest(answer: LiftAnswer, w: Wording) -> str:
    if answer.costliest is not None:
        name = w.say(f"lifting.cost.{answer.costliest}")
        return w.say("lifting.cost.costliest", name=name)
    return w.say("lifting.cost.nothing") if answer.known else ""


def _reasons(form: LiftForm, answer: LiftAnswer, w: Wording) -> list[str]:
    shown = [one for one in answer.reasons if _belongs(one)]
    words = [reason_words(reason, w) for reason in shown]
    if isinstance(form.lift.h, float) and "depth" in form.numbers:
        unit = "in" if form.units == "us" else "cm"
        key = "estimated" if form.h_estimated else "measured_counts"
        words.insert(0, w.say(f"lifting.why.{key}", h=amount(form.lift.h, unit, w)))
    return words


def _belongs(reason: Reason) -> bool:
    """Whether a reason is not said elsewhere on the page already."""
    return not reason.rule.endswith(("_decides", "load_unknown"))


def _needs(form: LiftForm, answer: LiftAnswer, w: Wording) -> str:
    """What is still open, where that keeps the best change from being named."""
    if answer.known:
        return ""
    names = [name for name in _OF_LIFT if _open(getattr(form.lift, name))]
    if form.end is not None and any(map(_open, (form.end.h, form.end.v, form.end.a_deg))):
        names.append("end")
    listed = w.list([w.say(f"lifting.open.{name}") for name in names])
    key = "first.needs" if answer.beyond else "change.needs"
    return w.say(f"lifting.{key}", open=listed) if names else ""


def _first(answer: LiftAnswer, w: Wording) -> list[str]:
    """What has to change before anything else can help, where no change is named that would."""
    if answer.advice.single or answer.advice.pair:
        return []
    return [first_words(one, w) for one in answer.beyond]


def _open(value: object) -> bool:
    return value is None or isinstance(value, Span)


def _changes(form: LiftForm, answer: LiftAnswer, rules: LiftingRules, w: Wording) -> dict[str, Any]:
    """What leads: one change that is enough, else two together, else that nothing is."""
    advice = answer.advice
    if not (advice.single or advice.pair):
        return {"lead": _no_change(answer, w), "others": []}
    views = [_change(one, form, rules, w) for one in advice.single]
    enough = sum(one.enough for one in advice.single)
    pair = [change_words(one, rules, form.units, w) for one in advice.pair or ()]
    lead = "first" if enough else "pair" if pair else "nothing"
    return {
        "lead": w.say("lifting.change.lead_nothing") if lead == "nothing" else "",
        "best_title": w.say(f"lifting.change.{lead}"),
        "best": views[0] if enough else None,
        "pair": pair,
        "together": _together(answer, w) if lead == "nothing" else "",
        "instead": views[1:enough],
        "others": views[enough:],
        "others_title": w.say(f"lifting.change.{'others_less' if enough else 'others_help'}"),
        "bounds": realistic_words(rules, form.units, w),
    }


def _no_change(answer: LiftAnswer, w: Wording) -> str:
    if not answer.known or answer.rwl is None:
        return ""
    beyond = answer.load_known and answer.li_lowest is None
    return w.say(f"lifting.change.{'none' if beyond else 'within'}")


def _together(answer: LiftAnswer, w: Wording) -> str:
    if answer.advice.together is None:
        return ""
    return w.say("lifting.change.together", li=index_words(answer.advice.together, w))


def _change(one: Change, form: LiftForm, rules: LiftingRules, w: Wording) -> ChangeView:
    text = change_words(one, rules, form.units, w)
    if one.enough or one.li is None:
        return ChangeView(text, "")
    return ChangeView(text, w.say("lifting.change.index", li=index_words(one.li, w)))
