"""Files stay small, and none of them tells where it was made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture.project import ROOT, SRC, numbered_lines, place, project_files

#: A longer source file is two things; tables and wording are as long as they need to be.
MOST_LINES = 400
#: Half of all source files are shorter than this.
MEDIAN_LINES = 120
#: Not ours to write: the licence's text, and addresses of sponsors in npm's lock.
NOT_READ = {"LICENSE", "package-lock.json"}
TEXT = {
    "", ".cfg", ".css", ".html", ".in", ".js", ".json", ".md", ".py", ".sh", ".svg", ".toml",
    ".ts", ".txt", ".yaml", ".yml",
}  # fmt: skip

#: Joined here, so that this file does not find itself.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in (
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("files", "pythonhosted", "org"),
        ("pypi", "org"),
        ("deb", "debian", "org"),
    )
]
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:home|Users|root|work|workspace|mnt|opt)/[\w.-]+|[A-Z]:\\\\?Users"
)


def text_files() -> list[Path]:
    return [
        path
        for path in project_files()
        if path.suffix in TEXT and path.name not in NOT_READ and path != Path(__file__)
    ]


def test_no_source_file_is_too_long() -> None:
    lengths = {
        place(path): sum(1 for _ in numbered_lines(path)) for path in project_files(".py", ".ts")
    }
    assert {name: lines for name, lines in lengths.items() if lines > MOST_LINES} == {}


def test_most_source_files_are_short() -> None:
    lengths = sorted(sum(1 for _ in numbered_lines(path)) for path in SRC.rglob("*.py"))
    assert lengths[len(lengths) // 2] <= MEDIAN_LINES


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_file_names_the_host_of_a_registry(host: str) -> None:
    lock = ROOT / "frontend" / "package-lock.json"
    found = [place(path) for path in [*text_files(), lock] if host in path.read_text("utf-8")]
    assert found == []


def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    found = [
        f"{place(path, number)}: {match.group()}"
        for path in text_files()
        for number, line in numbered_lines(path)
        if (match := MACHINE_PATHS.search(line))
    ]
    assert found == []


def test_every_text_file_ends_with_a_line_end() -> None:
    texts = {place(path): path.read_bytes() for path in text_files()}
    assert [name for name, text in texts.items() if text and not text.endswith(b"\n")] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        place(path)
        for path in SRC.rglob("*.py")
        if "migrations" not in path.parts
        and not path.read_text(encoding="utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert silent == []
