"""Cells of a table of cases: text in, typed values out, each error naming its column."""

from __future__ import annotations

import re
from math import isfinite
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from rhomboid.core.ergonomics.between import InputError

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_YES_NO = {
    "true": True, "yes": True, "y": True, "1": True, "1.0": True,
    "false": False, "no": False, "n": False, "0": False, "0.0": False,
}  # fmt: skip


class Column(msgspec.Struct, frozen=True):
    """One input.

    Attributes:
        name: with its unit at the end.
        kind: what it holds.
        choices: what a choice may be.
    """

    name: str
    kind: Literal["number", "yes_no", "choice", "text"]
    choices: tuple[str, ...] = ()

    @property
    def must_be(self) -> str:
        """What a cell must be, for the error."""
        if self.kind == "number":
            return "a number"
        if self.kind == "yes_no":
            return "true or false"
        return f"one of {', '.join(self.choices)}" if self.choices else "text"

    def read(self, text: str, *, partial: bool = False) -> Any:
        """The value of a cell; None where it is empty and may be.

        Args:
            text: the cell.
            partial: whether an empty cell is something that was not seen.

        Raises:
            InputError: if it is none.
        """
        text = text.strip()
        if not text:
            if partial:
                return None
            raise InputError(self.name, self.must_be, text)
        if self.kind == "number":
            return self._number(text)
        if self.kind == "yes_no":
            value: object = _YES_NO.get(text.lower())
        else:
            value = text if self.kind == "text" else self._choice(text)
        if value is None:
            raise InputError(self.name, self.must_be, text)
        return value

    def _number(self, text: str) -> float:
        if not _NUMBER.fullmatch(text):
            raise InputError(self.name, self.must_be, text)
        value = float(text)
        if not isfinite(value):
            raise InputError(self.name, self.must_be, text)
        return value

    def _choice(self, text: str) -> str | None:
        return text.lower() if text.lower() in self.choices else None


def columns_of(kind: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns that fill a record of numbers, yes or no, and choices."""
    hints = get_type_hints(kind)
    return tuple(_column(name, hints[name]) for name in kind.__struct_fields__)


def _column(name: str, hint: Any) -> Column:
    parts = [part for part in get_args(hint) if part is not NoneType]
    if bool in parts:
        return Column(name, "yes_no")
    for part in parts:
        if get_origin(part) is Literal:
            return Column(name, "choice", tuple(map(str, get_args(part))))
    return Column(name, "number")
