"""Amounts, changes and reasons of the lifting equation in words."""

from __future__ import annotations

from collections.abc import Mapping

from rhomboid.app.strain.lifting_answer import Beyond
from rhomboid.core.base.decision import Finding, Reason
from rhomboid.core.ergonomics.lifting.change import Change
from rhomboid.core.knowledge.lifting import Constants, LiftingRules, Units
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

_UNITS = {"°": "deg", "1/min": "rate", "h": "hours"}
_ANGLES, _RATES, _HOURS = ("a", "end_a", "a_deg"), ("per_min",), ("hours", "duration_h")


def unit_of(field: str, constants: Constants) -> str:
    """The unit of a field or quantity, as the wording names it."""
    if field == "load":
        return constants.mass_unit
    if field in _ANGLES:
        return "deg"
    if field in _RATES:
        return "rate"
    return "hours" if field in _HOURS else constants.length_unit


def amount(value: float, unit: str, w: Wording, digits: int = 1) -> str:
    """A number with its unit: "12.3 kg"."""
    rounded = round(value, digits)
    return w.say(f"lifting.amount.{unit}", value=w.number(rounded), count=rounded)


def limit_words(value: float, unit: str, w: Wording) -> str:
    """A limit: "12.3 kg"; of zero that there is none."""
    return amount(value, unit, w) if value > 0.0 else w.say("lifting.answer.limit_zero")


def index_words(value: float, w: Wording) -> str:
    """An index with two digits; what is above a whole number never reads as that number."""
    shown = round(value, 2)
    if value > shown == int(shown):
        shown += 0.01
    return w.number(shown)


def change_words(change: Change, rules: LiftingRules, units: Units, w: Wording) -> str:
    """One change as a sentence; its number is a whole step already."""
    constants = rules.constants(units)
    if isinstance(change.value, str):
        sizes = {
            "length": amount(constants.container_length_most, constants.length_unit, w, 0),
            "height": amount(constants.container_height_most, constants.length_unit, w, 0),
        }
        return w.say(f"lifting.change.coupling_{change.value}", **sizes)
    unit = unit_of(change.quantity, constants)
    now, value = float(change.now), change.value
    key = change.quantity
    if key == "v":
        key = "v_up" if value > now else "v_down"
    elif key == "a_deg" and value == 0.0:
        key = "a_deg_ahead"
    if change.place == "destination":
        key += "_end"
    return w.say(f"lifting.change.{key}", value=amount(value, unit, w), now=amount(now, unit, w))


def realistic_words(rules: LiftingRules, units: Units, w: Wording) -> str:
    """How far we take a change to be possible."""
    length = rules.constants(units).length_unit
    return w.say("lifting.change.bounds", near=amount(rules.realistic.h_nearest[units], length, w))


def reason_words(reason: Reason, w: Wording) -> str:
    """A reason as a sentence, its values with their units."""
    rule = reason.rule.removeprefix("lifting.")
    if not w.has(f"lifting.why.{rule}"):
        return reason_sentence(reason, w)
    return w.say(f"lifting.why.{rule}", **_values(reason.findings, w))


def first_words(beyond: Beyond, w: Wording) -> str:
    """How to get back within a border, as a sentence."""
    rule = beyond.reason.rule.removeprefix("lifting.")
    at_end = "_end" if beyond.at_end else ""
    return w.say(f"lifting.first.{rule}{at_end}", **_values(beyond.reason.findings, w))


def _values(findings: tuple[Finding, ...], w: Wording) -> Mapping[str, object]:
    return {
        one.name: amount(float(one.value), _UNITS.get(one.unit, one.unit), w)
        for one in findings
        if one.unit is not None and isinstance(one.value, int | float)
    }
