"""One lift as a person tells it on a form: what can be read, what is wrong, what is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from rhomboid.core.base.decision import Decision
from rhomboid.core.ergonomics.between import Span
from rhomboid.core.ergonomics.lifting.given import MOST, End, Known, Lift
from rhomboid.core.ergonomics.lifting.grip import Grip, coupling_of, estimated_h
from rhomboid.core.knowledge.lifting import Coupling, LiftingRules, Units

#: Fields with a number, in the order of the form, and the unit they are in.
NUMBERS: Mapping[str, Literal["mass", "length", "angle", "rate", "hours"]] = {
    "load": "mass",
    "h": "length",
    "depth": "length",
    "v": "length",
    "end_v": "length",
    "d": "length",
    "a": "angle",
    "end_h": "length",
    "end_a": "angle",
    "per_min": "rate",
    "hours": "hours",
    "length": "length",
    "height": "length",
}
#: Questions about the grip that are answered with yes, no or not at all.
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "container": ("hinders", "handles", "fingers_90"),
    "loose": ("bulky", "wraps", "fingers_90"),
}
#: Fields where a span would say nothing that the equation could use.
_ONE_NUMBER = ("depth", "length", "height")
_NUMBER = r"(\d+(?:[.,]\d*)?|[.,]\d+)"
_ONE = re.compile(rf"([-−+]?){_NUMBER}\Z")
_SPAN = re.compile(rf"{_NUMBER}\s*(?:-|–|to|bis)\s*{_NUMBER}\Z")
#: A thousand to some, one and no more to others: asked about, not guessed.
_THOUSANDS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,])")
#: Both heights and the way between may differ by this, as tapes do.
_TAPE = 2.0
_PER_UNIT = {"length": 2.54, "mass": 0.45359237}

Wrong = Literal["number", "negative", "span", "conflict"]


class LiftProblem(msgspec.Struct, frozen=True):
    """A field that cannot be used, and what is wrong with it."""

    field: str
    wrong: Wrong
    value: str


class LiftForm(msgspec.Struct, frozen=True, kw_only=True):
    """What was told.

    Attributes:
        units: of every number.
        numbers: by field; what is not told or not readable is absent.
        lift: the same as a lift, H estimated and D worked out where they can be.
        end: the hands at the end, where the load has to be placed with care there.
        coupling: the class of the grip with its reasons; `None` where nothing was said of it.
        h_estimated: whether H comes from the depth of the load.
        problems: fields that cannot be used; then nothing is worked out.
    """

    units: Units
    numbers: Mapping[str, float | Span]
    lift: Lift
    end: End | None
    coupling: Decision[Coupling] | None
    h_estimated: bool
    problems: tuple[LiftProblem, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told that would change a limit."""
        told = self.coupling is not None or self.lift.conditions or self.end is not None
        return not told and not self.numbers


def read_lift(texts: Mapping[str, str], conditions: Iterable[str], rules: LiftingRules) -> LiftForm:
    """Read a form; an unknown condition, and an answer that is none, counts as not told."""
    units: Units = "us" if texts.get("in") == "us" else "metric"
    numbers, problems = _numbers(texts)
    problems += _conflict(numbers)
    known: dict[str, Known] = dict(numbers)
    h_estimated = _estimate(known, rules, units)
    if known.get("d") is None:
        known["d"] = _travel(known.get("v"), known.get("end_v"))
    grip = _grip(texts, numbers)
    coupling = None if grip is None else coupling_of(grip, rules, units)
    told = set(conditions)
    lift = Lift(
        load=known.get("load"),
        h=known.get("h"),
        v=known.get("v"),
        d=known.get("d"),
        a_deg=known.get("a"),
        per_min=known.get("per_min"),
        duration_h=known.get("hours"),
        coupling=None if coupling is None else coupling.outcome,
        conditions=tuple(row.id for row in rules.refusal if row.id in told),
    )
    end = End(known.get("end_h"), known.get("end_v"), known.get("end_a"))
    return LiftForm(
        units=units,
        numbers=numbers,
        lift=lift,
        end=end if texts.get("control") == "yes" else None,
        coupling=coupling,
        h_estimated=h_estimated,
        problems=tuple(problems),
    )


def _numbers(texts: Mapping[str, str]) -> tuple[dict[str, float | Span], list[LiftProblem]]:
    numbers: dict[str, float | Span] = {}
    problems: list[LiftProblem] = []
    for field in NUMBERS:
        text = texts.get(field, "").strip()
        if not text:
            continue
        read = _number(text, one=field in _ONE_NUMBER)
        if isinstance(read, str):
            problems.append(LiftProblem(field, read, text))
        else:
            numbers[field] = read
    return numbers, problems


def _number(text: str, *, one: bool) -> float | Span | Wrong:
    if _THOUSANDS.search(text):
        return "number"
    if found := _SPAN.match(text):
        low, high = sorted(_float(part) for part in found.groups())
        if one:
            return "span"
        return Span(low, high) if high <= MOST else "number"
    if not (found := _ONE.match(text)):
        return "number"
    value = _float(found[2])
    if value > MOST:
        return "number"
    return value if found[1] in ("", "+") or value == 0.0 else "negative"


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _conflict(numbers: Mapping[str, float | Span]) -> list[LiftProblem]:
    """Both heights and another way between them."""
    v, end, d = (numbers.get(name) for name in ("v", "end_v", "d"))
    if isinstance(v, float) and isinstance(end, float) and isinstance(d, float):
        travel = abs(end - v)
        if abs(travel - d) > _TAPE:
            return [LiftProblem("d", "conflict", f"{travel:g}")]
    return []


def _estimate(known: dict[str, Known], rules: LiftingRules, units: Units) -> bool:
    """Put H from the depth of the load where it was not measured."""
    depth, v = known.get("depth"), known.get("v")
    if known.get("h") is not None or not isinstance(depth, float) or not isinstance(v, float):
        return False
    known["h"] = estimated_h(depth, v, rules, units)
    return True


def _travel(here: Known, there: Known) -> Known:
    """How far apart two heights are, or can be."""
    if here is None or there is None:
        return None
    if isinstance(here, float) and isinstance(there, float):
        return abs(there - here)
    a = here if isinstance(here, Span) else Span(here, here)
    b = there if isinstance(there, Span) else Span(there, there)
    return Span(max(0.0, a.low - b.high, b.low - a.high), max(a.high - b.low, b.high - a.low))


def _grip(texts: Mapping[str, str], numbers: Mapping[str, float | Span]) -> Grip | None:
    kind = texts.get("grip", "")
    if kind not in QUESTIONS:
        return None
    said = {name: _yes_or_no(texts.get(name, "")) for name in QUESTIONS[kind]}
    if kind == "loose":
        return Grip(kind="loose", **said)
    length, height = (numbers.get(name) for name in ("length", "height"))
    return Grip(
        kind="container",
        **said,
        length=length if isinstance(length, float) else None,
        height=height if isinstance(height, float) else None,
    )


def _yes_or_no(answer: str) -> bool | None:
    return {"yes": True, "no": False}.get(answer)


def converted(texts: Mapping[str, str], to: Units) -> dict[str, str]:
    """The same form in the other units; what cannot be read stays as it was typed."""
    if to == ("us" if texts.get("in") == "us" else "metric"):
        return dict(texts)
    out = {**texts, "in": to}
    numbers, _ = _numbers(texts)
    for field, value in numbers.items():
        if (factor := _PER_UNIT.get(NUMBERS[field])) is None:
            continue
        times = factor if to == "metric" else 1 / factor
        ends = (value.low, value.high) if isinstance(value, Span) else (value,)
        out[field] = "-".join(f"{round(end * times, 1):g}" for end in ends)
    return out
