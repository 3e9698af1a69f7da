"""The parts of a condition: each knows its truth, what supports it, and what is still open."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from rhomboid.core.base.decision import Finding, Value

Facts = Mapping[str, Value]
Truth = bool | None

SYMBOLS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Node(Protocol):
    """One part of a condition."""

    def truth(self, facts: Facts) -> Truth:
        """True, false, or `None` where open answers decide."""
        ...

    def support(self, facts: Facts) -> Iterator[Finding]:
        """The findings that settle the part."""
        ...

    def open_names(self, facts: Facts) -> Iterator[str]:
        """The unanswered names in the part."""
        ...

    def names(self) -> Iterator[str]:
        """Every name the part reads."""
        ...


@dataclass(frozen=True, slots=True)
class Always:
    """The constants `True` and `False`."""

    value: bool

    def truth(self, facts: Facts) -> Truth:
        return self.value

    def support(self, facts: Facts) -> Iterator[Finding]:
        return iter(())

    def open_names(self, facts: Facts) -> Iterator[str]:
        return iter(())

    def names(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Flag:
    """A yes/no answer or a derived finding."""

    name: str

    def truth(self, facts: Facts) -> Truth:
        value = facts.get(self.name)
        return None if value is None else bool(value)

    def support(self, facts: Facts) -> Iterator[Finding]:
        truth = self.truth(facts)
        if truth is not None:
            yield Finding(self.name, truth)

    def open_names(self, facts: Facts) -> Iterator[str]:
        if facts.get(self.name) is None:
            yield self.name

    def names(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a choice of a question was taken."""

    name: str
    choice: str

    def truth(self, facts: Facts) -> Truth:
        value = facts.get(self.name)
        if value is None:
            return None
        return self.choice in value if isinstance(value, frozenset) else value == self.choice

    def support(self, facts: Facts) -> Iterator[Finding]:
        truth = self.truth(facts)
        if truth is not None:
            yield Finding(f"{self.name}.{self.choice}", truth)

    def open_names(self, facts: Facts) -> Iterator[str]:
        if facts.get(self.name) is None:
            yield self.name

    def names(self) -> Iterator[str]:
        yield f"{self.name}.{self.choice}"


@dataclass(frozen=True, slots=True)
class Compare:
    """A number or a choice against a fixed value."""

    name: str
    symbol: str
    bound: int | float | str
    compare: Callable[[Any, Any], bool] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "compare", _COMPARE[self.symbol])

    def truth(self, facts: Facts) -> Truth:
        value = facts.get(self.name)
        return None if value is None else self.compare(value, self.bound)

    def support(self, facts: Facts) -> Iterator[Finding]:
        value = facts.get(self.name)
        if isinstance(value, str):
            yield Finding(f"{self.name}.{value}", True)
        elif value is not None and not isinstance(value, frozenset):
            yield Finding(self.name, value)

    def open_names(self, facts: Facts) -> Iterator[str]:
        if facts.get(self.name) is None:
            yield self.name

    def names(self) -> Iterator[str]:
        yield f"{self.name}.{self.bound}" if isinstance(self.bound, str) else self.name


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a name has a value at all; never unknown itself."""

    name: str

    def truth(self, facts: Facts) -> Truth:
        return facts.get(self.name) is not None

    def support(self, facts: Facts) -> Iterator[Finding]:
        return iter(())

    def open_names(self, facts: Facts) -> Iterator[str]:
        return iter(())

    def names(self) -> Iterator[str]:
        yield self.name


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; unknown stays unknown."""

    inner: Node

    def truth(self, facts: Facts) -> Truth:
        inner = self.inner.truth(facts)
        return None if inner is None else not inner

    def support(self, facts: Facts) -> Iterator[Finding]:
        return self.inner.support(facts)

    def open_names(self, facts: Facts) -> Iterator[str]:
        return self.inner.open_names(facts)

    def names(self) -> Iterator[str]:
        return self.inner.names()


@dataclass(frozen=True, slots=True)
class AllOf:
    """`and`: false as soon as one part is false."""

    parts: tuple[Node, ...]

    def truth(self, facts: Facts) -> Truth:
        truth: Truth = True
        for part in self.parts:
            value = part.truth(facts)
            if value is False:
                return False
            if value is None:
                truth = None
        return truth

    def support(self, facts: Facts) -> Iterator[Finding]:
        if self.truth(facts) is False:
            parts = [part for part in self.parts if part.truth(facts) is False][:1]
        else:
            parts = list(self.parts)
        for part in parts:
            yield from part.support(facts)

    def open_names(self, facts: Facts) -> Iterator[str]:
        for part in self.parts:
            if part.truth(facts) is None:
                yield from part.open_names(facts)

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `count` of the parts; `or` is this with a count of one."""

    count: int
    parts: tuple[Node, ...]

    def truth(self, facts: Facts) -> Truth:
        true = unknown = 0
        for part in self.parts:
            value = part.truth(facts)
            if value is True:
                true += 1
                if true == self.count:
                    return True
            elif value is None:
                unknown += 1
        return None if true + unknown >= self.count else False

    def support(self, facts: Facts) -> Iterator[Finding]:
        wanted = self.truth(facts) is not False
        for part in self.parts:
            if part.truth(facts) is wanted:
                yield from part.support(facts)

    def open_names(self, facts: Facts) -> Iterator[str]:
        for part in self.parts:
            if part.truth(facts) is None:
                yield from part.open_names(facts)

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()
