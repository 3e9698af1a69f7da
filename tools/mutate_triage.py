"""Mutation run on triage: change rules and code in one place at a time; the tests must notice.

Rules are changed as data (dropped, eased, a part of the condition dropped or turned, a border
moved) and held against the case files; the code of `core/triage` is changed as text and held
against the tests. What nobody notices is a survivor: it is printed with its explanation, and the
run fails when one has none.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from rhomboid.core.base.condition import parse_condition
from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.core.knowledge.red_flags import DISPOSITIONS, RedFlag, RedFlagRule
from rhomboid.core.triage.triage import triage, urgency

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from tests.cases.reading import assessed, red_flag_cases  # noqa: E402 - after the path is set
from tests.cases.rule_table import disagreements  # noqa: E402 - after the path is set

KNOWLEDGE = load_knowledge()
#: Changes that change nothing a person could meet, and why.
EXPLAINED: dict[str, str] = {}


def conditions_that_differ(text: str) -> Iterator[str]:
    """Every condition that differs from `text` in one place."""
    tree = ast.parse(text, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp):
            kept = node.values
            for index in range(len(kept)):
                node.values = [value for place, value in enumerate(kept) if place != index]
                yield ast.unparse(tree)
            node.values = kept
            operator = node.op
            node.op = ast.Or() if isinstance(operator, ast.And) else ast.And()
            yield ast.unparse(tree)
            node.op = operator
        elif isinstance(node, ast.Constant) and type(node.value) is int:
            before = node.value
            for moved in (before - 1, before + 1):
                node.value = moved
                yield ast.unparse(tree)
            node.value = before


def changed_rules(rule: RedFlagRule) -> Iterator[tuple[str, RedFlagRule | None]]:
    """The rule dropped, eased, and with every condition that differs in one place."""
    yield "dropped", None
    softer = DISPOSITIONS[urgency(rule.disposition) - 1]
    yield f"eased to {softer}", msgspec.structs.replace(rule, disposition=softer)
    for text in conditions_that_differ(rule.when.text):
        try:
            yield text, msgspec.structs.replace(rule, when=parse_condition(text))
        except Exception:  # noqa: BLE001, S112 - a change outside the language is no mutant
            continue


def changed_tables() -> Iterator[tuple[str, str, tuple[RedFlag, ...]]]:
    """Rule, change, and the table with that change."""
    for place, row in enumerate(KNOWLEDGE.red_flags):
        for index, rule in enumerate(row.rules):
            for change, new in changed_rules(rule):
                kept = (
                    *row.rules[:index],
                    *(() if new is None else (new,)),
                    *row.rules[index + 1 :],
                )
                table = list(KNOWLEDGE.red_flags)
                table[place] = msgspec.structs.replace(row, rules=kept)
                yield rule.id, change, tuple(table)


def cases_notice(cases: list[tuple[dict[str, Any], Any]], table: tuple[RedFlag, ...]) -> bool:
    """Whether the rules spelled out disagree, or any story no longer gets what it expects."""
    if next(disagreements(table), None) is not None:
        return True
    for case, facts in cases:
        found = triage(facts, table)
        fired = set(found.fired)
        wrong = (
            not fired.issuperset(case.get("fires", ()))
            or fired.intersection(case.get("not_fires", ()))
            or ("disposition" in case and found.disposition != case["disposition"])
            or ("at_least" in case and urgency(found.disposition) < urgency(case["at_least"]))
            or ("at_most" in case and urgency(found.disposition) > urgency(case["at_most"]))
        )
        if wrong:
            return True
    return False


def rule_survivors() -> tuple[int, list[str]]:
    """How many changes of rules were tried, and those that no case noticed."""
    cases = [(case, assessed(case).facts) for case in red_flag_cases()]
    tried, survivors = 0, []
    for rule, change, table in changed_tables():
        tried += 1
        if not cases_notice(cases, table):
            survivors.append(f"{rule}: {change}")
    return tried, survivors


_SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Gt: ast.LtE,
    ast.Lt: ast.GtE,
    ast.In: ast.NotIn,
    ast.And: ast.Or,
    ast.Or: ast.And,
}


def changed_code(source: str) -> Iterator[tuple[str, str]]:
    """Where and what, and the source with that one change."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAPS:
            before: Any = node.ops[0]
            node.ops[0] = _SWAPS[type(before)]()  # type: ignore[call-overload]  # an operator
            yield f"line {node.lineno}: {ast.unparse(node)}", ast.unparse(tree)
            node.ops[0] = before
        elif isinstance(node, ast.BoolOp):
            operator = node.op
            node.op = _SWAPS[type(operator)]()  # type: ignore[assignment]  # and, or
            yield f"line {node.lineno}: {ast.unparse(node)}", ast.unparse(tree)
            node.op = operator
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
            operator_before = node.op
            node.op = ast.UAdd() if isinstance(operator_before, ast.USub) else ast.Not()
            if isinstance(operator_before, ast.USub):
                yield f"line {node.lineno}: {ast.unparse(node)}", ast.unparse(tree)
            node.op = operator_before


def code_survivors() -> tuple[int, list[str]]:
    """How many changes of code were tried, and those that no test noticed."""
    tried, survivors = 0, []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(ROOT / "src", copy)
        module = copy / "rhomboid/core/triage/triage.py"
        source = module.read_text(encoding="utf-8")
        for where, text in changed_code(source):
            tried += 1
            module.write_text(text, encoding="utf-8")
            print(f"  {where}", flush=True)
            if tests_pass(copy):
                survivors.append(f"triage.py {where}")
    return tried, survivors


def tests_pass(source: Path) -> bool:
    """Whether the tests of triage pass on this source."""
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider"]
    command += ["-o", f"pythonpath={source} .", "tests/core/triage", "tests/cases"]
    environment = {**os.environ, "PYTHONPATH": str(source)}
    run = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True)
    return run.returncode == 0


def main() -> int:
    """Run both, print what survived, and say whether each survivor is explained."""
    tried, survivors = rule_survivors()
    if "--rules" not in sys.argv:
        more, in_code = code_survivors()
        tried, survivors = tried + more, survivors + in_code
    unexplained = 0
    for survivor in survivors:
        rule = survivor.partition(":")[0]
        why = EXPLAINED.get(survivor) or EXPLAINED.get(rule, "")
        unexplained += not why
        print(f"{'explained' if why else 'SURVIVED '}  {survivor}  {why}")
    print(f"{tried} changes, {len(survivors)} survived, {unexplained} without an explanation")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
