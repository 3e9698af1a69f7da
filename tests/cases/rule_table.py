"""The rules of danger signs spelled out, and whether a table of rules still agrees with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rhomboid.core.base.decision import Value
from rhomboid.core.knowledge.red_flags import RedFlag, RedFlagRule

_TABLE = Path(__file__).parent / "rules.toml"
_COMPARISON = re.compile(r"(\w+) (<=|>=|<|>|==|!=) (.+)")
_STEP = {"<=": (0, 1), ">=": (0, -1), "<": (-1, 0), ">": (1, 0)}

Facts = dict[str, Value]


def spelled_out() -> list[dict[str, Any]]:
    """Every rule of the table."""
    rules: list[dict[str, Any]] = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["rule"]
    return rules


def disagreements(table: Iterable[RedFlag]) -> Iterator[str]:
    """Where a table of rules says otherwise than the table spelled out."""
    rules = {rule.id: rule for row in table for rule in row.rules}
    expected = {rule["id"]: rule for rule in spelled_out()}
    yield from sorted(rules.keys() ^ expected.keys())
    for rule_id in rules.keys() & expected.keys():
        if not _agrees(rules[rule_id], expected[rule_id]):
            yield rule_id


def _agrees(rule: RedFlagRule, expected: Mapping[str, Any]) -> bool:
    if (rule.disposition, rule.programme) != (expected["disposition"], expected["programme"]):
        return False
    every = [literal for findings in expected["with"] for literal in findings]
    for findings in expected["with"]:
        if not rule.when.holds(_facts(findings, every)):
            return False
        for left_out in findings:
            rest = [literal for literal in findings if literal != left_out]
            if rule.when.holds(_facts(rest, every)):
                return False
    return True


def _facts(true: Iterable[str], every: Iterable[str]) -> Facts:
    """Facts in which the literals of `true` hold and all others of the rule do not."""
    facts: Facts = {}
    for literal in every:
        _set(facts, literal, holds=False)
    for literal in true:
        _set(facts, literal, holds=True)
    return facts


def _set(facts: Facts, literal: str, *, holds: bool) -> None:
    if literal.startswith("not known("):
        name = literal[10:-1]
        if holds:
            facts.pop(name, None)
        return
    if found := _COMPARISON.fullmatch(literal):
        name, symbol, bound = found.groups()
        facts[name] = _value(symbol, bound, holds=holds)
        return
    name, dot, choice = literal.partition(".")
    if dot:
        before = facts.get(name)
        chosen = before if isinstance(before, frozenset) else frozenset()
        facts[name] = chosen | {choice} if holds else chosen - {choice}
    else:
        facts[name] = holds


def _value(symbol: str, bound: str, *, holds: bool) -> Value:
    if symbol in _STEP:
        return int(bound) + _STEP[symbol][0 if holds else 1]
    same = (symbol == "==") is holds
    return bound.strip("'") if same else f"other than {bound}"
