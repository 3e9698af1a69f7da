"""The locked requirements hold what the project asks for, each with its hashes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.project import ROOT, pyproject

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[\w,-]+\])?==(?P<version>[^\s;]+)", re.MULTILINE
)


def pins(lock: Path) -> dict[str, set[str]]:
    """Locked versions by name; more than one where Python versions need different ones."""
    found: dict[str, set[str]] = {}
    for match in PINNED.finditer(lock.read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(match["name"]), set()).add(match["version"])
    return found


def unmet(asked: list[str], lock: Path) -> list[str]:
    locked = pins(lock)
    return [
        line
        for line in asked
        for need in [Requirement(line)]
        if not any(
            need.specifier.contains(version)
            for version in locked.get(canonicalize_name(need.name), set())
        )
    ]


def test_the_programme_finds_its_dependencies_locked() -> None:
    assert unmet(pyproject()["project"]["dependencies"], ROOT / "requirements" / "app.txt") == []


def test_developers_find_theirs_locked() -> None:
    project = pyproject()["project"]
    asked = [*pyproject()["dependency-groups"]["dev"], *project["dependencies"]]
    asked += project["optional-dependencies"]["postgres"]
    assert unmet(asked, ROOT / "requirements" / "dev.txt") == []


def test_what_videos_need_is_locked() -> None:
    extra = pyproject()["project"]["optional-dependencies"]["video"]
    asked = [*extra, *pyproject()["dependency-groups"]["video-test"]]
    assert unmet(asked, ROOT / "requirements" / "video.txt") == []


def test_every_extra_is_locked() -> None:
    assert set(pyproject()["project"]["optional-dependencies"]) == {"postgres", "video"}


def test_locks_agree_with_each_other() -> None:
    app = pins(ROOT / "requirements" / "app.txt")
    dev = pins(ROOT / "requirements" / "dev.txt")
    video = pins(ROOT / "requirements" / "video.txt")
    assert {name: dev.get(name) for name in app} == app
    assert {name: video[name] for name in video if name in dev} == {
        name: dev[name] for name in dev if name in video
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_pin_carries_hashes(lock: Path) -> None:
    blocks = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    pinned = [block for block in blocks if PINNED.match(block)]
    assert pinned
    assert [block.splitlines()[0] for block in pinned if "--hash=sha256:" not in block] == []


def test_the_front_end_lock_records_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text("utf-8"))["packages"]
    fetched = {name: entry for name, entry in packages.items() if name}
    assert fetched
    assert [name for name, entry in fetched.items() if "resolved" in entry] == []
    assert [name for name, entry in fetched.items() if "integrity" not in entry] == []
