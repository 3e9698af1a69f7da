"""The reference pages are those that the tables make."""

from __future__ import annotations

from rhomboid.core.knowledge.knowledge import load_knowledge
from rhomboid.wording import wording
from tools.make_reference import FOLDER, pages


def test_the_reference_pages_are_up_to_date() -> None:
    made = pages(load_knowledge(), wording("en"))
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()}
    assert kept == made, "run `make docs`"
