"""The fields of each kind of report, as a form asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec

from rhomboid.core.diary.bodies import SetOffId, SkipId, SymptomId
from rhomboid.core.knowledge.knowledge import Knowledge

FieldType = Literal[
    "scale", "choice", "select", "choices", "places", "number", "decimal", "text", "long", "tick",
    "goals", "movements",
]  # fmt: skip

#: What can be told by hand, in the order in which it is offered.
BY_HAND = (
    "pain", "note", "walk", "walk_skipped", "spasm", "flare", "sleep", "medicine", "supplement",
    "measure", "position_change", "symptom",
)  # fmt: skip
MOST_GOALS = 5
_SCORE = (0, 10)


class Spec(msgspec.Struct, frozen=True):
    """One field.

    Attributes:
        name: in the form and in the body.
        type: how it is asked.
        required: whether it must be told.
        low, high: bounds of a number or a score, both included; `high` is the length of a text.
        choices: allowed values, as they stand in the form.
        words: prefix of the wording keys of the choices.
        default: value of a new report.
        ends: which words stand at the ends of a scale.
        label: wording key under `diary.field`, when it is not the name.
        always: whether a tick that is off is written too.
    """

    name: str
    type: FieldType
    required: bool = False
    low: float = 0
    high: float = 10
    choices: tuple[str, ...] = ()
    words: str = ""
    default: Any = None
    ends: str = "pain"
    label: str = ""
    always: bool = False


def scale(name: str, *, required: bool = False, ends: str = "pain") -> Spec:
    """A score from 0 to 10."""
    return Spec(name, "scale", required, *_SCORE, ends=ends)


_PLACE = Spec("place", "places", words="questions.places.choice")
_TAKEN = Spec("taken", "tick", default=True, always=True)
_FIXED: Mapping[str, tuple[Spec, ...]] = {
    "pain": (
        scale("now"),
        Spec(
            "moment",
            "choice",
            choices=("now", "morning", "evening"),
            words="diary.moment",
            default="now",
        ),
        scale("average"),
        scale("worst"),
        _PLACE,
        Spec("limited", "tick"),
    ),
    "spasm": (
        scale("strength", required=True),
        Spec("lasted_min", "number", low=0, high=20160),
        Spec(
            "set_off",
            "select",
            choices=get_args(SetOffId),
            words="diary.set_off",
            default="nothing_known",
        ),
        _PLACE,
    ),
    "flare": (
        Spec("state", "choice", required=True, choices=("began", "over"), words="diary.state"),
    ),
    "symptom": (
        Spec("symptoms", "choices", required=True, choices=get_args(SymptomId),
             words="diary.symptom"),
    ),
    "walk": (
        Spec("minutes", "number", required=True, low=1, high=1440),
        scale("pain_after"),
        Spec("steps", "number", low=0, high=200_000),
        Spec("unseen", "tick"),
    ),
    "walk_skipped": (
        Spec("because", "choice", required=True, choices=get_args(SkipId),
             words="diary.because"),
        Spec("pain", "scale", label="skip_pain"),
    ),
    "supplement": (
        Spec("analyte", "select", choices=("vitamin_d", "vitamin_b12", "other"),
             words="diary.analyte", default="vitamin_d"),
        _TAKEN,
    ),
    "sleep": (
        scale("quality", required=True, ends="quality"),
        Spec("hours", "decimal", low=0, high=24),
    ),
    "medicine": (_TAKEN, Spec("name", "text", high=80)),
    "measure": (
        Spec("psfs", "goals"),
        Spec("pgic", "choice", low=1, high=7, choices=tuple("1234567"), words="diary.pgic"),
        Spec("limited_days", "number", low=0, high=7),
    ),
    "note": (Spec("text", "long", required=True, high=2000),),
    "session": (
        Spec("movements", "movements"),
        scale("pain_before"),
        scale("pain_after"),
        scale("effort", ends="effort"),
        Spec("minutes", "number", low=1, high=1440),
        Spec("finished", "tick", default=True, always=True),
    ),
}  # fmt: skip


def specs_of(kind: str, knowledge: Knowledge) -> tuple[Spec, ...]:
    """The fields of a kind; none for what only a guided session writes."""
    if kind == "position_change":
        names = tuple(name for name in knowledge.movements if name != "walking")
        return (
            Spec("seconds", "number", low=0, high=7200),
            Spec("movement", "select", choices=("", *names), words="movements", default=""),
        )
    return _FIXED.get(kind, ())
