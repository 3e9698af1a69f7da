"""The fields of the form of one lift, with what was typed and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from rhomboid.app.strain.lifting_form import QUESTIONS, LiftForm, LiftProblem
from rhomboid.core.knowledge.lifting import LiftingRules
from rhomboid.web.pages.lifting_words import unit_of
from rhomboid.wording import Wording
from rhomboid.wording.reasons import reason_sentence

#: The letter of the equation beside a field.
_LETTERS = {"h": "H", "v": "V", "d": "D", "a": "A"}
_GROUPS = {
    "load": ("load",),
    "start": ("h", "depth", "v", "a"),
    "end": ("end_v", "d"),
    "control": ("end_h", "end_a"),
    "often": ("per_min", "hours"),
    "size": ("length", "height"),
}
_ONE_NUMBER = ("depth", "length", "height")


class FieldView(msgspec.Struct, frozen=True):
    """One field with a number."""

    name: str
    letter: str
    label: str
    unit: str
    hint: str
    value: str
    problem: str


class AskView(msgspec.Struct, frozen=True):
    """One question that is answered with yes, no or not at all."""

    name: str
    label: str
    answer: str


def form_values(
    form: LiftForm, texts: Mapping[str, str], rules: LiftingRules, w: Wording
) -> dict[str, Any]:
    """Everything that the form shows."""
    wrong = {problem.field: problem_words(problem, w) for problem in form.problems}
    told = set(form.lift.conditions)
    fields = _Fields(form, texts, wrong, rules, w)
    groups = {group: [fields.field(name) for name in names] for group, names in _GROUPS.items()}
    return {
        **groups,
        "units": form.units,
        "other_units": "metric" if form.units == "us" else "us",
        "control_on": texts.get("control") == "yes",
        "grip": texts.get("grip", ""),
        "grip_words": []
        if form.coupling is None
        else [reason_sentence(reason, w) for reason in form.coupling.reasons],
        "asks": {
            kind: [AskView(n, w.say(f"lifting.ask.{n}"), texts.get(n, "")) for n in names]
            for kind, names in QUESTIONS.items()
        },
        "against": [
            (row.id, w.say(f"lifting.against.{row.id}"), row.id in told) for row in rules.refusal
        ],
        "problems": wrong,
    }


class _Fields(NamedTuple):
    """All that a field shows comes from here."""

    form: LiftForm
    texts: Mapping[str, str]
    wrong: Mapping[str, str]
    rules: LiftingRules
    w: Wording

    def field(self, name: str) -> FieldView:
        """One field."""
        hours, w = self.rules.duration, self.w
        numbers = {
            "short": w.number(hours.short.up_to_h),
            "moderate": w.number(hours.moderate.up_to_h),
            "long": w.number(hours.long.up_to_h),
            "share": w.number(hours.moderate.recovery or 0.0),
        }
        unit = unit_of(name, self.rules.constants(self.form.units))
        return FieldView(
            name=name,
            letter=_LETTERS.get(name, ""),
            label=w.say(f"lifting.field.{name}.label"),
            unit=w.say(f"lifting.unit.{unit}"),
            hint=w.maybe(f"lifting.field.{name}.hint", **numbers),
            value=self.texts.get(name, ""),
            problem=self.wrong.get(name, ""),
        )


def problem_words(problem: LiftProblem, w: Wording) -> str:
    """What is wrong with a field, as a sentence."""
    kind: str = problem.wrong
    if kind == "number" and problem.field in _ONE_NUMBER:
        kind = "number_one"
    elif kind == "negative" and problem.field == "d":
        kind = "negative_way"
    return w.say(f"lifting.problem.{kind}", value=problem.value)
