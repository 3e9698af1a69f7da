"""Every exception from a rule says why it is one."""

from __future__ import annotations

import re

import pytest

from tests.architecture.project import ROOT, numbered_lines, place, project_files

#: An ignore in the code and what must follow it: two spaces or a dash, then words.
IGNORE = re.compile(
    r"#\s*(?:noqa\b|type:\s*ignore\b|fmt:\s*off\b|pragma:\s*no cover\b)(?P<rest>.*)"
)
NAMED = re.compile(r"^(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*|\[[a-z-]+(?:,\s*[a-z-]+)*\])?")
REASON = re.compile(r"^\s*(?:#|-|:|\u2013)\s*\w+")
ESLINT = re.compile(r"eslint-disable|@ts-(?:ignore|expect-error|nocheck)")


def settings_of(table: str) -> list[tuple[int, str]]:
    """The lines of one table of the project file, with their numbers."""
    inside, lines = False, []
    for number, line in numbered_lines(ROOT / "pyproject.toml"):
        if line.startswith("["):
            inside = line.strip() == f"[{table}]"
        elif inside:
            lines.append((number, line))
    return lines


def ignored_rules(lines: list[tuple[int, str]]) -> list[tuple[int, str, str]]:
    """Lines that name rule codes, each with the line above it."""
    pairs = zip([(0, ""), *lines], lines, strict=False)
    return [
        (number, line, above)
        for (_, above), (number, line) in pairs
        if re.search(r'"[A-Z]+\d*"', line.split("#")[0])
    ]


def test_every_rule_ignored_in_some_files_has_its_reason() -> None:
    lines = ignored_rules(settings_of("tool.ruff.lint.per-file-ignores"))
    assert lines
    without = [
        number
        for number, line, above in lines
        if "# " not in line and not above.lstrip().startswith("# ")
    ]
    assert without == []


def test_every_rule_ignored_everywhere_has_its_reason() -> None:
    lines = settings_of("tool.ruff.lint")
    start = next(at for at, (_, line) in enumerate(lines) if line.startswith("ignore = ["))
    ignored = ignored_rules(lines[start:])
    assert ignored
    assert [number for number, line, _ in ignored if "# " not in line] == []


@pytest.mark.parametrize(
    ("comment", "is_reasoned"),
    [
        ("# noqa: S603 - the command is our own", True),
        ("# noqa: S603", False),
        ("# noqa", False),
        ("# type: ignore[arg-type]  # the stubs lack the overload", True),
        ("# type: ignore[arg-type]", False),
        ("# pragma: no cover - only on Windows", True),
    ],
)
def test_a_reason_is_recognised(comment: str, is_reasoned: bool) -> None:
    assert has_reason(comment) is is_reasoned


def has_reason(line: str) -> bool:
    found = IGNORE.search(line)
    return found is None or bool(REASON.match(NAMED.sub("", found["rest"], count=1)))


def test_every_ignore_in_the_code_has_its_reason() -> None:
    without = [
        place(path, number)
        for path in project_files(".py")
        if path.name != "test_reasons.py"
        for number, line in numbered_lines(path)
        if not has_reason(line)
    ]
    assert without == []


def test_every_ignore_in_the_front_end_has_its_reason() -> None:
    without = [
        place(path, number)
        for path in project_files(".ts")
        for number, line in numbered_lines(path)
        if ESLINT.search(line) and not re.search(r"(?:--|expect-error:?) \w+", line)
    ]
    assert without == []
