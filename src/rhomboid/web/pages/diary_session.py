"""The movements of a session in a form, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import QueryDict

from rhomboid.core.diary.bodies import MovementResult, SetResult
from rhomboid.core.diary.measured import settled
from rhomboid.wording import Wording
from rhomboid.wording.lines import movement_words

_MOST = {"reps": 1000, "hold_s": 7200, "pain": 10}


class SetField(msgspec.Struct, frozen=True):
    """One set: its name in the form, its label, what was done."""

    name: str
    label: str
    value: str


class MovementFields(msgspec.Struct, frozen=True):
    """One movement of a session as it is corrected."""

    number: int
    name: str
    words: str
    sets: tuple[SetField, ...]
    pain: str
    sharp: bool
    stopped: bool
    skipped: bool


def movement_fields(
    lines: Sequence[Mapping[str, Any]], data: QueryDict | None, w: Wording
) -> list[MovementFields]:
    """The movements of a session, as they stand or as they were sent."""
    return [_fields(number, line, data, w) for number, line in enumerate(lines)]


def _fields(
    number: int, line: Mapping[str, Any], data: QueryDict | None, w: Wording
) -> MovementFields:
    def told(name: str, value: object) -> str:
        sent = None if data is None else data.get(f"m{number}-{name}")
        return sent if sent is not None else "" if value is None else str(value)

    def ticked(name: str) -> bool:
        return bool(line.get(name)) if data is None else f"m{number}-{name}" in data

    return MovementFields(
        number=number,
        name=w.maybe(f"movements.{line['movement']}.name") or line["movement"],
        words=movement_words(msgspec.convert(line, MovementResult), w),
        sets=tuple(
            SetField(
                f"m{number}-s{place}", _label(place, one, w), told(f"s{place}", _amount(one)[1])
            )
            for place, one in enumerate(line.get("sets", ()))
        ),
        pain=told("pain", line.get("pain")),
        sharp=ticked("sharp"),
        stopped=ticked("stopped"),
        skipped=ticked("skipped"),
    )


def _amount(one: Mapping[str, Any]) -> tuple[str, int | None]:
    """What a set counts, and how much of it."""
    name = "hold_s" if one.get("reps") is None and one.get("hold_s") is not None else "reps"
    return name, one.get(name)


def _label(place: int, one: Mapping[str, Any], w: Wording) -> str:
    kind = "hold" if _amount(one)[0] == "hold_s" else "reps"
    if one.get("side") is None:
        return w.say(f"diary.field.set_{kind}", number=place + 1)
    side = w.say(f"diary.line.movement.{one['side']}")
    return w.say(f"diary.field.set_{kind}_side", number=place // 2 + 1, side=side)


def read_movements(
    data: QueryDict, before: Sequence[Mapping[str, Any]]
) -> tuple[list[dict[str, Any]], dict[str, object] | None]:
    """The movements with what was sent, and the first number that could not be read.

    A set that was emptied was not done; what the form does not ask for stays.
    """
    lines: list[dict[str, Any]] = []
    for number, line in enumerate(before):
        kept = {
            k: v
            for k, v in line.items()
            if k not in ("sets", "pain", "sharp", "stopped", "skipped")
        }
        sets: list[dict[str, Any]] = []
        for place, one in enumerate(line.get("sets", ())):
            name, _ = _amount(one)
            amount, problem = _number(data.get(f"m{number}-s{place}", ""), name)
            if problem is not None:
                return lines, problem
            if amount is not None:
                sets.append(_corrected(one, name, amount))
        pain, problem = _number(data.get(f"m{number}-pain", ""), "pain")
        if problem is not None:
            return lines, problem
        marks = {
            name: True for name in ("sharp", "stopped", "skipped") if f"m{number}-{name}" in data
        }
        told = {} if pain is None else {"pain": pain}
        lines.append({**kept, **({"sets": sets} if sets else {}), **told, **marks})
    return lines, None


def _corrected(one: Mapping[str, Any], name: str, amount: int) -> dict[str, Any]:
    """A set with another amount; a count by hand stands beside what a camera saw."""
    new = msgspec.convert({**one, name: amount}, SetResult)
    measured = settled(new.measured, new.reps, new.side)
    plain: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(new, measured=measured))
    return plain


def _number(text: str, what: str) -> tuple[int | None, dict[str, object] | None]:
    text = text.strip()
    if not text:
        return None, None
    if text.isdecimal() and len(text) < 6 and int(text) <= _MOST[what]:
        return int(text), None
    return None, {"low": 0, "high": _MOST[what], "got": text[:20]}
