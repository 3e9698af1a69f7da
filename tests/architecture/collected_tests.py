"""Tests as they stand in the source: node ids and the hazards they are marked with."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.architecture.project import ROOT, place

TESTS = ROOT / "tests"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class SourceTest:
    """One test function: its node id (parameters left out) and the hazards it names."""

    node_id: str
    hazards: tuple[str, ...]


@cache
def source_tests(folder: Path = TESTS) -> dict[str, SourceTest]:
    """Every test below a folder, by node id; read from the source once, nothing is imported."""
    found: dict[str, SourceTest] = {}
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        own = _hazards(_module_marks(tree))
        found.update({test.node_id: test for test in _tests_in(tree.body, _node_id(path), own)})
    return found


def _node_id(path: Path) -> str:
    return place(path) if path.is_relative_to(ROOT) else path.name


def _tests_in(
    body: list[ast.stmt], prefix: str, inherited: tuple[str, ...]
) -> Iterator[SourceTest]:
    for node in body:
        if isinstance(node, Function) and node.name.startswith("test"):
            marks = _hazards(node.decorator_list)
            yield SourceTest(f"{prefix}::{node.name}", (*inherited, *marks))
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            marks = _hazards(node.decorator_list)
            yield from _tests_in(node.body, f"{prefix}::{node.name}", (*inherited, *marks))


def _module_marks(tree: ast.Module) -> list[ast.expr]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=ast.List(elts=marks)):
                return marks
            case ast.Assign(targets=[ast.Name(id="pytestmark")], value=mark):
                return [mark]
    return []


def _hazards(marks: list[ast.expr]) -> tuple[str, ...]:
    """The ids in `pytest.mark.hazard("H-01", ...)`."""
    ids: list[str] = []
    for mark in marks:
        match mark:
            case ast.Call(func=ast.Attribute(attr="hazard"), args=arguments):
                ids += [text for text in map(_text, arguments) if text]
    return tuple(ids)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
