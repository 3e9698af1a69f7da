"""Pictures of positions on a page."""

from __future__ import annotations

from functools import lru_cache

from django.utils.safestring import mark_safe

from rhomboid.bootstrap.drawings import position_drawing


@lru_cache(maxsize=64)
def picture(position: str) -> str:
    """The picture of a position; its name stands beside it, so that it says nothing itself."""
    return mark_safe(position_drawing(position, ""))  # noqa: S308 - our own SVG, no words in it
