"""The language of conditions in the tables: boolean, three-valued, explainable.

A condition is one line such as

    age_years >= 70 and (medicines.steroids or conditions.osteoporosis)

- a bare name is a yes/no answer or a derived finding;
- `question.choice` asks whether a choice was taken;
- `==`, `!=`, `<`, `<=`, `>`, `>=` compare a number or a choice, chains allowed;
- `and`, `or`, `not`, `at_least(n, a, b, ...)`, `known(a)`.

Logic is Kleene's strong three-valued logic (S. C. Kleene, Introduction to Metamathematics,
1952, section 64): what has not been answered is unknown (`None`), and a condition is true
only when it would be true whatever the open answers turn out to be. The grammar is read with
Python's own parser; nothing of it is executed.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from rhomboid.core.base import condition_nodes as nodes
from rhomboid.core.base.decision import Finding, Value
from rhomboid.core.base.errors import ConditionError

Facts = Mapping[str, Value]
Truth = bool | None


class Condition:
    """A parsed condition; `text` is the line as it stands in the table."""

    __slots__ = ("_root", "names", "text", "truth")

    def __init__(self, text: str, root: nodes.Node) -> None:
        self.text = text
        self._root = root
        #: Every name the condition reads; a choice as `question.choice`.
        self.names: frozenset[str] = frozenset(root.names())
        #: `truth(facts)`: true, false, or `None` where open answers decide.
        self.truth = root.truth

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is certainly true."""
        return self.truth(facts) is True

    def support(self, facts: Facts) -> tuple[Finding, ...]:
        """The findings that settled a true or false condition, each once."""
        return tuple(dict.fromkeys(self._root.support(facts)))

    def open_names(self, facts: Facts) -> tuple[str, ...]:
        """Unanswered names that keep the condition unknown; empty when it is settled."""
        if self.truth(facts) is not None:
            return ()
        return tuple(dict.fromkeys(self._root.open_names(facts)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Condition) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"Condition({self.text!r})"


def parse_condition(text: str) -> Condition:
    """Read one condition.

    Raises:
        ConditionError: if the line is not in the language described above.
    """
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ConditionError(text, f"cannot be read ({error})") from error
    return Condition(text, _build(tree.body, text))


def _build(node: ast.expr, text: str) -> nodes.Node:
    match node:
        case ast.BoolOp(op=ast.And(), values=values):
            return nodes.AllOf(tuple(_build(value, text) for value in values))
        case ast.BoolOp(op=ast.Or(), values=values):
            return nodes.AtLeast(1, tuple(_build(value, text) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return nodes.Not(_build(operand, text))
        case ast.Name(id=name):
            return nodes.Flag(name)
        case ast.Attribute(value=ast.Name(id=name), attr=choice):
            return nodes.Choice(name, choice)
        case ast.Compare():
            return _comparison(node, text)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]):
            return _call(name, args, text)
        case ast.Constant(value=bool(constant)):
            return nodes.Always(constant)
    raise ConditionError(text, f"`{ast.unparse(node)}` is not part of the language")


def _comparison(node: ast.Compare, text: str) -> nodes.Node:
    parts: list[nodes.Node] = []
    left = node.left
    for op, right in zip(node.ops, node.comparators, strict=True):
        parts.append(_pair(left, op, right, text))
        left = right
    return parts[0] if len(parts) == 1 else nodes.AllOf(tuple(parts))


def _pair(left: ast.expr, op: ast.cmpop, right: ast.expr, text: str) -> nodes.Node:
    symbol = nodes.SYMBOLS.get(type(op))
    if symbol is None:
        raise ConditionError(text, "only ==, !=, <, <=, > and >= compare")
    if isinstance(left, ast.Constant) and isinstance(right, ast.Name):
        left, right, symbol = right, left, nodes.MIRRORED[symbol]
    if not (isinstance(left, ast.Name) and isinstance(right, ast.Constant)):
        raise ConditionError(text, "a comparison needs one name and one fixed value")
    bound = right.value
    if isinstance(bound, bool) or not isinstance(bound, int | float | str):
        raise ConditionError(text, f"`{bound!r}` must be a number or a choice in quotes")
    if isinstance(bound, str) and symbol not in ("==", "!="):
        raise ConditionError(text, "a choice can only be compared with == and !=")
    return nodes.Compare(left.id, symbol, bound)


def _call(name: str, args: list[ast.expr], text: str) -> nodes.Node:
    match name, args:
        case "at_least", [ast.Constant(value=int(count)), *rest] if 1 <= count <= len(rest):
            return nodes.AtLeast(count, tuple(_build(arg, text) for arg in rest))
        case "known", [ast.Name(id=known)]:
            return nodes.Known(known)
    raise ConditionError(text, "only at_least(n, a, b, ...) and known(name) can be called")
