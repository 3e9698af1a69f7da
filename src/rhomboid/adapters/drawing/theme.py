"""Colours of the drawings: which classes there are, and their style for stand-alone files."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

#: Classes that a drawing may use; the page's style sheet must know them all.
CLASSES = (
    "fg-floor",
    "fg-shadow",
    "fg-wall",
    "fg-solid",
    "fg-mat",
    "fg-ghost",
    "fg-skin",
    "fg-shirt",
    "fg-trousers",
    "fg-hair",
    "fg-shade",
    "fg-muscle",
    "fg-face",
    "fg-eye",
    "fg-band",
    "fg-move",
    "fg-head",
)


@cache
def standalone_style() -> str:
    """A `<style>` element with the colours of light and dark."""
    css = (files("rhomboid.adapters.drawing") / "figure.css").read_text(encoding="utf-8")
    lines = [line.strip() for line in css.splitlines()]
    return f"<style>{''.join(line for line in lines if not line.startswith('/*'))}</style>"
