"""The order of imports: every package has a place, and the core stands on little."""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.project import SRC, place, pyproject

#: What each layer may import beside the standard library and rhomboid itself.
ALLOWED = {
    "core": {"msgspec", "numpy"},
    "app": {"msgspec", "numpy"},
    "wording": {"babel", "msgspec"},
}
#: Builtins that reach the world without an import.
WORLD = {"open", "print", "input", "eval", "exec", "breakpoint", "__import__"}
CORE_FILES = sorted((SRC / "core").rglob("*.py"))
LOADER = SRC / "core" / "knowledge" / "loader.py"


def contracts(kind: str) -> list[dict[str, Any]]:
    every: list[dict[str, Any]] = pyproject()["tool"]["importlinter"]["contracts"]
    return [contract for contract in every if contract["type"] == kind]


def layers_of(container: str) -> set[str]:
    lines = [
        line
        for contract in contracts("layers")
        if container in contract["containers"]
        for line in contract["layers"]
    ]
    return {re.sub(r"[()\s]", "", name) for line in lines for name in re.split(r"[|:]", line)}


def packages_in(folder: Path) -> set[str]:
    return {
        path.stem
        for path in folder.iterdir()
        if (path.is_dir() and any(path.rglob("*.py")))
        or (path.suffix == ".py" and path.stem != "__init__")
    }


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def test_every_package_has_a_place_in_the_layers() -> None:
    assert packages_in(SRC) - layers_of("rhomboid") == set()


def test_every_package_of_the_core_has_a_place_in_its_layers() -> None:
    assert packages_in(SRC / "core") - layers_of("rhomboid.core") == set()


def test_every_folder_with_code_is_a_package() -> None:
    """The import linter does not see into folders without `__init__.py`."""
    folders = {path.parent for path in SRC.rglob("*.py")}
    assert [place(path) for path in sorted(folders) if not (path / "__init__.py").exists()] == []


def test_the_layer_contracts_are_exhaustive() -> None:
    assert [c["name"] for c in contracts("layers") if c.get("exhaustive") is not True] == []


@pytest.mark.parametrize("layer", ALLOWED)
def test_a_layer_imports_nothing_but_what_it_may(layer: str) -> None:
    allowed = ALLOWED[layer] | sys.stdlib_module_names | {"rhomboid"}
    strangers = {
        place(path): sorted(imported(path) - allowed)
        for path in sorted((SRC / layer).rglob("*.py"))
        if imported(path) - allowed
    }
    assert strangers == {}


def test_the_core_reaches_the_world_through_no_builtin() -> None:
    calls = [
        f"{place(path, node.lineno)} {node.func.id}"
        for path in CORE_FILES
        if path != LOADER
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORLD
    ]
    assert calls == []


def test_clocks_and_files_are_banned_in_the_core_alone_and_without_a_gap() -> None:
    lint = pyproject()["tool"]["ruff"]["lint"]
    freed = {glob for glob, rules in lint["per-file-ignores"].items() if "TID251" in rules}
    assert freed == {"!src/rhomboid/core/**", "src/rhomboid/core/knowledge/loader.py"}
    banned = set(lint["flake8-tidy-imports"]["banned-api"])
    assert banned >= {"datetime.datetime.now", "datetime.date.today", "time", "random"}
    assert banned >= {"os", "pathlib", "io", "logging"}
