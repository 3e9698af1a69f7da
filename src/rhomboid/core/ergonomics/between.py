"""What is not known exactly: an angle within an error, a score with bounds, an unseen yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf, isfinite
from typing import NamedTuple

from rhomboid.core.base.errors import RhomboidError


class InputError(RhomboidError):
    """An input cannot be scored: `name` must be `must_be` and is `got`."""

    def __init__(self, name: str, must_be: str, got: object) -> None:
        self.name = name
        self.must_be = must_be
        self.got = got
        super().__init__(f"{name} must be {must_be}, got {got!r}")


class Span(NamedTuple):
    """A number that lies somewhere between two others, both included."""

    low: float
    high: float


class Score(NamedTuple):
    """The lowest and the highest score that fits what is known."""

    low: int
    high: int

    @property
    def exact(self) -> int | None:
        """The score, if only one fits."""
        return self.low if self.low == self.high else None

    def plus(self, other: Score | int) -> Score:
        """The sum, bounds and all."""
        low, high = (other, other) if isinstance(other, int) else other
        return Score(self.low + low, self.high + high)

    def kept(self, least: int, most: int) -> Score:
        """The score, ended at these bounds."""
        return Score(min(max(self.low, least), most), min(max(self.high, least), most))


#: What an angle or a load may be: known, known to lie between two numbers, or unseen.
Amount = float | Span | None

ANYTHING = Span(-inf, inf)


def span(name: str, amount: Amount, least: float, most: float) -> Span:
    """An amount as the span it lies in; unseen is everything that is possible.

    Args:
        name: for the error.
        amount: the amount.
        least, most: what is possible.

    Raises:
        InputError: if it is no number, or none that is possible.
    """
    if amount is None:
        return Span(least, most)
    low, high = (amount, amount) if isinstance(amount, int | float) else amount
    if not (isfinite(low) and isfinite(high) and low <= high):
        raise InputError(name, f"a number from {least:g} to {most:g}", amount)
    if low < least or high > most:
        if high < least or low > most or low == high:
            raise InputError(name, f"a number from {least:g} to {most:g}", amount)
        return Span(max(low, least), min(high, most))
    return Span(low, high)


def any_of(flags: Iterable[bool | None]) -> Score:
    """1 if one of them is so, 0 if none; unseen may be either."""
    seen = list(flags)
    return Score(
        int(any(flag is True for flag in seen)), int(any(flag is not False for flag in seen))
    )
