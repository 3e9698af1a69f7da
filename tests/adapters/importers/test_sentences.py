"""Every refusal of a file has its sentence, which names what was found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from rhomboid.adapters import importers
from rhomboid.wording import wording
from rhomboid.wording.catalogue import catalogue, placeholders

SOURCES = sorted(Path(importers.__file__).parent.rglob("*.py"))


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def refusals() -> Iterator[tuple[str, frozenset[str]]]:
    """Problems that the importers raise, each with the names of its findings."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id != "WalkFileError" or len(node.args) < 2:
                continue
            problem = text_of(node.args[1])
            names = [
                text_of(one.args[0])
                for one in node.args[2:]
                if isinstance(one, ast.Call) and one.args
            ]
            if problem is not None:
                yield problem, frozenset(name for name in names if name)


def test_the_importers_refuse_for_many_reasons() -> None:
    assert len({problem for problem, _ in refusals()}) > 25


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reason_has_its_sentence_and_every_gap_is_filled(language: str) -> None:
    sentences = catalogue(language)
    for problem, names in refusals():
        sentence = sentences[f"walk_files.file_error.{problem}"]
        assert placeholders(sentence) <= names, problem


def test_the_sentences_of_a_table_name_line_column_and_cell() -> None:
    said = wording("en").say(
        "walk_files.file_error.csv_time", line=3, column="start", got="05/01/2026"
    )
    assert "Line 3: start must be a time" in said
    assert "05/01/2026" in said
