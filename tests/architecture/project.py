"""What the architecture tests share: the project's files and how its documents are read."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "rhomboid"
DOCS = ROOT / "docs"

#: A line of a Markdown table without its outer bars.
_TABLE_LINE = re.compile(r"^\|(?P<cells>.+)\|\s*$")


def project_files(*suffixes: str) -> list[Path]:
    """Every file that is in git or would be added to it, with one of the suffixes; all without."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return [path for path in paths if path.is_file() and (not suffixes or path.suffix in suffixes)]


def place(path: Path, line_number: int | None = None) -> str:
    """A file's path within the project, with a line where there is one."""
    name = path.relative_to(ROOT).as_posix()
    return name if line_number is None else f"{name}:{line_number}"


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file, counted from one."""
    yield from enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)


def pyproject() -> dict[str, Any]:
    """The project file."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def table_rows(markdown: str) -> list[list[str]]:
    """The cells of all tables in a Markdown text, header and rule lines left out."""
    rows: list[list[str]] = []
    body = False
    for line in markdown.splitlines():
        match = _TABLE_LINE.match(line)
        if match is None:
            body = False
        elif re.fullmatch(r"[\s|:-]+", match["cells"]):
            body = True
        elif body:
            rows.append([cell.strip() for cell in match["cells"].split("|")])
    return rows


def code_spans(text: str) -> list[str]:
    """What stands in backticks."""
    return re.findall(r"`([^`]+)`", text)
