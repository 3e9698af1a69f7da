"""Drawings made ahead: shown as they were drawn, and never once anything has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rhomboid.adapters.drawing.moving import kept
from rhomboid.adapters.drawing.moving.picture import Picture
from rhomboid.adapters.drawing.poses import movement_ids

DRAWN = Picture('<path d="M0 0"/>', (-4, -8, 40, 80), 0.5)


def test_what_was_laid_down_is_found_again(tmp_path: Path) -> None:
    kept.save("shrug", "mira", DRAWN, tmp_path)
    assert kept.load("shrug", "mira", tmp_path) == DRAWN


def test_it_is_of_one_movement_and_one_person(tmp_path: Path) -> None:
    kept.save("shrug", "mira", DRAWN, tmp_path)
    assert kept.load("shrug", "jonas", tmp_path) is None
    assert kept.load("band_row", "mira", tmp_path) is None
    (tmp_path / "jonas").mkdir()
    (tmp_path / "mira" / "shrug.json").rename(tmp_path / "jonas" / "shrug.json")
    assert kept.load("shrug", "jonas", tmp_path) is None


def test_it_is_not_shown_once_the_code_that_draws_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.save("shrug", "mira", DRAWN, tmp_path)
    monkeypatch.setattr(kept, "_code", lambda: b"other")
    assert kept.load("shrug", "mira", tmp_path) is None


@pytest.mark.parametrize("content", [b"", b"{", b'{"key": 1}', b"\xff\xfe"])
def test_a_broken_file_is_as_none(tmp_path: Path, content: bytes) -> None:
    kept.save("shrug", "mira", DRAWN, tmp_path)
    (tmp_path / "mira" / "shrug.json").write_bytes(content)
    assert kept.load("shrug", "mira", tmp_path) is None


def test_the_build_laid_every_movement_down_by_whoever_suits_it() -> None:
    missing = [name for name in movement_ids() if kept.load(name, kept.suits(name)) is None]
    assert not missing, "make setup draws them"


def test_what_lies_there_is_what_would_be_drawn_now() -> None:
    assert kept.load("chin_nod", kept.suits("chin_nod")) == kept.draw("chin_nod", "mira")
