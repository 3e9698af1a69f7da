"""Drawings in pages: the page's style sheet colours every part of them."""

from __future__ import annotations

from importlib.resources import files

from rhomboid.adapters.drawing.theme import CLASSES

LOOK = (files("rhomboid.web") / "static/rhomboid/look.css").read_text(encoding="utf-8")
ALONE = (files("rhomboid.adapters.drawing") / "figure.css").read_text(encoding="utf-8")


def test_the_page_knows_every_class_of_the_drawings() -> None:
    assert [name for name in CLASSES if f".{name}" not in LOOK] == []


def test_a_drawing_looks_the_same_in_a_page_and_alone() -> None:
    rules = [line for line in ALONE.splitlines() if line.startswith(".")]
    assert [rule for rule in rules if rule not in LOOK] == []
