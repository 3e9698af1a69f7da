"""Reading one value: a yes, a number, a choice, a date."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date

from rhomboid.core.knowledge.questions import Question, RecordField

#: An answer of its own: asked, and the person cannot say.
CANT_SAY = "cant_say"
#: For yes/no questions.
NOT_SURE = "not_sure"

Scalar = bool | int | float | str
Record = Mapping[str, "Scalar | tuple[str, ...]"]
Answer = Scalar | tuple[str, ...] | tuple[Record, ...]

_COUNTRY = re.compile(r"[A-Z]{2}")


class BadValueError(Exception):
    """A value that cannot be the answer; becomes a `Problem`, never leaves the intake."""

    def __init__(
        self, code: str, got: object, allowed: tuple[str, ...] = (), field: str = ""
    ) -> None:
        self.code = code
        self.got = got
        self.allowed = allowed
        self.field = field
        super().__init__(code)


def read_scalar(shape: Question | RecordField, given: object) -> Scalar:
    """Read one value of the kind that `shape` asks for.

    Raises:
        BadValueError: if it is of another kind, outside the range, or not among the choices.
    """
    match shape.kind:
        case "yes_no":
            return _yes_no(given)
        case "choice":
            return _choice(shape.choices, given)
        case "number" | "scale" | "duration":
            return _number(shape, given)
        case "country":
            return _country(given)
        case "date":
            return _date(given)
        case _:
            return _words(shape.maximum_length, given)


def _yes_no(given: object) -> bool | str:
    if isinstance(given, bool):
        return given
    match given:
        case "yes" | "true":
            return True
        case "no" | "false":
            return False
        case "not_sure":
            return NOT_SURE
    raise BadValueError("not_yes_no", given, ("yes", "no", NOT_SURE))


def _choice(allowed: tuple[str, ...], given: object) -> str:
    if isinstance(given, str) and given in allowed:
        return given
    raise BadValueError("unknown_choice", given, allowed)


def _number(shape: Question | RecordField, given: object) -> int | float:
    typed = given.strip().replace(",", ".") if isinstance(given, str) else given
    if isinstance(given, str):
        try:
            given = float(given.replace(",", "."))
        except ValueError:
            raise BadValueError("not_a_number", given, _range(shape)) from None
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        raise BadValueError("not_a_number", typed, _range(shape))
    low, high = shape.minimum, shape.maximum
    if (low is not None and given < low) or (high is not None and given > high):
        raise BadValueError("out_of_range", typed, _range(shape))
    if given == int(given):
        return int(given)
    if shape.whole:
        raise BadValueError("not_whole", typed, _range(shape))
    return given


def _range(shape: Question | RecordField) -> tuple[str, ...]:
    return tuple("" if bound is None else f"{bound:g}" for bound in (shape.minimum, shape.maximum))


def _country(given: object) -> str:
    code = given.upper() if isinstance(given, str) else ""
    if not _COUNTRY.fullmatch(code):
        raise BadValueError("not_a_country", given, ("DE", "GB", "US"))
    return code


def _date(given: object) -> str:
    if isinstance(given, date):
        return given.isoformat()[:10]
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError:
        raise BadValueError("not_a_date", given, ("2026-11-24",)) from None


def _words(maximum_length: int, given: object) -> str:
    text = given.strip() if isinstance(given, str) else ""
    if not text:
        raise BadValueError("empty_text", given)
    if len(text) > maximum_length:
        raise BadValueError("too_long", given, (str(maximum_length),))
    return text
